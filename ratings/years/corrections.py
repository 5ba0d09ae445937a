"""A closed year takes over, by a decision, what was entered later."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from accounts.trail.record import record
from ratings.models import Edition, RatingYear
from ratings.register import freezing
from ratings.register.differences import differences
from ui.refusals import Refused, need
from ui.seen import plain
from ui.vietnamese import nfc, nfc_lines


@transaction.atomic
def correct_year(
    *, rating_year: RatingYear, keys: Collection[str], decision_number: str, decided_on: date, reason: str, by: User
) -> Edition:
    """`keys`: of the differences that are taken over."""
    need(nfc(decision_number), gettext("Write the number of the decision."))
    need(nfc_lines(reason), gettext("Write why the year is corrected."))
    held = freezing.held(rating_year.pk)
    found = {each.key: each for each in differences(held)}
    if not held.is_closed:
        raise Refused(gettext("The year is not closed: what is entered counts in it already."))
    if not keys:
        raise Refused(gettext("Tick what the year takes over."))
    if not set(keys) <= found.keys():
        raise Refused(gettext("The register was changed meanwhile. Look at the list again, then send once more."))
    decided = {"decision_number": nfc(decision_number), "decided_on": decided_on, "reason": nfc_lines(reason)}
    edition = freezing.correct(held, [found[key] for key in keys], by=by, **decided)
    said = {"decision_number": edition.decision_number, "decided_on": plain(decided_on), "edition": edition.number}
    record(by=by, verb="year.correct", target=held, reason=edition.reason, rows=len(keys), **said)
    return edition
