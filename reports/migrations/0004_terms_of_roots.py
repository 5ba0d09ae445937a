import django.db.models.deletion
from django.db import migrations, models

ONCE = {
    "plan": (
        "plan_once_a_year",
        ("root", "year", "indicator"),
        "This plan of the year is entered already. Change that one.",
    ),
    "provincialfigure": (
        "provincial_figure_once_a_year",
        ("root", "year", "code"),
        "This figure of the year is entered already. Change that one.",
    ),
    "term": ("term_once_a_root", ("root", "code"), "This term is entered already. Choose other years."),
}
NAMES = {"plan": "plans", "provincialfigure": "provincial_figures", "term": "terms"}


def give_to_roots(apps, editor):
    """To each root that has rating years then; where none has, to the first open one."""
    roots = apps.get_model("organizations", "Organization").objects.filter(parent=None).order_by("path")
    usual = next((root for root in roots if root.closed_on is None), roots.first())
    for term in apps.get_model("reports", "Term").objects.order_by("pk"):
        first, *others = _with_years(roots, range(term.first_year, term.last_year + 1)) or [usual]
        for root in others:
            _give_its_own_term(apps, term, root)
        _give(term, first)
    for name in ("Plan", "ProvincialFigure"):
        for row in apps.get_model("reports", name).objects.order_by("pk"):
            first, *others = _with_years(roots, [row.year]) or [usual]
            for root in others:
                _copy(row, root)
            _give(row, first)
    _reports_name_years_of_their_root(apps)
    # PostgreSQL alters no table with checks still to be made.
    editor.connection.check_constraints()


def _with_years(roots, years):
    return list(roots.filter(rating_years__year__in=years).distinct())


def _give(row, root):
    """A portal without an organisation has nothing that a term could be of."""
    if root is None:
        row.delete()
    else:
        row.root = root
        row.save(update_fields=["root"])


def _copy(row, root):
    copy = type(row).objects.get(pk=row.pk)
    copy.pk, copy.root = None, root
    copy.save(force_insert=True)
    return copy


def _give_its_own_term(apps, term, root):
    its_own = _copy(term, root)
    for target in term.targets.all():
        target.pk, target.term = None, its_own
        target.save(force_insert=True)
    term.reports.filter(organization__path__startswith=root.path).update(term=its_own)


def _reports_name_years_of_their_root(apps):
    years = apps.get_model("ratings", "RatingYear").objects
    for report in apps.get_model("reports", "Report").objects.exclude(rating_year=None):
        own = years.filter(year=report.rating_year.year, root__path=report.organization.path[:4]).first()
        if own and own.pk != report.rating_year_id:
            report.rating_year = own
            report.save(update_fields=["rating_year"])


def of_root(name, **nullable):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT,
        related_name=NAMES[name],
        to="organizations.organization",
        verbose_name="Party organisation",
        **nullable,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("organizations", "0007_letterheads"),
        ("ratings", "0025_years_of_roots"),
        ("reports", "0003_nothing_unknown_passes"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="plan", name="plan_once_a_year"),
        migrations.RemoveConstraint(model_name="provincialfigure", name="provincial_figure_once_a_year"),
        migrations.AlterField(
            model_name="term",
            name="code",
            field=models.CharField(max_length=9, verbose_name="term"),
        ),
        *(migrations.AddField(name, "root", of_root(name, null=True)) for name in NAMES),
        migrations.RunPython(give_to_roots, migrations.RunPython.noop),
        *(migrations.AlterField(name, "root", of_root(name)) for name in NAMES),
        *(
            migrations.AddConstraint(
                name, models.UniqueConstraint(fields=fields, name=constraint, violation_error_message=sentence)
            )
            for name, (constraint, fields, sentence) in ONCE.items()
        ),
    ]
