import hashlib
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from organizations.models import Organization
from organizations.roots import prefix_of
from reports.management.asked import add_arguments, asked
from reports.models import Term
from reports.renderings import pdf
from reports.snapshots.term import take
from ui.root_addresses import below


class Command(BaseCommand):
    help = "Build the report of a term as PDF, in the foreground, from the figures of this moment."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_arguments(parser)
        parser.add_argument("--output", required=True, type=Path, help="the PDF file to write")

    def handle(self, *, term: str, organization: str, output: Path | str, **options: Any) -> None:
        path = Path(output)
        printed = _build(*asked(term, organization), path)
        digest = hashlib.sha256(printed.content).hexdigest()
        self.stdout.write(f"{path}: {printed.pages} pages, sha256 {digest}")


def _build(term: Term, place: Organization, path: Path) -> pdf.Printed:
    """In a folder beside the file, made before the work of some seconds: what stood there stays until the end."""
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".report-") as folder:
            with below(prefix_of(term.root)):
                printed = pdf.render(take(term, place))
            finished = Path(folder) / path.name
            finished.write_bytes(printed.content)
            finished.replace(path)
    except OSError as error:
        raise CommandError(f"Cannot write {path}: {error.strerror}. Name a file in a folder that exists.") from error
    except pdf.FontMissing as error:
        raise CommandError(str(error)) from error
    return printed
