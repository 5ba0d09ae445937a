"""The list of what happened to members, in the reach of a person of today or of the day on which it happened."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, Prefetch, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.lists.alphabet import in_vietnamese
from accounts.lists.pages import list_page
from accounts.lists.ranks import by_words
from accounts.models import User
from accounts.permissions import Permission
from accounts.policy import Request
from members.events import rows
from members.events.filters import EventFilter
from members.models import LifeEvent, LifeEventQuerySet, Member, Membership
from organizations.models import Place, of_sector, reach_of, stood_on
from ui.lists.columns import Column
from ui.lists.pages import ListPage
from ui.lists.spec import ListSpec
from ui.numbers import format_integer

Kind = LifeEvent.Kind


def events_listed(request: Request) -> ListPage:
    user = request.user
    return list_page(request, "member_events", _spec(user), lambda chosen: found(user, chosen))


def _spec(user: User) -> ListSpec:
    return ListSpec(
        title=_("Events of members"),
        columns=_columns(user),
        form=lambda asked: EventFilter(asked, by=user),
        counted=lambda count: ngettext("%(total)s event", "%(total)s events", count) % {"total": format_integer(count)},
        usual="-on",
        search_hint=_("Name, number or year of birth; marks are not needed"),
        nothing=_("No event fits this filter"),
        nothing_hint=_("Choose a longer time, or another event."),
        none_yet=_("Nothing is recorded of any member yet"),
        download=reverse("members:download_events"),
    )


def _columns(user: User) -> tuple[Column, ...]:
    kinds, beyond = by_words("kind", Kind.choices), by_words("beyond", LifeEvent.Beyond.choices)
    place, other = in_vietnamese("organization__name"), in_vietnamese(_of_other(user, "name"))
    return (
        Column("name", _("Full name"), rows.name, ("member__sort_key",), link=rows.url, width=30),
        Column("number", _("Number"), rows.number, ("member__code",), kept=True, width=12, card="no"),
        Column("birth", _("Date of birth"), rows.born, ("member__birth_date",), usual=False, kept=True, card="no"),
        Column("kind", _("Event"), "get_kind_display", (kinds,), kept=True, width=28),
        Column("on", _("Date of the decision"), "happened_on", ("happened_on",), kept=True),
        Column(
            "effective", _("Takes effect on"), rows.effective_on, (_effective_on(),), usual=False, kept=True, card="no"
        ),
        Column("until", _("Until"), "until", ("until",), usual=False, kept=True, card="labelled"),
        Column("decision", _("Decision number"), "decision_number", ("decision_number",), kept=True, card="no"),
        Column("organization", _("Party organisation"), rows.place, (place,), width=40),
        Column("code", _("Code of the organisation"), rows.code, ("organization__code",), usual=False, kept=True),
        Column("other", _("From or to"), rows.other, (other,), kept=True, card="labelled", width=34),
        Column(
            "other_code",
            _("Code of the other organisation"),
            rows.other_code,
            (_of_other(user, "code"),),
            usual=False,
            kept=True,
            card="no",
        ),
        Column("beyond", _("Where that is"), "get_beyond_display", (beyond,), usual=False, kept=True, card="no"),
        Column("note", _("Note"), "note", ("note",), usual=False, kept=True, card="no", width=34),
    )


def _effective_on() -> Case:
    admitted = When(kind=Kind.ADMITTED, then="member__admitted_on")
    return Case(admitted, When(kind=Kind.RECOGNIZED, then="member__official_on"))


def _of_other(user: User, field: str) -> Case:
    """Nothing of an end that the person may not look at, its place in the order neither."""
    ends = ("counterpart__organization__", "arrival__organization__")
    seen = [When(reach_of(user, Permission.VIEW_MEMBERS, f"{end}path"), then=f"{end}{field}") for end in ends]
    outside = F("elsewhere") if field == "name" else Value("")
    return Case(*seen, When(host__isnull=False, then=f"host__{field}"), default=outside, output_field=CharField())


def found(user: User, chosen: dict[str, Any]) -> LifeEventQuerySet:
    events = _seen(user)
    if chosen["kind"]:
        events = events.filter(kind=chosen["kind"])
    if chosen["since"]:
        events = events.filter(happened_on__gte=chosen["since"])
    if chosen["until"]:
        events = events.filter(happened_on__lte=chosen["until"])
    if chosen["organization"]:
        events = events.below(chosen["organization"])
    if chosen["sector"]:
        then = stood_on(F("happened_on"))
        events = events.filter(then, of_sector(chosen["sector"], "organization__places__path"))
    if chosen["q"]:
        events = events.filter(member__in=Member.objects.matching(chosen["q"]).order_by().values("pk"))
    return _shown(user, events)


def _seen(user: User) -> LifeEventQuerySet:
    """The few organisations first, which an index finds; then which of their days are in reach."""
    places = Place.objects.filter(reach_of(user, Permission.VIEW_MEMBERS))
    return LifeEvent.objects.filter(organization__in=places.order_by().values("organization")).visible_to(user)


def _shown(user: User, events: LifeEventQuerySet) -> LifeEventQuerySet:
    stays = Membership.objects.visible_to(user).filter(member=OuterRef("member")).order_by()
    ends = LifeEvent.objects.visible_to(user).select_related("organization")
    return (
        events.annotate(is_open=Exists(stays))
        .select_related("member", "organization", "host")
        .prefetch_related(
            Prefetch("counterpart", ends, to_attr="seen_departure"),
            Prefetch("arrival", ends, to_attr="seen_arrival"),
        )
    )
