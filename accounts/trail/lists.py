"""The trail as a list: its columns, and which lines are on it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.lists.alphabet import in_vietnamese
from accounts.lists.pages import list_page
from accounts.lists.ranks import by_words
from accounts.models import AuditEvent, AuditEventQuerySet, User
from accounts.policy import Request
from accounts.trail.forms import TrailFilter
from accounts.trail.record import verb_groups, verb_words
from accounts.trail.words import line
from stored.matching import begins
from ui.lists.columns import Column
from ui.lists.pages import ListPage
from ui.lists.spec import ListSpec
from ui.numbers import format_integer
from ui.searching import typed_words


def trail_listed(request: Request) -> ListPage:
    return list_page(request, "trail", _spec(), lambda chosen: found(request.user, chosen))


def _spec() -> ListSpec:
    return ListSpec(
        title=_("Audit trail"),
        columns=_columns(),
        form=TrailFilter,
        counted=lambda count: (
            ngettext("%(total)s action", "%(total)s actions", count) % {"total": format_integer(count)}
        ),
        usual="-at",
        search_hint=_("Who did it: full name or user name"),
        nothing=_("Nothing was done that fits this filter"),
        none_yet=_("Nothing was done yet"),
        download=reverse("accounts:download_trail"),
    )


def _columns() -> tuple[Column, ...]:
    deeds = by_words("verb", verb_words().items())
    return (
        Column("at", _("When"), "at", ("at", "pk"), width=18),
        Column("who", _("Who"), lambda event: line(event).who, ("actor__sort_key",), width=28, card="labelled"),
        Column("address", _("Address"), lambda event: line(event).address, ("data__address",), card="labelled"),
        Column("deed", _("Action"), lambda event: line(event).action, (deeds,), width=34, card="labelled"),
        Column("target", _("On"), "target_label", (in_vietnamese("target_label"),), width=40, card="labelled"),
        Column("reason", _("Reason"), "reason", (in_vietnamese("reason"),), width=40, card="labelled"),
    )


def found(user: User, chosen: dict[str, Any]) -> AuditEventQuerySet:
    events = events_from(user, chosen["since"]).select_related("actor")
    for word in typed_words(chosen["person"]):
        events = events.filter(begins(word, "actor__search_key"))
    if chosen["about"]:
        events = events.filter(verb__in=next(group.words for group in verb_groups() if group.code == chosen["about"]))
    if chosen["verb"]:
        events = events.filter(verb=chosen["verb"])
    if chosen["until"]:
        events = events.filter(at__lt=_midnight(chosen["until"] + timedelta(days=1)))
    return events


def events_from(user: User, since: date | None) -> AuditEventQuerySet:
    events = AuditEvent.objects.visible_to(user)
    return events.filter(at__gte=_midnight(since)) if since else events


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
