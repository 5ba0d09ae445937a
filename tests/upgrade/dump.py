"""`python -m tests.upgrade.dump NAME`: today's schema with a few rows, of both engines, for the releases that follow.

Both databases are built anew and have to tell the same.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.servers import ROOT, manage, start_postgres
from tests.upgrade import databases

DUMPS = Path(__file__).parent / "dumps"
WRITE = "from tests.upgrade.rows import write; write()"


def environment(url: str, folder: Path) -> dict[str, str]:
    kept = {**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings", "PORTAL_VAR_DIR": str(folder), "REDIS_URL": ""}
    return {**kept, "DATABASE_URL": url}


def told(env: dict[str, str]) -> str:
    command = [sys.executable, "-m", "tests.upgrade.told"]
    return subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True).stdout


def write(url: str, into: Path, folder: Path) -> str:
    env = environment(url, folder)
    manage(env, "migrate", "--verbosity", "0")
    manage(env, "shell", "--verbosity", "0", "--command", WRITE)
    (into / f"{databases.engine_of(url)}.sql").write_text(databases.dumped(url), encoding="utf-8")
    return told(env)


def main(name: str) -> None:
    into = DUMPS / name
    into.mkdir()
    with tempfile.TemporaryDirectory() as folder, start_postgres() as postgresql:
        urls = f"sqlite:///{folder}/dump.sqlite3", postgresql
        first, second = (write(url, into, Path(folder)) for url in urls)
    if first != second:
        sys.exit("SQLite and PostgreSQL do not tell the same.")
    (into / "told.json").write_text(first, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
