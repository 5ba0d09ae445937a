"""Lines of the trail in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.audit import verb_words
from accounts.models import AuditEvent


@dataclass(frozen=True)
class Line:
    at: datetime
    who: str
    deed: str
    target: str
    reason: str
    address: str


def lines(events: Iterable[AuditEvent]) -> list[Line]:
    words = verb_words()
    return [
        Line(
            at=event.at,
            who=event.actor.full_name if event.actor else _nobody(address),
            deed=str(words.get(event.verb, event.verb)),
            target=event.target_label,
            reason=event.reason,
            address=address,
        )
        for event in events
        for address in [str(event.data.get("address", ""))]
    ]


def _nobody(address: str) -> str:
    """Somebody at a browser who is not signed in, or a task of the portal's own."""
    return _("nobody signed in") if address else _("The portal")
