from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from accounts.permissions import Permission
from accounts.policy import Request, policy
from inspections import matrix
from members.ledger.flows import Period
from organizations.models import Organization
from ratings.ledger.links import asked
from ratings.register import reading
from reports.asked_term import term_of
from reports.dashboard import charts
from reports.dashboard.forebears import years_before
from reports.dashboard.published import published_of, with_published
from reports.dashboard.scope import scope
from reports.models import Term
from reports.scorecard import board, later
from reports.scorecard.build import scorecard
from reports.scorecard.decided import decided
from reports.scorecard.scope import newest_term
from reports.scorecard.standings import rated_organizations
from ui.components import Tab
from ui.crumbs import Crumb


def tabs(term: Term, name: str = "reports:dashboard") -> list[Tab]:
    return [
        Tab(
            gettext("Term %(term)s") % {"term": each.code.replace("-", " – ")},
            reverse(name, args=[each.code]),
            each.code == term.code,
        )
        for each in Term.objects.filter(root=term.root_id).order_by("first_year")
    ]


@policy(Permission.VIEW_SCORECARDS)
def index(request: Request) -> HttpResponse:
    if (newest := newest_term(request.user, scope(request))) is None:
        return render(
            request, "reports/no_term.html", {"may_enter": request.user.holds(Permission.MANAGE_RATING_YEARS)}
        )
    return redirect("reports:dashboard", newest.code)


@policy(Permission.VIEW_SCORECARDS)
def dashboard(request: Request, code: str) -> HttpResponse:
    term, organization = term_of(request, code), scope(request)
    card = scorecard(term, organization)
    organizations = rated_organizations(organization, term)
    until = min(card.as_of, date(term.last_year, 12, 31))
    begun = reading.acts().within(organization).filter(opened_on__range=(date(term.first_year, 1, 1), until))
    shown = board.rows(card, later.counts(term, organization), decided(card, organization))
    rows = with_published(shown, card, published_of(term, organization))
    return render(
        request,
        "reports/dashboard.html",
        {
            "term": term,
            "card": card,
            "title": board.title(card),
            "rows": [row for row in rows if not row.is_asked],
            "asked_rows": [row for row in rows if row.is_asked],
            "years_before": years_before(term, organization),
            "provisional": card.provisional_years,
            "waiting": board.waiting(card),
            "tabs": tabs(term),
            "admissions": charts.admissions(card),
            "level_counts": charts.level_counts(card, organizations),
            "level_map": charts.level_map(card, organizations),
            "organizations": len(organizations),
            "acts": matrix.acts(begun.kept, begun.live),
            "may_set": request.user.holds(Permission.MANAGE_RATING_YEARS),
            "would_be_fixed": term.would_be_fixed,
            "can_request": request.user.holds(Permission.REQUEST_REPORTS),
            "ledger": _ledger(request, organization, Period(date(term.first_year, 1, 1), until)),
        },
    )


def _ledger(request: Request, organization: Organization, period: Period) -> str:
    """The way to how the number of members came about, for who sees members."""
    if not request.user.holds(Permission.VIEW_MEMBERS) or period.first > period.last:
        return ""
    return f"{reverse('ratings:ledger')}?{urlencode(asked(organization.pk, None, period))}"


def term_crumbs(term: Term) -> tuple[Crumb, ...]:
    """Down to the term: its pages bear their own title."""
    words = gettext("Term %(term)s") % {"term": term.code.replace("-", " – ")}
    return Crumb(gettext("Term targets"), reverse("reports:index")), Crumb(words, term.get_absolute_url())
