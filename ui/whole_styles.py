"""A style that imports others is handed out as one file: a telephone far away asks once, not twenty times."""

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = re.compile(r'@import url\("([^"]+)"\);')
Paths = dict[str, tuple[Any, str]]


class Whole:
    """A storage of one style, for whoever asks the storages of collected files."""

    def __init__(self, style: str):
        self.style = style

    def open(self, path: str) -> ContentFile:
        return ContentFile(self.style.encode(), path)


class WholeStylesStorage(CompressedManifestStaticFilesStorage):
    """Only below its hashed name a style is whole: the collected file stays as it was written, for the next time."""

    def post_process(self, paths: Paths, *args: Any, **options: Any) -> Iterator[Any]:
        styles = {name: style for name in paths if IMPORT.search(style := _read(paths, name))}
        whole = {name: (Whole(_with_imports(paths, name, style)), name) for name, style in styles.items()}
        yield from super().post_process(paths | whole, *args, **options)


def _read(paths: Paths, name: str) -> str:
    if not name.endswith(".css"):
        return ""
    storage, path = paths[name]
    with storage.open(path) as file:
        return file.read().decode()


def _with_imports(paths: Paths, name: str, style: str) -> str:
    def imported(found: re.Match[str]) -> str:
        return _read(paths, posixpath.normpath(posixpath.join(posixpath.dirname(name), found[1])))

    return IMPORT.sub(imported, style)
