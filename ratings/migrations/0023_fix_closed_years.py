from datetime import date
from itertools import islice

from django.db import migrations
from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone

REASON = "Lập từ sổ đăng ký của ngày này: năm đã khóa trước khi có việc chốt số liệu."
BATCH = 2000


def fix_closed_years(apps, schema_editor):
    """Years that are closed already get their first edition from what is stored today."""
    for rating_year in apps.get_model("ratings", "RatingYear").objects.filter(state="closed"):
        apps.get_model("ratings", "Edition").objects.create(
            rating_year=rating_year, number=1, origin="register", made_at=timezone.now(), reason=REASON
        )
        for fix in (_places, _memberships, _events, _acts):
            fix(apps, rating_year)


def _stood(day, at="organization__places__"):
    held = Q(**{f"{at}until": None}) | Q(**{f"{at}until__gt": day})
    return held & Q(**{f"{at}since__lte": day})


def _write(apps, name, rating_year, rows):
    model, found = apps.get_model("ratings", name), rows.iterator(BATCH)
    while batch := [model(rating_year=rating_year, since=1, **row) for row in islice(found, BATCH)]:
        model.objects.bulk_create(batch)


def _day(rating_year):
    return min(timezone.localdate(), date(rating_year.year, 12, 31))


def _places(apps, rating_year):
    sheets = apps.get_model("ratings", "Sheet").objects.filter(
        rating_year=rating_year, organization=OuterRef("organization")
    )
    rows = apps.get_model("organizations", "Place").objects.filter(_stood(_day(rating_year), "")).exclude(kind="bloc")
    placed = rows.annotate(
        sheet_id=Subquery(sheets.values("pk")[:1]), sheet_version=Subquery(sheets.values("version")[:1])
    )
    names = ("organization_id", "parent_id", "path", "name", "kind", "sector_id", "unit_type")
    _write(apps, "YearPlace", rating_year, placed.order_by("pk").values(*names, "sheet_id", "sheet_version"))


def _memberships(apps, rating_year):
    day = _day(rating_year)
    here = apps.get_model("members", "Membership").objects.filter(_stood(day, "")).filter(_stood(day))
    rows = here.values("member_id", "organization_id", path=F("organization__places__path"))
    _write(apps, "YearMembership", rating_year, rows.order_by().distinct())


def _days(rating_year):
    return date(rating_year.year, 1, 1), date(rating_year.year, 12, 31)


def _events(apps, rating_year):
    here = apps.get_model("members", "LifeEvent").objects.filter(
        _stood(F("happened_on")), happened_on__range=_days(rating_year)
    )
    names = ("member_id", "kind", "happened_on", "organization_id")
    rows = here.values(*names, source=F("pk"), path=F("organization__places__path"))
    _write(apps, "YearEvent", rating_year, rows.order_by("pk"))


def _acts(apps, rating_year):
    here = apps.get_model("inspections", "Case").objects.filter(
        _stood(F("opened_on")), opened_on__range=_days(rating_year)
    )
    names = ("number", "kind", "basis", "body", "member_id", "organization_id", "opened_on")
    rows = here.values(*names, source=F("pk"), path=F("organization__places__path"))
    _write(apps, "YearAct", rating_year, rows.order_by("pk"))


class Migration(migrations.Migration):
    dependencies = [("ratings", "0022_editions")]

    operations = [migrations.RunPython(fix_closed_years, migrations.RunPython.noop)]
