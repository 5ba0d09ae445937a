"""Where a deed finds a member on its day: after what else happened to them by then, before an organisation changed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext

from members.life.reading import lives, ways_of
from members.life.stays import Impossible
from members.life.telling import told
from members.models import Member
from organizations.models import Organization
from ui.days import written
from ui.refusals import Refused


def place_on(member: Member, on: date, field: str = "on", without: Collection[int] = ()) -> Organization:
    """Held by the caller. Raises Refused at the field where it is nowhere. `without` these events."""
    life = lives([member.pk])[member.pk]
    first = life.first
    ways = [way for way in ways_of([life], [first]) if way.on < on]
    life.events = [
        event
        for event, step in zip(life.events, life.told, strict=True)
        if event.pk not in without and (step is None or step.on <= on)
    ]
    try:
        stays = life.worked_out(first, ways) if first is None or first.since <= on else []
    except Impossible as impossible:
        raise Refused(**{field: told(life, impossible)}) from impossible
    if not stays or stays[-1].until is not None:
        raise Refused(**{field: _nowhere(life.stays[0].since if life.stays else None, on)})
    return Organization.objects.get(pk=stays[-1].organization)


def _nowhere(since: date | None, on: date) -> str:
    if since is not None and on < since:
        return gettext("The membership began on %(day)s only. Choose a later day.") % {"day": written(since)}
    return gettext("The member belonged to no organisation on %(day)s. Choose another day.") % {"day": written(on)}
