"""Transfers that wait and deeds that are planned, as a list."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.lists.alphabet import in_vietnamese
from accounts.lists.pages import list_page
from accounts.lists.ranks import by_words
from accounts.models import User
from accounts.policy import Request
from members.models import Deed, DeedQuerySet, Member
from members.offers import filters
from members.offers.filters import FROM_US, LATE, PLANNED, SHOWN, TO_US, DeedFilter
from members.offers.limits import late, limits_of
from members.offers.plannable import words_of
from ui.lists.columns import Column
from ui.lists.pages import ListPage
from ui.lists.spec import ListSpec
from ui.numbers import format_integer

FAILED = Q(state=Deed.State.PLANNED) & ~Q(reason="")


def deeds_listed(request: Request) -> ListPage:
    user, today = request.user, timezone.localdate()
    return list_page(request, "member_deeds", _spec(today), lambda chosen: found(user, chosen, today))


def _spec(today: date) -> ListSpec:
    return ListSpec(
        title=_("Transfers and planned deeds"),
        columns=_columns(today),
        form=DeedFilter,
        counted=lambda count: ngettext("%(total)s deed", "%(total)s deeds", count) % {"total": format_integer(count)},
        usual="day",
        views=(
            (_("All that are open"), ""),
            (_("Waiting for our answer"), f"which={TO_US}"),
            (_("Waiting for the receiver"), f"which={FROM_US}"),
            (_("Planned for their day"), f"which={PLANNED}"),
            (_("Late"), f"which={LATE}"),
        ),
        search_hint=_("Name, number or year of birth; marks are not needed"),
        nothing=_("Nothing waits and nothing is planned"),
        nothing_hint=_("A member is sent to another organisation, and a deed planned, on the page of the member."),
        download=reverse("members:download_deeds"),
    )


def _columns(today: date) -> tuple[Column, ...]:
    kinds, states = by_words("kind", Deed.Kind.choices), by_words("state", Deed.State.choices)
    source, target = in_vietnamese("source__name"), in_vietnamese("target__name")
    return (
        Column("member", _("Full name"), _name, ("member__sort_key",), link=_url, width=30),
        Column("number", _("Number"), _code, ("member__code",), kept=True, card="no", width=12),
        Column("deed", _("Deed"), words_of, (kinds,), width=26),
        Column("day", _("Day"), "on", ("on", "pk"), card="labelled"),
        Column("source", _("From the organisation"), _source, (source,), card="labelled", width=34),
        Column("target", _("To the organisation"), _target, (target,), card="labelled", width=34),
        Column("state", _("State"), lambda deed: stands(deed, today), (states, "on"), width=34),
    )


def _url(deed: Deed) -> str:
    return deed.get_absolute_url()


def _name(deed: Deed) -> str:
    return deed.member.full_name


def _code(deed: Deed) -> str:
    return deed.member.code


def _source(deed: Deed) -> str:
    return deed.source.name if deed.source else ""


def _target(deed: Deed) -> str:
    return deed.target.name if deed.target else ""


def stands(deed: Deed, today: date) -> str:
    """Its state, with what is left of its time, or why it was not done."""
    if deed.state == Deed.State.OFFERED:
        return f"{deed.get_state_display()}: {limits_of(deed).left(today)}"
    if deed.state == Deed.State.PLANNED and deed.reason:
        return gettext("not done on its day: %(reason)s") % {"reason": deed.reason}
    return str(deed.get_state_display())


def is_late(deed: Deed, today: date) -> bool:
    if deed.state == Deed.State.OFFERED:
        return limits_of(deed).is_late(today)
    return deed.state == Deed.State.PLANNED and bool(deed.reason)


def found(user: User, chosen: dict[str, Any], today: date) -> DeedQuerySet:
    deeds = Deed.objects.visible_to(user).filter(state__in=SHOWN)
    match chosen["which"]:
        case filters.TO_US:
            deeds = deeds.waiting().filter(pk__in=Deed.objects.received_by(user).order_by().values("pk"))
        case filters.FROM_US:
            deeds = deeds.waiting().filter(pk__in=Deed.objects.sent_by(user).order_by().values("pk"))
        case filters.PLANNED:
            deeds = deeds.filter(state=Deed.State.PLANNED)
        case filters.LATE:
            deeds = deeds.filter(late(today) | FAILED)
        case filters.SETTLED:
            deeds = deeds.exclude(state__in=Deed.State.still_open())
        case _:
            deeds = deeds.open()
    if text := chosen["q"]:
        deeds = deeds.filter(member__in=Member.objects.matching(text).values("pk"))
    return deeds.select_related("member", "source", "target")


def open_deeds_of(user: User, member: Member) -> list[tuple[Deed, str, str]]:
    """Of one member, with what each is and how it stands."""
    seen, today = Deed.objects.visible_to(user).open().filter(member=member), timezone.localdate()
    return [(deed, words_of(deed), stands(deed, today)) for deed in seen.select_related("target").order_by("on", "pk")]
