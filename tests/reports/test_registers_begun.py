"""A register says nothing before its first entry: of a closed year, as it was when the year was closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from reports.indicators.catalogue import BY_CODE
from reports.scorecard.load import sources
from reports.scorecard.sources import Found
from tests.factories import terms
from tests.organizations.deeds import entries
from tests.organizations.deeds.small import Small, build

pytestmark = pytest.mark.django_db
AS_OF = date(2026, 11, 1)
ENTER: dict[str, Callable[..., Any]] = {"admissions": entries.admit, "committee_inspected_orgs": entries.act}


@pytest.fixture
def small() -> Small:
    made = build(2)
    terms(made.one)
    return made


def told(small: Small, year: int) -> dict[str, Found]:
    found = sources(small.one.terms.get(code="2020-2025"), small.one, AS_OF)
    return {code: found.find(indicator.source, year) for code, indicator in BY_CODE.items()}


@pytest.mark.parametrize("enter", ENTER.values(), ids=ENTER)
@pytest.mark.parametrize("first", [None, date(2025, 3, 3)], ids=["nothing known", "begun later"])
def test_an_entry_of_another_year_begins_no_register_of_a_closed_one(
    small: Small, enter: Callable[..., Any], first: date | None
) -> None:
    entries.rated_and_closed(small)
    if first:
        enter(small, small.first, first)
    before = told(small, 2024)
    enter(small, small.first, date(2021, 3, 3))
    assert told(small, 2024) == before


@pytest.mark.parametrize(("code", "enter"), ENTER.items(), ids=ENTER)
@pytest.mark.parametrize(("on", "number"), [(date(2021, 3, 3), 0), (date(2024, 3, 3), 1)])
def test_what_was_known_at_the_closing_makes_none_a_nought(
    small: Small, code: str, enter: Callable[..., Any], on: date, number: int
) -> None:
    enter(small, small.first, on)
    entries.rated_and_closed(small)
    assert told(small, 2024)[code].numerator == number


def test_a_reopened_year_is_told_by_the_register_of_now(small: Small) -> None:
    year = entries.rated_and_closed(small)
    entries.admit(small, small.first, date(2021, 3, 3))
    assert told(small, 2024)["admissions"].numerator is None
    entries.reopen(small, year)
    assert told(small, 2024)["admissions"].numerator == 0
