"""Deeds in any order of days, and taken back in any order: one tree a day, nobody lost, closed years as they were."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from members.ledger import ledger
from members.models import Membership
from organizations.deeds import changing
from organizations.deeds.changing import Named
from organizations.models import Kind, Organization, Place, Reorganization
from ratings.models import MemberRating, RatingYear, Sheet
from tests.factories import RatingYearFactory
from tests.organizations.deeds.small import Small, build, decided, traces
from ui.refusals import Refused

pytestmark = pytest.mark.django_db

FIRST = date(2023, 1, 1)
DAYS = st.integers(0, 900).map(lambda days: FIRST + timedelta(days=days))
ANY = st.integers(0, 50)
CLOSED = 2022
MERGED = st.sampled_from([*Kind.cells(), Kind.GRASSROOTS_COMMITTEE])


class Deeds(RuleBasedStateMachine):
    """`undone`: what the register held before the newest deed, which taking it back must give again."""

    small: Small

    @initialize()
    def begin(self) -> None:
        self.example = transaction.atomic()
        self.example.__enter__()
        self.small = build(size=2)
        self.total = Membership.objects.on(FIRST).count()
        self.frozen = self._freeze()
        self.stack: list[tuple[Reorganization, tuple]] = []

    def teardown(self) -> None:
        """Each example begins with an empty register."""
        if hasattr(self, "example"):
            transaction.set_rollback(True)
            self.example.__exit__(None, None, None)

    def _freeze(self) -> list:
        year = RatingYearFactory(year=CLOSED, root=self.small.one)
        for name in ("first", "second", "third"):
            sheet = Sheet.objects.create(rating_year=year, organization=getattr(self.small, name))
            for member in self.small.members[name]:
                MemberRating.objects.create(sheet=sheet, member=member, level=3)
        RatingYear.objects.filter(pk=year.pk).update(state=RatingYear.State.CLOSED)
        return self._figures()

    def _figures(self) -> list:
        sheets = Sheet.objects.filter(rating_year__year=CLOSED).order_by("pk")
        below = [
            MemberRating.objects.filter(sheet__in=sheets.below(Organization.objects.get(pk=root.pk))).count()
            for root in (self.small.one, self.small.two)
        ]
        return [below, list(sheets.values_list("pk", "path", "name", "parent"))]

    def _open(self, number: int, *kinds: Kind) -> Organization:
        found = list(Organization.objects.filter(closed_on=None, kind__in=kinds or list(Kind)).order_by("pk"))
        return found[number % len(found)]

    def _do(self, deed) -> None:
        before = traces()
        with suppress(Refused):
            self.stack.append((deed(), before))
            return
        assert traces() == before

    @rule(above=ANY, on=DAYS)
    def found(self, above: int, on: date) -> None:
        parent = self._open(above, Kind.GRASSROOTS_COMMITTEE)
        named = Named(f"N{Reorganization.objects.count()}", "Chi bộ Mới")
        cell = Kind.SUBORDINATE_CELL
        self._do(
            lambda: changing.found(decision=decided(on), named=named, kind=cell, parent=parent, by=self.small.office)
        )

    @rule(which=ANY, on=DAYS)
    def rename(self, which: int, on: date) -> None:
        self._do(lambda: self.small.rename(self._open(which), f"Tên {Reorganization.objects.count()}", on=on))

    @rule(which=ANY, to=ANY, on=DAYS)
    def move_committee(self, which: int, to: int, on: date) -> None:
        self._do(
            lambda: self.small.move(self._open(which, Kind.GRASSROOTS_COMMITTEE), to=self._open(to, Kind.ROOT), on=on)
        )

    @rule(which=ANY, to=ANY, on=DAYS)
    def move_cell(self, which: int, to: int, on: date) -> None:
        cell, committee = self._open(which, Kind.SUBORDINATE_CELL), self._open(to, Kind.GRASSROOTS_COMMITTEE)
        self._do(lambda: self.small.move(cell, to=committee, on=on))

    @rule(
        which=ANY,
        into=ANY,
        on=DAYS,
        anew=st.booleans(),
        kind=st.sampled_from([*Kind.cells(), Kind.GRASSROOTS_COMMITTEE]),
    )
    def merge(self, which: int, into: int, on: date, anew: bool, kind: Kind) -> None:
        one, other = self._open(which, kind), self._open(into, kind)
        if anew:
            self._do(lambda: self.small.merge_anew(one, other, name="Hợp nhất", on=on))
        else:
            self._do(lambda: self.small.merge(one, into=other, on=on))

    @rule(which=ANY, on=DAYS)
    def split(self, which: int, on: date) -> None:
        cell = self._open(which, *Kind.cells())
        here = list(cell.memberships.filter(until=None).order_by("pk").values_list("member", flat=True)[:1])
        self._do(lambda: self.small.split(cell, "Tách", on=on, members=here))

    @rule(which=ANY, on=DAYS)
    def dissolve(self, which: int, on: date) -> None:
        self._do(lambda: self.small.dissolve(self._open(which), on=on))

    @rule(which=ANY, on=DAYS)
    def turn(self, which: int, on: date) -> None:
        each, office = self._open(which, *Kind.grassroots()), self.small.office
        cells = [Named(f"T{Reorganization.objects.count()}", "Chi bộ Một")]
        turned = {"decision": decided(on), "organization": each, "by": office}
        if each.is_cell:
            self._do(lambda: changing.to_committee(cells=cells, **turned))
        else:
            self._do(lambda: changing.to_cell(**turned))

    @rule()
    def take_back_newest(self) -> None:
        if self.stack:
            deed, before = self.stack.pop()
            self.small.take_back(deed)
            assert traces() == before

    @rule(which=ANY)
    def take_back_any(self, which: int) -> None:
        """What nothing newer depends on, however old: what lies on the stack says no more what was before."""
        if not self.stack:
            return
        deed, _before = self.stack[which % len(self.stack)]
        before = traces()
        try:
            self.small.take_back(deed)
        except Refused:
            assert traces() == before
        else:
            self.stack.clear()

    @invariant()
    def each_day_has_one_tree(self) -> None:
        held = list(Place.objects.order_by("organization", "since"))
        for earlier, later in pairwise(held):
            if earlier.organization_id == later.organization_id:
                assert earlier.until == later.since
        for day in {each.since for each in held}:
            on = {place.organization_id: place for place in Place.objects.on(day)}
            assert len({place.path for place in on.values()}) == len(on)
            for place in on.values():
                assert place.parent_id is None or place.path[:-4] == on[place.parent_id].path

    @invariant()
    def nobody_is_lost_or_counted_twice(self) -> None:
        for day in (FIRST, date(2024, 7, 1), date(2025, 12, 31)):
            here = Membership.objects.on(day)
            assert here.count() == here.values("member").distinct().count() == self.total
            standing = Place.objects.on(day).values("organization")
            assert not here.exclude(organization__in=standing).exists()
        for each in Organization.objects.filter(kind__in=Kind.cells()):
            year = ledger(each, date(2024, 1, 1), date(2024, 12, 31))
            assert year.expected == year.closing

    @invariant()
    def a_closed_year_stands(self) -> None:
        assert self._figures() == self.frozen


class TestAnyOrder(Deeds.TestCase, TestCase):
    settings = settings(
        max_examples=6,
        stateful_step_count=10,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
