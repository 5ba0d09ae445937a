import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def take_version_of_sheet(apps, schema_editor):
    """Until now a sheet had the tallies of its present approval only."""
    sheet, tally = apps.get_model("ratings", "Sheet"), apps.get_model("ratings", "Tally")
    version = sheet.objects.filter(pk=OuterRef("sheet")).values("version")
    tally.objects.update(version=Subquery(version))


class Migration(migrations.Migration):
    dependencies = [("ratings", "0009_grounds")]

    operations = [
        migrations.AddField(
            model_name="tally", name="version", field=models.PositiveIntegerField(default=0), preserve_default=False
        ),
        migrations.RunPython(take_version_of_sheet, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name="tally", name="tally_once_a_sheet"),
        migrations.AlterField(
            model_name="tally",
            name="sheet",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="tallies", to="ratings.sheet"
            ),
        ),
        migrations.AddConstraint(
            model_name="tally",
            constraint=models.UniqueConstraint(
                fields=("sheet", "version", "measure"),
                name="tally_once_an_edition",
                violation_error_message="This figure of the sheet is counted already.",
            ),
        ),
    ]
