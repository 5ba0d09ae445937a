"""Reports by what they are about: the words of their title, the year or term, the organisation."""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import Permission
from organizations.matching import each_word
from organizations.models import Organization
from reports.models import Report, ReportQuerySet
from ui.hits import Hit, Hits, list_url
from ui.moments import moment
from ui.searching import begins_with, typed_words

TITLES = {
    Report.Kind.TERM: lambda: gettext("Report of the term %(term)s") % {"term": ""},
    Report.Kind.YEAR: lambda: gettext("Summary of ratings %(year)s") % {"year": ""},
    Report.Kind.LEDGER: lambda: gettext("Ledger of members %(days)s") % {"days": ""},
}


def reports_found(user: User, text: str, most: int) -> Hits | None:
    if not user.holds(Permission.VIEW_SHEETS):
        return None
    found = matching(Report.objects.visible_to(user), text)
    hits = [_hit(report) for report in found.with_subject().order_by("-requested_at", "pk")[:most]]
    return Hits("report", gettext("Reports"), hits, found.count(), list_url(reverse("reports:list"), text))


def matching(reports: ReportQuerySet, text: str) -> ReportQuerySet:
    return reports.filter(each_word(text, _says))


def _says(word: str) -> Q:
    kinds = [kind for kind, title in TITLES.items() if any(begins_with(one, word) for one in typed_words(title()))]
    years = word.replace(" ", "-")
    about = Q(term__code__startswith=years) | Q(term__code__endswith=f"-{years}")
    if word.isdecimal() and len(word) == 4:
        about |= Q(rating_year__year=int(word)) | Q(last_day__year=int(word))
    return about | Q(kind__in=kinds) | Q(organization__in=Organization.objects.matching(word).values("pk"))


def _hit(report: Report) -> Hit:
    facts = [report.organization.name, moment(report.requested_at), report.get_state_display()]
    return Hit(report.title, report.get_absolute_url(), " · ".join(map(str, facts)))
