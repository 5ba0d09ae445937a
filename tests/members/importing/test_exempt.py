"""Who is exempt from activity belongs to the list; since when is an event of their life."""

from datetime import date

import pytest

from accounts.trail.record import history
from exchange.kinds import Outcome
from members.models import LifeEvent, Member
from tests.members.importing.made import GOOD, KIND, judged, scope_of, write
from tests.members.importing.test_judging import row_of
from tests.members.importing.test_writing import as_it_was

pytestmark = pytest.mark.django_db
EXEMPT = {"status": "Miễn sinh hoạt", "exempted_on": "01/06/2020"}


def exemptions(member) -> list[tuple[date, int]]:
    found = LifeEvent.objects.filter(member=member, kind=LifeEvent.Kind.EXEMPTED)
    return list(found.values_list("happened_on", "organization"))


@pytest.mark.parametrize("said", [EXEMPT, {"exempted_on": "01/06/2020"}], ids=["said", "the day alone"])
def test_somebody_new_who_is_exempt_is_entered_with_the_event(world, said):
    [row] = judged(world, GOOD | said)
    assert row.outcome == Outcome.NEW, row.problems
    assert any("01/06/2020" in each.after for each in row.differences)
    write(world, GOOD | said)
    assert exemptions(Member.objects.get(full_name=GOOD["full_name"])) == [(date(2020, 6, 1), world.own_cell.pk)]


def test_without_the_day_the_member_is_entered_and_the_row_says_what_is_missing(world):
    [row] = judged(world, GOOD | {"status": "Miễn SH"})
    assert row.outcome == Outcome.NEW, row.problems
    assert [each.column for each in row.differences if "Miễn sinh hoạt từ" in each.after] == ["status"]
    write(world, GOOD | {"status": "Miễn SH"})
    assert exemptions(Member.objects.get(full_name=GOOD["full_name"])) == []


def test_a_member_who_is_on_the_list_becomes_exempt_once(world):
    member = world.members["own"]
    row = row_of(member, world.own_cell) | EXEMPT
    write(world, row)
    assert exemptions(member) == [(date(2020, 6, 1), world.own_cell.pk)]
    assert history(member).get().verb == "member.exempted"
    assert [each.outcome for each in judged(world, row)] == [Outcome.SAME]
    [other] = judged(world, row | {"exempted_on": "02/06/2020"})
    assert [each.column for each in other.problems] == ["exempted_on"]


def test_taken_back_the_events_are_gone(world):
    before = as_it_was()
    written = write(world, GOOD | EXEMPT, row_of(world.members["own"], world.own_cell) | EXEMPT)
    assert not list(KIND.touched(written, scope_of(world)))
    KIND.undo(written, scope_of(world), world.users["bloc_office"])
    assert as_it_was() == before


@pytest.mark.parametrize("at", [0, 1])
def test_who_has_resumed_since_stays_as_they_are(world, at):
    written = write(world, GOOD | EXEMPT, row_of(world.members["own"], world.own_cell) | EXEMPT)
    pk = written[at].data["pk"]
    kind = LifeEvent.Kind.RESUMED
    LifeEvent.objects.create(member_id=pk, kind=kind, happened_on=date(2021, 6, 1), organization=world.own_cell)
    [touched] = KIND.touched(written, scope_of(world))
    assert touched.label == written[at].label
