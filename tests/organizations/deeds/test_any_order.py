"""Deeds, late entries, closings and corrections in any order of days, and taken back in any order.

One tree a day, nobody lost, a path given once, and of a closed year no figure but by a correction.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from inspections.models import Case
from members.ledger.of_cell import ledger
from members.models import Deed, LifeEvent, Member, Membership
from organizations.deeds import changing
from organizations.deeds.changing import Named
from organizations.deeds.correcting import correct
from organizations.deeds.correcting import entries as entries_of
from organizations.models import Kind, Organization, Place, Reorganization
from organizations.roots import successor_of
from ratings.models import Edition, RatingYear, YearAct, YearEvent
from ratings.register.live import fixed
from tests.members.life.projected import differing
from tests.organizations.deeds import entries, kept, readers
from tests.organizations.deeds.small import Small, build, decided
from ui.refusals import Refused

pytestmark = pytest.mark.django_db

FIRST = date(2023, 1, 1)
ANY_DAY = st.integers(0, 900).map(lambda days: FIRST + timedelta(days=days))
ITS_DAY = st.runner().flatmap(lambda machine: st.sampled_from(machine.days))
DAYS = st.one_of(ANY_DAY, ITS_DAY)
ANY = st.integers(0, 50)
MERGED = st.sampled_from([*Kind.cells(), Kind.GRASSROOTS_COMMITTEE])
YEARS = (2022, 2023, 2024)


class Deeds(RuleBasedStateMachine):
    """`deeds`: each with what the register held before it, which taking it back gives again; None once more came."""

    small: Small

    @initialize()
    def begin(self) -> None:
        self.example = transaction.atomic()
        self.example.__enter__()
        self.small = build(size=2)
        self.years = entries.open_years(self.small, YEARS)
        self.owners: dict[str, int] = {}
        self.fixed: dict[int, list] = {}
        self.editions: dict[int, list] = {}
        self.deeds: list[tuple[Reorganization, dict | None]] = []
        for year in self.years:
            entries.rate_all(self.small, year)
        self.close(0)
        self.close(2)

    def teardown(self) -> None:
        """Each example begins with an empty register."""
        if hasattr(self, "example"):
            try:
                for year in RatingYear.objects.filter(pk__in=self.fixed):
                    readers.agree(year)
            finally:
                transaction.set_rollback(True)
                self.example.__exit__(None, None, None)

    @property
    def days(self) -> list[date]:
        """On which something was decided, or the day after."""
        decided_on = {deed.on for deed, _before in self.deeds} or {FIRST}
        return sorted(decided_on | {day + timedelta(days=1) for day in decided_on})

    def _open(self, number: int, *kinds: Kind) -> Organization | None:
        found = list(Organization.objects.filter(closed_on=None, kind__in=kinds or list(Kind)).order_by("pk"))
        return found[number % len(found)] if found else None

    def _do(self, deed: Callable[..., Reorganization], *organizations: Organization | None, **facts: Any) -> None:
        if None in organizations or None in facts.values():
            return
        before = kept.traces()
        try:
            with transaction.atomic():
                self.deeds.append((deed(*organizations, **facts), before))
        except Refused:
            assert kept.traces() == before

    def _enter(self, entry: Callable[..., object], *about: object) -> None:
        if None in about:
            return
        with suppress(Refused), transaction.atomic():
            entry(self.small, *about)
            self.deeds = [(deed, None) for deed, _before in self.deeds]

    @rule(above=ANY, on=DAYS)
    def found(self, above: int, on: date) -> None:
        parent, named = self._open(above, Kind.GRASSROOTS_COMMITTEE), self._named("N", "Chi bộ Mới")
        facts = {"named": named, "kind": Kind.SUBORDINATE_CELL, "by": self.small.office}
        self._do(changing.found, decision=decided(on), parent=parent, **facts)

    def _named(self, letter: str, name: str) -> Named:
        return Named(f"{letter}{Reorganization.objects.count()}", name)

    @rule(which=ANY, on=DAYS)
    def rename(self, which: int, on: date) -> None:
        self._do(self.small.rename, self._open(which), name=f"Tên {Reorganization.objects.count()}", on=on)

    @rule(which=ANY, entry=ANY)
    def put_right(self, which: int, entry: int) -> None:
        if each := self._open(which):
            days = list(entries_of(each))
            facts = {"on": days[entry % len(days)], "reason": "Ghi nhầm", "by": self.small.office}
            name = f"Tên đúng {Reorganization.objects.count()}"
            self._do(lambda one: correct(organization=one, name=name, **facts), each)

    @rule(which=ANY, to=ANY, on=DAYS)
    def move_committee(self, which: int, to: int, on: date) -> None:
        self._do(self.small.move, self._open(which, Kind.GRASSROOTS_COMMITTEE), to=self._open(to, Kind.ROOT), on=on)

    @rule(which=ANY, to=ANY, on=DAYS)
    def move_cell(self, which: int, to: int, on: date) -> None:
        committee = self._open(to, Kind.GRASSROOTS_COMMITTEE)
        self._do(self.small.move, self._open(which, Kind.SUBORDINATE_CELL), to=committee, on=on)

    @rule(which=ANY, to=ANY, on=DAYS, down=st.booleans())
    def move_to_another_type(self, which: int, to: int, on: date, down: bool) -> None:
        """A cell below a committee, or directly below a root."""
        above = Kind.GRASSROOTS_COMMITTEE if down else Kind.ROOT
        self._do(self.small.move, self._open(which, *Kind.cells()), to=self._open(to, above), on=on)

    @rule(to=ANY, on=DAYS)
    def move_all_cells(self, to: int, on: date) -> None:
        """Many at once, those of the grassroots below a committee."""
        cells = Organization.objects.filter(closed_on=None, kind=Kind.GRASSROOTS_CELL).order_by("path")
        self._do(self.small.move, *cells, to=self._open(to, Kind.GRASSROOTS_COMMITTEE), on=on)

    @rule(two=st.booleans(), on=DAYS)
    def hand_over(self, two: bool, on: date) -> None:
        """All that stands directly below one root, to the other."""
        source, target = (self.small.two, self.small.one) if two else (self.small.one, self.small.two)
        self._do(self.small.move, *source.children.filter(closed_on=None).order_by("path"), to=target, on=on)

    @rule(which=ANY, into=ANY, on=DAYS, anew=st.booleans(), kind=MERGED)
    def merge(self, which: int, into: int, on: date, anew: bool, kind: Kind) -> None:
        one, other = self._open(which, kind), self._open(into, kind)
        if anew:
            self._do(self.small.merge_anew, one, other, name="Hợp nhất", on=on)
        else:
            self._do(self.small.merge, one, into=other, on=on)

    @rule(two=st.booleans(), on=DAYS)
    def merge_roots(self, two: bool, on: date) -> None:
        source, target = (self.small.two, self.small.one) if two else (self.small.one, self.small.two)
        self._do(self.small.merge, source, into=target, on=on)

    @rule(which=ANY, on=DAYS)
    def split(self, which: int, on: date) -> None:
        if cell := self._open(which, *Kind.cells()):
            here = list(cell.memberships.filter(until=None).order_by("pk").values_list("member", flat=True)[:1])
            self._do(self.small.split, cell, name="Tách", on=on, members=here)

    @rule(which=ANY, on=DAYS)
    def dissolve(self, which: int, on: date) -> None:
        self._do(self.small.dissolve, self._open(which), on=on)

    @rule(which=ANY, on=DAYS)
    def turn(self, which: int, on: date) -> None:
        each = self._open(which, *Kind.grassroots())
        turned = {"decision": decided(on), "organization": each, "by": self.small.office}
        if each and each.is_cell:
            self._do(changing.to_committee, cells=[self._named("T", "Chi bộ Một")], **turned)
        else:
            self._do(changing.to_cell, **turned)

    @rule(which=ANY)
    def take_back(self, which: int) -> None:
        """The newest at every second time: of what is older, the register holds more by now."""
        if not self.deeds:
            return
        number = -1 if which % 2 else which % len(self.deeds)
        deed, before = self.deeds[number]
        now = kept.traces()
        try:
            with transaction.atomic():
                self.small.take_back(deed)
        except Refused:
            assert kept.traces() == now
            return
        del self.deeds[number]
        if before is not None and number == -1:
            assert kept.traces() == before
        else:
            self.deeds = [(each, None) for each, _before in self.deeds]

    @rule(which=ANY, on=DAYS)
    def admit(self, which: int, on: date) -> None:
        self._enter(entries.admit, self._open(which, *Kind.cells()), on)

    @rule(which=ANY, to=ANY, on=DAYS)
    def transfer(self, which: int, to: int, on: date) -> None:
        self._enter(entries.transfer, which, self._open(to, *Kind.cells()), on)

    @rule(which=ANY)
    def revoke(self, which: int) -> None:
        self._enter(entries.revoke, which)

    @rule(which=ANY)
    def enter_again(self, which: int) -> None:
        self._enter(entries.enter_again, which)

    @rule(which=ANY, on=DAYS)
    def correct_event(self, which: int, on: date) -> None:
        self._enter(entries.correct_event, which, on)

    @rule(which=ANY, on=DAYS)
    def act(self, which: int, on: date) -> None:
        self._enter(entries.act, self._open(which), on)

    @rule(which=ANY, on=DAYS)
    def redate(self, which: int, on: date) -> None:
        self._enter(entries.redate, which, on)

    @rule(which=ANY, level=st.integers(1, 4))
    def rate(self, which: int, level: int) -> None:
        self._enter(entries.rate, which, level)

    @rule(which=ANY)
    def close(self, which: int) -> None:
        year = self.years[which % len(self.years)]
        self._enter(entries.close, year)
        self._fix(year.pk)

    @rule(which=ANY)
    def reopen(self, which: int) -> None:
        year = self.years[which % len(self.years)]
        self._enter(entries.reopen, year)
        self._fix(year.pk)

    @rule(which=ANY, some=st.integers(1, 3))
    def correct(self, which: int, some: int) -> None:
        year = self.years[which % len(self.years)]
        self._enter(entries.correct, year, some)
        self._fix(year.pk)

    @rule(which=ANY)
    def take_correction_back(self, which: int) -> None:
        year = self.years[which % len(self.years)]
        self._enter(entries.take_correction_back, year)
        self._fix(year.pk)

    def _fix(self, pk: int) -> None:
        """What may change the figures of a year has been done to it: from now on they are these."""
        year = RatingYear.objects.select_related("root").get(pk=pk)
        self.fixed.pop(pk, None)
        if year.is_closed:
            self.fixed[pk] = kept.figures(year)
            newest = year.editions.order_by("-number")[0]
            self.editions.setdefault(newest.pk, kept.edition(newest))
            readers.agree(year)

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
    def each_is_of_the_type_of_its_place(self) -> None:
        for place in Place.objects.exclude(parent=None).select_related("parent"):
            assert not place.is_cell or place.is_grassroots == (place.parent.parent_id is None)
            assert place.is_grassroots or (place.sector_id, place.unit_type) == (None, "")

    @invariant()
    def no_path_is_given_twice(self) -> None:
        for path, organization in Place.objects.values_list("path", "organization").distinct():
            assert self.owners.setdefault(path, organization) == organization

    @invariant()
    def nobody_is_lost_or_counted_twice(self) -> None:
        for day in (FIRST, date(2024, 7, 1), date(2025, 12, 31)):
            here = Membership.objects.on(day)
            assert here.count() == here.values("member").distinct().count()
            assert not here.exclude(organization__in=Place.objects.on(day).values("organization")).exists()
        assert Membership.objects.filter(until=None).count() == Membership.objects.values("member").distinct().count()
        assert not Member.objects.without_membership().exclude(deeds__state=Deed.State.REVOKED).exists()

    @invariant()
    def memberships_follow_from_what_is_told(self) -> None:
        assert differing() == []

    @invariant()
    def a_ledger_holds(self) -> None:
        for each in Organization.objects.filter(kind__in=Kind.cells()):
            year = ledger(each, date(2024, 1, 1), date(2024, 12, 31))
            assert year.expected == year.closing

    @invariant()
    def what_was_entered_counts_somewhere(self) -> None:
        """Below what a root became part of, where it did."""
        roots = {successor_of(root) for root in (self.small.one, self.small.two)}
        for rows in (LifeEvent.objects.all(), Case.objects.all()):
            assert sum(rows.below(Organization.objects.get(pk=root.pk)).count() for root in roots) == rows.count()

    @invariant()
    def one_closed_year_at_most_keeps_an_entry(self) -> None:
        for model in (YearEvent, YearAct):
            kept_now = fixed(model).values_list("source", flat=True)
            assert len(kept_now) == len(set(kept_now))

    @invariant()
    def a_closed_year_stands(self) -> None:
        for year in RatingYear.objects.filter(pk__in=self.fixed).select_related("root"):
            assert kept.figures(year) == self.fixed[year.pk]
        for each in Edition.objects.filter(pk__in=self.editions).select_related("rating_year"):
            assert kept.edition(each) == self.editions[each.pk]


class TestAnyOrder(Deeds.TestCase, TestCase):
    settings = settings(
        max_examples=25,
        stateful_step_count=12,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
