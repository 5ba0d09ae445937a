"""Which members are on the list for what its filter asks, of today or of another day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, FilteredRelation, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from accounts.lists.nearest import Nearest
from accounts.models import User
from accounts.permissions import Permission
from members import standing
from members.badges.reckoning import batch_from, counted_from, due_at
from members.filters import ANY, years_before
from members.models import LifeEvent, LifeEventQuerySet, Member, MemberQuerySet, Membership, MembershipQuerySet
from organizations.models import Place, of_sector, reach_of, stood_on, stood_within
from organizations.namesakes import under
from organizations.tree import below

PROBATION_YEARS = 1
"""Charter of 2011, Art. 5.1: twelve months from the day of admission."""
PASSED = ("moved", "ended", ANY)
"""Who is shown may belong nowhere that the person sees."""


def found(user: User, chosen: dict[str, Any], today: date) -> QuerySet[Member] | Nearest:
    """Each member with `stays` (newest first), `in_force` and `endings`, as far as the person may see them that day."""
    on = chosen["on"] or today
    members = _of_status(user, _stays(user, chosen, on), chosen, on)
    if chosen["sex"]:
        members = members.filter(sex=chosen["sex"])
    members = _born(members, chosen, on)

    def shown(rows: MemberQuerySet) -> MemberQuerySet:
        belongs = FilteredRelation("memberships", condition=at(on, today, "memberships__"))
        rows = rows.annotate(counted_from=counted_from())
        return rows.alias(belongs=belongs).prefetch_related(*_shown(user, on))

    return members.nearest(text, shown) if (text := chosen["q"]) else shown(members)


def at(on: date, today: date, of: str = "") -> Q:
    """The condition on stays that they go on today, or stood on another day."""
    if on == today:
        return Q(**{f"{of}until": None})
    return (Q(**{f"{of}until": None}) | Q(**{f"{of}until__gt": on})) & Q(**{f"{of}since__lte": on})


def _shown(user: User, on: date) -> list[Prefetch]:
    stays = stays_of(user, on).select_related("organization")
    stays = stays.annotate(under=under("organization__"), then=Subquery(_names(on))).order_by("-since")
    return [
        Prefetch("memberships", stays, to_attr="stays"),
        Prefetch("events", standing.in_force(on).filter(_seen(user)), to_attr="in_force"),
        Prefetch("events", endings(user, on), to_attr="endings"),
    ]


def stays_of(user: User, on: date) -> MembershipQuerySet:
    return Membership.objects.visible_to(user).filter(since__lte=on)


def endings(user: User, on: date) -> LifeEventQuerySet:
    return LifeEvent.objects.visible_to(user).filter(kind__in=LifeEvent.Kind.endings(), happened_on__lte=on)


def _names(on: date) -> QuerySet[Any]:
    """Of the organisation, as it was called on the day."""
    return Place.objects.on(on).filter(organization=OuterRef("organization")).values("name")[:1]


def _seen(user: User) -> Q:
    """By who sees the own organisation, or the host's."""
    here = reach_of(user, Permission.VIEW_MEMBERS, "organization__path")
    return here | reach_of(user, Permission.VIEW_MEMBERS, "host__path")


def _born(members: MemberQuerySet, chosen: dict[str, Any], on: date) -> MemberQuerySet:
    """Ages of the day and years of birth, each from and up to and with the one that is named."""
    if chosen["age_from"]:
        members = members.filter(birth_date__lte=years_before(on, chosen["age_from"]))
    if chosen["age_to"]:
        members = members.filter(birth_date__gt=years_before(on, chosen["age_to"] + 1))
    if chosen["born_from"]:
        members = members.filter(birth_date__year__gte=chosen["born_from"])
    if chosen["born_to"]:
        members = members.filter(birth_date__year__lte=chosen["born_to"])
    return members


def _stays(user: User, chosen: dict[str, Any], on: date) -> MembershipQuerySet:
    """Of any time up to the day, where the person may see them; of another day by where organisations stood then."""
    stays = Membership.objects.visible_to(user)
    organization, sector = chosen["organization"], chosen["sector"]
    if on == timezone.localdate():
        stays = stays.below(organization) if organization else stays
        return stays.in_sector(sector) if sector else stays
    stays = stays.filter(since__lte=on)
    if organization:
        stays = stays.filter(stood_within(organization, on))
    return stays.filter(stood_on(on), of_sector(sector, "organization__places__path")) if sector else stays


def _of_status(user: User, within: MembershipQuerySet, chosen: dict[str, Any], on: date) -> MemberQuerySet:
    """`within`: memberships of any time that the person may see."""
    today, status = timezone.localdate(), chosen["status"]
    ever, here = (
        Member.objects.filter(pk__in=each.values("member")) for each in (within, within.filter(at(on, today)))
    )
    match status:
        case "ended":
            return ever.filter(pk__in=_last(within, on).exclude(at(on, today)).values("member"))
        case "moved":
            goes_on = within.filter(at(on, today), member=OuterRef("pk"))
            return ever.exclude(Exists(goes_on)).exclude(pk__in=_last(within, on).values("member"))
        case "official":
            return here.filter(official_on__lte=on)
        case "probationary":
            return here.probationary_on(on)
        case "overdue":
            return here.probationary_on(on).filter(admitted_on__lt=years_before(on, PROBATION_YEARS))
        case "exempted" | "suspended":
            return here.filter(pk__in=standing.resting(on, LifeEvent.Kind(status)).values("member"))
        case "away":
            return here.filter(pk__in=standing.away(on).values("member"))
        case "badge":
            return here.filter(pk__in=due_at(batch_from(on)).values("pk"))
        case "guests":
            return Member.objects.filter(pk__in=_guests(user, chosen, on).values("member"))
    return ever if status == ANY else here


def _last(within: MembershipQuerySet, on: date) -> MembershipQuerySet:
    """Stays after which the member belonged nowhere else by the day."""
    later = Membership.objects.filter(member=OuterRef("member"), since__gt=OuterRef("since"), since__lte=on)
    return within.exclude(Exists(later.order_by()))


def _guests(user: User, chosen: dict[str, Any], on: date) -> LifeEventQuerySet:
    """The host doesn't count them; it sees who is there."""
    hosted = standing.away(on).filter(reach_of(user, Permission.VIEW_MEMBERS, "host__path"))
    if chosen["organization"]:
        hosted = hosted.filter(below(chosen["organization"].path, "host__path"))
    return hosted.filter(of_sector(chosen["sector"], "host__path")) if chosen["sector"] else hosted
