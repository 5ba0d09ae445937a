"""Reports on paper: from their snapshots alone, and always in Vietnamese, the language of the Party's documents.

The only module that knows WeasyPrint. It loads it when it lays out pages, so that the site starts without it.
"""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.contrib.staticfiles import finders

from reports.documents.papers import Snapshot
from reports.renderings import fonts
from reports.renderings.fonts import FAMILY
from reports.renderings.markup import LANGUAGE, compose

if TYPE_CHECKING:
    from weasyprint import Document as WeasyDocument

logger = logging.getLogger(__name__)
VARIANT = "pdf/ua-1"
LETTERS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ"
STYLES = ("normal", "bold", "italic")


class FontMissing(Exception):
    """The letters would come out in a font that nobody chose, or not at all."""


@dataclass(frozen=True)
class Printed:
    content: bytes
    pages: int


def lay_out(html: str, snapshot: Snapshot) -> Printed:
    """Raises FontMissing. The same snapshot gives the same bytes: no clock and no chance goes into the file."""
    check_fonts()
    with _few_collections():
        document = _document(html, _stylesheet())
        content = document.write_pdf(pdf_variant=VARIANT, pdf_identifier=bytes.fromhex(snapshot.sha256)[:16])
    return Printed(content, len(document.pages))


def render(snapshot: Snapshot) -> Printed:
    return lay_out(compose(snapshot), snapshot)


@cache
def check_fonts() -> None:
    """Look at what would be embedded: version 1 of Liberation has the same name and lacks most of these letters."""
    absent = fonts.missing()
    if absent:
        raise FontMissing(f"The report needs the font {FAMILY} ({absent}; Debian package fonts-liberation2).")
    sample = "".join(f'<p class="{style}">{LETTERS}{LETTERS.upper()}</p>' for style in STYLES)
    css = f"body {{ font-family: '{FAMILY}' }} .bold {{ font-weight: bold }} .italic {{ font-style: italic }}"
    document = _document(f'<html lang="{LANGUAGE}"><title>{FAMILY}</title><body>{sample}', css)
    document.write_pdf()
    strange = sorted({font.family for font in document.fonts.values()} - {FAMILY})
    if strange:
        raise FontMissing(
            f"The report needs the font {FAMILY} 2 with all Vietnamese letters (Debian package fonts-liberation2); "
            f"this machine would print some of them in {', '.join(strange)}."
        )


def _document(html: str, css: str) -> WeasyDocument:
    from weasyprint import CSS, HTML
    from weasyprint.urls import URLFetcher

    class NothingFromOutside(URLFetcher):
        """The page brings all it needs; whatever it names beside that is refused: network, files, attachments."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            logger.warning("refused to fetch %s", url[:200])
            raise ValueError("a report fetches nothing")

    fetcher = NothingFromOutside()
    return HTML(string=html, url_fetcher=fetcher).render(stylesheets=[CSS(string=css, url_fetcher=fetcher)])


def _stylesheet() -> str:
    path = finders.find("reports/print.css")
    return Path(str(path)).read_text(encoding="utf-8")


@contextmanager
def _few_collections() -> Iterator[None]:
    """Laying out makes millions of boxes that all live to the end: looking for dead ones takes a third of the time."""
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 50, 1000)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
