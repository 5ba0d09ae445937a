"""The requests to reopen of a year as a list."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.lists.alphabet import in_vietnamese
from accounts.lists.pages import list_page
from accounts.lists.ranks import by_words
from accounts.models import User
from accounts.policy import Request
from organizations.models import Organization
from organizations.namesakes import apart, under
from ratings.models import RatingYear, ReopeningRequest, ReopeningRequestQuerySet
from ratings.reopening.filters import MINE, WAITING, ReopeningFilter
from ui.lists.columns import Column
from ui.lists.pages import ListPage
from ui.lists.spec import ListSpec
from ui.numbers import format_integer


def requests_listed(request: Request, rating_year: RatingYear) -> ListPage:
    def found(chosen: dict[str, Any]) -> ReopeningRequestQuerySet:
        return requests_of(request.user, rating_year, chosen)

    path = reverse("ratings:reopening_requests", args=[rating_year.year])
    return list_page(request, "reopening_requests", _spec(rating_year, path), found, path=path)


def _spec(rating_year: RatingYear, path: str) -> ListSpec:
    return ListSpec(
        title=_("Requests to reopen"),
        about=gettext("Requests to reopen sheets of %(year)s") % {"year": rating_year},
        columns=_columns(),
        form=ReopeningFilter,
        counted=lambda count: (
            ngettext("%(total)s request", "%(total)s requests", count) % {"total": format_integer(count)}
        ),
        usual="-asked",
        views=(
            (_("All"), ""),
            (_("Not answered yet"), f"state={WAITING}"),
            (_("Waiting for my answer"), f"state={MINE}"),
        ),
        search_hint=_("Name of the organisation; marks are not needed"),
        nothing=_("There are no requests"),
        nothing_hint=_("Whoever submits a sheet asks for it on the locked sheet itself."),
        download=f"{path}download/",
    )


def _columns() -> tuple[Column, ...]:
    outcomes = by_words("outcome", ReopeningRequest.Outcome.choices)
    name, asker = in_vietnamese("sheet__name"), in_vietnamese("asked_by__full_name")
    return (
        Column("organization", _("Party organisation"), _organization, (name,), link=_url, kept=True, width=46),
        Column("asked", _("Asked at"), "asked_at", ("asked_at", "pk"), card="labelled"),
        Column("asker", _("Asked by"), _asker, (asker,), card="labelled", width=30),
        Column("reason", _("Why it should be reopened"), "reason", (in_vietnamese("reason"),), width=50),
        Column("outcome", _("Answer"), outcome_words, (outcomes,), width=26),
    )


def _organization(asked: Any) -> str:
    return apart(asked.sheet.name, asked.under)


def _asker(asked: ReopeningRequest) -> str:
    return asked.asked_by.full_name


def _url(asked: ReopeningRequest) -> str:
    return asked.get_absolute_url()


def outcome_words(asked: ReopeningRequest) -> str:
    return asked.get_outcome_display() or gettext("Not answered yet")


def requests_of(user: User, rating_year: RatingYear, chosen: dict[str, Any]) -> ReopeningRequestQuerySet:
    found = ReopeningRequest.objects.visible_to(user).filter(sheet__rating_year=rating_year)
    if chosen["state"] == WAITING:
        found = found.waiting()
    elif chosen["state"] == MINE:
        found = found.filter(pk__in=ReopeningRequest.objects.waiting_for(user).order_by())
    elif chosen["state"]:
        found = found.filter(outcome=chosen["state"])
    if chosen["q"]:
        found = found.filter(sheet__organization__in=Organization.objects.matching(chosen["q"]).values("pk"))
    named = found.annotate(under=under("sheet__organization__"))
    return named.select_related("asked_by", "sheet__organization", "sheet__rating_year")
