import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext

from reports.management.asked import add_arguments, asked
from reports.renderings import plain
from reports.scorecard import board
from reports.scorecard.build import scorecard
from reports.scorecard.figures import Scorecard
from ui.templatetags.ui import VERDICTS


class Command(BaseCommand):
    help = "Print a term's figures: every indicator with its value and verdict by year and for the term."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_arguments(parser)
        parser.add_argument("--format", choices=("json", "text"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        card = scorecard(*asked(options["term"], options["organization"]))
        if options["format"] == "json":
            self.stdout.write(json.dumps(plain.figures(card), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(text(card))


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
