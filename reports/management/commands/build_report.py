import hashlib
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from organizations.models import Organization
from reports.models import Term
from reports.renderings import pdf
from reports.scorecard.scope import current_root
from reports.snapshots.term import take


class Command(BaseCommand):
    help = "Build the report of a term as PDF, in the foreground, from the figures of this moment."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--term", required=True, help="code of the term, such as 2015-2020")
        parser.add_argument("--output", required=True, type=Path, help="the PDF file to write")

    def handle(self, *, term: str, output: Path | str, **options: Any) -> None:
        path = Path(output)
        printed = _build(_term(term), _root(), path)
        digest = hashlib.sha256(printed.content).hexdigest()
        self.stdout.write(f"{path}: {printed.pages} pages, sha256 {digest}")


def _build(term: Term, root: Organization, path: Path) -> pdf.Printed:
    """In a folder beside the file, made before the work of some seconds: what stood there stays until the end."""
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".report-") as folder:
            printed = pdf.render(take(term, root))
            finished = Path(folder) / path.name
            finished.write_bytes(printed.content)
            finished.replace(path)
    except OSError as error:
        raise CommandError(f"Cannot write {path}: {error.strerror}. Name a file in a folder that exists.") from error
    except pdf.FontMissing as error:
        raise CommandError(str(error)) from error
    return printed


def _term(code: str) -> Term:
    try:
        return Term.objects.get(code=code)
    except Term.DoesNotExist:
        known = ", ".join(Term.objects.order_by("code").values_list("code", flat=True))
        raise CommandError(f"There is no term {code}. Known terms: {known or 'none, run migrate first'}.")


def _root() -> Organization:
    try:
        return current_root()
    except Organization.DoesNotExist:
        raise CommandError(
            "There is no Party organisation at the top yet: enter it, or load the demo data (manage.py demo)."
        )
