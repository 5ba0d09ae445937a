"""The levels of all organisations in the years of a term, as a list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.lists.pages import list_page
from accounts.policy import Request
from organizations.models import Organization, Sector
from reports.dashboard.charts import heat_cell
from reports.models import Term
from reports.scorecard.facts import RatedOrganization
from reports.scorecard.standings import rated_organizations
from ui.forms import PlainLineField
from ui.lists.columns import Column
from ui.lists.filters import ListFilter
from ui.lists.pages import ListPage
from ui.lists.spec import ListSpec
from ui.numbers import format_integer
from ui.vietnamese import collation_key


class LevelsFilter(ListFilter):
    q = PlainLineField(label=_("Name or code"), required=False, max_length=120)
    sector = forms.ModelChoiceField(
        Sector.objects.all(), to_field_name="code", label=_("Sector"), required=False, empty_label=_("All")
    )


def levels_listed(request: Request, term: Term, organization: Organization, title: str) -> ListPage:
    path = reverse("reports:levels", args=[term.code])
    spec = _spec(term, title)
    return list_page(request, "levels", spec, lambda chosen: _found(term, organization, chosen), path=path)


def _spec(term: Term, title: str) -> ListSpec:
    return ListSpec(
        title=title,
        sheet=_("Levels"),
        columns=(
            Column("name", _("Party organisation"), "name", by=_name_key, link=_url, width=46),
            *map(_of_year, term.years),
        ),
        form=LevelsFilter,
        counted=lambda count: (
            ngettext("%(total)s organisation", "%(total)s organisations", count) % {"total": format_integer(count)}
        ),
        search_hint=_("Name or code; marks are not needed"),
        nothing=_("No organisation is like that"),
        nothing_hint=_("Nobody has been rated in this term yet, or the filter leaves nobody."),
        download=reverse("reports:download_levels", args=[term.code]),
    )


def _name_key(rated: RatedOrganization) -> str:
    return collation_key(rated.name)


def _url(rated: RatedOrganization) -> str:
    return reverse("organizations:detail", args=[rated.id])


def _of_year(year: int) -> Column:
    def mark(rated: RatedOrganization) -> str:
        cell = heat_cell(rated.standing(year))
        words = '<span class="level-mark level-mark-{}" title="{}"><span aria-hidden="true">{}</span>{}</span>'
        hidden = format_html('<span class="visually-hidden">{}</span>', cell.long)
        return format_html(words, cell.tone, cell.long, cell.short, hidden)

    def level(rated: RatedOrganization) -> int | None:
        standing = rated.standing(year)
        return standing.level if standing else None

    return Column(
        str(year),
        str(year),
        lambda rated: heat_cell(rated.standing(year)).long,
        by=level,
        link=lambda rated: reverse("ratings:sheet", args=[year, rated.id]),
        html=mark,
        card="labelled",
        width=26,
    )


def _found(term: Term, organization: Organization, chosen: dict[str, Any]) -> list[RatedOrganization]:
    rated = list(rated_organizations(organization, term))
    if chosen["sector"]:
        rated = [each for each in rated if each.sector == chosen["sector"].code]
    if chosen["q"]:
        those = Organization.objects.filter(pk__in=[each.id for each in rated])
        named = set(those.matching(chosen["q"]).values_list("pk", flat=True))
        rated = [each for each in rated if each.id in named]
    return rated
