"""The demo data gives the published figures, computed from its rows."""

from datetime import date
from fractions import Fraction

import pytest
import yaml
from django.conf import settings
from django.db.models import Q, Sum

from inspections.models import Case
from members.models import Membership
from organizations.models import Organization
from ratings.levels import Level
from ratings.models import WorkResult
from reports.models import ProvincialFigure
from tests.demo.loaded.rows import (
    ACTS,
    TERM,
    OrganizationKind,
    admitted,
    grassroots_ratings,
    growth,
    member_ratings,
    of_rated,
    of_work,
    percent,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_database")]


FACTS = yaml.safe_load((settings.BASE_DIR / "tests/seed/facts.yaml").read_text(encoding="utf-8"))


def acts(condition: Q, of_members: bool) -> int:
    return Case.objects.filter(condition, opened_on__year__in=TERM, member__isnull=not of_members).count()


def revenue_share(year: int) -> Fraction:
    paid = WorkResult.objects.filter(sheet__rating_year__year=year).aggregate(paid=Sum("budget_paid"))["paid"]
    return percent(paid, ProvincialFigure.objects.get(year=year, code="domestic_revenue").value)


EACH_YEAR = {
    "study_participation": lambda year: of_work(year, "officials_attended", "officials_summoned"),
    "ethics_standards": lambda year: percent(
        WorkResult.objects.filter(sheet__rating_year__year=year, ethics_standards=True).count(), 81
    ),
    "org_rated_good": lambda year: of_rated(grassroots_ratings(year), Level.GOOD),
    "org_rated_excellent": lambda year: of_rated(grassroots_ratings(year), Level.EXCELLENT),
    "member_rated_good_up": lambda year: of_rated(member_ratings(year), Level.GOOD, Level.EXCELLENT),
    "enterprise_growth": growth,
    "domestic_revenue_share": revenue_share,
}

WHOLE_TERM = {
    "admissions": lambda: admitted(*TERM),
    **{
        f"{name}_{subject}": lambda condition=condition, of_members=of_members: acts(condition, of_members)
        for name, condition in ACTS.items()
        for subject, of_members in (("orgs", False), ("members", True))
    },
}

HOLDS = {
    "eq": lambda found, value: found == value,
    "gt": lambda found, value: found > value,
    "between": lambda found, value: value[0] <= found <= value[1],
}


@pytest.mark.parametrize("fact", FACTS["term_2015_2020_results"], ids=lambda fact: fact["id"])
def test_the_rows_give_the_published_result(fact):
    found = [WHOLE_TERM[fact["id"]]()] if fact["id"] in WHOLE_TERM else [EACH_YEAR[fact["id"]](year) for year in TERM]
    assert all(HOLDS[fact["op"]](each, fact["value"]) for each in found), found


def test_the_bloc_is_as_published():
    facts = {fact["id"]: fact["value"] for fact in FACTS["bloc"]}
    bloc = Organization.objects.get(kind=OrganizationKind.ROOT, closed_on=None)
    assert bloc.opened_on == facts["founded"]
    assert Organization.objects.grassroots().count() == facts["grassroots_orgs"]
    for day in (date(2020, 8, 23), date(2024, 12, 31)):
        low, high = facts["members"]
        assert low <= Membership.objects.on(day).count() <= high
