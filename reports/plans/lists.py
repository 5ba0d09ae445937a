"""Plans of a root as a list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.lists.pages import list_page
from accounts.lists.ranks import by_words
from accounts.models import User
from accounts.policy import Request
from organizations.roots import of_root
from reports.indicators.catalogue import BY_CODE, INDICATORS
from reports.models import Plan
from ui.lists.columns import Column
from ui.lists.filters import ListFilter
from ui.lists.pages import ListPage
from ui.lists.spec import ListSpec
from ui.numbers import format_integer

NAMES = [(each.code, each.name) for each in INDICATORS]


class PlanFilter(ListFilter):
    indicator = forms.ChoiceField(label=_("Indicator"), required=False, choices=[("", _("All")), *NAMES])


def plans_listed(request: Request) -> ListPage:
    path = reverse("reports:plans")
    return list_page(request, "plans", _spec(), lambda chosen: found(request.user, chosen), path=path)


def found(user: User, chosen: dict[str, Any]) -> QuerySet[Plan]:
    rows = Plan.objects.filter(of_root(user))
    return rows.filter(indicator=chosen["indicator"]) if chosen["indicator"] else rows


def _spec() -> ListSpec:
    return ListSpec(
        title=_("Plans by year"),
        columns=_columns(),
        form=PlanFilter,
        counted=lambda count: ngettext("%(total)s plan", "%(total)s plans", count) % {"total": format_integer(count)},
        usual="year",
        nothing=_("No plan is like that"),
        none_yet=_("No plan is entered yet"),
        download=reverse("reports:download_plans"),
    )


def _columns() -> tuple[Column, ...]:
    """As the file has them that brings them in: reports.importing."""
    in_words = by_words("indicator", NAMES)
    return (
        Column("indicator", _("Indicator"), _name, (in_words, "year"), width=46),
        Column("year", _("Year"), lambda plan: str(plan.year), ("year", "indicator"), card="labelled", width=10),
        Column("value", _("Plan"), _value, ("value",), number=True, card="labelled", width=14),
    )


def _name(plan: Plan) -> str:
    return str(BY_CODE[plan.indicator].name)


def _value(plan: Plan) -> Any:
    whole = int(plan.value)
    return whole if whole == plan.value else plan.value
