"""A term is entered, changed, ended early, or its ending taken back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from accounts.trail.record import record
from organizations.models import Organization
from reports.models import Term
from reports.terms.checks import refuse_wrong, why_unchangeable
from reports.terms.usual import last_year_of
from ui.days import written
from ui.refusals import Refused, Stale, at, need
from ui.seen import changes, plain, seen
from ui.vietnamese import nfc

FIELDS = ("starts_on", "ends_on", "first_year", "last_year", "code", "continues_id")


def seen_of(term: Term) -> str:
    return seen(term, FIELDS) if term.pk else ""


@transaction.atomic
def enter_term(*, root: Organization, values: Mapping[str, Any], by: User) -> Term:
    """`values`: by the names of the term's fields."""
    _hold(root)
    term = Term(root=root, **values)
    _save(term)
    record(by=by, verb="term.enter", target=term, **_told(term))
    return term


@transaction.atomic
def change_term(*, term: Term, values: Mapping[str, Any], seen: str, by: User) -> Term:
    """Raises Stale where it is no longer what the person had before them; the trail hears of a change only."""
    current = _held(term)
    if why := why_unchangeable(current):
        raise Refused(why)
    if seen_of(current) != seen:
        raise Stale(current)
    if changed := changes(current, dict(values)):
        for name, value in values.items():
            setattr(current, name, value)
        _save(current)
        record(by=by, verb="term.change", target=current, changes=changed)
    return current


@transaction.atomic
def end_early(*, term: Term, ended_on: date, decision_number: str, by: User) -> Term:
    """Its last day is `ended_on`; rating years that end later are no longer its own."""
    with at("decision_number"):
        need(decision_number, gettext("Write the number of the decision."))
    current = _held(term)
    if current.ended_early:
        raise Refused(gettext("The term has ended early already, on %(day)s.") % {"day": written(current.ends_on)})
    _refuse_day(current, ended_on)
    current.meant_until, current.meant_last_year = current.ends_on, current.last_year
    current.ends_on, current.last_year = ended_on, min(current.last_year, last_year_of(ended_on))
    current.ended_by = nfc(decision_number)
    with at("ended_on"):
        _save(current)
    record(by=by, verb="term.end", target=current, decision_number=current.ended_by, ended_on=plain(ended_on))
    return current


def _refuse_day(term: Term, ended_on: date) -> None:
    if not term.starts_on < ended_on < term.ends_on:
        words = gettext("Write a day after %(start)s and before %(end)s: between them the term can end early.")
        raise Refused(ended_on=words % {"start": written(term.starts_on), "end": written(term.ends_on)})
    if last_year_of(ended_on) < term.first_year:
        words = gettext("The term would be left without a rating year: the first ends on %(day)s. Write a later day.")
        raise Refused(ended_on=words % {"day": written(date(term.first_year, 12, 31))})


@transaction.atomic
def take_ending_back(*, term: Term, by: User) -> bool:
    """False where it has not ended early."""
    current = _held(term)
    if current.meant_until is None or current.meant_last_year is None:
        return False
    number = current.ended_by
    current.ends_on, current.last_year = current.meant_until, current.meant_last_year
    current.meant_until, current.meant_last_year, current.ended_by = None, None, ""
    _save(current)
    record(by=by, verb="term.end_undo", target=current, decision_number=number)
    return True


def _hold(root: Organization) -> None:
    """The terms of a root are entered one after the other: no two share days."""
    Organization.objects.select_for_update(no_key=True).get(pk=root.pk)


def _held(term: Term) -> Term:
    _hold(term.root)
    return Term.objects.select_related("root", "continues").get(pk=term.pk)


def _save(term: Term) -> None:
    refuse_wrong(term)
    term.full_clean()
    term.save()


def _told(term: Term) -> dict[str, Any]:
    return {name: plain(getattr(term, name)) for name in FIELDS}
