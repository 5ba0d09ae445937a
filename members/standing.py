"""What holds of a member on a day besides belonging: exempt or suspended, or active elsewhere for a time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext

from members.models import LifeEvent, LifeEventQuerySet
from members.resting import AWAY, REST
from ui.moments import day as written

Kind = LifeEvent.Kind


def resting(on: date, *kinds: Kind) -> LifeEventQuerySet:
    """The exemptions and suspensions in force on a day."""
    return _in_force(on, kinds or REST.begin, REST.kinds)


def away(on: date) -> LifeEventQuerySet:
    """The temporary activity elsewhere in force on a day."""
    return _in_force(on, AWAY.begin, AWAY.kinds)


def in_force(on: date) -> QuerySet[LifeEvent]:
    """Both, newest first."""
    return (resting(on) | away(on)).select_related("host")


def _in_force(on: date, kinds: Iterable[Kind], ended_by: Iterable[Kind]) -> LifeEventQuerySet:
    after = Q(happened_on__gt=OuterRef("happened_on")) | Q(happened_on=OuterRef("happened_on"), pk__gt=OuterRef("pk"))
    later = LifeEvent.objects.filter(after, member=OuterRef("member"), kind__in=[*ended_by], happened_on__lte=on)
    lasting = LifeEvent.objects.filter(Q(until=None) | Q(until__gte=on), kind__in=[*kinds], happened_on__lte=on)
    return lasting.exclude(Exists(later.order_by()))


def told(event: LifeEvent) -> str:
    where = event.host.name if event.host else event.elsewhere
    words = gettext("temporarily active elsewhere")
    if event.kind == Kind.EXEMPTED:
        words = gettext("exempt from activity")
    elif event.kind == Kind.SUSPENDED:
        words = gettext("suspended from activity")
    elif where:
        words = gettext("temporarily at %(place)s") % {"place": where}
    if not event.until:
        return words
    return gettext("%(standing)s until %(day)s") % {"standing": words, "day": written(event.until)}
