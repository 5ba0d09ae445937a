"""Levels of a submitted sheet as a session of the committee above set them."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from accounts.trail.record import record
from ratings import findings, rules
from ratings.approval import readiness
from ratings.models import Sheet
from ratings.sheets.entry import OWN, Changes, changes, stored
from ratings.sheets.saving import claim, take_over, write
from ratings.transitions import TABLE, Transition, refusal
from ui.refusals import Refused


@transaction.atomic
def set_levels(*, sheet: Sheet, version: int, levels: Mapping[str, int], reason: str, by: User) -> Changes:
    """Other levels on a submitted sheet, by a recorded session alone (ratings.calibration.actions); what changed."""
    if why_not := refusal(sheet, Transition.APPROVE, by):
        raise Refused(why_not)
    claimed = claim(sheet, version, TABLE[Transition.APPROVE].sources)
    old = stored(sheet)
    if any(key not in old or old[key]["level"] is None for key in levels):
        raise Refused(
            gettext("A session changes levels only; whoever is not rated stays so. Return the sheet instead.")
        )
    rows = {key: {**old[key], "level": level} for key, level in levels.items()}
    if OWN in rows:
        rows[OWN]["legacy_level"] = rules.by_code(sheet.rating_year.rule_set).legacy_name(rows[OWN]["level"])
    changed = changes(old, rows)
    write({sheet.pk: {key: rows[key] for key in changed}})
    if barred := readiness.blocking(findings.check(sheet)):
        raise Refused(*barred)
    take_over(sheet, claimed)
    record(by=by, verb="sheet.calibrate", target=sheet, reason=reason, version=sheet.version, changes=changed)
    return changed
