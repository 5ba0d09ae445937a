"""The list of members: its columns, and who is on it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Case, Exists, FilteredRelation, OuterRef, Prefetch, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import NullIf
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.lists.alphabet import in_vietnamese
from accounts.lists.pages import list_page
from accounts.lists.ranks import by_words
from accounts.models import User
from accounts.permissions import Permission
from accounts.policy import Request
from accounts.trail.record import record
from members.filters import ANY, MemberFilter, years_before
from members.models import Member, MemberQuerySet, Membership, MembershipQuerySet
from organizations.models import reach_of
from organizations.namesakes import named_apart, under
from ui.components import Link
from ui.lists.columns import Column
from ui.lists.pages import ListPage
from ui.lists.spec import ListSpec
from ui.numbers import format_integer

_PLACE, _CODE, _SINCE = "belongs__organization__path", "belongs__organization__code", "belongs__since"
PROBATION_YEARS = 1
"""Charter of 2011, Art. 5.1: twelve months from the day of admission."""


def members_listed(request: Request) -> ListPage:
    user, today = request.user, timezone.localdate()
    return list_page(request, "members", _spec(user, today), lambda chosen: found(user, chosen, today))


def _spec(user: User, today: date) -> ListSpec:
    return ListSpec(
        title=_("Party members"),
        columns=_columns(user, today),
        form=lambda asked: MemberFilter(asked, by=user),
        counted=lambda count: (
            ngettext("%(total)s member", "%(total)s members", count) % {"total": format_integer(count)}
        ),
        usual="name",
        views=((_("Current members"), ""), (_("On probation for more than 12 months"), "status=overdue")),
        search_hint=_("Name, number or year of birth; marks are not needed"),
        nothing=_("No member fits this filter"),
        nothing_hint=_(
            "The name may be typed with or without marks. Try the given name alone, or another organisation."
        ),
        none_yet=_("No member is entered yet"),
        begin=[Link(gettext("Add a member"), reverse("members:enter"))] if user.holds(Permission.EDIT_MEMBERS) else (),
        download=reverse("members:download"),
    )


def _columns(user: User, today: date) -> tuple[Column, ...]:
    seen = reach_of(user, Permission.VIEW_MEMBERS, _PLACE)
    place, code, since = (Case(When(seen, then=each)) for each in (_PLACE, _CODE, _SINCE))
    return (
        Column("name", _("Full name"), "full_name", ("sort_key",), link=_url, width=30),
        Column("number", _("Number"), "code", ("code",), kept=True, width=12),
        Column("birth", _("Date of birth"), "birth_date", ("birth_date",)),
        Column("sex", _("Sex"), "get_sex_display", (_by_sex(),), usual=False, card="no", width=8),
        Column("position", _("Position"), "position", (_position(),), usual=False, width=26),
        Column("organization", _("Party organisation"), _place, (place,), html=_place_apart, width=50),
        Column("code", _("Code of the organisation"), _codes, (code,), usual=False, kept=True, card="no"),
        Column("since", _("Belongs here since"), _since, (since,), usual=False, card="no"),
        Column("admitted", _("Admitted on"), "admitted_on", ("admitted_on",), card="no"),
        Column("official", _("Full member since"), "official_on", ("official_on",), usual=False, card="no"),
        Column("status", _("Status"), lambda member: _status(member, today), (_rank(today),), card="no", width=20),
    )


def _position() -> Combinable:
    """Who holds none comes last."""
    return in_vietnamese(NullIf("position", Value("")))


def _by_sex() -> Case:
    return by_words("sex", Member.Sex.choices)


def _url(member: Member) -> str:
    return member.get_absolute_url()


def _place(member: Any) -> str:
    return "; ".join(membership.organization.name for membership in member.current) or gettext("none any more")


def _place_apart(member: Any) -> str:
    """A workbook has the code beside the name, which comes back in as it went out."""
    return "; ".join(map(named_apart, member.current)) or _place(member)


def _codes(member: Any) -> str:
    return "; ".join(membership.organization.code for membership in member.current)


def _since(member: Any) -> date | None:
    return next((membership.since for membership in member.current), None)


def _status(member: Any, today: date) -> str:
    if not member.current:
        return gettext("no longer on the list")
    return gettext("probationary") if member.is_probationary(today) else gettext("full member")


def _rank(today: date) -> Case:
    return Case(When(official_on__lte=today, then=0), default=1)


def note_download(*, rows: int, asked: str, by: User) -> None:
    """A list left the portal: how many rows, by which filter."""
    record(by=by, verb="members.download", target=by, rows=rows, filter=asked)


def found(user: User, chosen: dict[str, Any], today: date) -> QuerySet[Member]:
    """Each member with `current`: where they belong today, as far as the person may see it."""
    members = _of_status(_memberships(user, chosen), chosen["status"], today)
    if chosen["sex"]:
        members = members.filter(sex=chosen["sex"])
    members = _born(members, chosen, today)
    if text := chosen["q"]:
        members = members.matching(text).nearest_first(text)
    current = Membership.objects.visible_to(user).filter(until=None).select_related("organization")
    current = current.annotate(under=under("organization__"))
    belongs = FilteredRelation("memberships", condition=Q(memberships__until=None))
    return members.alias(belongs=belongs).prefetch_related(Prefetch("memberships", current, to_attr="current"))


def _born(members: MemberQuerySet, chosen: dict[str, Any], today: date) -> MemberQuerySet:
    """Ages of today and years of birth, each from and up to and with the one that is named."""
    if chosen["age_from"]:
        members = members.filter(birth_date__lte=years_before(today, chosen["age_from"]))
    if chosen["age_to"]:
        members = members.filter(birth_date__gt=years_before(today, chosen["age_to"] + 1))
    if chosen["born_from"]:
        members = members.filter(birth_date__year__gte=chosen["born_from"])
    if chosen["born_to"]:
        members = members.filter(birth_date__year__lte=chosen["born_to"])
    return members


def _memberships(user: User, chosen: dict[str, Any]) -> MembershipQuerySet:
    memberships = Membership.objects.visible_to(user)
    if chosen["organization"]:
        memberships = memberships.below(chosen["organization"])
    return memberships.in_sector(chosen["sector"]) if chosen["sector"] else memberships


def _of_status(within: MembershipQuerySet, status: str, today: date) -> MemberQuerySet:
    """`within`: memberships of any time that the person may see."""
    ever, here = (Member.objects.filter(pk__in=each.values("member")) for each in (within, within.filter(until=None)))
    match status:
        case "ended":
            return ever.without_membership()
        case "moved":
            open_ones = Membership.objects.filter(member=OuterRef("pk"), until=None)
            return ever.filter(Exists(open_ones), ~Exists(within.filter(member=OuterRef("pk"), until=None)))
        case "official":
            return here.filter(official_on__lte=today)
        case "probationary":
            return here.probationary_on(today)
        case "overdue":
            return here.probationary_on(today).filter(admitted_on__lt=years_before(today, PROBATION_YEARS))
    return ever if status == ANY else here
