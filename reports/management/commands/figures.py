import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext

from organizations.models import Organization
from reports.models import Term
from reports.renderings import plain
from reports.scorecard import board
from reports.scorecard.build import scorecard
from reports.scorecard.figures import Scorecard
from reports.scorecard.scope import current_root
from ui.templatetags.ui import VERDICTS


class Command(BaseCommand):
    help = "Print a term's figures: every indicator with its value and verdict by year and for the term."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--term", required=True, help="such as 2015-2020")
        parser.add_argument("--format", choices=("json", "text"), default="text")
        parser.add_argument(
            "--organization", default="", help="code of an organisation; the one at the top today without it"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        card = scorecard(_term(options["term"]), _organization(options["organization"]))
        if options["format"] == "json":
            self.stdout.write(json.dumps(plain.figures(card), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(text(card))


def _term(code: str) -> Term:
    terms = {term.code: term for term in Term.objects.order_by("first_year")}
    if code not in terms:
        raise CommandError(f"There is no term {code!r}. Known terms: {', '.join(terms)}.")
    return terms[code]


def _organization(code: str) -> Organization:
    try:
        return Organization.objects.get(code=code) if code else current_root()
    except Organization.DoesNotExist:
        raise CommandError(
            f"There is no organisation with the code {code!r}."
            if code
            else "No Party organisation at the top is open. Load or enter data first."
        )


def text(card: Scorecard) -> str:
    """Columns as wide as their longest text; what is provisional carries a star."""
    head = [gettext("Indicator"), gettext("Target"), *map(str, card.years), gettext("Term"), gettext("Verdict")]
    lines = [head, *(_cells(row) for row in board.rows(card))]
    widths = [max(len(line[at]) for line in lines) for at in range(len(head))]
    written = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    ]
    notes = [note.words for line in card.lines for note in line.notes if note.is_alarm]
    return "\n".join(
        [board.title(card), "", written[0], "-" * len(written[0]), *written[1:], *([""] if notes else []), *notes]
    )


def _cells(row: board.BoardRow) -> list[str]:
    return [
        f"  {row.name}" if row.is_minor else row.name,
        row.target,
        *(f"{cell.text}{'*' if cell.provisional else ''}" for cell in row.cells),
        " · ".join(part for part in (row.term.text, row.term.note) if part),
        row.verdict_label or str(VERDICTS[row.verdict]),
    ]
