"""All that the portal tells of a root's terms, as plain values to be held against each other."""

from __future__ import annotations

import json
from dataclasses import replace
from io import StringIO
from typing import Any

from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from inspections.acts import Acts
from organizations.models import Organization
from organizations.roots import grants_at
from reports.indicators.definitions import Admissions
from reports.models import Term
from reports.scorecard import annex, records
from reports.scorecard.build import scorecard
from reports.snapshots.term import take

DASHBOARD = (
    "title",
    "rows",
    "provisional",
    "waiting",
    "admissions",
    "level_counts",
    "level_map",
    "organizations",
    "acts",
)


def root(code: str) -> Organization:
    return Organization.objects.get(code=code)


def at(username: str, place: Organization) -> User:
    """As the person is under the address of the root."""
    user = User.objects.get(username=username)
    user.grants = grants_at(user, place)
    return user


def told(code: str) -> dict[str, Any]:
    """Of every term of the root."""
    return {
        f"{term} {name}": read(term, root(code))
        for term in Term.objects.filter(root__code=code)
        for name, read in READERS.items()
    }


def _figures(term: Term, place: Organization) -> Any:
    return replace(scorecard(term, place), as_of=timezone.localdate())


def _command(term: Term, place: Organization) -> Any:
    out = StringIO()
    call_command("figures", term=term.code, organization=place.code, format="json", stdout=out)
    return json.loads(out.getvalue())


def _annex(term: Term, place: Organization) -> Any:
    return replace(annex.read(place, term, timezone.localdate()), on=term.starts_on)


def _report(term: Term, place: Organization) -> str:
    return replace(take(term, place), later=()).sha256


def _dashboard(term: Term, place: Organization) -> Any:
    context = _page(place, "reports:dashboard", term.code).context
    rows = [replace(row, cells=tuple(replace(cell, later="") for cell in row.cells)) for row in context["rows"]]
    return {name: repr(context[name]) for name in DASHBOARD} | {"rows": repr(rows)}


def entered_later(code: str, term: str) -> list[tuple[str, str, str]]:
    """What the dashboard marks so: (line, year, words)."""
    rows = _page(root(code), "reports:dashboard", term).context["rows"]
    return [(row.name, cell.label, cell.later) for row in rows for cell in row.cells if cell.later]


def _levels(term: Term, place: Organization) -> int:
    return _page(place, "reports:levels", term.code).context["list"].count


def _page(place: Organization, name: str, *args: str) -> Any:
    client = Client()
    client.force_login(User.objects.get(username="khoi"))
    answer = client.get(f"/r/{place.pk}{reverse(name, args=args)}")
    assert answer.status_code == 200
    return answer


def _behind(term: Term, place: Organization) -> Any:
    """How many records, and what they add up to, behind each line in each year."""
    lines = scorecard(term, place).lines
    return {(line.code, year): _records(line, year, place) for line in lines for year in term.years}


def _records(line: Any, year: int, place: Organization) -> Any:
    source, today = line.indicator.source, timezone.localdate()
    if isinstance(source, Admissions):
        return records.admissions([year], place, today, at("khoi", place)).count()
    if isinstance(source, Acts):
        counts = records.by_body(records.acts(source, [year], place, today))
        return counts, records.cases(source, [year], place, today, at("ubkt", place)).count()
    shares = records.shares(line.indicator, source, [year], place, at("khoi", place))
    return {(each.organization.pk, each.numerator, each.denominator, each.waiting) for each in shares}


READERS = {
    "figures": _figures,
    "command": _command,
    "annex": _annex,
    "report": _report,
    "dashboard": _dashboard,
    "levels": _levels,
    "behind": _behind,
}
