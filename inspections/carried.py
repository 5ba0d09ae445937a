"""Acts begun since the day of a deed, before it was entered, are about whoever goes on: else they count nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext

from inspections import foreseen
from inspections.models import Body, Case
from inspections.rules import ACTS_AT
from members.carried import along
from members.models import Membership
from organizations.deeds.keepers import Carrying, Keeper, Way, set_each
from organizations.models import Organization, Reorganization

Kept = Mapping[str, Any] | None


class Cases(Keeper):
    name = "inspections"

    def before(self, organization: Organization, on: date, kept: Any = None) -> Iterable[str]:
        of_it = Q(organization=organization) | Q(acting_organization=organization)
        cases = Case.objects.filter(of_it, opened_on__gte=organization.opened_on, opened_on__lt=on)
        for case in cases.order_by("opened_on", "pk")[:1]:
            sentence = gettext("Case %(number)s was opened before that day. Write an earlier day.")
            yield sentence % {"number": case.number}

    def carry(self, carrying: Carrying) -> Kept:
        sources = {way.source.pk for way in carrying.ways}
        since = Case.objects.filter(opened_on__gte=carrying.on).exclude(_of_who_left(carrying)).order_by("pk")
        ended = {each.pk for each in carrying.ended}
        subjects = {
            case.pk: (case.organization_id, way.target.pk)
            for case in since.filter(organization__in=sources)
            for way in carrying.ways
            if _goes(way, case, ended)
        }
        acting = {
            case.pk: (case.acting_organization_id, way.target.pk)
            for case in since.filter(acting_organization__in=ended)
            for way in carrying.ways
            if way.source.pk == case.acting_organization_id and way.target.kind in ACTS_AT[Body(case.body)]
        }
        set_each(Case, "organization_id", {pk: after for pk, (_before, after) in subjects.items()})
        set_each(Case, "acting_organization_id", {pk: after for pk, (_before, after) in acting.items()})
        targets = sorted({way.target.pk for way in carrying.ways})
        known = list(Case.objects.filter(organization__in=targets, member__isnull=False).values_list("pk", flat=True))
        return {"subjects": _plain(subjects), "acting": _plain(acting), "known": known}

    def depends(self, reorganization: Reorganization, kept: Kept, founded: Sequence[Organization]) -> Iterable[str]:
        """Deeds of before this floor kept anything have nothing to take back."""
        for name, field in (("subjects", "organization_id"), ("acting", "acting_organization_id")):
            moved = {pk: after for pk, _before, after in (kept or {}).get(name, ())}
            rows = Case.objects.in_bulk(moved)
            if any(pk not in rows or getattr(rows[pk], field) != after for pk, after in moved.items()):
                yield gettext("A case that went along was corrected since.")
                return
        yield from _opened(reorganization, kept)

    def restore(self, kept: Kept, founded: Sequence[Organization]) -> None:
        for name, field in (("subjects", "organization_id"), ("acting", "acting_organization_id")):
            set_each(Case, field, {pk: before for pk, before, _after in (kept or {}).get(name, ())})

    def told(self, reorganization: Reorganization, below: Q) -> Iterable[str]:
        return foreseen.told(reorganization, below)


def _of_who_left(carrying: Carrying) -> Q:
    """On the day itself, without going along: the condition on a case of that day about such a member."""
    stays = Membership.objects.filter(member=OuterRef("member"))
    left = stays.filter(organization=OuterRef("organization"), until=carrying.on)
    along = stays.filter(organization__in={way.target.pk for way in carrying.ways}, since=carrying.on)
    return Q(Exists(left), ~Exists(along), opened_on=carrying.on)


def _opened(reorganization: Reorganization, kept: Kept) -> Iterator[str]:
    """About members who went along, where they belong by the deed."""
    there = along(reorganization.kept["members"]).filter(
        member=OuterRef("member"), organization=OuterRef("organization")
    )
    if kept and "known" in kept and (case := Case.objects.filter(Exists(there)).exclude(pk__in=kept["known"]).first()):
        sentence = gettext("Case %(number)s about %(name)s, who went along, was opened since.")
        yield sentence % {"number": case.number, "name": case.member}


def _goes(way: Way, case: Case, ended: set[int]) -> bool:
    """From what goes on, only what is about members who go along."""
    if way.source.pk != case.organization_id or (way.part is not None and case.member_id not in way.part):
        return False
    return way.source.pk in ended or case.member_id is not None


def _plain(moved: Mapping[int, tuple[int, int]]) -> list[list[int]]:
    return [[pk, before, after] for pk, (before, after) in moved.items()]
