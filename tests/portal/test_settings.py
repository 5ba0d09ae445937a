"""The key that signs sessions where none is given: made once, readable by its owner only."""

import os
import stat
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PRINT_KEY = "from portal import settings; print(settings.SECRET_KEY)"


def _start(folder: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "PORTAL_VAR_DIR": str(folder), "SECRET_KEY": "", "DATABASE_URL": "sqlite://:memory:"}
    return subprocess.Popen(
        [sys.executable, "-c", PRINT_KEY], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )


def test_processes_that_start_together_get_one_key_that_nobody_else_may_read(tmp_path):
    keys = {process.communicate()[0].strip() for process in [_start(tmp_path) for _ in range(4)]}

    path = tmp_path / "secret_key"
    assert keys == {path.read_text()}
    assert len(keys.pop()) == 50
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.glob("secret_key*")] == ["secret_key"]
