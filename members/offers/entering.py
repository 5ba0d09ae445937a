"""What a form of a deed asks for, where it is not done at once: it waits for its day, or for the receiver."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from accounts.models import User
from members.models import Deed, Member
from members.offers import actions
from members.offers.carrying import OFFERS
from members.pickers import may_put
from organizations.models import Organization
from ui.moments import day

# What a deed has columns for.
COLUMNS = ("on", "decision_number", "organization")


def waits(chosen: Mapping[str, Any], by: User) -> bool:
    return _lies_ahead(chosen["on"]) or _is_offered(chosen, by)


def enter(*, kind: Deed.Kind, member: Member, chosen: Mapping[str, Any], by: User) -> Deed:
    target: Organization | None = chosen.get("organization")
    offers = _is_offered(chosen, by)
    common = {"on": chosen["on"], "decision_number": chosen.get("decision_number", ""), "by": by}
    if target and offers and not _lies_ahead(chosen["on"]):
        return actions.offer(member=member, organization=target, **common)
    facts = {name: value for name, value in chosen.items() if name not in COLUMNS}
    facts |= {OFFERS: True} if offers else {}
    return actions.plan(kind=kind, member=member, target=target, facts=facts, **common)


def told(deed: Deed) -> str:
    """After it was entered."""
    if deed.state == Deed.State.OFFERED:
        words = gettext("%(name)s is asked to take the member in. Until then the member counts with you.")
        return words % {"name": deed.target}
    return gettext("Planned: the portal does it on %(day)s.") % {"day": day(deed.on)}


def _lies_ahead(on: date) -> bool:
    return on > timezone.localdate()


def _is_offered(chosen: Mapping[str, Any], by: User) -> bool:
    organization = chosen.get("organization")
    return organization is not None and not may_put(by, organization)
