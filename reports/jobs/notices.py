"""A report is ready, or will not be: told to whoever asked for it."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from notices.kinds import Data, Kind
from notices.telling import News, tell
from reports.models import Report

ASKING = tuple(kind.asked_with for kind in Report.Kind)
READY, FAILED = "report.ready", "report.failed"


def ready(report: Report) -> None:
    _tell(READY, report)


def failed(report: Report) -> None:
    _tell(FAILED, report)


def _tell(kind: str, report: Report) -> None:
    """A job ends once: its number is the deed's."""
    said = {"kind": report.kind, "subject": str(report.subject), "name": report.organization.name}
    permission = Report.Kind(report.kind).read_with
    place = report.organization.path
    tell(News(kind, f"{kind}:{report.pk}", report.get_absolute_url(), said, permission, place), [report.requested_by])


def _title(data: Data) -> str:
    if data["kind"] == Report.Kind.TERM:
        return gettext("Report of the term %(term)s") % {"term": data["subject"]}
    return gettext("Summary of ratings %(year)s") % {"year": data["subject"]}


KINDS = (
    Kind(
        READY,
        _("A report that I asked for is ready"),
        lambda data: gettext("Ready: %(title)s") % {"title": _title(data)},
        lambda data: data["name"],
        _("Open the report"),
        "success",
        told_to=ASKING,
    ),
    Kind(
        FAILED,
        _("A report that I asked for could not be made"),
        lambda data: gettext("Not made: %(title)s") % {"title": _title(data)},
        lambda data: gettext("%(name)s. Its page says why; ask for it again there.") % data,
        _("Open the report"),
        "error",
        told_to=ASKING,
    ),
)
