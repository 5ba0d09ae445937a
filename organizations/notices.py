"""Roles that were given or ended: told to the person whose they are."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import AuditEvent
from accounts.roles import Role
from notices.kinds import Data, Kind
from notices.telling import News, tell
from organizations.models import Assignment
from ui.moments import day

GIVEN, ENDED = "role.given", "role.ended"


def given(assignment: Assignment, line: AuditEvent) -> None:
    until = assignment.until.isoformat() if assignment.until else ""
    _tell(GIVEN, assignment, line, since=assignment.since.isoformat(), until=until)


def ended(assignment: Assignment, line: AuditEvent) -> None:
    _tell(ENDED, assignment, line)


def _tell(kind: str, assignment: Assignment, line: AuditEvent, **days: str) -> None:
    """The name of the place is the person's to read also after the role: it says what has ended."""
    said = {"role": assignment.role, "place": assignment.organization.name, "by": str(line.actor or ""), **days}
    tell(News(kind, f"{kind}:{line.pk}", reverse("accounts:account"), said), [assignment.user])


def _role(data: Data) -> dict[str, str]:
    return {**data, "role": str(Role(data["role"]).label)}


def _given_text(data: Data) -> str:
    days = {name: day(date.fromisoformat(data[name])) for name in ("since", "until") if data[name]}
    if "until" in days:
        return gettext("At %(place)s, from %(since)s to %(until)s; given by %(by)s.") % {**data, **days}
    return gettext("At %(place)s, from %(since)s; given by %(by)s.") % {**data, **days}


KINDS = (
    Kind(
        GIVEN,
        _("A role is given to me"),
        lambda data: gettext("You have a new role: %(role)s") % _role(data),
        _given_text,
        _("See my roles"),
        "person",
    ),
    Kind(
        ENDED,
        _("A role of mine ends"),
        lambda data: gettext("Your role has ended: %(role)s") % _role(data),
        lambda data: gettext("At %(place)s; ended by %(by)s.") % data,
        _("See my roles"),
        "person",
    ),
)
