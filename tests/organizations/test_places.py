"""Places worked out from changes: whatever is decided in whatever order, each day has one place and one tree."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organizations.models import Change, Kind, Organization, Place
from organizations.places import places_on, settle
from tests.factories import OrganizationFactory, cell, committee, grassroots_cell
from ui.refusals import Refused

pytestmark = pytest.mark.django_db

FOUNDED = date(2010, 1, 1)


@pytest.fixture
def tree():
    """Two roots, a committee with two cells below the first, a committee below the second."""
    one, two = OrganizationFactory(name="Đảng bộ Một"), OrganizationFactory(name="Đảng bộ Hai")
    own, other = committee(one, name="Đảng bộ Sở"), committee(two, name="Đảng bộ Cục")
    return {"one": one, "two": two, "own": own, "other": other, "first": cell(own), "second": cell(own)}


def place_of(organization: Organization, day: date) -> Place:
    return places_on(day, [organization.pk])[organization.pk]


def change(organization: Organization, on: date, **values: object) -> Change:
    made = Change.objects.create(organization=organization, on=on, **values)
    settle([organization.pk])
    organization.refresh_from_db()
    return made


def test_what_is_founded_has_a_place_from_its_first_day_on(tree):
    place = tree["first"].places.get()
    assert (place.since, place.until, place.path) == (FOUNDED, None, tree["first"].path)


def test_a_move_carries_all_below_and_leaves_their_past(tree):
    before = {name: each.path for name, each in tree.items()}
    change(tree["own"], date(2020, 7, 1), parent=tree["two"])
    for name in ("own", "first", "second"):
        tree[name].refresh_from_db()
        assert place_of(tree[name], date(2020, 6, 30)).path == before[name]
        assert place_of(tree[name], date(2020, 7, 1)).path == tree[name].path
        assert tree[name].path.startswith(tree["two"].path)
        assert tree[name].paths == (tree[name].path, before[name])
    assert place_of(tree["other"], date(2024, 1, 1)).path == before["other"]


def test_a_change_of_an_earlier_day_leaves_what_was_decided_for_later(tree):
    change(tree["own"], date(2022, 1, 1), name="Đảng bộ Sở Mới")
    change(tree["own"], date(2020, 1, 1), name="Đảng bộ Sở Giữa", parent=tree["two"])
    names = [(place.since, place.name) for place in tree["own"].places.order_by("since")]
    assert names == [
        (FOUNDED, "Đảng bộ Sở"),
        (date(2020, 1, 1), "Đảng bộ Sở Giữa"),
        (date(2022, 1, 1), "Đảng bộ Sở Mới"),
    ]
    assert place_of(tree["own"], date(2023, 1, 1)).parent == tree["two"]


def test_what_is_taken_back_leaves_no_trace_but_its_seat(tree):
    before = list(Place.objects.order_by("path", "since").values_list("organization", "since", "until", "path"))
    path = tree["own"].path
    change(tree["own"], date(2020, 7, 1), parent=tree["two"]).delete()
    settle([tree["own"].pk])
    tree["own"].refresh_from_db()
    after = list(Place.objects.order_by("path", "since").values_list("organization", "since", "until", "path"))
    assert (after, tree["own"].path) == (before, path)
    newcomer = committee(tree["two"])
    assert newcomer.path not in tree["own"].earlier_paths


def test_who_moves_to_where_a_move_was_taken_back_gets_a_seat_of_its_own(tree):
    change(tree["own"], date(2020, 7, 1), parent=tree["two"]).delete()
    settle([tree["own"].pk])
    newcomer = committee(tree["one"])
    change(newcomer, date(2021, 1, 1), parent=tree["two"])
    tree["own"].refresh_from_db()
    assert newcomer.path.startswith(tree["two"].path)
    assert newcomer.path not in tree["own"].paths


def test_a_cell_becomes_a_committee_and_keeps_its_sector(tree):
    lone = grassroots_cell(tree["one"])
    change(lone, date(2021, 1, 1), kind=Kind.GRASSROOTS_COMMITTEE)
    assert (lone.kind, lone.sector.code) == (Kind.GRASSROOTS_COMMITTEE, "party")
    assert place_of(lone, date(2020, 12, 31)).kind == Kind.GRASSROOTS_CELL


@pytest.mark.parametrize(
    "values",
    [{"kind": Kind.GRASSROOTS_CELL}, {"ends": True}],
    ids=["what cannot have cells below it", "an end while cells stand below"],
)
def test_no_day_has_a_tree_with_a_hole(tree, values):
    with pytest.raises(Refused):
        change(tree["own"], date(2020, 1, 1), **values)


DAYS = st.integers(0, 4_000).map(lambda days: FOUNDED + timedelta(days=days))
MOVES = st.tuples(st.sampled_from(["own", "other"]), st.sampled_from(["one", "two"]), DAYS)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(moves=st.lists(MOVES, max_size=8), back=st.integers(0, 8))
def test_moves_in_any_order_of_days_give_one_tree_a_day(tree, moves, back):
    Change.objects.filter(on__gt=FOUNDED).delete()
    settle(each.pk for each in tree.values())
    made = [change(tree[name], day + timedelta(days=1), parent=tree[root]) for name, root, day in moves]
    for each in made[:back]:
        each.delete()
    settle(each.pk for each in tree.values())
    held = list(Place.objects.order_by("organization", "since"))
    for earlier, later in pairwise(held):
        if earlier.organization_id == later.organization_id:
            assert earlier.until == later.since
    for day in (FOUNDED, *(each.since for each in held)):
        on = {place.organization_id: place for place in Place.objects.on(day)}
        assert len({place.path for place in on.values()}) == len(on) == len(tree)
        for place in on.values():
            assert place.parent_id is None or place.path.startswith(on[place.parent_id].path)
    expected = {
        name: tree[name].changes.filter(on__gt=FOUNDED).order_by("on", "pk").last() for name in ("own", "other")
    }
    for name, last in expected.items():
        tree[name].refresh_from_db()
        assert tree[name].parent_id == (last.parent_id if last else tree["one" if name == "own" else "two"].pk)
