from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ui.pickers.rows import LONGEST, Finder
from ui.vietnamese import nfc

RECENT = 3


def rows_found(request: HttpRequest, finder: Finder) -> HttpResponse:
    """The lines below a picker's box. `q`: what is typed; `recent`: values chosen before, newest first."""
    text = nfc(request.GET.get("q", ""))[:LONGEST]
    rows, found = finder.rows(finder.first(text), text), finder.count(text)
    shown = {row.value for row in rows}
    recent = [value for value in request.GET.get("recent", "")[:LONGEST].split(",") if value not in shown][:RECENT]
    context = {
        "counted": finder.counted(text, found),
        "rows": rows,
        "left": finder.left(found, len(rows)),
        "recent": finder.rows(finder.by_values(recent)) if any(recent) else [],
    }
    return render(request, "ui/_picker_rows.html", context)
