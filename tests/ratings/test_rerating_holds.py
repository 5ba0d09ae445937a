"""What a re-rating may not do: break a cap that is enforced, judge oneself, or leave half a row behind."""

import pytest

from ratings import findings
from ratings.appeals.standing import Standing
from ratings.grounds import Cause
from ratings.levels import Level, NotRatedReason
from ratings.models import Appeal, MemberRating, OrganizationRating, RatingYear, Rerating, Sheet
from ratings.sheets import entry
from ratings.sheets.entry import OWN
from tests import factories
from tests.ratings import sheets
from tests.ratings.appealed import DECIDED, answered, appealed, approved, rerated, row_of
from ui.refusals import Refused

pytestmark = pytest.mark.django_db
Outcome = Appeal.Outcome
NOT_COMPLETED, OTHER = Standing(Level.NOT_COMPLETED), Standing(None, NotRatedReason.OTHER)


@pytest.fixture
def sheet(world, year) -> Sheet:
    return approved(world)


def enforce(world, *, above: str = Sheet.State.APPROVED) -> Sheet:
    committee, second = world.users["committee"], world.own_second_cell
    sheets.approved(sheets.sheet_of(second), sheets.clerk_of(second), committee)
    sheets.in_state(above, sheets.sheet_of(world.own), committee, world.users["bloc_office"])
    RatingYear.objects.update(cap_enforced=True, cap_minimum_group=0)
    return sheets.sheet_of(world.own_cell)


def row_now(sheet: Sheet) -> MemberRating:
    return MemberRating.objects.get(sheet=sheet)


@pytest.mark.parametrize("state", [Sheet.State.SUBMITTED, Sheet.State.APPROVED])
def test_an_enforced_cap_on_the_sheet_above_is_held(world, sheet, state):
    enforced = enforce(world, above=state)
    with pytest.raises(Refused, match=r"Trên phiếu của Đảng bộ Sở Bình Minh: .*tỷ lệ khống chế"):
        rerated(world, enforced)
    found = appealed(world, enforced)
    with pytest.raises(Refused, match="tỷ lệ khống chế"):
        answered(world, found, Outcome.RERATED)
    assert not Rerating.objects.exists()
    assert row_now(sheet).level == Level.GOOD


def test_a_draft_above_is_barred_itself(world, sheet):
    enforced = enforce(world, above=Sheet.State.DRAFT)
    rerated(world, enforced)
    blocked = findings.check(sheets.sheet_of(world.own))
    assert findings.Severity.BLOCKING in {each.severity for each in blocked if each.code == "members_over_cap"}


def test_an_excess_may_shrink_and_not_grow(world, year):
    second = factories.member_of(world.own_cell)
    good = factories.member_of(world.own_cell)
    sheet = approved(world)
    keys = {entry.key_of(second.pk), row_of(world)}
    MemberRating.objects.filter(sheet=sheet).exclude(member=good).update(level=Level.EXCELLENT)
    enforced = enforce(world)
    with pytest.raises(Refused, match="vượt 3"):
        rerated(world, enforced, row=entry.key_of(good.pk))
    rerated(world, enforced, Standing(Level.GOOD), row=keys.pop())
    assert MemberRating.objects.filter(sheet=sheet, level=Level.EXCELLENT).count() == 1


@pytest.mark.parametrize("outcome", Outcome.values)
def test_nobody_answers_an_appeal_of_who_bears_the_own_name(world, sheet, outcome):
    committee = world.users["committee"]
    found = appealed(world, sheet)
    committee.full_name = world.members["own"].full_name.upper()
    committee.save()
    with pytest.raises(Refused, match="trùng tên"):
        answered(world, found, outcome)
    assert Appeal.objects.get().is_open


def test_not_completed_takes_its_cause_along_and_leaves_it_when_it_goes(world, sheet):
    rerated(world, sheet, NOT_COMPLETED, cause=Cause.DISCIPLINED)
    assert row_now(sheet).cause == Cause.DISCIPLINED
    rerated(world, sheets.sheet_of(world.own_cell), Standing(Level.GOOD))
    assert row_now(sheet).cause == ""
    with pytest.raises(Refused, match="Nguyên nhân chỉ đi với"):
        rerated(world, sheets.sheet_of(world.own_cell), cause=Cause.DISCIPLINED)


def test_another_reason_for_no_level_stands_in_the_note(world, sheet):
    rerated(world, sheet, OTHER)
    assert row_now(sheet).note == DECIDED.reason


@pytest.mark.parametrize("reason", [NotRatedReason.NEW_MEMBER, NotRatedReason.EXEMPT, NotRatedReason.SUSPENDED])
def test_an_organisation_has_no_reason_of_a_member(world, sheet, reason):
    with pytest.raises(Refused, match="không dùng cho dòng này"):
        rerated(world, sheet, Standing(None, reason), row=OWN)
    assert OrganizationRating.objects.get(sheet=sheet).level == Level.GOOD


def test_a_member_has_no_reason_of_an_organisation(client, world, sheet):
    with pytest.raises(Refused, match="không dùng cho dòng này"):
        rerated(world, sheet, Standing(None, NotRatedReason.NEW_ORGANIZATION))
    client.force_login(world.users["committee"])
    offered = dict(client.get(appealed(world, sheet).get_absolute_url()).context["form"].fields["level"].choices)
    assert NotRatedReason.NEW_ORGANIZATION not in offered
    assert {NotRatedReason.NEW_MEMBER, NotRatedReason.PENDING} < set(offered)


def test_the_page_takes_a_cause_and_says_where_it_does_not_belong(client, world, sheet):
    client.force_login(world.users["committee"])
    address = f"/ratings/{sheet.rating_year.year}/{sheet.organization_id}/rate-again/"
    decided = {"decision_number": "45-QĐ/ĐU", "decided_on": "20/01/2025", "reason": "Xác minh lại."}
    typed = {"version": sheet.version, "row": row_of(world), "level": "4", "cause": Cause.TASKS, **decided}
    answer = client.post(address, typed)
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"cause"})
    assert client.post(address, {**typed, "level": "1"}).status_code == 302
    assert row_now(sheet).cause == Cause.TASKS
