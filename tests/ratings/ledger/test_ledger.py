"""The ledger over the register: who crossed the edge of an organisation, and that both columns come out."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from members import deeds
from members.ledger.flows import Period
from members.ledger.lines import Line
from members.models import LifeEvent, Member, Membership
from organizations.models import Organization, Sector
from ratings.ledger.ledger import Ledger, ledger_of
from ratings.ledger.people import page_of
from ratings.ledger.scope import Scope
from ratings.ledger.tables import FORM, FULL, PROBATIONARY
from ratings.models import RatingYear
from ratings.register import freezing
from tests import factories, world
from tests.world import World

pytestmark = pytest.mark.django_db
YEAR = Period(date(2024, 1, 1), date(2024, 12, 31))
Kind, Beyond = LifeEvent.Kind, LifeEvent.Beyond


@pytest.fixture
def there() -> World:
    return world.build()


def moved(ledger: Ledger) -> dict[str, int]:
    ends = (Line.OPENING, Line.CLOSING)
    return {line.value: split.total for line, split in ledger.lines.items() if line not in ends and split.total}


def balances(ledger: Ledger) -> bool:
    turned = ledger[Line.RECOGNIZED].total
    opening, closing = ledger[Line.OPENING], ledger[Line.CLOSING]
    return (
        opening.official + ledger.came.official - ledger.left.official + turned == closing.official
        and opening.probationary + ledger.came.probationary - ledger.left.probationary - turned == closing.probationary
    )


def test_a_move_is_inside_for_who_holds_both_ends_and_from_the_root_for_who_holds_one(there: World) -> None:
    deeds.transfer(
        member=there.members["own"],
        organization=there.sibling_cell,
        on=date(2024, 5, 1),
        by=there.users["bloc_office"],
    )
    assert moved(ledger_of(Scope(there.bloc), YEAR)) == {"within": 1}
    assert moved(ledger_of(Scope(there.own), YEAR)) == {"to_root": 1}
    assert moved(ledger_of(Scope(there.sibling_cell), YEAR)) == {"from_root": 1}


def test_a_move_to_another_root_goes_to_another_committee_of_the_province(there: World) -> None:
    deeds.transfer(
        member=there.members["own"],
        organization=there.foreign_cell,
        on=date(2024, 5, 1),
        by=there.users["bloc_office"],
    )
    assert moved(ledger_of(Scope(there.bloc), YEAR)) == {"to_province": 1}
    assert moved(ledger_of(Scope(there.foreign_bloc), YEAR)) == {"from_province": 1}


@pytest.mark.parametrize(
    ("beyond", "line"),
    [("", "from_unstated"), (Beyond.PROVINCE, "from_province"), (Beyond.ELSEWHERE, "from_elsewhere")],
)
def test_an_arrival_from_outside_tells_from_where(there: World, beyond: str, line: str) -> None:
    arrive(there.own_cell, date(2024, 3, 3), beyond)
    assert moved(ledger_of(Scope(there.bloc), YEAR)) == {line: 1}


def arrive(cell: Organization, day: date, beyond: str = "", **member: object) -> Member:
    found = factories.MemberFactory(**member)
    Membership.objects.create(member=found, organization=cell, since=day)
    LifeEvent.objects.create(member=found, kind=Kind.TRANSFERRED_IN, happened_on=day, organization=cell, beyond=beyond)
    return found


def test_an_admission_counts_on_the_day_of_the_ceremony(there: World) -> None:
    day = date(2024, 1, 5)
    member = factories.MemberFactory(admitted_on=day, official_on=None)
    Membership.objects.create(member=member, organization=there.own_cell, since=day)
    decided = date(2023, 12, 20)
    LifeEvent.objects.create(member=member, kind=Kind.ADMITTED, happened_on=decided, organization=there.own_cell)
    found = ledger_of(Scope(there.own), YEAR)
    assert moved(found) == {"admitted": 1}
    assert found[Line.ADMITTED].probationary == 1
    assert moved(ledger_of(Scope(there.own), Period(date(2023, 1, 1), date(2023, 12, 31)))) == {}


def test_who_is_recognised_goes_from_one_column_to_the_other(there: World) -> None:
    arrive(there.own_cell, date(2023, 6, 1), admitted_on=date(2023, 6, 1), official_on=date(2024, 6, 1))
    found = ledger_of(Scope(there.own), YEAR)
    assert moved(found) == {"recognized": 1}
    assert balances(found)
    assert found[Line.OPENING].probationary == 1
    assert found[Line.CLOSING].probationary == 0


def test_who_came_without_a_decision_is_named_as_such(there: World) -> None:
    member = factories.MemberFactory()
    Membership.objects.create(member=member, organization=there.own_cell, since=date(2024, 2, 2))
    assert moved(ledger_of(Scope(there.own), YEAR)) == {"came_unexplained": 1}
    form = next(each for each in FORM if each.code == "came_unexplained")
    assert [row.member for row in page_of(Scope(there.own), YEAR, form, "", None)] == [member]


def test_who_goes_along_with_a_cell_that_is_merged_came_by_no_transfer(there: World) -> None:
    member, day = there.members["own"], date(2024, 4, 1)
    Membership.objects.filter(member=member).update(until=day)
    Membership.objects.create(member=member, organization=there.own_second_cell, since=day)
    assert moved(ledger_of(Scope(there.own_second_cell), YEAR)) == {"came_along": 1}
    assert moved(ledger_of(Scope(there.own_cell), YEAR)) == {"went_along": 1}
    assert moved(ledger_of(Scope(there.own), YEAR)) == {}


def test_a_sector_is_that_of_the_last_day(there: World) -> None:
    enterprises = Sector.objects.get(code="enterprises")
    arrive(there.sibling_cell, date(2024, 3, 3))
    arrive(there.own_cell, date(2024, 3, 3))
    found = ledger_of(Scope(there.bloc, enterprises), YEAR)
    assert moved(found) == {"from_unstated": 1}
    assert found[Line.CLOSING].total == 2
    deeds.transfer(
        member=there.members["own"],
        organization=there.sibling_cell,
        on=date(2024, 5, 1),
        by=there.users["bloc_office"],
    )
    assert moved(ledger_of(Scope(there.bloc, enterprises), YEAR)) == {"from_unstated": 1, "from_root": 1}


def test_who_comes_to_another_sector_with_their_organisation_goes_along(there: World) -> None:
    party = Sector.objects.get(code="party")
    before = there.sibling.places.get()
    before.until = date(2024, 7, 1)
    before.save()
    before.pk, before.since, before.until, before.sector = None, date(2024, 7, 1), None, party
    before.save(force_insert=True)
    enterprises = Sector.objects.get(code="enterprises")
    assert moved(ledger_of(Scope(there.bloc, party), YEAR)) == {"came_along": 1}
    assert moved(ledger_of(Scope(there.bloc, enterprises), YEAR)) == {"went_along": 1}


@pytest.mark.parametrize("seed", range(2))
def test_random_deeds_leave_every_ledger_balanced_and_explained(there: World, seed: int) -> None:
    play(there, Random(seed))
    places = [None, *Sector.objects.all()]
    scopes = [Scope(each) for each in Organization.objects.all()]
    scopes += [Scope(there.bloc, sector) for sector in places]
    for scope in scopes:
        for period in (YEAR, Period(date(2023, 7, 15), date(2024, 2, 10)), Period(date(2024, 6, 1), date(2024, 6, 1))):
            found = ledger_of(scope, period)
            assert balances(found), (scope.name, period, found.lines)
            assert not {"came_unexplained", "went_unexplained"} & moved(found).keys(), (scope.name, period)
    for scope in (Scope(there.bloc), Scope(there.own_cell)):
        _lists_equal_numbers(scope, YEAR, ledger_of(scope, YEAR))


def _lists_equal_numbers(scope: Scope, period: Period, ledger: Ledger) -> None:
    for form in FORM:
        numbers = ledger.sum(form.lines)
        if numbers.total:
            assert page_of(scope, period, form, "", None).paginator.count == numbers.total
            assert page_of(scope, period, form, FULL, None).paginator.count == numbers.official
            assert page_of(scope, period, form, PROBATIONARY, None).paginator.count == numbers.probationary


def play(there: World, random: Random) -> None:
    """Some forty deeds of the office, each later than the one before, between cells of two roots."""
    by = there.users["bloc_office"]
    cells = [there.own_cell, there.own_second_cell, there.sibling_cell, there.lone_cell, there.foreign_cell]
    day = date(2023, 3, 1)
    for _deed in range(40):
        day += timedelta(days=random.randint(1, 25))
        held = list(Membership.objects.filter(until=None, since__lt=day).order_by("pk"))
        deed = random.choice(("come", "move", "move", "end", "recognise"))
        if deed == "come" or not held:
            official = random.choice((None, date(2020, 1, 1)))
            arrive(random.choice(cells), day, admitted_on=date(2019, 1, 1), official_on=official)
            continue
        here = random.choice(held)
        if deed == "move":
            target = random.choice([cell for cell in cells if cell.pk != here.organization_id])
            deeds.transfer(member=here.member, organization=target, on=day, by=by)
        elif deed == "end":
            deeds.end(member=here.member, kind=random.choice(deeds.endings_of(here.member, day)), on=day, by=by)
        elif here.member.official_on is None:
            deeds.recognize(member=here.member, on=day, decided_on=day, note="Muộn", by=by)


def test_a_closed_year_stays_as_it_was_and_a_late_entry_is_not_mixed_in(there: World) -> None:
    member = arrive(there.own_cell, date(2024, 3, 3), Beyond.PROVINCE)
    year = RatingYear.objects.filter(root=there.bloc, year=2024).first() or factories.RatingYearFactory(
        root=there.bloc, year=2024
    )
    close(year)
    before = ledger_of(Scope(there.bloc), YEAR)
    arrive(there.own_cell, date(2024, 8, 8))
    LifeEvent.objects.filter(member=member).delete()
    after = ledger_of(Scope(there.bloc), YEAR)
    assert (moved(before), moved(after)) == ({"from_province": 1}, {"from_unstated": 1})
    assert before[Line.CLOSING] == after[Line.CLOSING]


def close(year: RatingYear) -> None:
    RatingYear.objects.filter(pk=year.pk).update(state=RatingYear.State.CLOSED)
    year.refresh_from_db()
    freezing.make(year, "closing", by=None)
