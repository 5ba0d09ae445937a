"""Where and when a violation happened: Regulation 366-QĐ/TW, Article 11(4.3); before it nothing of that counts."""

from datetime import date

import pytest

from inspections.models import Discipline
from members.offices import Leading
from ratings.findings import Severity, check
from ratings.findings.facts import Disciplined, Leader, Own
from ratings.levels import Level
from tests import factories
from tests.ratings.checked import Kind, codes, facts_of, found, row

REPRIMAND, WARNING = Discipline.Form.REPRIMAND, Discipline.Form.WARNING
YEARS = {"hd27": 2016, "hd16": 2018, "hd21": 2020, "qd124": 2024, "qd366": 2025}
RULE_SETS = [pytest.param(year, code, id=code) for code, year in YEARS.items()]
E, N = Level.EXCELLENT, Level.NOT_COMPLETED


def carried(year: int, **more) -> Disciplined:
    return Disciplined(REPRIMAND, date(year - 1, 6, 1), year, **more)


@pytest.mark.parametrize(("year", "code"), RULE_SETS)
def test_what_last_year_counted_already_is_barred_and_from_2025_asked_about(year, code):
    facts = facts_of(year, rows=(row(N, last_level=N, disciplines=(carried(year),)),))
    assert facts.rules.code == code
    finding = found(facts, "discipline_used_twice")
    assert finding.severity == (Severity.WARNING if code == "qd366" else Severity.BLOCKING)
    assert ("nặng hơn" in finding.advice) is (code == "qd366")
    assert ("điểm 4.3 Điều 11" in str(finding.clause)) is (code == "qd366")


@pytest.mark.parametrize(("year", "code"), RULE_SETS)
def test_an_old_violation_or_a_heavier_form_decided_in_the_round_counts_in_it(year, code):
    earlier, heavier = Disciplined(REPRIMAND, date(year - 1, 6, 1)), Disciplined(WARNING, date(year, 3, 1))
    facts = facts_of(year, rows=(row(N, last_level=N, disciplines=(earlier, heavier)),))
    assert "discipline_used_twice" not in codes(facts)
    above = facts_of(year, rows=(row(E, disciplines=(earlier, heavier)),))
    assert "disciplined_above_not_completed" in codes(above)


def leader(year: int, **more) -> Leader:
    return Leader(1, "Lê Thị Bí Thư", Leading.HEAD, None, (Disciplined(WARNING, date(year, 3, 1), **more),))


T5, T9 = {"hd16", "hd21", "qd124", "qd366"}, {"qd124", "qd366"}


@pytest.mark.parametrize(("finding", "known"), [("leadership_disciplined", T5), ("disciplined_below", T9)])
@pytest.mark.parametrize(("year", "code"), RULE_SETS)
def test_a_violation_elsewhere_counts_against_the_present_collective_until_2024(year, code, finding, known):
    elsewhere = facts_of(year, own=Own(E), leaders=(leader(year, elsewhere=True),))
    here = facts_of(year, own=Own(E), leaders=(leader(year),))
    assert (finding in codes(here)) is (code in known)
    assert (finding in codes(elsewhere)) is (code in known - {"qd366"})


@pytest.mark.parametrize(("finding", "known"), [("leadership_disciplined", T5), ("disciplined_below", T9)])
@pytest.mark.parametrize(("year", "code"), RULE_SETS)
def test_a_violation_of_who_led_here_counts_here_from_2025_on(year, code, finding, known):
    facts = facts_of(year, Kind.GRASSROOTS_COMMITTEE, own=Own(E), former=(leader(year),))
    assert (finding in codes(facts)) is (code in known & {"qd366"})


@pytest.fixture
def moved(world):
    """Led a cell, violated there, was disciplined in the next one."""
    member = factories.member_of(world.own_second_cell, position="Bí thư chi bộ")
    member.memberships.update(until=date(2024, 1, 10))
    factories.MembershipFactory(member=member, organization=world.lone_cell, since=date(2024, 1, 10))
    return member


def own_level(organization, year):
    rating_year = factories.RatingYearFactory(year=year, rule_set="qd366" if year == 2025 else "qd124")
    sheet = factories.SheetFactory(rating_year=rating_year, organization=organization)
    factories.OrganizationRatingFactory(sheet=sheet, level=E)
    return {finding.code for finding in check(sheet)}


def discipline(world, member, year, **more):
    return Discipline.objects.create(
        member=member,
        organization=world.lone_cell,
        form=WARNING,
        decision_number="9-QĐ",
        decided_on=date(year, 3, 1),
        announced_on=date(year, 3, 5),
        **more,
    )


@pytest.mark.django_db
@pytest.mark.parametrize(("year", "there"), [(2024, False), (2025, True)])
def test_by_the_register_it_counts_where_it_happened_from_2025_on(world, moved, year, there):
    discipline(world, moved, year, violated_at=world.own_second_cell)
    assert ("leadership_disciplined" in own_level(world.own_second_cell, year)) is there
    assert ("leadership_disciplined" in own_level(world.lone_cell, year)) is not there


@pytest.mark.django_db
@pytest.mark.parametrize("year", [2024, 2025])
def test_without_a_place_it_counts_where_the_member_is(world, moved, year):
    discipline(world, moved, year)
    assert "leadership_disciplined" not in own_level(world.own_second_cell, year)
    assert "leadership_disciplined" in own_level(world.lone_cell, year)


@pytest.mark.django_db
def test_who_led_nothing_there_is_not_the_leadership(world, moved):
    case = factories.CaseFactory(organization=world.lone_cell, member=moved, member_position="Chuyên viên")
    discipline(world, moved, 2025, violated_at=world.own_second_cell, case=case)
    assert "leadership_disciplined" not in own_level(world.own_second_cell, 2025)
