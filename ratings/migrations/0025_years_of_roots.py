import django.db.models.deletion
from django.db import migrations, models
from django.db.models.functions import Substr

FIXED = ("YearPlace", "YearMembership", "YearEvent", "YearAct")


def give_years_to_roots(apps, editor):
    """To the root with sheets in the year; where several have, to each its own; where none has, to the first open."""
    roots = {root.path: root for root in apps.get_model("organizations", "Organization").objects.filter(parent=None)}
    usual = _first_open(roots)
    for year in apps.get_model("ratings", "RatingYear").objects.order_by("pk"):
        first, *others = _with_sheets(apps, year, roots) or [usual]
        for root in others:
            _give_its_own(apps, year, root)
        if first is None:
            year.local_documents.all().delete()
            year.editions.all().delete()
            year.delete()
        else:
            year.root = first
            year.save(update_fields=["root"])
    # PostgreSQL alters no table with checks still to be made.
    editor.connection.check_constraints()


def _first_open(roots):
    return min(roots.values(), key=lambda root: (root.closed_on is not None, root.path), default=None)


def _with_sheets(apps, year, roots):
    """Most sheets first."""
    held = year.sheets.order_by().annotate(root_path=Substr("path", 1, 4)).values("root_path")
    counted = held.annotate(many=models.Count("pk")).order_by("-many", "root_path")
    return [roots[each["root_path"]] for each in counted]


def _give_its_own(apps, year, root):
    its_own = apps.get_model("ratings", "RatingYear").objects.get(pk=year.pk)
    its_own.pk, its_own.root = None, root
    its_own.save(force_insert=True)
    for row in (*year.local_documents.all(), *year.editions.all()):
        row.pk, row.rating_year = None, its_own
        row.save(force_insert=True)
    for name in FIXED:
        rows = apps.get_model("ratings", name).objects.filter(rating_year=year)
        rows.filter(path__startswith=root.path).update(rating_year=its_own)
    year.sheets.filter(path__startswith=root.path).update(rating_year=its_own)
    for listed in (year.raised_caps, year.calibration_sessions):
        listed.filter(organization__path__startswith=root.path).update(rating_year=its_own)


class Migration(migrations.Migration):
    dependencies = [
        ("organizations", "0007_letterheads"),
        ("ratings", "0024_names_of_roots"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="ratingyear",
            options={
                "ordering": ["-year", "pk"],
                "verbose_name": "rating year",
                "verbose_name_plural": "rating years",
            },
        ),
        migrations.AlterField(
            model_name="ratingyear",
            name="year",
            field=models.PositiveSmallIntegerField(verbose_name="year"),
        ),
        migrations.AddField(
            model_name="ratingyear",
            name="root",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rating_years",
                to="organizations.organization",
                verbose_name="Party organisation",
            ),
        ),
        migrations.RunPython(give_years_to_roots, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="ratingyear",
            name="root",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rating_years",
                to="organizations.organization",
                verbose_name="Party organisation",
            ),
        ),
        migrations.AddConstraint(
            model_name="ratingyear",
            constraint=models.UniqueConstraint(
                fields=("root", "year"),
                name="rating_year_once_a_root",
                violation_error_message="This year is planned already. Open its page.",
            ),
        ),
    ]
