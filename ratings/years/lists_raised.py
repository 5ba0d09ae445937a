"""Raised shares of a year as a list."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.lists.pages import list_page
from accounts.models import User
from accounts.policy import Request
from organizations.models import Organization
from ratings.models import RaisedCap, RatingYear
from ratings.years.raised import places_in
from ui.forms import PlainLineField
from ui.lists.columns import Column
from ui.lists.filters import ListFilter
from ui.lists.pages import ListPage
from ui.lists.spec import ListSpec
from ui.moments import day
from ui.numbers import format_integer


class RaisedFilter(ListFilter):
    q = PlainLineField(label=_("Name or code"), required=False, max_length=120)


def raised_listed(request: Request, rating_year: RatingYear) -> ListPage:
    def found(chosen: dict[str, Any]) -> Any:
        return raised_caps(request.user, rating_year, chosen)

    path = reverse("ratings:raised_caps", args=[rating_year.year])
    return list_page(request, "raised_caps", replace(SPEC, download=f"{path}download/"), found, path=path)


def raised_caps(user: User, rating_year: RatingYear, chosen: dict[str, Any]) -> Any:
    """Those that the person could have recorded."""
    found = RaisedCap.objects.filter(rating_year=rating_year, organization__in=places_in(rating_year, user))
    if chosen["q"]:
        found = found.filter(organization__in=Organization.objects.matching(chosen["q"]).values("pk"))
    return found.select_related("organization", "recorded_by")


def _decision(raised: RaisedCap) -> str:
    words = {"number": raised.decision_number, "day": day(raised.decided_on), "who": raised.recorded_by}
    return gettext("%(number)s, %(day)s (recorded by %(who)s)") % words


def _ground(raised: RaisedCap) -> str:
    return format_html('<span class="as-typed">{}</span>', raised.ground)


SPEC = ListSpec(
    title=_("Recorded decisions"),
    columns=(
        Column(
            "place",
            _("Party organisation"),
            lambda each: each.organization.name,
            ("organization__path", "group"),
            width=46,
        ),
        Column("group", _("Group"), "get_group_display", ("group", "organization__path"), card="labelled", width=30),
        Column("percent", _("At most excellent"), lambda each: f"{each.percent}%", ("percent",), card="labelled"),
        Column("decision", _("Decision"), _decision, ("decided_on", "pk"), card="labelled", width=34),
        Column("ground", _("Ground"), "ground", html=_ground, card="labelled", width=50),
    ),
    form=RaisedFilter,
    counted=lambda count: (
        ngettext("%(total)s decision", "%(total)s decisions", count) % {"total": format_integer(count)}
    ),
    usual="place",
    search_hint=_("Name or code; marks are not needed"),
    nothing=_("No decision is like that"),
    nothing_hint=_("Write another name."),
)
