"""Lines of the trail in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from accounts.models import AuditEvent, User
from accounts.trail.record import history, verb_words
from ui.moments import moment


@dataclass(frozen=True)
class TrailLine:
    at: datetime
    who: str
    action: str
    target: str
    reason: str
    address: str


def lines(events: Iterable[AuditEvent]) -> list[TrailLine]:
    return [line(event) for event in events]


def line(event: AuditEvent) -> TrailLine:
    address = str(event.data.get("address", ""))
    return TrailLine(
        at=event.at,
        who=event.actor.full_name if event.actor else _nobody(address),
        action=str(verb_words().get(event.verb, event.verb)),
        target=event.target_label,
        reason=event.reason,
        address=address,
    )


def password_by_link(user: User) -> str:
    """Who set the present password for whom and when, where a link set it; empty where the person changed it since."""
    about = history(user)
    last = about.filter(verb__in=("user.set_password", "user.change_password")).first()
    if last is None or last.verb != "user.set_password":
        return ""
    made = about.filter(verb="user.link", at__lte=last.at).first()
    return gettext("The password of this account was set through a link, at %(moment)s. %(maker)s made the link.") % {
        "moment": moment(last.at),
        "maker": made.actor if made and made.actor else gettext("The portal"),
    }


def is_unread(user: User) -> bool:
    """Whether a password was set through a link since the person signed in last."""
    since = history(user).filter(verb="user.set_password")
    return (since.filter(at__gt=user.last_login) if user.last_login else since).exists()


def _nobody(address: str) -> str:
    """Somebody at a browser who is not signed in, or a task of the portal's own."""
    return gettext("nobody signed in") if address else gettext("The portal")
