"""Members go along when their cell is merged, divided or becomes a committee: one membership ends, another begins.

No life event is written: nobody was transferred, the cell changed around them, and what is counted as transferred in
and out stays true. The ledger of a cell sees them all the same, by memberships that follow each other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext, ngettext

from members import founded as refounding
from members import sizes
from members.life import way_back
from members.models import LifeEvent, Membership
from organizations.deeds.keepers import Carrying, Keeper, Way, set_each
from organizations.models import Organization, Reorganization
from ui.days import written
from ui.numbers import format_integer

Kept = Mapping[str, Any]
Belonging = tuple[int, int]
"""An organisation and a member."""


class Memberships(Keeper):
    name = "members"

    def in_the_way(self, organization: Organization, on: date) -> Iterable[str]:
        still = Membership.objects.filter(Q(until=None) | Q(until__gt=on), organization=organization)
        if count := still.values("member").distinct().count():
            sentence = ngettext(
                "%(count)s member still belongs to it. Transfer this member or merge the organisation first.",
                "%(count)s members still belong to it. Transfer them or merge the organisation first.",
                count,
            )
            yield sentence % {"count": format_integer(count)}

    def before(self, organization: Organization, on: date, kept: Any = None) -> Iterable[str]:
        return refounding.before(organization, on, kept)

    def parts(self, organization: Organization) -> Sequence[tuple[int, str]]:
        here = Membership.objects.filter(organization=organization, until=None).select_related("member")
        members = [each.member for each in here.order_by("member__sort_key", "member")]
        return [(each.pk, f"{each.full_name} ({each.code})") for each in members]

    def carry(self, carrying: Carrying) -> Kept:
        kept: dict[str, Any] = {
            "on": carrying.on.isoformat(),
            "ways": [[way.source.pk, way.target.pk, way.part and sorted(way.part)] for way in carrying.ways],
        }
        _carry_events(carrying, _carry_memberships(carrying, kept), kept)
        kept["refounded"] = refounding.follow(carrying.refounded)
        kept["known"] = list(_events_along(kept).values_list("pk", flat=True))
        return kept

    def depends(self, reorganization: Reorganization, kept: Kept, founded: Sequence[Organization]) -> Iterable[str]:
        if not way_back.is_open(reorganization, kept) or not refounding.are_as_left(kept):
            yield gettext("Members who went along were transferred, ended or corrected since.")
        if event := _happened(kept):
            sentence = gettext("%(event)s, on %(day)s: entered since at the successor, where it would stay.")
            yield sentence % {"event": event, "day": written(event.happened_on)}
        for each in founded:
            if _entered(each, kept):
                sentence = gettext("Members were entered at %(name)s since.")
                yield sentence % {"name": each.name}

    def restore(self, kept: Kept, founded: Sequence[Organization]) -> None:
        way_back.go(kept)
        refounding.restore(kept)

    def shown(self, organizations: Collection[Organization], on: date) -> Mapping[int, str]:
        return sizes.told(organizations, on)


def _goes(way: Way, row: Membership | LifeEvent) -> bool:
    return row.organization_id == way.source.pk and (way.part is None or row.member_id in way.part)


def _carry_events(carrying: Carrying, along: Collection[Belonging], kept: dict[str, Any]) -> None:
    """On the day itself only with a membership: who left on it never belonged to the successor."""
    sources = {way.source.pk for way in carrying.ways}
    since = LifeEvent.objects.filter(organization__in=sources, happened_on__gte=carrying.on).order_by("pk")
    events = [
        each for each in since if each.happened_on > carrying.on or (each.organization_id, each.member_id) in along
    ]
    going = [(event, way) for event in events for way in carrying.ways if _goes(way, event)]
    kept["events"] = [[event.pk, way.source.pk] for event, way in going]
    set_each(LifeEvent, "organization_id", {event.pk: way.target.pk for event, way in going})


def _carry_memberships(carrying: Carrying, kept: dict[str, Any]) -> set[Belonging]:
    """Who came on the day or later, before it was entered, belonged to the new one from the first.

    Returns who went along, and from where. What members.life works out of the ways that are kept, done in bulk.
    """
    on = carrying.on
    here = Membership.objects.filter(
        Q(until=None) | Q(until__gt=on), organization__in={w.source.pk for w in carrying.ways}
    )
    held = list(here.select_for_update().order_by("pk"))
    along = [(each, way) for way in carrying.ways for each in held if _goes(way, each)]
    turned = {each.pk: way.target.pk for each, way in along if each.since >= on}
    parted = [(each, way) for each, way in along if each.since < on]
    belonged = {(each.organization_id, each.member_id) for each, _way in along}
    kept["along"] = sorted({each.member_id for each, _way in along})
    kept["turned"] = [
        [each.member_id, each.since.isoformat(), way.source.pk] for each, way in along if each.pk in turned
    ]
    set_each(Membership, "organization_id", turned)
    set_each(Membership, "until", {each.pk: on for each, _way in parted})
    Membership.objects.bulk_create(
        Membership(member_id=each.member_id, organization=way.target, since=on, until=each.until)
        for each, way in parted
    )
    return belonged


def along(kept: Kept) -> QuerySet[Membership]:
    """Where those who went along belong by the deed."""
    targets = [target for _source, target, _part in kept["ways"]]
    return Membership.objects.filter(member__in=kept["along"], organization__in=targets, since__gte=kept["on"])


def _events_along(kept: Kept) -> QuerySet[LifeEvent]:
    """Of those who went along, where they belong by the deed."""
    there = along(kept).filter(member=OuterRef("member"), organization=OuterRef("organization"))
    return LifeEvent.objects.filter(Exists(there)).order_by("pk")


def _happened(kept: Kept) -> LifeEvent | None:
    """What was entered since the deed; one of before it was not known to every deed."""
    return _events_along(kept).exclude(pk__in=kept["known"]).first() if "known" in kept else None


def _entered(organization: Organization, kept: Kept) -> bool:
    events = [pk for pk, _before in kept["events"]]
    return (
        Membership.objects.filter(organization=organization).exclude(member__in=kept["along"]).exists()
        or LifeEvent.objects.filter(organization=organization).exclude(pk__in=events).exists()
    )
