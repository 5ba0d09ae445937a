"""What is set in a rating year; ratings.years.actions opens and closes it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from accounts.trail.record import record
from ratings.models import RatingYear
from ratings.notices import years as notices
from ui.refusals import Refused
from ui.seen import plain


@transaction.atomic
def change_year(*, rating_year: RatingYear, reason: str, by: User) -> None:
    """Save the settings that the instance carries, with what they were before; those of a closed year stand.

    Where nothing changes, the trail hears nothing.
    """
    before: dict[str, Any] = dict(
        RatingYear.objects.select_for_update().filter(pk=rating_year.pk).values().first() or {}
    )
    if before.get("state", rating_year.state) != rating_year.state or before.get("state") == RatingYear.State.CLOSED:
        raise Refused(
            gettext("The year is closed, or was opened or closed meanwhile. Reopen a closed year, then save once more.")
        )
    rating_year.full_clean()
    rating_year.save()
    after = RatingYear.objects.filter(pk=rating_year.pk).values().get()
    pairs = {name: [plain(before.get(name)), plain(value)] for name, value in after.items() if name != "id"}
    if changed := {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}:
        line = record(by=by, verb="year.settings", target=rating_year, reason=reason, changes=changed)
        notices.changed(rating_year, line)
