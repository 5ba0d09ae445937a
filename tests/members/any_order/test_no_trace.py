"""What was entered and revoked is in no figure: they are those of a register in which it was never entered.

Whatever was entered before it and since, of the same person or of others, of organisations, or of two records.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.members.any_order import figures, office
from tests.members.any_order.office import Doing, Office
from tests.members.any_order.test_any_order import SOME, days, named
from tests.organizations.deeds import entries

pytestmark = pytest.mark.django_db
IT = 99
"""The number of the deed that is revoked."""


def doings(*deeds: Any) -> st.SearchStrategy[Doing]:
    return st.builds(Doing, st.just(0), named(deeds), SOME, SOME, days(), SOME)


OTHERS = st.lists(
    st.one_of(
        doings(*office.OF_MEMBERS),
        doings(office.transfer, office.end),
        doings(*office.OF_ORGANIZATIONS),
        doings(*office.OF_RECORDS),
    ),
    max_size=3,
)
MENDED = st.none() | days()


class TestNoTrace(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.office = Office()
        for number, year in enumerate(entries.open_years(cls.office.small, (2023, 2024))):
            entries.rate_all(cls.office.small, year)
            if number < 2:
                entries.close(cls.office.small, year)

    @settings(
        max_examples=10,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    @given(OTHERS, doings(*office.OF_MEMBERS), MENDED, OTHERS)
    def test_what_was_revoked_leaves_no_trace(self, before, deed, mended, since):
        """`mended`: its day was put right before it was revoked."""
        with self._undone():
            came_before = self._do(before)
            assume(self.office.do(deed._replace(number=IT)) == "done")
            if mended:
                self.office.do(deed._replace(what="correct", on=mended, other=IT))
            came_since = self._do(since)
            assume(self.office.do(deed._replace(what="revoke", other=IT)) == "done")
            revoked = figures.told(self.office.small.office)
        with self._undone():
            same = (self._do(before), self._do(since)) == (came_before, came_since)
            never = figures.told(self.office.small.office) if same else None
        assume(same)
        for name, figure in never.items():
            assert revoked[name] == figure, name

    @contextmanager
    def _undone(self) -> Iterator[None]:
        self.office.made = {}
        with transaction.atomic():
            yield
            transaction.set_rollback(True)

    def _do(self, doings: list[Doing]) -> list[str]:
        return [self.office.do(each) for each in doings]
