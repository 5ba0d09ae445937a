"""Deeds on members, corrections, revocations, while organisations and records are merged, in any order of days.

Nobody belongs to two places, every ledger balances, and of a closed year no figure changes.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from members.models import Deed, LifeEvent, Member, Membership, RecordMerger
from ratings.ledger.ledger import ledger_of
from ratings.models import RatingYear
from tests.members.any_order import figures, office
from tests.members.any_order.office import Doing, Office
from tests.members.life.projected import differing
from tests.organizations.deeds import entries, kept, readers
from tests.ratings.ledger.test_ledger import balances

pytestmark = pytest.mark.django_db

FIRST = date(2022, 11, 1)
SOME = st.integers(0, 11)
GONE = st.runner().flatmap(lambda machine: st.sampled_from(machine.gone() or [0]))
TOLD = st.runner().flatmap(lambda machine: st.sampled_from(machine.office.told() or [0]))
YEARS = (2023, 2024)


def days() -> st.SearchStrategy[date]:
    """Many on one day: there the order matters."""
    any_day = st.integers(0, 900).map(lambda number: FIRST + timedelta(days=number))
    return st.one_of(any_day, st.sampled_from([date(2023, 12, 31), date(2024, 1, 1), date(2024, 6, 1)]))


def said_by(year: RatingYear) -> list[Any]:
    return [kept.figures(year), [kept.edition(each) for each in year.editions.order_by("pk")]]


def named(deeds: tuple[Any, ...]) -> st.SearchStrategy[str]:
    return st.sampled_from([deed.__name__ for deed in deeds])


class AnyOrder(RuleBasedStateMachine):
    """`kept`: what each closed year said when it was closed. `fresh`: whether the last step did something."""

    office: Office
    years: list[RatingYear]
    kept: dict[int, Any]

    @classmethod
    def prepare(cls) -> None:
        """Once: each example begins with this register."""
        cls.office = Office()
        cls.years = entries.open_years(cls.office.small, YEARS)
        for year in cls.years:
            entries.rate_all(cls.office.small, year)
        cls.kept = {}
        for year in cls.years[:2]:
            cls._close(cls.office, cls.kept, year)

    @initialize()
    def begin(self) -> None:
        self.example = transaction.atomic()
        self.example.__enter__()
        self.kept = dict(type(self).kept)
        self.office.made = {}
        self.number, self.fresh = 0, False

    def teardown(self) -> None:
        if hasattr(self, "example"):
            try:
                self.every_ledger_balances()
                for year in RatingYear.objects.filter(pk__in=self.kept):
                    readers.agree(year)
            finally:
                transaction.set_rollback(True)
                self.example.__exit__(None, None, None)

    @staticmethod
    def _close(office: Office, kept: dict[int, Any], year: RatingYear) -> None:
        entries.close(office.small, year)
        year = RatingYear.objects.select_related("root").get(pk=year.pk)
        kept[year.pk] = said_by(year)

    def gone(self) -> list[int]:
        left = Member.objects.exclude(pk__in=Membership.objects.filter(until=None).values("member"))
        return sorted(office.PEOPLE.index(name) for name in left.values_list("full_name", flat=True))

    def _do(self, what: str, who: int, where: int, on: date, other: int) -> None:
        self.number += 1
        self.fresh = self.office.do(Doing(self.number, what, who, where, on, other)) == "done"

    @rule(what=named(office.OF_MEMBERS), who=SOME, where=SOME, on=days(), other=SOME)
    def deed(self, what: str, who: int, where: int, on: date, other: int) -> None:
        self._do(what, who, where, on, other)

    @rule(what=named((office.transfer, office.end)), who=SOME, where=SOME, on=days(), other=SOME)
    def move_or_leave(self, what: str, who: int, where: int, on: date, other: int) -> None:
        self._do(what, who, where, on, other)

    @rule(who=GONE, where=SOME, on=days())
    def come_again(self, who: int, where: int, on: date) -> None:
        self._do("come_again", who, where, on, 0)

    @rule(what=named(office.MENDING), who=SOME, where=SOME, on=days(), other=TOLD)
    def mend(self, what: str, who: int, where: int, on: date, other: int) -> None:
        self._do(what, who, where, on, other)

    @rule(what=named(office.OF_ORGANIZATIONS), who=SOME, where=SOME, on=days(), other=SOME)
    def reorganize(self, what: str, who: int, where: int, on: date, other: int) -> None:
        self._do(what, who, where, on, other)

    @rule(what=named(office.OF_RECORDS), who=SOME, where=SOME, on=days(), other=SOME)
    def put_together(self, what: str, who: int, where: int, on: date, other: int) -> None:
        self._do(what, who, where, on, other)

    @rule(which=st.integers(0, 1))
    def close_the_next(self, which: int) -> None:
        year = RatingYear.objects.get(pk=self.years[2 + which].pk)
        if not year.is_closed:
            self._close(self.office, self.kept, year)

    @invariant()
    def nobody_is_in_two_places(self) -> None:
        rows = Membership.objects.order_by("member", "since").values_list("member", "since", "until")
        for (member, _since, until), (following, since, _until) in pairwise(rows):
            assert member != following or (until is not None and until <= since)

    @invariant()
    def who_belongs_nowhere_left_or_never_was(self) -> None:
        nowhere = Member.objects.exclude(pk__in=Membership.objects.filter(until=None).values("member"))
        gone = RecordMerger.objects.standing().values("gone")
        for member in nowhere.exclude(pk__in=gone):
            last = member.events.exclude(kind__in=office.BESIDE).order_by("happened_on", "pk").last()
            revoked = member.deeds.filter(state=Deed.State.REVOKED).exists()
            assert last.kind in LifeEvent.Kind.endings() if last else revoked and not member.memberships.exists()

    @invariant()
    def memberships_follow_from_what_is_told(self) -> None:
        assert differing() == []

    @invariant()
    def a_ledger_balances(self) -> None:
        """Another one after each step, and all of them in the end."""
        if self.fresh:
            scopes = [*figures.scopes()]
            scope = scopes[self.number % len(scopes)]
            period = figures.PERIODS[self.number % len(figures.PERIODS)]
            assert balances(ledger_of(scope, period)), (scope.name, period)

    def every_ledger_balances(self) -> None:
        period = figures.PERIODS[self.number % len(figures.PERIODS)]
        for key, ledger in figures.ledgers((period,)):
            assert balances(ledger), (key, ledger.lines)
        for key, of_cell in figures.ledgers_of_cells():
            assert of_cell.expected == of_cell.closing, (key, of_cell)

    @invariant()
    def a_closed_year_stands(self) -> None:
        for year in RatingYear.objects.filter(pk__in=self.kept).select_related("root"):
            assert said_by(year) == self.kept[year.pk]


class TestAnyOrder(AnyOrder.TestCase, TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        AnyOrder.prepare()

    settings = settings(
        max_examples=8,
        stateful_step_count=14,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
