"""The list of reports: its columns, and which are on it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.lists.pages import list_page
from accounts.lists.ranks import by_words
from accounts.models import User
from accounts.policy import Request
from reports.jobs.search import matching
from reports.models import Report, ReportQuerySet
from ui.forms import PlainLineField
from ui.lists.columns import Column
from ui.lists.filters import ListFilter
from ui.lists.pages import ListPage
from ui.lists.spec import ListSpec
from ui.numbers import format_integer

ALL = ("", _("All"))
MINE = "me"
CODE_LENGTH = 12


class ReportFilter(ListFilter):
    q = PlainLineField(label=_("Year, term or organisation"), required=False, max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[ALL, *Report.Kind.choices])
    state = forms.ChoiceField(label=_("State"), required=False, choices=[ALL, *Report.State.choices])
    by = forms.ChoiceField(label=_("Asked for by"), required=False, choices=[ALL, (MINE, _("Me"))])


def reports_listed(request: Request) -> ListPage:
    """Also where a report was asked for in vain: the list is then drawn below the form, as it usually is."""
    path = reverse("reports:list")
    return list_page(request, "reports", _spec(), lambda chosen: found(request.user, chosen), path=path)


def _spec() -> ListSpec:
    return ListSpec(
        title=_("Reports"),
        columns=_columns(),
        form=ReportFilter,
        counted=lambda count: (
            ngettext("%(total)s report", "%(total)s reports", count) % {"total": format_integer(count)}
        ),
        usual="-asked",
        views=((_("All reports"), ""), (_("Ready"), "state=done"), (_("Asked for by me"), f"by={MINE}")),
        search_hint=_("Year, term or organisation; marks are not needed"),
        nothing=_("No report found"),
        nothing_hint=_("Try a year, a term or the name of an organisation."),
        download=reverse("reports:download_list"),
    )


def _columns() -> tuple[Column, ...]:
    title = ("kind", "term__code", "rating_year__year", "last_day")
    return (
        Column("title", _("Report"), "title", title, link=_url, width=34),
        Column("organization", _("Party organisation"), _place, ("organization__path",), width=46),
        Column("asked", _("Asked for at"), "requested_at", ("requested_at",), card="labelled", width=18),
        Column("by", _("Asked for by"), _person, ("requested_by__sort_key",), width=26),
        Column("state", _("State"), "get_state_display", (by_words("state", Report.State.choices),), width=20),
        Column("pages", _("Number of pages"), "page_count", ("page_count",), number=True, card="no", width=10),
        Column(
            "code", _("Code of the figures"), _code, ("snapshot_sha256",), html=_code_html, usual=False, card="labelled"
        ),
    )


def _url(report: Report) -> str:
    return report.get_absolute_url()


def _place(report: Report) -> str:
    return report.organization.name


def _person(report: Report) -> str:
    return report.requested_by.full_name


def _code(report: Report) -> str:
    return report.snapshot_sha256[:CODE_LENGTH]


def _code_html(report: Report) -> str:
    return format_html("<code>{}</code>", _code(report))


def found(user: User, chosen: dict[str, Any]) -> ReportQuerySet:
    reports = Report.objects.visible_to(user).with_subject().order_by("-requested_at", "pk")
    if chosen["by"]:
        reports = reports.filter(requested_by=user)
    exact = {name: chosen[name] for name in ("kind", "state") if chosen[name]}
    reports = reports.filter(**exact)
    return matching(reports, chosen["q"]) if chosen["q"] else reports
