"""Documents as the markup that pages are laid out of: which template shows which part, in the Party's own language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString

from reports.documents.blocks import Block, Columns, Paragraph, Section, Stacks, Table
from reports.documents.ledger_form import LedgerDocument
from reports.documents.papers import Snapshot, document_of
from reports.documents.term import ReportDocument
from reports.documents.year import YearDocument

LANGUAGE = "vi"
PAGES: Mapping[type, str] = {
    ReportDocument: "reports/pdf/report.html",
    YearDocument: "reports/pdf/year.html",
    LedgerDocument: "reports/pdf/ledger.html",
}
PARTS: Mapping[type, str] = {
    Paragraph: "reports/pdf/_paragraph.html",
    Columns: "reports/pdf/_columns.html",
    Stacks: "reports/pdf/_stacks.html",
    Table: "reports/pdf/_table.html",
    Section: "reports/pdf/_section.html",
}


# Indentation at the edge of a cell means nothing in HTML, but the engine gives it room: a word would go to a new line.
EDGES = re.compile(r"(?<=<td>)\s+|(<td [^>]*>)\s+|\s+(?=</td>)|\s+(?=<span class=\"small\">)")


def compose(snapshot: Snapshot) -> str:
    document = document_of(snapshot)
    with translation.override(LANGUAGE):
        context = {"document": document, "chapters": _chapters(document)}
        html = render_to_string(PAGES[type(document)], context)
    return EDGES.sub(lambda edge: edge[1] or "", html)


def _chapters(document: Any) -> list[tuple[Any, list[SafeString]]]:
    """Each chapter of a document that has some, with its parts."""
    return [(chapter, [_part(block) for block in chapter.blocks]) for chapter in getattr(document, "chapters", ())]


def _part(block: Block) -> SafeString:
    parts = [_part(each) for each in block.blocks] if isinstance(block, Section) else ()
    return render_to_string(PARTS[type(block)], {"block": block, "parts": parts})
