"""A deed beside another one, and beside what is entered at the same moment: nothing that was taken is lost.

The first has written all it writes and waits at its line in the trail, which another connection holds; then the second
begins. On SQLite one comes after the other.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.roles import Role
from inspections.models import Case
from members import deeds as members
from members.models import LifeEvent, Membership
from organizations.actions import assign
from organizations.deeds import changing
from organizations.models import Assignment, Organization, Place, Reorganization
from organizations.sectors import ensure_sectors
from ratings.approval import actions as approval
from ratings.models import MemberRating, RatingYear, Sheet
from ratings.years.actions import close_year
from tests.factories import UserFactory, cell, user_with
from tests.organizations.deeds import entries
from tests.organizations.deeds.small import Small, build, decided
from tests.ratings import sheets
from tests.ratings.test_closing_races import Begun, elsewhere, wait_for_waiting

pytestmark = pytest.mark.django_db(transaction=True)
HELD = f"LOCK TABLE {AuditEvent._meta.db_table} IN SHARE MODE"
LATER = date(2024, 9, 1)
Deed = Callable[[Small], Callable[[], Any]]


@pytest.fixture
def small(transactional_db) -> Small:
    ensure_sectors()
    small = build()
    entries.open_years(small, [2024])
    return small


def merge(small: Small) -> Callable[[], Any]:
    return lambda: small.merge(small.first, into=small.second)


def merge_elsewhere(small: Small) -> Callable[[], Any]:
    return lambda: small.merge(small.first, into=small.third)


def dissolve(small: Small, empty: Organization) -> Callable[[], Any]:
    return lambda: small.dissolve(empty)


def turn(small: Small) -> Callable[[], Any]:
    return lambda: changing.to_cell(decision=decided(), organization=small.own, by=small.office)


def move(small: Small) -> Callable[[], Any]:
    return lambda: small.move(small.first, to=small.sibling)


def hand_over(small: Small) -> Callable[[], Any]:
    return lambda: small.move(small.own, to=small.two)


def rename(small: Small) -> Callable[[], Any]:
    return lambda: small.rename(small.first, "Tên mới")


def split(small: Small) -> Callable[[], Any]:
    return lambda: small.split(small.first, "Tách", members=[small.members["first"][0].pk])


def take_back(small: Small) -> Callable[[], Any]:
    deed = small.split(small.first, "Tách", members=[small.members["first"][0].pk])
    return lambda: small.take_back(deed)


def enter(small: Small, there: Organization | None = None) -> Callable[[], Any]:
    return lambda: entries.admit(small, there or small.first, LATER)


def arrive(small: Small) -> Callable[[], Any]:
    member = small.members["third"][0]
    return lambda: members.transfer(member=member, organization=small.first, on=LATER, by=small.office)


def leave(small: Small) -> Callable[[], Any]:
    member = small.members["first"][0]
    return lambda: members.transfer(member=member, organization=small.third, on=LATER, by=small.office)


def die(small: Small) -> Callable[[], Any]:
    member, kind = small.members["first"][1], LifeEvent.Kind.DIED
    return lambda: members.end(member=member, kind=kind, on=LATER, by=small.office)


def act(small: Small) -> Callable[[], Any]:
    return lambda: entries.act(small, small.first, LATER)


def role(small: Small) -> Callable[[], Any]:
    given = {"user": UserFactory(), "role": Role.CLERK, "since": date(2024, 1, 1), "until": None, "by": small.office}
    return lambda: assign(organization=small.first, **given)


def rate(small: Small) -> Callable[[], Any]:
    sheet = sheets.sheet_of(small.first)
    return lambda: sheets.fill(sheet, small.office)


def approve(small: Small) -> Callable[[], Any]:
    clerk, committee = user_with(Role.CLERK, small.first), user_with(Role.COMMITTEE, small.own)
    sheet = sheets.submitted(sheets.sheet_of(small.first), clerk)
    return lambda: approval.approve(sheet=sheet, version=sheet.version, by=committee, **sheets.DECISION)


def close(small: Small) -> Callable[[], Any]:
    return lambda: close_year(rating_year=RatingYear.objects.get(root=small.one), by=small.office, **entries.DECISION)


DEEDS: dict[str, Deed] = {
    "merge": merge,
    "turn": turn,
    "move": move,
    "hand-over": hand_over,
    "split": split,
    "take-back": take_back,
}
OTHERS: dict[str, Deed] = {
    **{each.__name__: each for each in (merge_elsewhere, rename, move)},
    **{each.__name__: each for each in (enter, arrive, leave, die, act, role, rate, approve, close)},
}
EVERY_DEED = ("merge_elsewhere", "enter", "leave", "approve", "close")
PAIRS = [(deed, other) for deed in DEEDS for other in OTHERS if deed == "merge" or other in EVERY_DEED]


def holds(small: Small) -> None:
    """Everybody belongs to what stands, every event and act counts, who acts today acts where something is."""
    standing = Place.objects.on(timezone.localdate()).values("organization")
    assert not Membership.objects.filter(until=None).exclude(organization__in=standing).exists()
    assert not Assignment.objects.on(timezone.localdate()).exclude(organization__in=standing).exists()
    roots = Organization.objects.filter(parent=None)
    for rows in (LifeEvent.objects.all(), Case.objects.all()):
        assert sum(rows.below(root).count() for root in roots) == rows.count()
    closed = Organization.objects.exclude(closed_on=None)
    assert (
        not Sheet.objects.filter(organization__in=closed)
        .exclude(path="")
        .exclude(rating_year__state=RatingYear.State.CLOSED)
        .exists()
    )
    rated = MemberRating.objects.exclude(level=None)
    assert not rated.exclude(member__in=rated.exclude(sheet__path="").values("member")).exists()
    ended = LifeEvent.objects.filter(kind=LifeEvent.Kind.DIED).count()
    people = Membership.objects.values("member").distinct().count()
    assert Membership.objects.filter(until=None).count() == people - ended


def beside(one: Callable[[], Any], other: Callable[[], Any]) -> list[BaseException | None]:
    with elsewhere(*([HELD] if connection.vendor == "postgresql" else [])):
        begun = Begun(one)
        wait_for_waiting(begun, 1)
        second = Begun(other)
        wait_for_waiting(second, 1 + begun.thread.is_alive())
    return [begun.refused(), second.refused()]


@pytest.mark.parametrize(("deed", "other"), PAIRS, ids=["-".join(pair) for pair in PAIRS])
@pytest.mark.parametrize("deed_first", [True, False], ids=["deed", "other"])
def test_nothing_that_was_taken_is_lost(small, deed, other, deed_first):
    prepared = [DEEDS[deed](small), OTHERS[other](small)]
    refused = beside(*(prepared if deed_first else prepared[::-1]))
    assert None in refused
    holds(small)


@pytest.mark.parametrize("deed_first", [True, False], ids=["deed", "other"])
def test_what_somebody_comes_to_is_not_dissolved(small, deed_first):
    empty = cell(small.own, name="Trống")
    both = [dissolve(small, empty), enter(small, empty)]
    beside(*(both if deed_first else both[::-1]))
    assert Membership.objects.filter(organization=empty).count() + Reorganization.objects.count() == 1
    holds(small)
