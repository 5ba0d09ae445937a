"""Committees at work, by the day on which their term is over."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.lists.alphabet import in_vietnamese
from accounts.lists.pages import list_page
from accounts.lists.ranks import by_words
from accounts.models import User
from accounts.policy import Request
from committees.due.days import left, over, within_a_year
from committees.models import Committee, CommitteeQuerySet, Office
from organizations.models import Kind, Organization
from organizations.namesakes import named_apart, under
from ui.forms import PlainLineField
from ui.lists.columns import Column
from ui.lists.filters import ListFilter
from ui.lists.pages import ListPage
from ui.lists.spec import ListSpec
from ui.numbers import format_integer

OVER, SOON = "over", "soon"


class CommitteeFilter(ListFilter):
    q = PlainLineField(label=_("Name or code"), required=False, max_length=120)
    which = forms.ChoiceField(
        label=_("Term"),
        required=False,
        choices=[("", _("All at work")), (SOON, _("Ends within a year")), (OVER, _("Over"))],
    )
    kind = forms.ChoiceField(label=_("Type"), required=False, choices=[("", _("All")), *Kind.choices])


def committees_listed(request: Request) -> ListPage:
    user, today = request.user, timezone.localdate()
    return list_page(request, "committees", _spec(today), lambda chosen: found(user, chosen, today))


def _spec(today: date) -> ListSpec:
    return ListSpec(
        title=_("Terms of committees"),
        columns=_columns(today),
        form=CommitteeFilter,
        counted=lambda count: (
            ngettext("%(total)s committee", "%(total)s committees", count) % {"total": format_integer(count)}
        ),
        usual="due",
        views=(
            (_("All at work"), ""),
            (_("Ends within a year"), f"which={SOON}"),
            (_("Over"), f"which={OVER}"),
        ),
        search_hint=_("Name or code; marks are not needed"),
        nothing=_("No committee fits this filter"),
        nothing_hint=_("A committee is entered on the page of its organisation."),
        download=reverse("committees:download"),
    )


def _columns(today: date) -> tuple[Column, ...]:
    kinds = by_words("organization__kind", Kind.choices)
    return (
        Column(
            "organization",
            _("Party organisation"),
            named_apart,
            (in_vietnamese("organization__name"),),
            link=_url,
            width=50,
        ),
        Column("number", _("Code"), _code, ("organization__code",), kept=True, width=12),
        Column("kind", _("Type"), _kind, (kinds,), card="no", width=28),
        Column("secretary", _("Secretary"), "secretary", ("secretary_key",), card="labelled", width=30),
        Column("since", _("At work since"), "since", ("since",), card="labelled"),
        Column("due", _("Term ends on"), "due_on", ("due_on", "pk"), card="labelled"),
        Column("left", _("Time left"), lambda committee: left(committee, today), ("due_on",), width=22),
    )


def _url(committee: Committee) -> str:
    return committee.get_absolute_url()


def _code(committee: Committee) -> str:
    return committee.organization.code


def _kind(committee: Committee) -> str:
    return str(committee.organization.get_kind_display())


def found(user: User, chosen: dict[str, Any], today: date) -> CommitteeQuerySet:
    committees = Committee.objects.visible_to(user).standing()
    if chosen["which"]:
        committees = committees.filter({OVER: over, SOON: within_a_year}[chosen["which"]](today))
    if chosen["kind"]:
        committees = committees.filter(organization__kind=chosen["kind"])
    if text := chosen["q"]:
        committees = committees.filter(organization__in=Organization.objects.matching(text).values("pk"))
    secretary = Office.objects.standing().filter(committee=OuterRef("pk"), kind=Office.Kind.SECRETARY)
    return (
        committees.order_by("due_on", "pk")
        .select_related("organization")
        .annotate(
            secretary=Subquery(secretary.values("member__full_name")[:1]),
            secretary_key=Subquery(secretary.values("member__sort_key")[:1]),
            under=under("organization__"),
        )
    )
