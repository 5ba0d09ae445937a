"""The list of organisations: its columns, and which are on it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, Value
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.lists.alphabet import in_vietnamese
from accounts.lists.pages import list_page
from accounts.lists.ranks import by_words
from accounts.models import User
from accounts.policy import Request
from organizations.filters import ANY, UNTOLD, OrganizationFilter
from organizations.models import Organization, OrganizationQuerySet, UnitType
from organizations.namesakes import shortened, under
from ui.lists.columns import Column
from ui.lists.pages import ListPage
from ui.lists.spec import ListSpec
from ui.moments import day
from ui.numbers import format_integer


def organizations_listed(request: Request) -> ListPage:
    return list_page(
        request, "organizations", _spec(request.GET.get("state", "")), lambda chosen: found(request.user, chosen)
    )


def _counted(state: str, count: int) -> str:
    if state in (ANY, "closed"):
        words = ngettext("%(total)s organisation", "%(total)s organisations", count)
    else:
        words = ngettext("%(total)s organisation standing today", "%(total)s organisations standing today", count)
    return words % {"total": format_integer(count)}


def _spec(state: str) -> ListSpec:
    return ListSpec(
        title=_("Party organisations"),
        columns=_columns(),
        form=OrganizationFilter,
        counted=lambda count: _counted(state, count),
        usual="tree",
        views=(
            (_("Standing today"), ""),
            (_("Grassroots Party organisations"), "kind=grassroots"),
            (_("All organisations"), f"state={ANY}"),
        ),
        search_hint=_("Name or code; marks are not needed"),
        nothing=_("No organisation fits this filter"),
        download=reverse("organizations:download"),
        row_css=lambda organization: f"depth-{organization.depth}",
    )


def _columns() -> tuple[Column, ...]:
    kinds = by_words("kind", Organization.Kind.choices)
    units = by_words("unit_type", UnitType.choices)
    return (
        Column("name", _("Name"), "name", (in_vietnamese("name"),), link=_url, html=_name, width=50),
        Column("number", _("Code"), "code", ("code",), kept=True),
        Column("kind", _("Type"), "get_kind_display", (kinds,), kept=True, width=28),
        Column(
            "sector",
            _("Sector"),
            lambda each: str(each.sector or ""),
            ("sector__position",),
            kept=True,
            card="no",
            width=34,
        ),
        Column(
            "unit", _("Type of unit"), "get_unit_type_display", (units,), usual=False, kept=True, card="no", width=34
        ),
        Column("parent", _("Belongs to"), _parent, ("parent__path",), usual=False, card="no", width=50),
        Column(
            "above", _("Code of what it belongs to"), _parent_code, ("parent__code",), usual=False, kept=True, card="no"
        ),
        Column("opened", _("Founded on"), "opened_on", ("opened_on",), usual=False, kept=True, card="no"),
        Column(
            "decision",
            _("Decision number"),
            "decision_number",
            ("decision_number",),
            usual=False,
            kept=True,
            card="no",
            width=20,
        ),
        Column("closed", _("Ended on"), "closed_on", ("closed_on",), usual=False, card="labelled"),
        Column("tree", _("Place in the tree"), lambda organization: "", ("path",), usual=False, card="no"),
    )


def _url(organization: Organization) -> str:
    return organization.get_absolute_url()


def _name(organization: Organization) -> str:
    """In the order of the tree, on a wide page, its row stands below that of what it belongs to."""
    under: str = organization.under  # type: ignore[attr-defined]
    above = format_html(' <small class="under">{}</small>', shortened(under)) if under else ""
    said = []
    if names := organization.formerly(getattr(organization, "asked", "")):
        said.append(gettext("formerly %(names)s") % {"names": names})
    if organization.closed_on:
        said.append(gettext("ended on %(day)s") % {"day": day(organization.closed_on)})
    rest = format_html_join("", " <small>{}</small>", ((each,) for each in said))
    return format_html("{}{}{}", organization.name, above, rest)


def _parent(organization: Organization) -> str:
    return organization.parent.name if organization.parent else ""


def _parent_code(organization: Organization) -> str:
    return organization.parent.code if organization.parent else ""


def found(user: User, chosen: dict[str, Any]) -> OrganizationQuerySet:
    organizations = Organization.objects.visible_to(user).select_related("sector", "parent").annotate(under=under())
    if chosen["sector"]:
        organizations = organizations.filter(sector=chosen["sector"])
    if chosen["unit_type"]:
        organizations = organizations.filter(_of_unit_type(chosen["unit_type"]))
    if chosen["kind"]:
        organizations = organizations.filter(kind__in=_kinds(chosen["kind"]))
    if chosen["state"] != ANY:
        organizations = organizations.filter(closed_on__isnull=not chosen["state"])
    text = chosen["q"]
    if not text:
        return organizations
    return organizations.matching(text).nearest_first(text).annotate(asked=Value(text))


def _of_unit_type(chosen: str) -> Q:
    return Q(unit_type="", kind__in=Organization.Kind.grassroots()) if chosen == UNTOLD else Q(unit_type=chosen)


def _kinds(kind: str) -> tuple[str, ...]:
    return Organization.Kind.grassroots() if kind == "grassroots" else (kind,)
