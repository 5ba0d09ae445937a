"""Cases and disciplines: told to those alone who may read cases, by number and organisation, no member's name."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import AuditEvent
from accounts.permissions import Permission
from inspections.models import Case, Discipline
from notices.kinds import Data, Kind
from notices.telling import News, tell
from organizations.recipients import who_may

OPENED, CONCLUDED, DISCIPLINED = "case.open", "case.conclude", "case.discipline"


def opened(case: Case, line: AuditEvent) -> None:
    _tell(_news(OPENED, case, line.pk, by=str(line.actor or ""), act=case.kind), case, line)


def concluded(case: Case, line: AuditEvent) -> None:
    _tell(conclusion(case, line.pk, by=str(line.actor or "")), case, line)


def conclusion(case: Case, deed: int, *, by: str) -> News:
    return _news(CONCLUDED, case, deed, by=by, violation=bool(case.violation_found))


def disciplined(case: Case, discipline: Discipline, line: AuditEvent) -> None:
    said = {"form": discipline.form, "decision_number": discipline.decision_number, "happened": discipline.happened}
    _tell(_news(DISCIPLINED, case, line.pk, by=str(line.actor or ""), **said), case, line)


def _news(kind: str, case: Case, deed: int, **data: Any) -> News:
    said = {"number": case.number, "name": case.organization.name, **data}
    place = case.organization.path
    return News(kind, f"{kind}:{deed}", case.get_absolute_url(), said, Permission.VIEW_CASES, place)


def _tell(news: News, case: Case, line: AuditEvent) -> None:
    tell(news, who_may(Permission.VIEW_CASES, case.organization), by=line.actor)


def _opened_title(data: Data) -> str:
    if data["act"] == Case.Kind.SUPERVISION:
        return gettext("New supervision %(number)s") % data
    return gettext("New inspection %(number)s") % data


def _concluded_text(data: Data) -> str:
    if data["violation"]:
        return gettext("%(name)s: a violation was found; entered by %(by)s.") % data
    return gettext("%(name)s: no violation was found; entered by %(by)s.") % data


def _disciplined_text(data: Data) -> str:
    form = Discipline.Form(data["form"]).label
    words = gettext("%(name)s: %(form)s, decision %(decision_number)s; entered by %(by)s.")
    if data.get("happened"):
        words = gettext("%(name)s: %(form)s, decision %(decision_number)s (%(happened)s); entered by %(by)s.")
    return words % {**data, "form": form}


KINDS = (
    Kind(
        OPENED,
        _("A case is entered"),
        _opened_title,
        lambda data: gettext("%(name)s; entered by %(by)s.") % data,
        _("Open the case"),
        told_to=(Permission.VIEW_CASES,),
    ),
    Kind(
        CONCLUDED,
        _("A case is concluded"),
        lambda data: gettext("Case %(number)s is concluded") % data,
        _concluded_text,
        _("Open the case"),
        "done",
        told_to=(Permission.VIEW_CASES,),
    ),
    Kind(
        DISCIPLINED,
        _("A discipline is entered"),
        lambda data: gettext("A discipline in case %(number)s") % data,
        _disciplined_text,
        _("Open the case"),
        "warning",
        told_to=(Permission.VIEW_CASES,),
    ),
)
