"""The board of a year, and decisions on many sheets at once."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext, gettext_lazy, ngettext

from accounts.lists.handing_out import back_to_list
from accounts.lists.pages import a_list
from accounts.models import User
from accounts.permissions import Permission
from accounts.policy import Request, policy
from ratings.approval.days import not_before_opening
from ratings.approval.forms import ApproveEachForm, approval_of
from ratings.approval.many import ApprovalOutcome
from ratings.approval.many import approve_each as approve_many
from ratings.asked_year import year_of, years_of
from ratings.models import RatingYear, Sheet
from ratings.progress.board import MINE
from ratings.register.differences import numbers_seen
from ratings.workbook import actions as workbook_actions
from ratings.years import raised, workbook
from ratings.years.folded_page import UNFOLDED
from ratings.years.lists import board_listed, rows_of_all, sees_several_branches
from ratings.years.reminding import REMINDED, listed_to_remind
from ui import decisions
from ui.components import Tab
from ui.forms import accepted
from ui.lists.pages import ListPage
from ui.numbers import format_integer
from ui.workbooks.writing import attachment


class StateLink(NamedTuple):
    number: int
    words: str
    url: str
    is_current: bool
    state: str


@policy(Permission.VIEW_SHEETS, methods=("POST",), repeatable=True)
def board_workbook(request: Request, year: int) -> HttpResponse:
    """Exactly what the page's filter, in the query string, shows."""
    rating_year = year_of(request, year)
    listed = board_listed(request, rating_year)
    if listed.wrong:
        return back_to_list(request, rating_year.get_absolute_url(), request.GET)
    content = workbook.board_workbook(rating_year, listed.rows, listed.form.words(), request.user)
    asked = {name: value for name, value in listed.kept.items() if name in listed.form.fields}
    workbook_actions.note_download(target=rating_year, what="year", by=request.user, rows=listed.count, **asked)
    return attachment(content, f"theo-doi-{year}")


@policy(Permission.VIEW_SHEETS)
def index(request: Request) -> HttpResponse:
    """The year that is open now, otherwise the last one."""
    years = years_of(request.user).order_by("-year")
    found = years.filter(state=RatingYear.State.OPEN).first() or years.first()
    if found is None:
        return render(request, "ratings/no_year.html", _first_to_plan(request.user))
    return redirect(found)


def _first_to_plan(user: User) -> dict[str, int | None]:
    return {"next_year": timezone.localdate().year if user.holds(Permission.MANAGE_RATING_YEARS) else None}


@a_list("board", gettext_lazy("Yearly rating"), (UNFOLDED,))
@policy(Permission.VIEW_SHEETS)
def show_board(request: Request, year: int) -> HttpResponse:
    return _board(request, year_of(request, year))


def _board(
    request: Request, rating_year: RatingYear, form: ApproveEachForm | None = None, chosen: tuple[str, ...] = ()
) -> HttpResponse:
    listed = board_listed(request, rating_year)
    boxes = [progress.box for progress in listed.page if progress.can_approve]
    summary = _summary(request, listed, rating_year)
    context = {
        "rating_year": rating_year,
        "years": _tabs(rating_year, request.user),
        "list": listed,
        "page": listed.page,
        "summary": summary,
        "may_filter_sectors": sees_several_branches(request.user),
        "entered_later": numbers_seen(rating_year, request.user),
        "may_raise": request.user.holds(Permission.DECIDE_SHEETS) and raised.can_be_raised(rating_year),
        "may_manage": request.user.holds(Permission.MANAGE_RATING_YEARS),
        "may_approve": bool(boxes),
        "to_decide": _more_to_decide(summary, len(boxes)) if boxes else None,
        "to_remind": _to_remind(request.user, listed, rating_year),
        "first_box": boxes[0] if boxes else "",
        "form": form or decisions.offer(request, approval_of(rating_year), ApproveEachForm()),
        "chosen": chosen,
    }
    return render(request, "ratings/year.html", context, status=422 if form else 200)


def _summary(request: Request, listed: ListPage, rating_year: RatingYear) -> list[StateLink]:
    """How many are in which state, of all that the other filters leave; each leads to its rows."""
    if listed.wrong:
        return []
    chosen = listed.form.cleaned_data
    return [
        StateLink(each.number, each.words, listed.url(state=each.state), each.state == chosen["state"], each.state)
        for each in rows_of_all(request.user, rating_year, chosen).summary()
    ]


def _more_to_decide(summary: list[StateLink], here: int) -> StateLink | None:
    """All that wait for the person, of which the page holds a part; whatever state is chosen, these are in it."""
    return next((each for each in summary if each.state == MINE and each.number > here), None)


def _to_remind(user: User, listed: ListPage, rating_year: RatingYear) -> int | None:
    """None where the list isn't one of sheets to be submitted, or the person has nobody to remind."""
    if listed.wrong or listed.form.cleaned_data["state"] not in REMINDED or not user.holds(Permission.DECIDE_SHEETS):
        return None
    return listed_to_remind(rating_year, listed.rows.organizations, user)


def _tabs(shown: RatingYear, user: User) -> list[Tab]:
    years = years_of(user).order_by("-year")
    return [Tab(str(each), each.get_absolute_url(), each == shown) for each in years]


@policy(Permission.DECIDE_SHEETS, methods=("POST",))
def approve_each(request: Request, year: int) -> HttpResponse:
    rating_year = year_of(request, year)
    form = ApproveEachForm(request.POST)
    chosen = tuple(request.POST.getlist("sheet"))
    if form.is_valid():
        day = form.cleaned_data["decided_on"]
        accepted(form, not_before_opening, rating_year=rating_year, day=day)
    if form.errors:
        return _board(request, rating_year, form, chosen)
    versions = dict(_pairs(chosen))
    sheets = Sheet.objects.visible_to(request.user, Permission.DECIDE_SHEETS).filter(pk__in=versions)
    related = sheets.filter(rating_year=rating_year).select_related(
        "organization", "parent__parent", "rating_year__root"
    )
    outcomes = approve_many(
        sheets=[(sheet, versions[sheet.pk]) for sheet in related],
        decision_number=form.cleaned_data["decision_number"],
        decided_on=form.cleaned_data["decided_on"],
        by=request.user,
    )
    decisions.remember(request, approval_of(rating_year), form.cleaned_data)
    _tell(request, outcomes, len(versions) - len(outcomes))
    return back_to_list(request, rating_year.get_absolute_url(), board_listed(request, rating_year).kept)


def _pairs(chosen: tuple[str, ...]) -> list[tuple[int, int]]:
    """Each box holds "sheet:version"."""
    found = (re.fullmatch(r"([0-9]{1,15}):([0-9]{1,9})", value) for value in chosen)
    return [(int(match[1]), int(match[2])) for match in found if match]


def _tell(request: Request, outcomes: list[ApprovalOutcome], out_of_reach: int) -> None:
    approved = [(each.sheet.get_absolute_url(), each.sheet.name) for each in outcomes if not each.why_not]
    refused = [(each.sheet.get_absolute_url(), each.sheet.name, each.why_not) for each in outcomes if each.why_not]
    if approved:
        words = ngettext("Approved: %(count)s sheet", "Approved: %(count)s sheets", len(approved))
        _tell_list(request, messages.SUCCESS, words, '<li><a href="{}">{}</a></li>', approved)
    if refused:
        words = ngettext("Not approved: %(count)s sheet", "Not approved: %(count)s sheets", len(refused))
        _tell_list(request, messages.ERROR, words, '<li><a href="{}">{}</a>: {}</li>', refused)
    if out_of_reach or not outcomes:
        messages.error(request, gettext("Not approved: sheets that are no longer yours to decide on. Look again."))


def _tell_list(request: Request, level: int, words: str, item: str, rows: list[Any]) -> None:
    lines = format_html_join("", item, rows)
    head = words % {"count": format_integer(len(rows))}
    messages.add_message(request, level, format_html('<p class="notice-title">{}</p><ul>{}</ul>', head, lines))
