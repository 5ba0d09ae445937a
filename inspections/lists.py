"""The list of cases: its columns, and which are on it."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.lists.alphabet import in_vietnamese
from accounts.lists.pages import list_page
from accounts.lists.ranks import by_words
from accounts.models import User
from accounts.permissions import Permission
from accounts.policy import Request
from inspections.filters import CaseFilter
from inspections.models import Body, Case, CaseQuerySet, Discipline
from inspections.outcomes import stage
from organizations.namesakes import named_apart, under
from ui.components import Link
from ui.lists.asked import COLUMNS
from ui.lists.columns import Column
from ui.lists.pages import ListPage
from ui.lists.spec import ListSpec
from ui.numbers import format_integer


def cases_listed(request: Request) -> ListPage:
    return list_page(request, "cases", _spec(request.user), lambda chosen: _with_columns(request, chosen))


def _with_columns(request: Request, chosen: dict[str, Any]) -> CaseQuerySet:
    """The disciplines only for whoever looks at their column."""
    cases = found(request.user, chosen)
    return cases.prefetch_related("disciplines__violated_at") if "happened" in request.GET.getlist(COLUMNS) else cases


def _spec(user: User) -> ListSpec:
    return ListSpec(
        title=_("Inspection and supervision"),
        sheet=_("Cases"),
        columns=case_columns(),
        form=lambda asked: CaseFilter(asked, by=user),
        counted=lambda count: ngettext("%(total)s act", "%(total)s acts", count) % {"total": format_integer(count)},
        usual="-opened",
        views=((_("All cases"), ""), (_("Under way"), "state=open"), (_("Discipline to be applied"), "state=due")),
        search_hint=_("Number, content or subject; marks are not needed"),
        nothing=_("No case fits this filter"),
        none_yet=_("No case is entered yet"),
        begin=[Link(gettext("Add a case"), reverse("inspections:open"))] if user.holds(Permission.EDIT_CASES) else (),
        download=reverse("inspections:download"),
    )


def case_columns() -> tuple[Column, ...]:
    kinds, bodies, bases = (
        by_words(name, choices)
        for name, choices in (("kind", Case.Kind.choices), ("body", Body.choices), ("basis", Case.Basis.choices))
    )
    began = Subquery(
        Discipline.objects.filter(case=OuterRef("pk")).values("violated_from").order_by("violated_from")[:1]
    )
    subject = ("member__sort_key", in_vietnamese("organization__name"))
    return (
        Column("number", _("Number"), "number", ("number",), link=_url, kept=True, width=16),
        Column("opened", _("Date of the decision"), "opened_on", ("opened_on",), card="labelled"),
        Column("kind", _("Kind"), "get_kind_display", (kinds,), width=22),
        Column("subject", _("Subject"), _subject, subject, width=34),
        Column(
            "organization", _("Party organisation"), named_apart, ("organization__path",), card="labelled", width=46
        ),
        Column("body", _("Acting body"), "get_body_display", (bodies,), card="no", width=34),
        Column("basis", _("Legal basis"), "get_basis_display", (bases,), usual=False, card="no", width=30),
        Column("content", _("Content"), "content", (in_vietnamese("content"),), usual=False, card="no", width=50),
        Column("concluded", _("Concluded on"), "concluded_on", ("concluded_on",), usual=False, card="no"),
        Column("happened", _("Where and when it happened"), _happened, (began,), usual=False, card="no", width=40),
        Column("state", _("State"), stage, ("concluded_on",), width=26),
    )


def _happened(case: Case) -> str:
    """What the disciplines of the case say of the violation."""
    return "; ".join(dict.fromkeys(each.happened for each in case.disciplines.all() if each.happened))


def _url(case: Case) -> str:
    return case.get_absolute_url()


def _subject(case: Case) -> str:
    return case.member.full_name if case.member else named_apart(case)


def with_names(cases: CaseQuerySet) -> CaseQuerySet:
    """What the columns name of each: whom it is about, and where."""
    return cases.select_related("member", "organization").annotate(under=under("organization__"))


def found(user: User, chosen: dict[str, Any]) -> CaseQuerySet:
    cases = with_names(Case.objects.visible_to(user))
    bodies = {"committees": Body.committees(), "commissions": Body.commissions()}
    if body := chosen["body"]:
        cases = cases.filter(body__in=bodies.get(body, (body,)))
    if chosen["year"]:
        cases = cases.filter(opened_on__year=chosen["year"])
    if chosen["organization"]:
        cases = cases.below(chosen["organization"])
    if chosen["subject"] == "in_office":
        cases = cases.of_committee_members()
    elif chosen["subject"]:
        cases = cases.filter(member__isnull=chosen["subject"] == "organization")
    if chosen["state"] == "due":
        cases = cases.discipline_due()
    elif chosen["state"]:
        cases = cases.filter(concluded_on__isnull=chosen["state"] == "open")
    exact = {name: chosen[name] for name in ("kind", "basis") if chosen[name]}
    cases = cases.filter(**exact)
    return cases.matching(chosen["q"]).nearest_first(chosen["q"]) if chosen["q"] else cases
