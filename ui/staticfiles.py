from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

# Only what pages use: (package, folder inside it, served below, file names).
PACKAGE_FILES = (
    ("bootstrap", "css", "vendor/bootstrap", ("bootstrap.min.css", "bootstrap.min.css.map")),
    ("django_htmx", "static/django_htmx", "vendor/htmx", ("htmx-2.min.js",)),
    (
        "fontpkg_be_vietnam_pro",
        "files",
        "vendor/fonts",
        ("BeVietnamPro-Regular.ttf", "BeVietnamPro-Italic.ttf", "BeVietnamPro-Medium.ttf", "BeVietnamPro-SemiBold.ttf"),
    ),
)


class PackageStorage(FileSystemStorage):
    """One folder of a package. collectstatic reads `prefix` to know where its files go."""

    def __init__(self, location: str, prefix: str):
        super().__init__(location=location)
        self.prefix = prefix


class PackageFilesFinder(BaseFinder):
    """Serves single files of installed packages: third-party files are neither committed nor fetched."""

    def __init__(self, app_names: Any = None, *args: Any, **kwargs: Any):
        self.entries: dict[str, tuple[str, PackageStorage]] = {}
        for package, folder, prefix, names in PACKAGE_FILES:
            spec = find_spec(package)
            if spec is None or not spec.submodule_search_locations:
                raise ModuleNotFoundError(f"{package} is listed in requirements.txt but not installed")
            location = Path(spec.submodule_search_locations[0]) / folder
            storage = PackageStorage(location=str(location), prefix=prefix)
            for name in names:
                self.entries[f"{prefix}/{name}"] = (name, storage)

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        entry = self.entries.get(path.replace("\\", "/"))
        found = entry[1].path(entry[0]) if entry else None
        if find_all:
            return [found] if found else []
        return found

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, PackageStorage]]:
        yield from self.entries.values()

    def check(self, **kwargs: Any) -> Any:
        return []
