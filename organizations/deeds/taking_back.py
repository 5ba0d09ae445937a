"""A reorganisation taken back as a whole, while nothing newer depends on it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext

from accounts.models import User
from accounts.trail.record import record
from organizations import notices
from organizations.deeds import assigned, founding
from organizations.deeds.decision import hold
from organizations.deeds.keepers import keepers
from organizations.inheritance import disinherit
from organizations.models import Assignment, Letterhead, Organization, Reorganization, Seat
from organizations.places import settle
from ui.days import written
from ui.refusals import Refused


def dependent(reorganization: Reorganization) -> list[str]:
    """Why it cannot be taken back, in sentences; empty where it can."""
    if reorganization.taken_back_at:
        return [gettext("This was taken back already.")]
    founded = _founded(reorganization)
    kept = [
        said
        for keeper in keepers()
        for said in keeper.depends(reorganization, reorganization.kept.get(keeper.name), founded)
    ]
    begun = _begun_at(founded, reorganization)
    return [*_later(reorganization), *kept, *begun, *founding.in_the_way_back(reorganization)]


def _founded(reorganization: Reorganization) -> list[Organization]:
    return list(Organization.objects.filter(pk__in=reorganization.kept.get("founded", ())).order_by("-path"))


def _begun_at(founded: Sequence[Organization], reorganization: Reorganization) -> list[str]:
    """What was laid out since at a root that it founded (years, terms, plans), and who was appointed there by hand."""
    begun = reorganization.kept.get("assigned", {}).get("begun", ())
    sentence = gettext("Since then there was entered for %(name)s: %(what)s.")
    found = ((each, list(_own(each, begun))) for each in founded)
    return [sentence % {"name": each.name, "what": ", ".join(what)} for each, what in found if what]


def _own(organization: Organization, begun: Collection[int]) -> Iterator[str]:
    for relation in Organization._meta.related_objects:
        if relation.field.name != "root" and relation.related_model not in (Assignment, Letterhead):
            continue
        rows = relation.related_model._default_manager.filter(**{relation.field.name: organization})
        if (rows.exclude(pk__in=begun) if relation.related_model is Assignment else rows).exists():
            yield str(relation.related_model._meta.verbose_name_plural)


def _later(reorganization: Reorganization) -> list[str]:
    touched = reorganization.organizations.values("pk")
    later = Reorganization.objects.standing().filter(pk__gt=reorganization.pk, organizations__in=touched)
    sentence = gettext("Decided later: %(what)s, from %(day)s on. Take that back first.")
    return [sentence % {"what": each.title, "day": written(each.on)} for each in later.distinct().order_by("-pk")[:1]]


@transaction.atomic
def take_back(*, reorganization: Reorganization, by: User) -> Reorganization:
    """Leaves no trace in places, memberships and sheets; the trail keeps that it was."""
    touched = hold(reorganization.organizations.order_by("pk"))
    row = Reorganization.objects.select_for_update(of=("self",)).get(pk=reorganization.pk)
    if reasons := dependent(row):
        raise Refused(*reasons)
    founded = _founded(row)
    row.taken_back_by, row.taken_back_at = by, timezone.now()
    row.save(update_fields=["taken_back_by", "taken_back_at"])
    for keeper in reversed(keepers()):
        keeper.restore(row.kept.get(keeper.name), founded)
    assigned.restore(row.kept["assigned"])
    _undo(row, touched, founded)
    for keeper in keepers():
        keeper.restored(row.kept.get(keeper.name))
    record(by=by, verb="reorganization.take_back", target=row, organizations=[each.code for each in touched])
    notices.taken_back(row, [each for each in touched if each not in founded], by=by)
    return row


def _undo(row: Reorganization, touched: Sequence[Organization], founded: Sequence[Organization]) -> None:
    links = list(row.links.select_related("predecessor"))
    row.links.all().delete()
    row.changes.all().delete()
    for each in touched:
        founding.restore(row, each)
    disinherit(links)
    settle(each.pk for each in touched)
    for each in founded:
        _unfound(each)


def _unfound(organization: Organization) -> None:
    """Its number among its siblings stays given; below it nothing stands any more."""
    Seat.objects.filter(parent=organization).delete()
    Seat.objects.filter(organization=organization).update(organization=None)
    try:
        organization.delete()
    except ProtectedError as error:
        sentence = gettext("Something was entered for %(name)s since: %(what)s. Take that back first.")
        kinds = {str(type(each)._meta.verbose_name_plural) for each in error.protected_objects}
        raise Refused(sentence % {"name": organization.name, "what": ", ".join(sorted(kinds))}) from error
