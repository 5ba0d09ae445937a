"""Every list, with all its columns, asks the database as often for one row as for three, in an office of real size."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver, reverse

from accounts.models import User
from exchange.models import Chunk, Import
from members.models import Deed, Likeness, Membership, Reconciliation
from organizations.models import Organization
from ratings.models import RaisedCap, Sheet
from ratings.models.raised import CAPPED
from reports.models import Term
from tests.exchange.sent import JUDGED, sent_file
from tests.ratings.appealed import appeals_on
from tests.ratings.requested import request_on
from tests.reports.factories import ReportFactory
from ui.lists import asked

pytestmark = pytest.mark.django_db
YEAR, TERM = 2023, "2020-2025"
ROWS = (1, 3)


def _office() -> User:
    return User.objects.get(username="khoi")


def _root() -> Organization:
    return _office().assignments.get().organization


def _stays() -> list[Membership]:
    """Of three members, in cells of three branches."""
    below = Organization.objects.below(_root()).filter(path__length=12).order_by("path")
    stays = Membership.objects.filter(organization__in=below, until=None).select_related("member", "organization")
    by_branch = {each.organization.parent_id: each for each in stays.order_by("-organization__path", "pk")}
    return list(by_branch.values())[:3]


def _sheets() -> list[Sheet]:
    """Which the office itself decides."""
    of_year = Sheet.objects.filter(rating_year__year=YEAR, rating_year__root=_root())
    return list(of_year.filter(organization__parent=_root()).order_by("pk")[:3])


def imports() -> None:
    for each in _stays():
        sent_file(each.organization, _office())


def import_rows() -> int:
    upload = sent_file(_root(), _office())
    Chunk.objects.filter(table=upload.table).update(
        rows=[[at, f"CB0{at}"] for at in (2, 3, 4)], judged=[JUDGED] * 3, size=3, errors=3
    )
    Import.objects.filter(pk=upload.pk).update(row_count=3, error_count=3)
    return upload.pk


def offers() -> None:
    for each in _stays():
        ends = {"source": each.organization, "target": each.organization.parent}
        told = {"kind": "transfer", "state": "offered", "on": date(2026, 1, 5), "by": _office()}
        Deed.objects.create(member=each.member, **ends, **told)


def likenesses() -> None:
    one, other, third = (each.member for each in _stays())
    for pair in ((one, other), (one, third), (other, third)):
        Likeness.objects.create(one=pair[0], other=pair[1])


def comparisons() -> int:
    for each in _stays():
        upload = sent_file(each.organization, _office())
        made = Reconciliation.objects.create(organization=each.organization, upload=upload, by=_office())
    for each in _stays():
        told = {"full_name": each.member.full_name, "row": "2", "fact": "sex", "ours": "male", "theirs": "female"}
        made.differences.create(kind="fact", member=each.member, **told)
    return made.pk


def appeals() -> None:
    for each in _sheets():
        appeals_on(each, _office())


def requests() -> None:
    for each in _sheets():
        request_on(each, _office())


def raised() -> None:
    told = {"percent": 25, "decision_number": "1-QĐ", "decided_on": date(2024, 1, 5), "ground": "Xuất sắc"}
    for each in _sheets():
        place = {"rating_year": each.rating_year, "organization": each.organization}
        RaisedCap.objects.create(group=CAPPED[0][0], recorded_by=_office(), **place, **told)


def reports() -> None:
    term = Term.objects.get(root=_root(), code=TERM)
    for _each in range(3):
        ReportFactory(kind="term", term=term, organization=_root(), requested_by=_office())


# Who looks, what the demo data lack for three rows, and where the list stands if its name needs more than that.
LISTS: dict[str, tuple[str, Callable[[], Any] | None, dict[str, Any]]] = {
    "accounts:audit": ("nhatky", None, {}),
    "committees:list": ("khoi", None, {}),
    "exchange:list": ("khoi", imports, {}),
    "exchange:rows": ("khoi", import_rows, {"pk": ...}),
    "inspections:list": ("ubkt", None, {}),
    "members:deeds": ("khoi", offers, {}),
    "members:events": ("khoi", None, {}),
    "members:likenesses": ("khoi", likenesses, {}),
    "members:list": ("khoi", None, {}),
    "members:reconciliation": ("khoi", comparisons, {"pk": ...}),
    "members:reconciliations": ("khoi", comparisons, {}),
    "organizations:list": ("khoi", None, {}),
    "organizations:users": ("quantri", None, {}),
    "ratings:answers": ("khoi", None, {"year": YEAR}),
    "ratings:appeals": ("khoi", appeals, {"year": YEAR}),
    "ratings:calibration": ("khoi", None, {"year": YEAR}),
    "ratings:raised_caps": ("khoi", raised, {"year": YEAR}),
    "ratings:reopening_requests": ("khoi", requests, {"year": YEAR}),
    "ratings:running_members": ("khoi", None, {"year": YEAR}),
    "ratings:running_organizations": ("khoi", None, {"year": YEAR}),
    "ratings:summary_members": ("khoi", None, {"year": YEAR}),
    "ratings:summary_organizations": ("khoi", None, {"year": YEAR}),
    "ratings:year": ("khoi", None, {"year": YEAR}),
    "reports:figure": ("khoi", None, {"code": TERM, "indicator": "admissions", "year": YEAR}),
    "reports:levels": ("khoi", None, {"code": TERM}),
    "reports:list": ("khoi", reports, {}),
    "reports:plans": ("khoi", None, {}),
    "reports:published": ("khoi", None, {}),
}


@pytest.fixture(autouse=True)
def few_rows(demo_database: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asked, "SIZES", ROWS)


def _lists(patterns: list[Any], namespace: str = "") -> Iterator[str]:
    for each in patterns:
        if isinstance(each, URLPattern):
            if hasattr(each.callback, "list_place"):
                yield f"{namespace}{each.name}"
        else:
            yield from _lists(each.url_patterns, f"{each.namespace}:" if each.namespace else namespace)


def test_every_list_of_the_portal_is_tried_here():
    assert LISTS.keys() == {*_lists(get_resolver().url_patterns)}


@pytest.mark.parametrize("name", LISTS)
def test_three_rows_cost_no_more_questions_than_one(name: str):
    who, fill, where = LISTS[name]
    made = fill() if fill else None
    address = reverse(name, kwargs={key: made if value is ... else value for key, value in where.items()})
    client = Client()
    client.force_login(User.objects.get(username=who))
    columns = [each.key for each in client.get(address, {"view": "all"}).context["list"].spec.columns]

    def queries(rows: int) -> int:
        query = {"view": "all", "size": rows, "columns": columns}
        client.get(address, query)
        with CaptureQueriesContext(connection) as asked_for:
            assert len(client.get(address, query).context["page"]) == rows
        return len(asked_for)

    assert queries(1) == queries(3)
