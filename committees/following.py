"""Whoever leaves an organisation leaves its offices: said before a member moves, and done with it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext

from accounts.models import User
from accounts.trail.record import record
from committees.models import Office
from members.changes import Change, Move, ask_before, changed
from members.models import Member
from organizations.models import Organization
from organizations.tree import ancestor_paths
from ui.days import written
from ui.refusals import Refused


def follow() -> None:
    ask_before(foresee)
    changed.connect(_on_change, dispatch_uid="committees.following")


def foresee(change: Change) -> list[str]:
    if not isinstance(change, Move) or change.member.pk is None:
        return []
    return [
        gettext("With this ends an office: %(office)s, %(place)s.")
        % {"office": each.get_kind_display(), "place": each.committee.organization.name}
        for each in _left(change.member, change.target)
    ]


def _on_change(change: Change, by: User, **_more: Any) -> None:
    if isinstance(change, Move) and change.source is not None:
        _end(_left(change.member, change.target), change.on, by)


def _left(member: Member, target: Organization | None) -> QuerySet[Office]:
    """What the member holds where somebody who belongs to `target` holds nothing."""
    held = Office.objects.standing().filter(member=member).select_related("member", "committee__organization")
    still = [*ancestor_paths(target.path), target.path] if target else []
    return held.exclude(committee__organization__path__in=still).in_order()


def _end(offices: Iterable[Office], on: date, by: User) -> None:
    for office in offices:
        if office.since >= on:
            sentence = gettext("%(name)s was given an office on %(day)s: take that back first, or choose a later day.")
            raise Refused(sentence % {"name": office.member.full_name, "day": written(office.since)})
        office.until, office.ending = on, Office.Ending.LEFT
        office.save(update_fields=["until", "ending"])
        told = {"member": office.member.code, "on": on.isoformat(), "ending": office.ending}
        record(by=by, verb="office.end", target=office, **told)
