from collections.abc import Mapping
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from accounts.models import AuditEvent, User

_words: dict[str, str | Promise] = {}


def name_verbs(words: Mapping[str, str | Promise]) -> None:
    """Each app names its verbs when it starts, so that the trail speaks in words and not in codes."""
    _words.update(words)


def verb_words() -> Mapping[str, str | Promise]:
    return _words


def record(*, by: User | None, verb: str, target: Model, reason: str = "", **data: Any) -> AuditEvent:
    """Write one line of the trail, in the transaction of the deed: both are kept or neither.

    `data` must be plain JSON: old and new values, counts, versions. Signals are not used because bulk writes send none.
    `by` is None for what the portal does on its own (a worker's failure, a sweep).
    """
    return AuditEvent.objects.create(
        actor=by,
        verb=verb,
        target_type=target._meta.label_lower,
        target_id=str(target.pk),
        target_label=str(target)[:300],
        reason=reason,
        data=data,
    )


def history(target: Model) -> QuerySet[AuditEvent]:
    events = AuditEvent.objects.filter(target_type=target._meta.label_lower, target_id=str(target.pk))
    return events.select_related("actor")
