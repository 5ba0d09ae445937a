"""A closed year takes over, by a decision, what was entered later; and, by another, takes that back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from accounts.models import User
from accounts.trail.record import record
from organizations.holding import alone
from ratings.models import Edition, RatingYear
from ratings.register import freezing
from ratings.register.differences import Difference, differences
from ratings.register.together import together
from ui.days import PastDayField, written
from ui.refusals import Refused
from ui.seen import plain
from ui.vietnamese import nfc, nfc_lines


@transaction.atomic
def correct_year(
    *, rating_year: RatingYear, keys: Collection[str], decision_number: str, decided_on: date, reason: str, by: User
) -> Edition:
    """`keys`: of the differences that are taken over."""
    held = _held(rating_year)
    if not held.is_closed:
        raise Refused(gettext("The year is not closed: what is entered counts in it already."))
    said = decided(held, decision_number, decided_on, reason, gettext("Write why the year is corrected."))
    chosen = _chosen(differences(held), keys)
    edition = freezing.correct(held, chosen, by=by, **said)
    _record("year.correct", held, edition, rows=len(keys))
    return edition


def _chosen(found: list[Difference], keys: Collection[str]) -> list[Difference]:
    by_key = {each.key: each for each in found}
    if not keys:
        raise Refused(gettext("Tick what the year takes over."))
    if not set(keys) <= by_key.keys():
        raise Refused(gettext("The register was changed meanwhile. Look at the list again, then send once more."))
    if together(found, keys) != set(keys):
        sentence = gettext(
            "An organisation is taken over with its members, with what happened there and with what stands below it; a "
            "member with what happened: these are ticked now. Look at the list again, then send once more."
        )
        raise Refused(sentence)
    return [by_key[key] for key in keys]


def to_take_back(rating_year: RatingYear) -> Edition | None:
    """The correction on which nothing newer stands: neither another, nor a level set anew, nor a closing."""
    if not rating_year.is_closed:
        return None
    standing = rating_year.editions.filter(undone_at=None).exclude(origin=Edition.Origin.TAKEN_BACK)
    newest = standing.order_by("-number").first()
    return newest if newest and newest.origin == Edition.Origin.CORRECTION else None


@transaction.atomic
def take_back_correction(
    *, rating_year: RatingYear, number: int, decision_number: str, decided_on: date, reason: str, by: User
) -> Edition:
    held = _held(rating_year)
    correction = to_take_back(held)
    if correction is None or correction.number != number:
        raise Refused(gettext("This correction was taken back already, or something newer stands on it."))
    if year := freezing.taken_since(held, correction):
        sentence = gettext("%(year)s of %(root)s holds by now what this correction let go. Correct that year first.")
        raise Refused(sentence % {"year": year, "root": year.root})
    why = gettext("Write why the correction is taken back.")
    said = decided(held, decision_number, decided_on, reason, why, correction.decided_on)
    edition = freezing.take_back(held, correction, by=by, **said)
    _record("year.correct_undo", held, edition, correction=number)
    return edition


def _held(rating_year: RatingYear) -> RatingYear:
    """With the register: what is compared and what is written are of one moment."""
    held = freezing.held(rating_year.pk)
    alone()
    return held


def decided(
    rating_year: RatingYear, number: str, day: date | None, reason: str, why: str, after: date | None = None
) -> dict[str, Any]:
    wrong = {
        "decision_number": "" if nfc(number) else gettext("Write the number of the decision."),
        "decided_on": _wrong_day(rating_year, day, after),
        "reason": "" if nfc_lines(reason) else why,
    }
    if refused := {name: sentence for name, sentence in wrong.items() if sentence}:
        raise Refused(**refused)
    return {"decision_number": nfc(number), "decided_on": day, "reason": nfc_lines(reason)}


def _wrong_day(rating_year: RatingYear, day: date | None, after: date | None) -> str:
    if day is None:
        return gettext("Write the date of the decision.")
    if day > timezone.localdate():
        return str(PastDayField.default_error_messages["future"])
    if after and day < after:
        sentence = gettext("The correction was decided on %(day)s; this day comes before it.")
        return sentence % {"day": written(after)}
    closed = closed_on(rating_year)
    sentence = gettext("The year %(year)s was closed on %(day)s; a decision of before cannot correct it.")
    return sentence % {"year": rating_year, "day": written(closed)} if day < closed else ""


def closed_on(rating_year: RatingYear) -> date:
    """By decision; of a year that came from a file its last day, before which nobody can have closed it."""
    if rating_year.closing_decided_on:
        return rating_year.closing_decided_on
    return timezone.localdate(rating_year.closed_at) if rating_year.closed_at else date(rating_year.year, 12, 31)


def _record(verb: str, rating_year: RatingYear, edition: Edition, **more: Any) -> None:
    said = {"decision_number": edition.decision_number, "decided_on": plain(edition.decided_on)}
    by, reason = edition.made_by, edition.reason
    record(by=by, verb=verb, target=rating_year, reason=reason, edition=edition.number, **said, **more)
