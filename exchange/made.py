"""Marked files of many rows: a worker makes each when it is asked for, and it lies here until the next night.

A file is whole under its name or absent, and belongs to one preview in one language.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.utils.translation import get_language

from exchange.marked import marked_file
from exchange.models import Import, State

FOLDER = "marked"


def path_of(upload: Import) -> Path:
    return _folder() / f"{upload.pk}-{upload.edition}-{get_language()}.xlsx"


def make(upload: Import) -> None:
    """Not of rows that are judged anew while it is made: another preview has another file."""
    path = path_of(upload)
    if path.exists() or not _stands(upload):
        return
    content = marked_file(upload)
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, suffix=".tmp", delete=False) as file:
        file.write(content)
    if _stands(upload):
        Path(file.name).replace(path)
    else:
        Path(file.name).unlink()


def remove_older_than(moment: datetime) -> None:
    for path in _folder().glob("*"):
        if path.stat().st_mtime < moment.timestamp():
            path.unlink(missing_ok=True)


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / FOLDER


def _stands(upload: Import) -> bool:
    now = Import.objects.filter(pk=upload.pk, edition=upload.edition).exclude(state=State.JUDGING).first()
    return now is not None and now.has_rows and now.error_count > 0
