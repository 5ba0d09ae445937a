import shutil
from pathlib import Path

import pytest

from scripts import programs


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """The only programs in PATH: what every Debian has and our list names, but no Python until a test adds one."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name, row in programs.listed().items():
        if row.needed_by == "always" and row.package not in ("python3", "apt", "sudo"):
            (folder / name).symlink_to(str(shutil.which(name)))
    return folder
