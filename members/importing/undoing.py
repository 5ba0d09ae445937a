"""What was brought in taken back as a whole, while nothing newer stands on any of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext

from accounts.models import User
from exchange.kinds import Touched, Written
from members.importing.writing import as_days, batches, record_corrections, set_facts
from members.models import LifeEvent, Member, Membership

OWN = (Membership, LifeEvent)


def touched(written: Iterable[Written]) -> Iterator[Touched]:
    for some in batches(written):
        yield from _touched(some)


def _touched(rows: list[Written]) -> Iterator[Touched]:
    members = Member.objects.in_bulk([each.data["pk"] for each in rows])
    entered = {each.data["pk"]: each.data for each in rows if "old" not in each.data}
    newer = _used(entered) | _moved(entered)
    for each in rows:
        pk = each.data["pk"]
        sentence = _corrected(members.get(pk), each.data) or newer.get(pk, "")
        if sentence:
            url = reverse("members:detail", args=[pk]) if pk in members else ""
            yield Touched(each.label, sentence, url)


def _corrected(member: Member | None, data: dict[str, Any]) -> str:
    if member is None:
        return gettext("is no longer there")
    facts = as_days(data.get("new") or data["facts"])
    same = all(getattr(member, name) == value for name, value in facts.items())
    return "" if same else gettext("was corrected since")


def _used(entered: Collection[int]) -> dict[int, str]:
    """{member: what refers to them}, over every table of the apps above."""
    found: dict[int, str] = {}
    for relation in Member._meta.related_objects:
        model = relation.related_model
        if model not in OWN:
            name = relation.field.attname
            rows = model._default_manager.filter(**{f"{relation.field.name}__in": list(entered)}).order_by()
            for pk in rows.values_list(name, flat=True).distinct():
                found.setdefault(pk, gettext("is used since: %(what)s") % {"what": _words(model)})
    return found


def _words(model: type[Model]) -> str:
    return str(model._meta.verbose_name_plural)


def _moved(entered: dict[int, dict[str, Any]]) -> dict[int, str]:
    """Whose place is no longer the one that was written, or to whom more has happened since."""
    found: dict[int, str] = {}
    stays = Membership.objects.filter(member__in=list(entered)).order_by("pk")
    for pk, place, since, until in stays.values_list("member_id", "organization_id", "since", "until"):
        data = entered[pk]
        if until is not None or (place, since) != (data["place"], date.fromisoformat(data["since"])):
            found[pk] = gettext("was moved since")
    events: dict[int, int] = {}
    for pk, kind in LifeEvent.objects.filter(member__in=list(entered)).order_by("pk").values_list("member_id", "kind"):
        events[pk] = events.get(pk, 0) + 1
        if events[pk] > 1:
            label = LifeEvent.Kind(kind).label
            found[pk] = gettext("has a newer event: %(event)s") % {"event": str(label).lower()}
    return found


def undo(written: Iterable[Written], by: User) -> None:
    for some in batches(written):
        _take_away([each.data["pk"] for each in some if "old" not in each.data])
        _put_back({each.data["pk"]: each.data for each in some if "old" in each.data}, by)


def _take_away(entered: list[int]) -> None:
    for model in OWN:
        model._default_manager.filter(member__in=entered).delete()
    Member.objects.filter(pk__in=entered).delete()


def _put_back(corrected: dict[int, dict[str, Any]], by: User) -> None:
    values = {pk: data["old"] for pk, data in corrected.items()}
    members, before = set_facts(values)
    record_corrections(members, before, values, by)
