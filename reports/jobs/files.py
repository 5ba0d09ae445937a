"""Where finished reports lie. A file is whole under its name or absent, and belongs to nobody until a row names it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.text import slugify

from reports.models import Report

FOLDER = "reports"


def download_name(report: Report) -> str:
    return f"{_stem(report)}-{report.snapshot_sha256[:8]}.pdf"


def _stem(report: Report) -> str:
    if report.kind == Report.Kind.TERM:
        return f"bao-cao-nhiem-ky-{report.subject}"
    if report.kind == Report.Kind.LEDGER:
        return f"tang-giam-dang-vien-{slugify(report.days)}-{slugify(report.organization.code)}"
    return f"tong-hop-xep-loai-{report.subject}-{slugify(report.organization.code)}"


def path_of(file_name: str) -> Path:
    return Path(settings.MEDIA_ROOT) / FOLDER / file_name


def write(file_name: str, content: bytes) -> None:
    """Through a temporary name, flushed to the disk, then renamed: a crash leaves the whole file or none."""
    path = path_of(file_name)
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp")
    with temporary.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove(file_name: str) -> None:
    path_of(file_name).unlink(missing_ok=True)


def older_than(moment: datetime) -> list[str]:
    folder = path_of("").resolve()
    if not folder.is_dir():
        return []
    return sorted(path.name for path in folder.iterdir() if path.stat().st_mtime < moment.timestamp())


def remove_all(file_names: Iterable[str]) -> None:
    for name in file_names:
        remove(name)
