import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from django.apps import AppConfig
from django.db import connection
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.functional import Promise

from accounts.models import AuditEvent, User
from accounts.submissions import deeds
from stored.bulk import insert

Words = Mapping[str, str | Promise]
_words: dict[str, str | Promise] = {}


class VerbGroup(NamedTuple):
    """The verbs of one app, or of one of its subjects: what the deeds are about."""

    code: str
    title: str | Promise
    words: Words


_groups: list[VerbGroup] = []


def name_verbs(words: Words, app: AppConfig, code: str = "", title: str | Promise = "") -> None:
    """Each app names its verbs when it starts, so that the trail speaks in words and not in codes."""
    _words.update(words)
    _groups.append(VerbGroup(code or app.label, title or app.verbose_name, words))


def verb_words() -> Words:
    return _words


def verb_groups() -> list[VerbGroup]:
    return _groups


def record(*, by: User | None, verb: str, target: Model, reason: str = "", **data: Any) -> AuditEvent:
    """Write one line of the trail, in the transaction of the deed: both are kept or neither.

    `data` must be plain JSON: old and new values, counts, versions. Signals are not used because bulk writes send none.
    `by` is None for what the portal does on its own (a worker's failure, a sweep).
    """
    event = _line(by, verb, target, reason, data)
    event.save(force_insert=True)
    return event


def note_list(name: str, of: Model | None = None, **about: Any) -> Callable[..., None]:
    """Writes that a list left the portal: how many rows, by which filter; `of` what, if not of all."""

    def note(*, rows: int, asked: str, by: User) -> None:
        record(by=by, verb="list.download", target=of or by, list=name, rows=rows, filter=asked, **about)

    return note


def record_each(
    *, by: User | None, verb: str, lines: Iterable[tuple[Model, Mapping[str, Any]]], reason: str = ""
) -> None:
    """The same deed on several targets, each with its own data: a line for each, in one statement."""
    AuditEvent.objects.bulk_create(_line(by, verb, target, reason, data) for target, data in lines)


def record_rows(
    *, by: User, verb: str, of: type[Model], rows: Iterable[tuple[int, str, Mapping[str, Any]]], reason: str = ""
) -> None:
    """The same deed on thousands of `of`, each told by its key, its words and data that are clean already."""
    deeds.note(verb)
    at = connection.ops.adapt_datetimefield_value(timezone.now())
    before = (at, by.pk, verb, of._meta.label_lower)
    insert(AuditEvent, _FIELDS, ((*before, pk, words[:300], reason, json.dumps(data)) for pk, words, data in rows))


_FIELDS = ("at", "actor", "verb", "target_type", "target_id", "target_label", "reason", "data")


def _line(by: User | None, verb: str, target: Model, reason: str, data: Mapping[str, Any]) -> AuditEvent:
    deeds.note(verb)
    return AuditEvent(
        actor=by,
        verb=verb,
        target_type=target._meta.label_lower,
        target_id=str(target.pk),
        target_label=str(target)[:300],
        reason=reason,
        data=dict(data),
    )


def history(target: Model, *more: Model) -> QuerySet[AuditEvent]:
    """The lines about a record, or about several of its kind, newest first."""
    ids = [str(each.pk) for each in (target, *more)]
    events = AuditEvent.objects.filter(target_type=target._meta.label_lower, target_id__in=ids)
    return events.select_related("actor")
