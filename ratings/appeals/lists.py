"""The appeals of a year as a list."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.lists.alphabet import in_vietnamese
from accounts.lists.pages import list_page
from accounts.lists.ranks import by_words
from accounts.models import User
from accounts.permissions import Permission
from accounts.policy import Request
from members.models import Member
from organizations.models import Organization
from organizations.namesakes import apart, under
from ratings.appeals.filters import ANSWERED, MINE, OPEN, AppealFilter
from ratings.models import Appeal, AppealQuerySet, RatingYear
from ui.lists.columns import Column
from ui.lists.pages import ListPage
from ui.lists.spec import ListSpec
from ui.numbers import format_integer


def appeals_listed(request: Request, rating_year: RatingYear) -> ListPage:
    path = reverse("ratings:appeals", args=[rating_year.year])

    def found(chosen: dict[str, Any]) -> AppealQuerySet:
        return appeals(request.user, rating_year, chosen)

    return list_page(request, "appeals", _spec(rating_year, path), found, path=path)


def _spec(rating_year: RatingYear, path: str) -> ListSpec:
    return ListSpec(
        title=_("Appeals"),
        about=gettext("Appeals against the ratings of %(year)s") % {"year": rating_year},
        columns=_columns(),
        form=AppealFilter,
        counted=lambda count: (
            ngettext("%(total)s appeal", "%(total)s appeals", count) % {"total": format_integer(count)}
        ),
        usual="-received",
        views=(
            (_("All"), ""),
            (_("Not answered yet"), f"state={OPEN}"),
            (_("Waiting for my answer"), f"state={MINE}"),
            (_("Answered"), f"state={ANSWERED}"),
        ),
        search_hint=_("Name of the member or the organisation; marks are not needed"),
        nothing=_("No appeal is like that"),
        nothing_hint=_("An appeal is recorded from the brief of an approved sheet."),
        download=f"{path}download/",
    )


def _columns() -> tuple[Column, ...]:
    outcomes = by_words("outcome", Appeal.Outcome.choices)
    name = ("member__sort_key", in_vietnamese("sheet__name"))
    place = ("sheet__path",)
    return (
        Column("subject", _("Whose level"), "subject", name, link=_url, kept=True, width=34),
        Column("organization", _("Party organisation"), _organization, place, card="labelled", width=46),
        Column("asker", _("Who asks"), "asker_words", (in_vietnamese("asker_name"), "asker"), width=30),
        Column("received", _("Received on"), "received_on", ("received_on", "pk"), card="labelled"),
        Column("request", _("What is asked"), "request", (in_vietnamese("request"),), usual=False, card="no", width=50),
        Column("outcome", _("Answer"), outcome_words, (outcomes,), width=26),
        Column("number", _("Decision number"), "decision_number", ("decision_number",), card="labelled", width=18),
        Column("decided", _("Date of the answer"), "decided_on", ("decided_on",), usual=False, card="labelled"),
    )


def _organization(appeal: Any) -> str:
    return apart(appeal.sheet.name, appeal.under)


def _url(appeal: Appeal) -> str:
    return appeal.get_absolute_url()


def outcome_words(appeal: Appeal) -> str:
    return appeal.get_outcome_display() or gettext("Not answered yet")


def appeals(user: User, rating_year: RatingYear, chosen: dict[str, Any]) -> AppealQuerySet:
    found = Appeal.objects.visible_to(user).filter(sheet__rating_year=rating_year)
    if chosen["state"] == MINE:
        found = found.filter(pk__in=waiting_for(user))
    elif chosen["state"]:
        found = found.unanswered() if chosen["state"] == OPEN else found.exclude(outcome="")
    if chosen["outcome"]:
        found = found.filter(outcome=chosen["outcome"])
    if chosen["about"]:
        found = found.filter(member__isnull=chosen["about"] == "organization")
    if chosen["q"]:
        found = found.filter(_named(chosen["q"]))
    named = found.annotate(under=under("sheet__organization__"))
    return named.select_related("member", "sheet__organization", "sheet__rating_year")


def _named(typed: str) -> Q:
    members, places = Member.objects.matching(typed), Organization.objects.matching(typed)
    return Q(member__in=members.values("pk")) | Q(sheet__organization__in=places.values("pk"))


def waiting_for(user: User) -> AppealQuerySet:
    return Appeal.objects.visible_to(user, Permission.DECIDE_SHEETS).unanswered().order_by()
