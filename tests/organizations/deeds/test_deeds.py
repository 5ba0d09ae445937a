"""What is decided about organisations, carried out and taken back."""

from datetime import date, timedelta

import pytest

from accounts.models import AuditEvent, User
from accounts.roles import Role
from inspections.models import Case
from members.ledger.of_cell import ledger
from members.models import LifeEvent, Membership
from notices.models import Notice
from organizations.deeds import changing
from organizations.deeds.changing import Named
from organizations.deeds.correcting import correct
from organizations.deeds.pages.forms_natures import ToCommitteeForm
from organizations.deeds.pages.past import may_manage
from organizations.models import Assignment, Kind, Lineage, Organization, Reorganization
from tests.factories import OrganizationFactory, cell, member_of, user_with
from tests.organizations.deeds import entries
from tests.organizations.deeds.small import MIDYEAR, Small, build, decided, of, traces
from ui.refusals import Refused

pytestmark = pytest.mark.django_db

BEFORE = MIDYEAR - timedelta(days=1)
FIRST, LAST = date(2024, 1, 1), date(2024, 12, 31)


@pytest.fixture
def small() -> Small:
    return build()


def fresh(organization: Organization) -> Organization:
    return Organization.objects.get(pk=organization.pk)


DEEDS = {
    "rename": lambda s: s.rename(s.own, "Đảng bộ Sở Mới"),
    "move": lambda s: s.move(s.own, to=s.two),
    "move a cell": lambda s: s.move(s.first, to=s.sibling),
    "hand over": lambda s: s.move(s.own, s.sibling, s.lone, to=s.two),
    "merge cells": lambda s: s.merge(s.first, into=s.second),
    "merge cells anew": lambda s: s.merge_anew(s.first, s.third, name="Chi bộ Hợp nhất"),
    "merge committees": lambda s: s.merge(s.sibling, into=s.own),
    "merge committees anew": lambda s: s.merge_anew(s.sibling, s.own, name="Đảng bộ Hợp nhất"),
    "merge roots": lambda s: s.merge(s.two, into=s.one),
    "split a cell": lambda s: s.split(s.first, "Chi bộ Tách", members=[s.members["first"][0].pk]),
    "split a committee": lambda s: s.split(s.own, "Đảng bộ Tách", below=[s.second]),
    "found": lambda s: changing.found(
        decision=decided(), named=Named("N1", "Chi bộ Mới"), kind=Kind.SUBORDINATE_CELL, parent=s.own, by=s.office
    ),
    "found a root": lambda s: changing.found(
        decision=decided(), named=Named("N1", "Đảng bộ Mới"), kind=Kind.ROOT, parent=None, by=s.office
    ),
    "a cell becomes a committee": lambda s: changing.to_committee(
        decision=decided(), organization=s.lone, cells=[Named("N1", "Một"), Named("N2", "Hai")], by=s.office
    ),
    "a committee becomes a cell": lambda s: changing.to_cell(decision=decided(), organization=s.own, by=s.office),
    "classify": lambda s: changing.classify(
        decision=decided(), organization=s.own, sector=None, unit_type="service", by=s.office
    ),
    "correct": lambda s: correct(organization=s.own, on=date(2010, 1, 1), reason="Nhầm", by=s.office, name="Đúng"),
    "dissolve": lambda s: s.dissolve(cell(s.own)),
}
NOBODY_COMES_OR_GOES = set(DEEDS) - {"found", "found a root"}


@pytest.mark.parametrize("name", DEEDS)
def test_what_is_taken_back_leaves_no_trace(small, name):
    if name == "dissolve":
        empty = cell(small.own)
        before = traces()
        small.take_back(small.dissolve(empty))
    else:
        before = traces()
        deed = DEEDS[name](small)
        assert traces() != before
        small.take_back(deed)
    assert traces() == before
    row = Reorganization.objects.get()
    assert (row.taken_back_by, row.changes.count(), row.links.count()) == (small.office, 0, 0)


@pytest.mark.parametrize("name", DEEDS)
def test_a_deed_loses_nobody_and_counts_nobody_twice(small, name):
    before = Membership.objects.on(MIDYEAR).count()
    DEEDS[name](small)
    for day in (BEFORE, MIDYEAR, date(2024, 12, 31)):
        assert (
            Membership.objects.on(day).count()
            == before
            == of(small.one, day) + of(small.two, day) * (name != "merge roots")
        )
    assert not LifeEvent.objects.exists()
    for each in Organization.objects.filter(kind__in=Kind.cells()):
        year = ledger(each, FIRST, LAST)
        assert year.expected == year.closing


@pytest.mark.parametrize("name", DEEDS)
def test_each_deed_leaves_one_line_of_the_trail(small, name):
    row = DEEDS[name](small)
    assert [event.verb for event in AuditEvent.objects.all()] == [f"reorganization.{row.kind}"]


def test_merged_cells_become_one_and_its_past_is_theirs(small):
    small.merge(small.first, into=small.second)
    assert (of(small.first, BEFORE), of(small.first, MIDYEAR)) == (3, 0)
    second = fresh(small.second)
    assert (of(second, BEFORE), of(second, MIDYEAR)) == (6, 6)
    assert small.first.path in second.earlier_paths
    assert fresh(small.first).closed_on == MIDYEAR
    assert Lineage.objects.get().kind == Lineage.Kind.MERGE


def test_the_paths_of_what_was_merged_are_kept_through_a_later_move(small):
    small.merge(small.sibling, into=small.own)
    small.move(small.own, to=small.two, on=date(2024, 9, 1))
    assert {small.sibling.path, small.own.path} <= set(fresh(small.own).earlier_paths)


def test_a_move_that_is_entered_after_the_merger_gives_its_path_to_the_survivor_too(small):
    small.merge(small.second, into=small.first, on=date(2024, 9, 1))
    small.move(small.own, to=small.two)
    first, second = fresh(small.first), fresh(small.second)
    assert set(second.paths) <= set(first.earlier_paths)


def test_a_merger_taken_back_gives_the_paths_back(small):
    deed = small.merge(small.sibling, into=small.own)
    small.take_back(deed)
    assert small.sibling.path not in fresh(small.own).earlier_paths


def test_a_seat_whose_founding_was_taken_back_is_given_to_nobody_else(small):
    deed = small.merge_anew(small.first, small.second, name="Chi bộ Hợp nhất")
    path = Organization.objects.get(name="Chi bộ Hợp nhất").path
    small.take_back(deed)
    assert cell(small.own).path != path


def test_who_acts_for_what_ended_acts_for_its_successor(small):
    clerk = user_with(Role.CLERK, small.first)
    deed = small.merge(small.first, into=small.second)
    assert list(Assignment.objects.filter(user=clerk, until=None).values_list("organization", flat=True)) == [
        small.second.pk
    ]
    small.take_back(deed)
    assert list(Assignment.objects.filter(user=clerk).values_list("organization", "until")) == [(small.first.pk, None)]


def test_people_of_an_organisation_are_told(small):
    clerk = user_with(Role.CLERK, small.first)
    deed = small.move(small.first, to=small.sibling)
    small.take_back(deed)
    assert list(Notice.objects.filter(recipient=clerk).values_list("kind", flat=True)) == [
        "organization.restored",
        "organization.changed",
    ]


def test_who_joined_after_the_day_belongs_to_the_successor_from_the_first(small):
    late = member_of(small.first)
    Membership.objects.filter(member=late).update(since=date(2024, 8, 1))
    deed = small.merge(small.first, into=small.second)
    assert Membership.objects.get(member=late).organization == small.second
    small.take_back(deed)
    assert Membership.objects.get(member=late).organization == small.first


def test_what_is_older_on_record_than_what_it_belongs_to_is_changed_like_any_other(small):
    Organization.objects.filter(pk=small.one.pk).update(opened_on=date(2019, 7, 1))
    small.one.changes.update(on=date(2019, 7, 1))
    small.one.places.update(since=date(2019, 7, 1))
    before = traces()
    deed = small.merge(small.sibling, into=small.own)
    assert of(fresh(small.own), MIDYEAR) == 9
    small.take_back(deed)
    assert traces() == before


def test_nothing_is_founded_below_what_does_not_exist_yet(small):
    with pytest.raises(Refused):
        changing.found(
            decision=decided(date(2009, 1, 1)),
            named=Named("N1", "Mới"),
            kind=Kind.SUBORDINATE_CELL,
            parent=small.own,
            by=small.office,
        )


FUTURE, EARLIER, LATER_ON = date(2100, 1, 1), date(2024, 3, 1), date(2024, 9, 1)
AFTER_ANOTHER = ("ended", "day")
REFUSED = {
    "a day to come": lambda s: s.rename(s.own, "Mới", on=FUTURE),
    "before the founding": lambda s: s.rename(s.own, "Mới", on=date(2009, 1, 1)),
    "the same name": lambda s: s.rename(s.own, s.own.name),
    "where it stands already": lambda s: s.move(s.own, to=s.one),
    "where it stood on the day": lambda s: [s.move(s.own, to=s.two), s.move(s.own, to=s.one, on=EARLIER)],
    "where it stands by the day": lambda s: [s.move(s.own, to=s.two), s.move(s.own, to=s.two, on=LATER_ON)],
    "below what stands below it": lambda s: s.move(s.own, to=s.first),
    "below itself": lambda s: s.move(s.own, to=s.own),
    "a name that it bore on the day": lambda s: [s.rename(s.own, "Mới"), s.rename(s.own, s.own.name, on=EARLIER)],
    "a root below another": lambda s: s.move(s.two, to=s.one),
    "below what does not take it": lambda s: s.move(s.own, to=s.sibling),
    "none": lambda s: s.move(to=s.two),
    "with itself": lambda s: s.merge(s.first, into=s.first),
    "a cell with a committee": lambda s: s.merge(s.first, into=s.sibling),
    "dissolved with members": lambda s: s.dissolve(s.first),
    "dissolved with cells": lambda s: s.dissolve(s.own),
    "a root dissolved with all below it": lambda s: s.dissolve(s.one),
    "a cell without members": lambda s: s.split(s.first, "Tách"),
    "a committee without cells": lambda s: s.split(s.own, "Tách"),
    "somebody else's cell": lambda s: s.split(s.own, "Tách", below=[s.third]),
    "a committee without cells below": lambda s: changing.to_committee(
        decision=decided(), organization=s.lone, cells=[], by=s.office
    ),
    "a subordinate cell as a committee": lambda s: changing.to_committee(
        decision=decided(), organization=s.first, cells=[Named("N1", "Một")], by=s.office
    ),
    "a cell as a cell": lambda s: changing.to_cell(decision=decided(), organization=s.lone, by=s.office),
    "no other sector": lambda s: changing.classify(
        decision=decided(), organization=s.own, sector=s.own.sector, unit_type="", by=s.office
    ),
    "a sector of a cell below": lambda s: changing.classify(
        decision=decided(), organization=s.first, sector=s.own.sector, unit_type="", by=s.office
    ),
    "founded below what it cannot stand below": lambda s: changing.found(
        decision=decided(), named=Named("N1", "Mới"), kind=Kind.SUBORDINATE_CELL, parent=s.one, by=s.office
    ),
    "what has ended": lambda s: [s.merge(s.first, into=s.second), s.rename(fresh(s.first), "Mới")],
    "into what has ended": lambda s: [s.merge(s.first, into=s.second), s.merge(s.third, into=s.first)],
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_is_refused(small, name):
    before = traces()
    with pytest.raises(Refused):
        REFUSED[name](small)
    if not any(word in name for word in AFTER_ANOTHER):
        assert traces() == before


def test_a_move_of_an_earlier_day_is_judged_by_where_it_stood_then(small):
    """To where it stands today, which was not so yet; and what is decided later stays."""
    small.move(small.own, to=small.two)
    early = small.move(small.own, to=small.two, on=EARLIER)
    assert [(each.since, each.parent) for each in small.own.places.order_by("since")][1:] == [
        (EARLIER, small.two),
        (MIDYEAR, small.two),
    ]
    small.take_back(early)
    assert small.own.places.on(EARLIER).get().parent == small.one


def test_what_came_back_goes_away_again_for_the_time_between(small):
    """Between two moves it stood at the other root: from there it is handed over, not from where it stands today."""
    third = OrganizationFactory(name="Đảng bộ Ba")
    small.move(small.own, to=small.two, on=EARLIER)
    small.move(small.own, to=small.one, on=LATER_ON)
    deed = small.move(small.own, to=third)
    assert small.own.places.on(MIDYEAR).get().parent == third
    assert deed.links.get().predecessor == small.two
    assert set(deed.organizations.all()) >= {small.own, small.two, third}
    assert small.own.places.on(LATER_ON).get().parent == small.one


def test_of_the_year_before_a_cell_was_founded_the_ledger_is_empty(small):
    deed = small.split(small.first, "Tách", on=date(2025, 4, 3), members=[small.members["first"][0].pk])
    year = ledger(Organization.objects.get(pk=deed.kept["founded"][0]), FIRST, LAST)
    assert (year.opening, year.expected, year.closing) == (0, 0, 0)


def test_a_name_that_it_bears_today_may_be_borne_earlier(small):
    small.rename(small.own, "Đảng bộ Sở Mới")
    small.rename(small.own, "Đảng bộ Sở Mới", on=EARLIER)
    assert small.own.places.on(EARLIER).get().name == "Đảng bộ Sở Mới"


LATER = {
    "a later deed": lambda s: s.rename(s.second, "Mới", on=date(2024, 9, 1)),
    "a member transferred": lambda s: Membership.objects.filter(
        organization=s.second, member=s.members["first"][0]
    ).update(until=date(2024, 9, 1)),
}


@pytest.mark.parametrize("name", LATER)
def test_what_something_newer_depends_on_stays(small, name):
    deed = small.merge(small.first, into=small.second)
    LATER[name](small)
    with pytest.raises(Refused):
        small.take_back(deed)
    assert fresh(small.first).closed_on == MIDYEAR


def test_a_founding_stays_once_somebody_belongs_there(small):
    deed = DEEDS["found"](small)
    member_of(Organization.objects.get(code="N1"))
    with pytest.raises(Refused):
        small.take_back(deed)


def test_taken_back_once(small):
    deed = DEEDS["move"](small)
    small.take_back(deed)
    with pytest.raises(Refused):
        small.take_back(deed)


def test_what_was_founded_below_one_after_the_day_of_its_merger_stands_below_the_other_from_then_on(small):
    founded = date(2024, 9, 1)
    deed = small.split(small.first, "Tách", on=founded, members=[small.members["first"][0].pk])
    made = Organization.objects.get(pk=deed.kept["founded"][0])
    merger = small.merge(small.own, into=small.sibling)
    assert [(each.since, each.parent) for each in made.places.all()] == [(founded, small.sibling)]
    small.take_back(merger)
    assert [(each.since, each.parent) for each in made.places.all()] == [(founded, small.own)]


def test_an_act_begun_after_the_day_of_a_merger_counts_at_the_successor(small):
    entries.act(small, small.first, date(2024, 9, 1))
    deed = small.merge(small.first, into=small.second)
    assert Case.objects.below(Organization.objects.get(pk=small.second.pk)).count() == 1
    small.take_back(deed)
    assert Case.objects.get().organization == small.first


def test_no_part_is_split_off_that_stood_elsewhere_on_the_day():
    small = build()
    small.move(small.third, to=small.own, on=date(2024, 3, 1))
    with pytest.raises(Refused, match="trực thuộc"):
        small.split(small.own, "Đảng bộ Mới", on=date(2021, 6, 1), below=[small.third])


def test_what_ended_before_it_came_is_managed_where_its_root_merged_into():
    small = build()
    small.dissolve(small.other)
    touched = [small.own, fresh(small.other)]
    assert not may_manage(touched, fresh_user(small))
    small.one.earlier_paths = [small.two.path]
    small.one.save()
    assert may_manage(touched, fresh_user(small))
    assert not may_manage([small.own, small.two], fresh_user(small)), "what goes on elsewhere is theirs"


def fresh_user(small: Small) -> User:
    """Who holds what is read once for each user."""
    return User.objects.get(pk=small.office.pk)


def test_what_was_a_committee_once_becomes_one_again():
    small = build()
    taken = cell(small.own, code=f"{small.lone.code}.1")
    form = ToCommitteeForm(
        {"on": "1/7/2024", "number": "1-QĐ", "signed_on": "1/7/2024", "cells": "Chi bộ A\nChi bộ B"},
        organization=small.lone,
        by=small.office,
    )
    form.is_valid()
    codes = [named.code for named in form.cells_named]
    assert codes == [f"{small.lone.code}.2", f"{small.lone.code}.3"], taken
