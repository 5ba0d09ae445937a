"""A file sent, looked at, written, taken back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from accounts.lists.pages import a_list
from accounts.permissions import Permission
from accounts.policy import Request, policy
from exchange import actions
from exchange.forms import UploadForm, scopes_of
from exchange.headings import SKIP
from exchange.kinds import Kind, kinds
from exchange.lists import imports_listed, rows_listed
from exchange.models import Import, State
from exchange.pages import ImportPage
from exchange.template import template_file
from exchange.transitions import Moved
from ui.crumbs import Crumb
from ui.forms import accepted
from ui.lists.ways import kept, record_crumbs, way_back
from ui.queries import pk_of
from ui.refusals import Refused, tell
from ui.workbooks.writing import attachment


def _kind(request: Request, code: str) -> Kind:
    found = kinds().get(code)
    if found is None or not request.user.holds(found.permission):
        raise Http404
    return found


def _fetch(request: Request, pk: int) -> Import:
    visible = Import.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("table", "sent_by", "written_by", "undone_by", "asked_by"), pk=pk)


@policy(Permission.IMPORT_FILES, methods=("GET", "POST"), repeatable=True)
def upload(request: Request, kind: str) -> HttpResponse:
    found = _kind(request, kind)
    values = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*values, scopes=scopes_of(request.user, found), scope_field=found.scope_field(request.user))
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        sent = {"file_name": file.name, "content": file.read(), "by": request.user}
        if made := accepted(form, actions.send, kind=found, scope=form.scope_chosen, **sent):
            return redirect(kept(request, made.get_absolute_url()))
    context = {
        "kind": found,
        "form": form,
        "recent": Import.objects.visible_to(request.user).filter(kind=kind).select_related("sent_by")[:5],
        "back": way_back(request),
        "crumbs": record_crumbs(request, found.home_title, found.home, Crumb(gettext("From a file"))),
    }
    return render(request, "exchange/upload.html", context, status=422 if form.errors else 200)


@policy(Permission.IMPORT_FILES)
def template(request: Request, kind: str) -> HttpResponse:
    found = _kind(request, kind)
    return attachment(template_file(found), found.file_name)


@policy(Permission.IMPORT_FILES)
def detail(request: Request, pk: int) -> HttpResponse:
    return _shown(request, _fetch(request, pk), "exchange/detail.html")


@policy(Permission.IMPORT_FILES)
def progress(request: Request, pk: int) -> HttpResponse:
    """What is no longer under way is shown as a whole page."""
    found = _fetch(request, pk)
    answer = _shown(request, found, "exchange/_progress.html")
    if not found.is_busy:
        answer["HX-Redirect"] = kept(request, found.get_absolute_url())
    return answer


def _shown(request: Request, found: Import, name: str, form: Form | None = None) -> HttpResponse:
    page = ImportPage(found, request.user)
    context = {"page": page, "upload": found, "form": form or page.form, "back": way_back(request)}
    return render(request, name, context, status=422 if form else 200)


def _asked(request: Request, found: Import, form: Form | None, deed: Callable[..., None]) -> HttpResponse:
    """`deed` takes what the form asks for; without a form it takes nothing."""
    if form is None:
        return _done(request, found, deed)
    if form.is_valid():
        answer = _done(request, found, lambda: accepted(form, deed, **form.cleaned_data))
        if not form.errors:
            return answer
    return _shown(request, found, "exchange/detail.html", form)


def _done(request: Request, found: Import, deed: Callable[[], None]) -> HttpResponse:
    try:
        deed()
    except Moved:
        messages.info(request, gettext("This import has gone on meanwhile. Here it is as it stands now."))
    except Refused as refused:
        tell(request, refused)
    return redirect(kept(request, found.get_absolute_url()))


@policy(Permission.IMPORT_FILES, methods=("POST",), repeatable=True)
def take_table(request: Request, pk: int) -> HttpResponse:
    """Fields: `table`, one for each worksheet that is ticked."""
    found = _fetch(request, pk)
    ticked = [pk_of(each) or 0 for each in request.POST.getlist("table")]
    tables = found.tables.filter(pk__in=ticked)
    return _done(request, found, lambda: actions.take_tables(upload=found, tables=list(tables), by=request.user))


@policy(Permission.IMPORT_FILES, methods=("POST",), repeatable=True)
def choose_columns(request: Request, pk: int) -> HttpResponse:
    """Fields: `column-0` and on, one for each heading, and `keep`."""
    found = _fetch(request, pk)
    if found.table is None:
        raise Http404
    known = {column.code for column in found.kind_of.columns if not column.left_out}
    count = len(found.choices)
    choices = [_choice(request.POST.get(f"column-{at}", ""), known) for at in range(count)]
    keep = request.POST.get("keep") == "yes"
    return _done(
        request, found, lambda: actions.choose_columns(upload=found, choices=choices, keep=keep, by=request.user)
    )


def _choice(typed: str, known: set[str]) -> str | None:
    return "" if typed == SKIP else typed if typed in known else None


@policy(Permission.IMPORT_FILES, methods=("POST",), repeatable=True)
def judge(request: Request, pk: int) -> HttpResponse:
    found = _fetch(request, pk)
    return _done(request, found, lambda: actions.judge(upload=found, by=request.user))


@policy(Permission.IMPORT_FILES, methods=("POST",))
def write(request: Request, pk: int) -> HttpResponse:
    """Field: `edition`, that of the preview the person saw."""
    found = _fetch(request, pk)
    edition = pk_of(request.POST.get("edition", "")) or 0
    form = found.kind_of.decision_form(found.notes, request.POST, said={})
    answer = _asked(
        request,
        found,
        form,
        lambda **decision: actions.write(upload=found, edition=edition, by=request.user, decision=decision),
    )
    if found.state == State.PREVIEWED and found.judged_anew:
        messages.error(request, gettext("Nothing is written: the data has changed since. Look at the file once more."))
    if found.state == State.COMMITTED and (made := found.kind_of.made_at(found.pk)):
        return redirect(made)
    return answer


@policy(Permission.IMPORT_FILES, methods=("POST",))
def take_back(request: Request, pk: int) -> HttpResponse:
    found = _fetch(request, pk)
    form = found.kind_of.reason_form(found.notes, request.POST)
    return _asked(request, found, form, partial(actions.take_back, upload=found, by=request.user))


@policy(Permission.IMPORT_FILES, methods=("POST",))
def discard(request: Request, pk: int) -> HttpResponse:
    found = _fetch(request, pk)
    try:
        actions.discard(upload=found, by=request.user)
    except Moved:
        return _done(request, found, lambda: None)
    return redirect(kept(request, reverse("exchange:upload", args=[found.kind])))


@policy(Permission.IMPORT_FILES, methods=("POST",), repeatable=True)
def marked(request: Request, pk: int) -> HttpResponse:
    found = _fetch(request, pk)
    if not found.error_count or not found.has_rows:
        raise Http404
    if content := actions.marked(upload=found, by=request.user):
        return attachment(content, f"{found.stem}-danh-dau")
    messages.info(request, gettext("The marked file is being made. Wait a moment, then download it once more."))
    return redirect(kept(request, found.get_absolute_url()))


@a_list("imports", gettext_lazy("Imports from files"))
@policy(Permission.IMPORT_FILES)
def import_list(request: Request) -> HttpResponse:
    listed = imports_listed(request)
    offered = [kind for kind in kinds().values() if request.user.holds(kind.permission) and not kind.compares]
    return render(request, "exchange/list.html", {"list": listed, "page": listed.page, "kinds": offered})


@a_list("import_rows", gettext_lazy("Rows of the file"))
@policy(Permission.IMPORT_FILES)
def rows(request: Request, pk: int) -> HttpResponse:
    found = _fetch(request, pk)
    if not found.has_rows:
        raise Http404
    listed = rows_listed(request, found)
    page = ImportPage(found, request.user)
    crumbs = [*page.crumbs, Crumb(found.file_name, found.get_absolute_url())]
    return render(
        request, "exchange/rows.html", {"list": listed, "page": listed.page, "upload": found, "crumbs": crumbs}
    )
