"""A sheet as a workbook: taken home, sent back, looked at, saved, taken back; and on paper."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from accounts.permissions import Permission
from accounts.policy import Request, policy
from ratings.crumbs import sheet_crumbs
from ratings.grid.material import Material, fetch
from ratings.grid.read_only import read_only
from ratings.grid.views import version_of
from ratings.models import Import, Sheet
from ratings.workbook import actions as workbook_actions
from ratings.workbook import marked as workbook_marked
from ratings.workbook import sheet as workbook_sheet
from ratings.workbook.contents import Contents
from ratings.workbook.forms import UploadForm
from ratings.workbook.pages import paper_page, preview_page, receipt_page
from ratings.workbook.preview import preview
from ui.crumbs import Crumb
from ui.forms import accepted
from ui.lists.ways import kept, way_back
from ui.queries import one_of
from ui.refusals import Refused, Stale, tell
from ui.workbooks.writing import attachment

RECENT = 10


def file_name(sheet: Sheet, suffix: str = "") -> str:
    return f"phieu-{sheet.rating_year.year}-{sheet.organization.code}{suffix}"


@policy(Permission.VIEW_SHEETS, methods=("POST",), repeatable=True)
def download(request: Request, year: int, organization: int) -> HttpResponse:
    """A deed, because it stands in the trail: the file leaves the portal with names in it."""
    found = fetch(request.user, year, organization, Permission.VIEW_SHEETS)
    content = workbook_sheet.sheet_workbook(Material.of(found))
    workbook_actions.note_download(target=found, what="sheet", by=request.user, version=found.version)
    return attachment(content, file_name(found))


@policy(Permission.EDIT_SHEETS, methods=("GET", "POST"), repeatable=True)
def upload(request: Request, year: int, organization: int) -> HttpResponse:
    found = fetch(request.user, year, organization, Permission.EDIT_SHEETS)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and not found.is_editable:
        form.add_error(
            None, gettext("The sheet can no longer be changed: it is submitted or approved, or the year is closed.")
        )
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["workbook"]
        values = {"file_name": file.name, "content": file.read(), "by": request.user}
        if sent := accepted(form, workbook_actions.upload, sheet=found, **values):
            return redirect(kept(request, sent.get_absolute_url()))
    context = {
        "sheet": found,
        "form": form,
        "read_only": read_only(found, request.user),
        "recent": found.imports.exclude(state=Import.State.PREVIEWED).select_related("committed_by")[:RECENT],
        "crumbs": sheet_crumbs(found, Crumb(gettext("From a workbook"))),
        "back": way_back(request),
    }
    return render(request, "ratings/workbook/upload.html", context, status=422 if form.errors else 200)


def _fetch(request: Request, year: int, organization: int, pk: int) -> Import:
    found = fetch(request.user, year, organization, Permission.EDIT_SHEETS)
    sent = get_object_or_404(found.imports.select_related("uploaded_by", "committed_by", "undone_by"), pk=pk)
    sent.sheet = found
    return sent


@policy(Permission.EDIT_SHEETS)
def shown(request: Request, year: int, organization: int, pk: int) -> HttpResponse:
    """Before it is saved what it would change, afterwards what it has changed."""
    sent = _fetch(request, year, organization, pk)
    back = way_back(request)
    if sent.state == Import.State.PREVIEWED:
        page = preview_page(sent, request.user)
        return render(request, "ratings/workbook/preview.html", {"page": page, "back": back})
    return render(request, "ratings/workbook/receipt.html", {"page": receipt_page(sent), "back": back})


@policy(Permission.EDIT_SHEETS)
def marked(request: Request, year: int, organization: int, pk: int) -> HttpResponse:
    sent = _fetch(request, year, organization, pk)
    if sent.state != Import.State.PREVIEWED:
        raise Http404
    material = Material.of(sent.sheet)
    contents = Contents.from_json(sent.contents)
    content = workbook_marked.marked_workbook(material, contents, preview(contents, material))
    return attachment(content, file_name(sent.sheet, "-can-sua"))


@policy(Permission.EDIT_SHEETS, methods=("POST",))
def renew(request: Request, year: int, organization: int, pk: int) -> HttpResponse:
    sent = _fetch(request, year, organization, pk)
    workbook_actions.renew(upload=sent, by=request.user)
    return redirect(kept(request, sent.get_absolute_url()))


@policy(Permission.EDIT_SHEETS, methods=("POST",))
def commit(request: Request, year: int, organization: int, pk: int) -> HttpResponse:
    sent = _fetch(request, year, organization, pk)
    skip = request.POST.get("skip") == "yes"
    try:
        workbook_actions.commit(upload=sent, version=version_of(request), skip_wrong=skip, by=request.user)
    except workbook_actions.AlreadyDone:
        messages.info(request, gettext("This workbook was saved before; nothing changed now."))
    except Stale:
        messages.error(
            request, gettext("Nothing is saved: the sheet has changed since this preview. Preview the file again.")
        )
    except Refused as refused:
        tell(request, refused)
    else:
        messages.success(request, gettext("The workbook is saved on the sheet."))
    return redirect(kept(request, sent.get_absolute_url()))


@policy(Permission.EDIT_SHEETS, methods=("POST",))
def undo(request: Request, year: int, organization: int, pk: int) -> HttpResponse:
    sent = _fetch(request, year, organization, pk)
    try:
        workbook_actions.undo(upload=sent, by=request.user)
    except workbook_actions.AlreadyDone:
        messages.info(request, gettext("This import was taken back before; nothing changed now."))
    except Stale:
        messages.error(request, gettext("Somebody saved the sheet at this moment. Look at it and try again."))
    except Refused as refused:
        tell(request, refused)
    else:
        messages.success(request, gettext("The import is taken back: its rows are as they were before."))
    return redirect(kept(request, sent.get_absolute_url()))


@policy(Permission.VIEW_SHEETS)
def paper(request: Request, year: int, organization: int) -> HttpResponse:
    """The same rows and codes for the printer, with what is saved or empty for the pen (`?empty=yes`)."""
    found = fetch(request.user, year, organization, Permission.VIEW_SHEETS)
    page = paper_page(Material.of(found), empty=one_of(request.GET, "empty", ["yes"]) == "yes")
    return render(request, "ratings/workbook/paper.html", {"page": page, "back": way_back(request)})
