"""The list of a sheet's dossier: read, and written by whoever enters the sheet."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from accounts.trail.record import record
from ratings.models import Sheet
from ratings.models.dossier import ITEMS
from ratings.sheets.holding import held
from ui.refusals import Refused, Stale


class Kept(NamedTuple):
    present: bool | None = None
    place: str = ""


Dossier = Mapping[int, Kept]


def dossier_of(sheet: Sheet) -> Dossier:
    """All nine, those of which nothing is told yet too."""
    told = {item.number: Kept(item.present, item.place) for item in sheet.dossier.all()}
    return {number: told.get(number, Kept()) for number in range(1, ITEMS + 1)}


def fingerprint(dossier: Dossier) -> str:
    return sha256(json.dumps(sorted(dossier.items())).encode()).hexdigest()


@transaction.atomic
def keep(*, sheet: Sheet, dossier: Dossier, seen: str, by: User) -> Dossier:
    """`seen` is fingerprint() of what the person had before them. Raises Stale where it is no longer so."""
    open_now = held([sheet.rating_year_id], "rating_year")
    if Sheet.objects.select_for_update().filter(open_now, pk=sheet.pk).first() is None:
        raise Refused(gettext("The rating year is not open: nothing of it can be changed."))
    current = dossier_of(sheet)
    if fingerprint(current) != seen:
        raise Stale(current)
    changed = {number: kept for number, kept in dossier.items() if kept != current[number]}
    for number, kept in changed.items():
        sheet.dossier.update_or_create(number=number, defaults=kept._asdict())
    if changed:
        told = {str(number): [list(current[number]), list(kept)] for number, kept in changed.items()}
        record(by=by, verb="sheet.dossier", target=sheet, changes=told)
    return dossier
