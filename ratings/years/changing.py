"""What is set in a rating year; ratings.years.actions opens and closes it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from accounts.trail.record import history, record
from ratings.models import RatingYear
from ratings.notices import years as notices
from ratings.years.other_rules import refuse_where_approved
from ui.refusals import Refused, Stale
from ui.seen import plain, seen

SETTINGS = (
    "rule_set",
    "opens_on",
    "cells_due_on",
    "grassroots_due_on",
    "closes_on",
    "cap_base",
    "cap_rounding",
    "cap_minimum_group",
    "cap_enforced",
)
TURNS = ("year.open", "year.close", "year.close_undo", "year.reopen")


def seen_of(rating_year: RatingYear) -> str:
    """Of the settings, and of how often the year was opened and closed; empty for one that is not planned yet."""
    if rating_year.pk is None:
        return ""
    turns = history(rating_year).filter(verb__in=TURNS).count()
    return f"{turns}:{seen(rating_year, SETTINGS)}"


@transaction.atomic
def change_year(*, rating_year: RatingYear, reason: str, seen: str, by: User) -> None:
    """Save the settings that the instance carries, with what they were before; those of a closed year stand.

    Where nothing changes, the trail hears nothing. Raises Stale where they are no longer what the person had before
    them.
    """
    before = RatingYear.objects.select_for_update().filter(pk=rating_year.pk).first()
    if before is None:
        _save(rating_year)
        record(by=by, verb="year.plan", target=rating_year, reason=reason, **_values(rating_year))
        return
    _need_not_closed(rating_year, before)
    if changed := _changes(before, rating_year):
        if seen_of(before) != seen:
            raise Stale(before)
        if "rule_set" in changed:
            refuse_where_approved(before)
        _save(rating_year)
        line = record(by=by, verb="year.settings", target=rating_year, reason=reason, changes=changed)
        notices.changed(rating_year, line)


def _need_not_closed(rating_year: RatingYear, before: RatingYear) -> None:
    if before.state != rating_year.state or before.state == RatingYear.State.CLOSED:
        raise Refused(
            gettext("The year is closed, or was opened or closed meanwhile. Reopen a closed year, then save once more.")
        )


def _save(rating_year: RatingYear) -> None:
    rating_year.full_clean()
    rating_year.save()


def _values(rating_year: RatingYear) -> dict[str, Any]:
    return {name: plain(getattr(rating_year, name)) for name in SETTINGS}


def _changes(before: RatingYear, rating_year: RatingYear) -> dict[str, list[Any]]:
    old, new = _values(before), _values(rating_year)
    return {name: [old[name], new[name]] for name in SETTINGS if old[name] != new[name]}
