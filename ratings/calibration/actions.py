"""A calibration session: levels that the deciding committee changes before it decides, each with its reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from accounts.trail.record import record
from members.models import Member
from organizations.models import Organization
from ratings.approval.days import not_before_opening
from ratings.approval.interest import conflict_of_interest
from ratings.approval.levels import set_levels
from ratings.models import CalibrationChange, CalibrationSession, RatingYear, Sheet
from ratings.notices import sheets as notices
from ratings.sheets.entry import member_id_of
from ui.refusals import Refused, need
from ui.vietnamese import nfc, nfc_lines


@dataclass(frozen=True)
class Change:
    """`key` names the row as ratings.sheets.entry does; `sheet` and `version` are as the page showed them."""

    sheet: Sheet
    version: int
    key: str
    level: int
    reason: str


@transaction.atomic
def calibrate(
    *,
    rating_year: RatingYear,
    organization: Organization,
    held_on: date,
    participants: str,
    minutes: str,
    changes: Sequence[Change],
    by: User,
    decision_number: str = "",
) -> CalibrationSession:
    """The session and every change in it, or nothing at all."""
    need(participants, gettext("Write who took part in the session."))
    need(minutes, gettext("Write what was discussed and on what grounds."))
    not_before_opening(rating_year, held_on, "held_on")
    if not changes:
        raise Refused(gettext("Change at least one level, or leave the session unrecorded."))
    session = CalibrationSession.objects.create(
        rating_year=rating_year,
        organization=organization,
        held_on=held_on,
        participants=nfc_lines(participants),
        decision_number=nfc(decision_number),
        minutes=nfc_lines(minutes),
        recorded_by=by,
    )
    for listed in _by_sheet(changes):
        _change(session, listed, by)
    record(by=by, verb="session.record", target=session, changes=len(changes))
    return session


def _by_sheet(changes: Sequence[Change]) -> list[list[Change]]:
    """In one order, so that two sessions at once wait for each other and never in a circle."""
    found: defaultdict[int, list[Change]] = defaultdict(list)
    for change in changes:
        found[change.sheet.pk].append(change)
    return [found[pk] for pk in sorted(found)]


def _change(session: CalibrationSession, listed: Sequence[Change], by: User) -> None:
    sheet, version = listed[0].sheet, listed[0].version
    if sheet.organization.parent_id != session.organization_id or sheet.rating_year_id != session.rating_year_id:
        raise Refused(gettext("%(name)s is not decided on by this session.") % {"name": sheet.name})
    names = _names(listed)
    for change in listed:
        need(change.reason, gettext("Write the reason of the change for %(name)s.") % {"name": names[change.key]})
    if barred := conflict_of_interest(sheet, [names[change.key] for change in listed], by):
        raise Refused(barred)
    reason = "; ".join(f"{names[change.key]}: {nfc(change.reason)}" for change in listed)
    levels = {change.key: change.level for change in listed}
    changed = set_levels(sheet=sheet, version=version, levels=levels, reason=reason, by=by)
    CalibrationChange.objects.bulk_create(
        CalibrationChange(
            session=session,
            sheet=sheet,
            member_id=member_id_of(change.key),
            old_level=changed[change.key]["level"][0],
            new_level=change.level,
            reason=nfc_lines(change.reason),
        )
        for change in listed
        if change.key in changed
    )
    if changed:
        notices.calibrated(sheet, len(changed), session.held_on, by=by)


def _names(listed: Sequence[Change]) -> dict[str, str]:
    ids = {change.key: member_id_of(change.key) for change in listed}
    names = dict(Member.objects.filter(pk__in=[pk for pk in ids.values() if pk]).values_list("pk", "full_name"))
    organization = listed[0].sheet.name
    return {key: organization if pk is None else names.get(pk, "") for key, pk in ids.items()}
