"""Told to people: roles that were given or ended, and what was decided about the organisations they act for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import AuditEvent, User
from accounts.permissions import Permission
from accounts.roles import Role
from notices.kinds import Data, Kind
from notices.telling import News, tell, tell_first
from organizations.models import Assignment, Organization, Reorganization
from organizations.models.reorganizations import title_of
from ui.moments import day

VIEW = Permission.VIEW_ORGANIZATIONS
GIVEN, ENDED = "role.given", "role.ended"
REORGANIZED, TAKEN_BACK = "organization.changed", "organization.restored"


def given(assignment: Assignment, line: AuditEvent) -> None:
    until = assignment.until.isoformat() if assignment.until else ""
    _tell(GIVEN, assignment, line, since=assignment.since.isoformat(), until=until)


def ended(assignment: Assignment, line: AuditEvent) -> None:
    _tell(ENDED, assignment, line)


def reorganized(row: Reorganization, touched: Iterable[Organization], *, by: User | None) -> None:
    _tell_of(REORGANIZED, row, touched, by)


def taken_back(row: Reorganization, touched: Iterable[Organization], *, by: User | None) -> None:
    _tell_of(TAKEN_BACK, row, touched, by)


def _tell_of(kind: str, row: Reorganization, touched: Iterable[Organization], by: User | None) -> None:
    """Whoever acts at one of them, today; once, though they act at several."""
    said = {"deed": row.named, "on": row.on.isoformat(), "number": row.decision_number, "by": str(by or "")}
    news = {
        each.pk: News(kind, f"{kind}:{row.pk}", each.get_absolute_url(), {**said, "name": each.name}, VIEW, each.path)
        for each in touched
    }
    acting = Assignment.objects.on(timezone.localdate()).filter(user__is_active=True, organization__in=news)
    here = [held for held in acting.select_related("user") if VIEW in Role(held.role).permissions]
    order = {pk: number for number, pk in enumerate(news)}
    here.sort(key=lambda held: order[held.organization_id])
    tell_first(((news[held.organization_id], held.user) for held in here), by=by)


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


def _deed(data: Data) -> dict[str, str]:
    words = {"deed": title_of(data["deed"]), "on": day(date.fromisoformat(data["on"]))}
    return {**data, **words}


def _deed_text(data: Data) -> str:
    if data["number"]:
        return gettext("%(deed)s, from %(on)s on, decision %(number)s; entered by %(by)s.") % _deed(data)
    return gettext("%(deed)s, from %(on)s on; entered by %(by)s.") % _deed(data)


KINDS = (
    Kind(
        REORGANIZED,
        _("An organisation of mine changes"),
        lambda data: gettext("%(name)s: %(deed)s") % _deed(data),
        _deed_text,
        _("See the organisation"),
        "info",
        (VIEW,),
    ),
    Kind(
        TAKEN_BACK,
        _("A change of an organisation of mine is taken back"),
        lambda data: gettext("%(name)s: %(deed)s taken back") % _deed(data),
        lambda data: gettext("What was to hold from %(on)s on was taken back by %(by)s.") % _deed(data),
        _("See the organisation"),
        "info",
        (VIEW,),
    ),
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
