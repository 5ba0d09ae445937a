"""A cell is moved below a committee, or directly below a root, and is of the type that stands there."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.translation import override

from organizations.deeds import changing
from organizations.deeds.changing import Named
from organizations.deeds.moving import move
from organizations.models import Kind, Organization, Place, Sector, UnitType
from organizations.places import settle
from tests.factories import OrganizationFactory, cell, grassroots_cell, member_of
from tests.organizations.deeds import kept
from tests.organizations.deeds.small import MIDYEAR, Small, build, decided, of
from ui.refusals import Refused

pytestmark = pytest.mark.django_db
BEFORE, AFTER = date(2024, 6, 30), date(2024, 9, 1)


@pytest.fixture
def small() -> Small:
    """The committee and the lone cell stand in an agency of the Party."""
    small = build()
    decision = decided(date(2024, 2, 1))
    for each in (small.own, small.lone):
        changing.classify(decision=decision, organization=each, sector=None, unit_type=UnitType.AGENCY, by=small.office)
    return small


def section(above: Organization) -> Organization:
    return OrganizationFactory(kind=Kind.SECTION, parent=above)


def another_sector(small: Small) -> Sector:
    return Sector.objects.exclude(pk=small.own.sector_id)[0]


def nature(organization: Organization, day: date) -> tuple[str, Sector | None, str]:
    place = Place.objects.on(day).get(organization=organization)
    return place.kind, place.sector, place.unit_type


def test_a_grassroots_cell_below_a_committee_is_subordinate_and_has_no_sector(small):
    small.move(small.lone, to=small.sibling)
    assert nature(small.lone, BEFORE) == (Kind.GRASSROOTS_CELL, small.lone.sector, UnitType.AGENCY)
    assert nature(small.lone, MIDYEAR) == (Kind.SUBORDINATE_CELL, None, "")
    now = Organization.objects.get(pk=small.lone.pk)
    assert (now.kind, now.sector, now.unit_type, now.parent) == (Kind.SUBORDINATE_CELL, None, "", small.sibling)
    assert of(small.lone, BEFORE) == of(now, MIDYEAR) == 3


def test_a_subordinate_cell_below_a_root_is_of_the_grassroots_as_its_committee_was(small):
    small.move(small.first, to=small.one)
    assert nature(small.first, BEFORE) == (Kind.SUBORDINATE_CELL, None, "")
    assert nature(small.first, MIDYEAR) == (Kind.GRASSROOTS_CELL, small.own.sector, UnitType.AGENCY)


def test_a_rising_cell_has_the_sector_and_type_of_unit_that_are_said(small):
    sector = another_sector(small)
    held = {"decision": decided(), "organizations": [small.first], "parent": small.one, "by": small.office}
    move(**held, sector=sector, unit_type=UnitType.SERVICE)
    assert nature(small.first, MIDYEAR) == (Kind.GRASSROOTS_CELL, sector, UnitType.SERVICE)


def test_a_cell_of_a_section_has_the_sector_of_the_committee_above(small):
    below = cell(section(small.own))
    small.move(below, to=small.one)
    assert nature(below, MIDYEAR) == (Kind.GRASSROOTS_CELL, small.own.sector, UnitType.AGENCY)


@pytest.mark.parametrize("name", ["sector", "unit_type"])
def test_what_does_not_rise_has_no_sector_said(small, name):
    said = {"sector": small.own.sector, "unit_type": UnitType.AGENCY}
    with pytest.raises(Refused) as refused:
        move(
            decision=decided(),
            organizations=[small.lone],
            parent=small.own,
            by=small.office,
            **{name: said[name]},
        )
    assert name in refused.value.message_dict


def test_many_are_moved_by_one_deed_and_taken_back_whole(small):
    more = [grassroots_cell(small.one) for _ in range(3)]
    for each in more:
        member_of(each)
    before = kept.traces()
    deed = small.move(small.lone, *more, small.third, to=small.own)
    assert {nature(each, MIDYEAR)[0] for each in more} == {Kind.SUBORDINATE_CELL}
    small.take_back(deed)
    assert kept.traces() == before


IMPOSSIBLE = {
    "committee below a committee": (lambda s: (s.own, s.sibling), "make it a cell first"),
    "cell below a cell": (lambda s: (s.first, s.lone), "nothing stands below a cell"),
    "section below a root": (lambda s: (section(s.own), s.one), "Choose a grassroots committee"),
    "section below a section": (
        lambda s: (section(s.own), section(s.sibling)),
        "Choose a grassroots committee",
    ),
}


@pytest.mark.parametrize("case", IMPOSSIBLE)
def test_what_cannot_stand_there_is_refused_at_the_field_with_a_way(small, case):
    make, words = IMPOSSIBLE[case]
    moved, parent = make(small)
    with override("en"), pytest.raises(Refused) as refused:
        small.move(moved, to=parent)
    [sentence] = refused.value.message_dict["parent"]
    assert words in sentence


def test_a_cell_goes_down_and_up_in_any_order_of_entry(small):
    up = small.move(small.lone, to=small.two, on=AFTER)
    small.move(small.lone, to=small.own, on=MIDYEAR)
    assert [nature(small.lone, day)[0] for day in (BEFORE, MIDYEAR, AFTER)] == [
        Kind.GRASSROOTS_CELL,
        Kind.SUBORDINATE_CELL,
        Kind.GRASSROOTS_CELL,
    ]
    with pytest.raises(Refused):
        small.take_back(up)


def test_a_committee_moved_later_takes_the_cell_along(small):
    small.move(small.lone, to=small.own)
    small.move(small.own, to=small.two, on=AFTER)
    path = Place.objects.on(AFTER).get(organization=small.lone).path
    assert path.startswith(Organization.objects.get(pk=small.own.pk).path)
    assert nature(small.lone, AFTER)[0] == Kind.SUBORDINATE_CELL


def test_what_was_decided_for_later_of_a_grassroots_cell_is_named(small):
    sector = another_sector(small)
    changing.classify(decision=decided(AFTER), organization=small.lone, sector=sector, unit_type="", by=small.office)
    with pytest.raises(Refused) as refused:
        small.move(small.lone, to=small.own)
    assert "on" in refused.value.message_dict
    small.move(small.lone, to=small.own, on=date(2024, 9, 2))


def test_a_cell_that_became_a_committee_later_does_not_go_down_before(small):
    cells = [Named("N1", "Chi bộ Một")]
    changing.to_committee(decision=decided(AFTER), organization=small.lone, cells=cells, by=small.office)
    before = kept.traces()
    with pytest.raises(Refused):
        small.move(small.lone, to=small.own)
    assert kept.traces() == before


def test_a_cell_that_once_was_a_committee_goes_below_another(small):
    changing.to_cell(decision=decided(), organization=small.sibling, by=small.office)
    small.move(small.sibling, to=small.own, on=AFTER)
    assert [nature(small.sibling, day)[0] for day in (BEFORE, MIDYEAR, AFTER)] == [
        Kind.GRASSROOTS_COMMITTEE,
        Kind.GRASSROOTS_CELL,
        Kind.SUBORDINATE_CELL,
    ]
    assert of(Organization.objects.get(pk=small.sibling.pk), AFTER) == 3


def test_a_committee_whose_past_moves_is_laid_before_a_cell_that_stood_below_it(small):
    """Today both stand directly below the root."""
    small.move(small.lone, to=small.own)
    small.move(small.lone, to=small.one, on=AFTER)
    small.move(small.own, small.sibling, to=small.two, on=date(2024, 8, 1))
    places = small.lone.places.filter(since__gte=MIDYEAR).order_by("since")
    assert [(place.kind, place.path[:4]) for place in places] == [
        (Kind.SUBORDINATE_CELL, small.one.path),
        (Kind.SUBORDINATE_CELL, small.two.path),
        (Kind.GRASSROOTS_CELL, small.one.path),
    ]


def test_a_new_committee_and_the_cells_below_it_are_entered_one_after_the_other(small):
    named = Named("NEW", "Đảng bộ Sở Mới")
    facts = {"named": named, "kind": Kind.GRASSROOTS_COMMITTEE, "parent": small.one, "by": small.office}
    founded = changing.found(decision=decided(), **facts)
    new = Organization.objects.get(code="NEW")
    small.move(small.lone, to=new, on=AFTER)
    with pytest.raises(Refused):
        small.take_back(founded)


def test_places_of_a_committee_and_of_a_cell_once_below_it_are_worked_out_together(small):
    """Both stand directly below a root today, so neither is laid before the other."""
    small.move(small.lone, to=small.sibling, on=AFTER)
    small.move(small.lone, to=small.one, on=date(2024, 10, 1))
    before = kept.traces()
    settle([small.one.pk, small.two.pk, small.lone.pk, small.sibling.pk])
    assert kept.traces() == before
    Place.objects.filter(organization=small.sibling).delete()
    settle([small.lone.pk, small.sibling.pk])
    assert [row[1:] for row in kept.traces()["places"]] == [row[1:] for row in before["places"]]
