from datetime import date

from django.db import migrations, models
from django.db.models import Q


def note(apps, schema_editor):
    """As the figures of closed years are shown today: by the first entry at an organisation that ever stood below."""
    Edition = apps.get_model("ratings", "Edition")
    registers = {
        "admissions_begun": (apps.get_model("members", "LifeEvent").objects.filter(kind="admitted"), "happened_on"),
        "acts_begun": (apps.get_model("inspections", "Case").objects.all(), "opened_on"),
    }
    for rating_year in apps.get_model("ratings", "RatingYear").objects.filter(editions__isnull=False).distinct():
        here = Q(organization__places__path__startswith=rating_year.root.path)
        begun = {
            name: rows.filter(here, **{f"{day}__lte": date(rating_year.year, 12, 31)}).exists()
            for name, (rows, day) in registers.items()
        }
        Edition.objects.filter(rating_year=rating_year).update(**begun)


class Migration(migrations.Migration):
    dependencies = [
        ("ratings", "0028_corrections_taken_back"),
        ("members", "0005_plain_letters"),
        ("inspections", "0008_names_of_roots"),
        ("organizations", "0012_a_merger_after_a_hand_over"),
    ]

    operations = [
        migrations.AddField(
            model_name="edition",
            name="admissions_begun",
            field=models.BooleanField(
                default=False,
                help_text="The register had admissions of this year or one before: none is 0, and not unknown.",
            ),
        ),
        migrations.AddField(
            model_name="edition",
            name="acts_begun",
            field=models.BooleanField(default=False, help_text="The same of inspections, supervision and discipline."),
        ),
        migrations.RunPython(note, migrations.RunPython.noop),
    ]
