"""What was brought in taken back as a whole, while nothing newer stands on any of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.translation import gettext

from accounts.models import User
from exchange.kinds import Scope, Touched, Written
from members.importing.correcting import as_days, record_corrections, set_facts
from members.importing.entry import Entry, entry_of
from members.importing.telling import deed, moved, source, tell_corrections, tell_moves
from members.importing.writing import batches
from members.models import LifeEvent, Member, Membership
from stored.past import forget, holding

OWN = (Membership, LifeEvent)


def touched(written: Iterable[Written]) -> Iterator[Touched]:
    for some in batches(written):
        yield from _touched(some)


def _touched(rows: list[Written]) -> Iterator[Touched]:
    members = Member.objects.in_bulk([each.data["pk"] for each in rows])
    entered = _entered(rows)
    newer = _used(entered) | _moved(entered) | _resumed(rows, entered)
    for each in rows:
        pk = each.data["pk"]
        facts = entered[pk].facts if pk in entered else each.data["new"]
        sentence = _corrected(members.get(pk), facts) or newer.get(pk, "")
        if sentence:
            url = reverse("members:detail", args=[pk]) if pk in members else ""
            yield Touched(each.label, sentence, url)


def _entered(rows: list[Written]) -> dict[int, Entry]:
    return {each.data["pk"]: entry_of(each.data) for each in rows if "old" not in each.data}


def _resumed(rows: list[Written], entered: dict[int, Entry]) -> dict[int, str]:
    exempted = {pk for pk, entry in entered.items() if entry.exempted}
    exempted |= {each.data["pk"] for each in rows if each.data.get("exempted")}
    found = LifeEvent.objects.filter(member__in=exempted, kind=LifeEvent.Kind.RESUMED).order_by("pk")
    return dict.fromkeys(found.values_list("member", flat=True), gettext("has resumed activity since"))


def _corrected(member: Member | None, facts: dict[str, Any]) -> str:
    if member is None:
        return gettext("is no longer there")
    same = all(getattr(member, name) == value for name, value in as_days(facts).items())
    return "" if same else gettext("was corrected since")


def _used(entered: Collection[int]) -> dict[int, str]:
    """{member: what refers to them}, over every table of the apps above."""
    found: dict[int, str] = {}
    for model, name in _references():
        rows = holding(model._default_manager.filter(**{f"{name}__in": list(entered)})).order_by()
        for pk in rows.values_list(name, flat=True).distinct():
            found.setdefault(pk, gettext("is used since: %(what)s") % {"what": _words(model)})
    return found


def _references() -> Iterator[tuple[type[Model], str]]:
    for relation in Member._meta.related_objects:
        if relation.related_model not in OWN:
            yield relation.related_model, relation.field.name


def _words(model: type[Model]) -> str:
    return str(model._meta.verbose_name_plural)


def _moved(entered: dict[int, Entry]) -> dict[int, str]:
    """Whose place is no longer the one that was written, or to whom more has happened since."""
    found: dict[int, str] = {}
    stays = Membership.objects.filter(member__in=list(entered)).order_by("pk")
    for pk, place, since, until in stays.values_list("member_id", "organization_id", "since", "until"):
        if until is not None or (place, since) != (entered[pk].place, entered[pk].since_day):
            found[pk] = gettext("was moved since")
    events: dict[int, int] = {}
    for pk, kind in LifeEvent.objects.filter(member__in=list(entered)).order_by("pk").values_list("member_id", "kind"):
        events[pk] = events.get(pk, 0) + 1
        if events[pk] > bool(entered[pk].entry) + bool(entered[pk].exempted):
            label = LifeEvent.Kind(kind).label
            found[pk] = gettext("has a newer event: %(event)s") % {"event": str(label).lower()}
    return found


def undo(written: Iterable[Written], scope: Scope, by: User) -> None:
    for some in batches(written):
        event = deed(scope, some[0].number, "taken-back")
        _take_away(_entered(some), event, by)
        _put_back([each for each in some if "old" in each.data], event, scope, by)


def _take_away(entered: dict[int, Entry], event: str, by: User) -> None:
    tell_moves((moved(pk, entry, came=False) for pk, entry in entered.items()), event, by)
    for model in OWN:
        model._default_manager.filter(member__in=list(entered)).delete()
    forget(_references(), list(entered))
    Member.objects.filter(pk__in=list(entered)).delete()


def _put_back(corrected: list[Written], event: str, scope: Scope, by: User) -> None:
    values = {each.data["pk"]: each.data["old"] for each in corrected}
    done = set_facts(values)
    record_corrections(done, values, {each.data["pk"]: source(scope, each.number) for each in corrected}, scope, by)
    for each in corrected:
        if each.data.get("exempted"):
            _exemptions(each).delete()
    tell_corrections(done.before, done.after, event, by)


def _exemptions(each: Written) -> QuerySet[LifeEvent]:
    told = {"happened_on": each.data["exempted"], "organization": each.data["place"]}
    return LifeEvent.objects.filter(member=each.data["pk"], kind=LifeEvent.Kind.EXEMPTED, **told)
