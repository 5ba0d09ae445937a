"""An edition is of one moment: whoever makes one, or opens a year again, waits for what is entered and decided.

On SQLite one comes after the other.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction

from exchange import actions as exchange
from exchange.kinds import Scope, Written, kinds
from inspections.models import Case
from members import deeds as members
from members.models import LifeEvent
from organizations.importing.kind import Organizations
from organizations.models import Organization, Place
from organizations.sectors import ensure_sectors
from ratings.models import Edition, RatingYear, Sheet, YearEvent
from ratings.register.differences import differences
from ratings.register.tables import EVENTS, MEMBERSHIPS
from ratings.years.actions import close_year, open_year
from tests.factories import RatingYearFactory, cell
from tests.members.importing.made import csv_file
from tests.organizations.deeds import entries
from tests.organizations.deeds.small import Small, build
from tests.organizations.deeds.test_races import HELD
from tests.ratings.test_closing_races import Begun, elsewhere, wait_for_waiting

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2024, 5, 5)
NEW_SHEETS = f"LOCK TABLE {Sheet._meta.db_table} IN SHARE MODE"
BETWEEN_TABLES = f"LOCK TABLE {YearEvent._meta.db_table} IN SHARE MODE"
PLACES = f"LOCK TABLE {Place._meta.db_table} IN ACCESS EXCLUSIVE MODE"
TREE = f"SELECT id FROM {Organization._meta.db_table} WHERE parent_id IS NULL FOR UPDATE"
Deed = Callable[[], Any]


@pytest.fixture
def small(transactional_db) -> Small:
    ensure_sectors()
    return build()


def year_of(small: Small) -> RatingYear:
    return RatingYear.objects.select_related("root").get(root=small.one, year=2024)


def opened(small: Small) -> RatingYear:
    made = RatingYearFactory(year=2024, root=small.one, state=RatingYear.State.PLANNED)
    open_year(rating_year=made, by=None)
    return year_of(small)


def closed(small: Small) -> RatingYear:
    entries.close(small, opened(small))
    return year_of(small)


def beside(one: Deed, other: Deed, at: str) -> list[BaseException | None]:
    """The first waits for what another connection holds; then the second begins."""
    with elsewhere(*([at] if connection.vendor == "postgresql" else [])):
        begun = Begun(one)
        wait_for_waiting(begun, 1)
        second = Begun(other)
        wait_for_waiting(second, 1 + begun.thread.is_alive())
    return [begun.refused(), second.refused()]


def close(small: Small) -> Deed:
    rating_year = opened(small)
    return lambda: close_year(rating_year=rating_year, by=small.office, **entries.DECISION)


def bring_in(small: Small) -> Deed:
    content = csv_file(["Năm", "Mã tổ chức", "Xếp loại"], ["2024", small.own.code, "HTTNV"])
    scope, kind = Scope(small.one.path, small.one.name), kinds()["organization_ratings"]
    upload = exchange.send(kind=kind, scope=scope, file_name="a.csv", content=content, by=small.office)
    assert upload.error_count == 0
    return lambda: exchange.write(upload=upload, edition=upload.edition, by=small.office)


def die(small: Small) -> Deed:
    member, kind = small.members["first"][1], LifeEvent.Kind.DIED
    return lambda: members.end(member=member, kind=kind, on=DAY, by=small.office)


def admit(small: Small) -> Deed:
    return lambda: entries.admit(small, small.first, DAY)


@pytest.mark.parametrize("entry", [admit, die])
@pytest.mark.parametrize("making", [close, bring_in])
def test_an_edition_holds_what_is_entered_at_the_same_moment_whole_or_not_at_all(small, making, entry):
    make, enter = making(small), entry(small)
    beside(make, enter, BETWEEN_TABLES)
    assert Edition.objects.filter(rating_year=year_of(small)).exists()
    assert {id(each.table) for each in differences(year_of(small))} in (set(), {id(MEMBERSHIPS), id(EVENTS)})


DEEDS = {
    "merge": lambda small: small.merge(small.sibling, into=small.own),
    "merge-anew": lambda small: small.merge_anew(small.own, small.sibling, name="Mới"),
    "rename": lambda small: small.rename(small.own, "Tên mới"),
}


@pytest.mark.parametrize("correction_first", [True, False], ids=["correction", "taking-back"])
@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_a_year_takes_over_no_deed_that_is_taken_back_at_the_same_moment(small, deed, correction_first):
    rating_year = closed(small)
    done = deed(small)
    both = [lambda: entries.correct(small, rating_year, 99), lambda: small.take_back(done)]
    refused = beside(*(both if correction_first else both[::-1]), HELD)
    assert refused.count(None) == 1
    done.refresh_from_db()
    assert (rating_year.editions.count() == 2) is not bool(done.taken_back_at)
    assert differences(year_of(small)) == []


def test_the_sheets_of_a_reopened_year_follow_a_deed_of_the_same_moment(small):
    rating_year = closed(small)
    cell(small.own, name="Chưa có phiếu")
    reopen, move = lambda: entries.reopen(small, rating_year), lambda: small.move(small.first, to=small.sibling)
    assert beside(reopen, move, NEW_SHEETS) == [None, None]
    assert year_of(small).is_open
    stood = dict(Place.objects.on(rating_year.day).values_list("organization", "path"))
    sheets = dict(Sheet.objects.filter(rating_year=rating_year).values_list("organization", "path"))
    assert sheets == {pk: stood[pk] for pk in sheets}


def test_two_roots_that_open_a_year_do_not_wait_in_a_ring(small):
    entries.open_years(small, [2023])
    planned = {"year": 2024, "state": RatingYear.State.PLANNED}
    years = [RatingYearFactory(root=root, **planned) for root in (small.one, small.two)]
    both = [lambda year=year: open_year(rating_year=year, by=None) for year in years]
    assert beside(*both, PLACES) == [None, None]
    assert RatingYear.objects.filter(year=2024, state=RatingYear.State.OPEN).count() == 2


def test_a_file_about_organisations_and_a_closing_do_not_wait_in_a_ring(small):
    end = close(small)
    unit = {"pk": small.own.pk, "old": {"unit": "agency"}, "new": {}}

    @transaction.atomic
    def write() -> None:
        kind = Organizations()
        kind.hold()
        kind.undo([Written(1, "", unit)], Scope(small.one.path, small.one.name), small.office)

    assert beside(write, end, TREE) == [None, None]


def test_an_act_that_is_corrected_and_a_deed_do_not_wait_in_a_ring(small):
    entries.act(small, small.first, date(2024, 8, 1))
    merge = lambda: small.merge(small.first, into=small.second)  # noqa: E731
    correct_act = lambda: entries.redate(small, 0, date(2024, 8, 2))  # noqa: E731
    merged, _corrected = beside(merge, correct_act, TREE)
    assert merged is None
    assert Case.objects.get().organization_id == small.second.pk
