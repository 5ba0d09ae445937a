"""A local document that also governs the year is added, corrected, or deleted."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from accounts.trail.record import record
from ratings.models import LocalDocument, RatingYear
from ratings.rules.local import LocalRule
from ui.refusals import Refused, Stale, need
from ui.seen import changes, plain, seen
from ui.vietnamese import nfc, nfc_lines, number_key


def seen_of(document: LocalDocument) -> str:
    return seen(document, LocalRule._fields)


@transaction.atomic
def add(*, rating_year: RatingYear, rule: LocalRule, by: User) -> LocalDocument:
    _hold(rating_year)
    added = LocalDocument(rating_year=rating_year, recorded_by=by, **_clean(rule)._asdict())
    _save(added)
    _record(added, "document.add", by)
    return added


@transaction.atomic
def correct(*, rating_year: RatingYear, document: int, rule: LocalRule, seen: str, by: User) -> LocalDocument:
    """Raises Stale where it is no longer what the person had before them; the trail hears of a change only."""
    _hold(rating_year)
    current = _known(rating_year, document)
    if seen_of(current) != seen:
        raise Stale(current)
    if changed := changes(current, _clean(rule)._asdict()):
        for name, value in _clean(rule)._asdict().items():
            setattr(current, name, value)
        _save(current)
        _record(current, "document.correct", by, changes=changed)
    return current


@transaction.atomic
def delete(*, rating_year: RatingYear, document: int, reason: str, by: User) -> LocalDocument:
    """What it was and why it went stands in the history."""
    need(reason, gettext("Write why it is deleted."))
    _hold(rating_year)
    known = _known(rating_year, document)
    _record(known, "document.delete", by, nfc_lines(reason))
    LocalDocument.objects.filter(pk=known.pk).delete()
    return known


def _hold(rating_year: RatingYear) -> None:
    held = RatingYear.objects.select_for_update().get(pk=rating_year.pk)
    if held.state == RatingYear.State.CLOSED:
        raise Refused(gettext("The year is closed: the documents that govern it stand as they are."))


def _known(rating_year: RatingYear, document: int) -> LocalDocument:
    found = LocalDocument.objects.filter(pk=document, rating_year=rating_year).first()
    if found is None:
        raise Refused(gettext("This document is deleted already. If it still holds, add it below."))
    return found


def _clean(rule: LocalRule) -> LocalRule:
    return LocalRule(nfc(rule.number), rule.issued_on, nfc(rule.body), nfc(rule.abstract))


def _save(document: LocalDocument) -> None:
    others = LocalDocument.objects.filter(rating_year=document.rating_year).exclude(pk=document.pk)
    if number_key(document.number) in map(number_key, others.values_list("number", flat=True)):
        raise Refused(number=gettext("This document stands in the year already. Correct that one."))
    document.full_clean()
    document.save()


def _record(document: LocalDocument, verb: str, by: User, reason: str = "", **more: object) -> None:
    told = {name: plain(value) for name, value in document.rule._asdict().items()}
    record(by=by, verb=verb, target=document.rating_year, reason=reason, document=told, **more)
