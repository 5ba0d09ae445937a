"""The brief as a page, with what was typed into one of its forms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from accounts.policy import Request
from ratings.approval.brief import barred, brief_of
from ratings.approval.forms import REMARKS, ApproveForm, CommentForm, ReopenForm, ReturnForm, SubmitForm, approval_of
from ratings.approval.readiness import to_explain
from ratings.crumbs import sheet_crumbs
from ratings.findings import EXPLAINED_IN
from ratings.grid.grid_row import GridRow
from ratings.grid.material import Material
from ratings.grid.page import SheetPage, sheet_page
from ratings.models import Sheet
from ratings.transitions import Transition
from ui import decisions
from ui.crumbs import Crumb
from ui.lists.ways import way_back

COMMENT = "comment"
FORMS: Mapping[str, type[forms.Form]] = {
    Transition.SUBMIT: SubmitForm,
    Transition.WITHDRAW: forms.Form,
    Transition.RETURN: ReturnForm,
    Transition.APPROVE: ApproveForm,
    Transition.REOPEN: ReopenForm,
    COMMENT: CommentForm,
}


class Remark(NamedTuple):
    row: GridRow
    typed: str
    wrong: str


def show(request: Request, sheet: Sheet, typed: forms.Form | None = None, status: int = 200) -> HttpResponse:
    """The brief, with what was typed into one of its forms."""
    material = Material.of(sheet)
    page = sheet_page(material, request.user, restore=False)
    remarks = [_remark(request, line, typed) for line in [*page.lines, page.own]]
    forms_of_page = {name: _fresh(name, sheet) for name in FORMS}
    decisions.offer(request, approval_of(sheet.rating_year), forms_of_page[Transition.APPROVE])
    if typed is not None:
        forms_of_page[str(typed.prefix)] = typed
    _mark_needed(forms_of_page[Transition.SUBMIT], page)
    context = {
        "page": page,
        "sheet": sheet,
        "brief": brief_of(material, page),
        "crumbs": sheet_crumbs(sheet, Crumb(gettext("Brief"))),
        "back": way_back(request),
        "transitions": {answer.transition.value: answer for answer in page.answers},
        "barred": barred(page.answers),
        "appeals": sheet.appeals.select_related("member", "sheet__rating_year", "sheet__organization"),
        "reratings": sheet.reratings.select_related("member", "sheet__rating_year", "sheet__organization"),
        "typed": typed,
        "is_drawn": _is_drawn(page, typed),
        "unused": _unused(page, typed, remarks),
        "remarks": remarks,
        "has_remarks": any(remark.typed for remark in remarks),
        **{f"{name}_form": form for name, form in forms_of_page.items()},
    }
    return render(request, "ratings/review.html", context, status=status)


def _remark(request: Request, line: GridRow, typed: forms.Form | None) -> Remark:
    wrong = typed.wrong_remarks.get(line.key, "") if isinstance(typed, ReturnForm) else ""
    return Remark(line, request.POST.get(f"{REMARKS}{line.key}", line.remark), wrong)


def _fresh(name: str, sheet: Sheet) -> forms.Form:
    return FORMS[name](prefix=name, initial={each: getattr(sheet, each) for each in EXPLAINED_IN})


def _mark_needed(form: forms.Form, page: SheetPage) -> None:
    if isinstance(form, SubmitForm):
        form.need(to_explain(page.findings))


def _is_drawn(page: SheetPage, typed: forms.Form | None) -> bool:
    """A step that can no longer be taken has no form."""
    allowed = {answer.transition.value for answer in page.answers if answer.allowed}
    return typed is not None and typed.prefix in (*allowed, COMMENT)


def _unused(page: SheetPage, typed: forms.Form | None, remarks: list[Remark]) -> list[str]:
    """What was typed for a step that can no longer be taken, as its form is no longer drawn."""
    if typed is None or _is_drawn(page, typed):
        return []
    values = [str(typed[name].value() or "") for name in typed.fields]
    said = [remark.typed for remark in remarks] if isinstance(typed, ReturnForm) else []
    return [text for text in [*values, *said] if text.strip()]
