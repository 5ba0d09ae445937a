"""Events of a file taken back by their own way back, while nothing newer stands on any of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils.translation import gettext

from accounts.models import User
from exchange.kinds import Scope, Touched, Written
from members.events.importing.writing import said
from members.mending.revoking import revoke
from members.models import LifeEvent


def touched(written: Iterable[Written]) -> Iterator[Touched]:
    of_each: defaultdict[int, list[Written]] = defaultdict(list)
    for each in written:
        of_each[each.data["said"][0]].append(each)
    events: defaultdict[int, dict[int, LifeEvent]] = defaultdict(dict)
    for event in LifeEvent.objects.filter(member__in=list(of_each)).order_by("pk"):
        events[event.member_id][event.pk] = event
    for member, rows in of_each.items():
        yield from _touched(member, rows, events[member])


def _touched(member: int, rows: list[Written], events: dict[int, LifeEvent]) -> Iterator[Touched]:
    url = reverse("members:detail", args=[member])
    for each in rows:
        event = events.get(each.data["event"])
        if event is None or said(event) != each.data["said"]:
            sentence = gettext("was corrected since") if event else gettext("was taken back since")
            yield Touched(each.label, sentence, url)
            return
    own = {each.data["event"] for each in rows}
    departures = {events[pk].counterpart_id for pk in own}
    newer = [event for pk, event in events.items() if pk > min(own) and pk not in own | departures]
    if newer:
        words = {"event": str(newer[0].get_kind_display()).lower()}
        yield Touched(rows[0].label, gettext("has a newer event: %(event)s") % words, url)


def undo(written: Iterable[Written], scope: Scope, by: User) -> None:
    """Raises Refused where something that no event tells rests on one of them."""
    reason = gettext("The import of the file %(file)s was taken back") % {"file": scope.file_name}
    for each in sorted(written, key=lambda each: -each.data["event"]):
        event = LifeEvent.objects.select_related("member").get(pk=each.data["event"])
        revoke(event=event, reason=reason, by=by)
