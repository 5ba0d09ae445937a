"""Members and another day of founding of their cell: who stood in it when it was founded follows, nobody else does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext, ngettext

from members.models import LifeEvent, Member, Membership
from organizations.deeds.keepers import Refounded, set_each
from organizations.models import Organization
from ui.numbers import format_integer

Kept = Mapping[str, Any]
NAMED = 3
ENTRIES = (LifeEvent.Kind.ADMITTED, LifeEvent.Kind.TRANSFERRED_IN)


def before(organization: Organization, on: date, kept: Kept | None) -> Iterator[str]:
    """`kept`: of the correction that is taken back, whose members follow."""
    founded = organization.opened_on
    following = _with_it(organization, founded) if kept is None else Membership.objects.filter(pk__in=_moved(kept))
    goes_on = following.filter(Q(until=None) | Q(until__gt=on)).values("pk")
    here = Membership.objects.filter(organization=organization, since__lt=on).exclude(pk__in=goes_on)
    events = LifeEvent.objects.filter(organization=organization, happened_on__gte=founded, happened_on__lt=on)
    members = Member.objects.filter(Q(pk__in=here.values("member")) | Q(pk__in=events.values("member")))
    if count := members.count():
        yield _told(count, [str(each) for each in members[:NAMED]])


def _told(count: int, names: list[str]) -> str:
    sentence = ngettext(
        "%(count)s member belonged to it before that day, or something happened to them there: %(names)s. Correct "
        "their days first, or write an earlier day.",
        "%(count)s members belonged to it before that day, or something happened to them there: %(names)s. Correct "
        "their days first, or write an earlier day.",
        count,
    )
    listed = ", ".join(names)
    words = {"count": format_integer(count), "names": listed}
    return sentence % (words | {"names": gettext("%(names)s and others") % words} if count > NAMED else words)


def _with_it(organization: Organization, founded: date) -> QuerySet[Membership]:
    """They came by no movement, and from nowhere else."""
    came = LifeEvent.objects.filter(member=OuterRef("member"), organization=organization, kind__in=ENTRIES)
    elsewhere = Membership.objects.filter(member=OuterRef("member"), since__lt=OuterRef("since"))
    here = Membership.objects.filter(organization=organization, since=founded)
    return here.exclude(Exists(came)).exclude(Exists(elsewhere))


def follow(refounded: Iterable[Refounded]) -> list[list[Any]]:
    """What became of each, for the way back: its number, and since when before and after."""
    kept: list[list[Any]] = []
    for organization, first, founded in refounded:
        stays = _with_it(organization, first).select_related("member").order_by("pk")
        kept += [[each.pk, first.isoformat(), _since(each, founded).isoformat()] for each in stays]
    set_each(Membership, "since", {pk: date.fromisoformat(since) for pk, _first, since in kept})
    return kept


def _since(membership: Membership, founded: date) -> date:
    return max(founded, membership.member.admitted_on)


def restore(kept: Kept) -> None:
    set_each(Membership, "since", {pk: date.fromisoformat(first) for pk, first, _since in kept.get("refounded", ())})


def are_as_left(kept: Kept) -> bool:
    """Whether each belongs there since the day that was put right, and will after it is taken back."""
    rows = Membership.objects.in_bulk(_moved(kept))
    return all(
        pk in rows and rows[pk].since.isoformat() == since and not _ends_by(rows[pk], date.fromisoformat(first))
        for pk, first, since in kept.get("refounded", ())
    )


def _ends_by(membership: Membership, day: date) -> bool:
    return membership.until is not None and membership.until <= day


def _moved(kept: Kept) -> list[int]:
    return [pk for pk, _first, _since in kept.get("refounded", ())]
