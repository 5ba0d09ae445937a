"""`scripts/run`: opens, says what stands in its way, and leaves nothing running."""

import os
import re
import secrets
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from scripts.serve import ROOT, answers, check_writable
from tests.scripts.commands import FOLDER_NAME, parent_of, processes_marked, sh
from tests.servers import free_port
from tests.waiting import WATCHDOG_SECONDS, wait_until


def test_run_names_the_port_that_is_taken_and_another(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = sh("scripts/run", PORT=str(port), PORTAL_VAR_DIR=str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert f"Port {port} is taken" in done.stderr
    assert "PORT=8001 scripts/run" in done.stderr


@pytest.mark.parametrize("port", ["web", "0", "70000", "-1", "²", "٨٠٠١", "1" * 5000])
def test_run_refuses_what_is_no_port(port, tmp_path):
    done = sh("scripts/run", PORT=port, PORTAL_VAR_DIR=str(tmp_path))
    assert done.returncode == 1
    assert f"PORT={port} is not a port number" in done.stderr


def test_run_says_where_it_may_not_write(tmp_path):
    (tmp_path / "file").touch()
    done = sh("scripts/run", PORT=str(free_port()), PORTAL_VAR_DIR=str(tmp_path / "file" / "var"))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert f"Cannot write into {tmp_path}/file/var" in done.stderr


@pytest.fixture
def nobody() -> Iterator[None]:
    """Root may write everywhere, so it looks as another account."""
    before = os.getresuid()
    if before[0] == 0:
        os.setresuid(65534, 65534, 0)
    yield
    os.setresuid(*before)


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        if os.geteuid() == 0:
            os.chown(name, 65534, 65534)
        yield Path(name)


def test_what_run_writes_must_be_its_own(folder, nobody):
    (folder / "log").mkdir(mode=0o500)
    with pytest.raises(SystemExit, match="log: it belongs to another account"):
        check_writable(folder)


def test_the_root_that_root_made_there_is_in_nobodys_way(folder, nobody):
    (folder / "bare").mkdir(mode=0o500)
    check_writable(folder)


def test_run_says_that_the_database_does_not_answer(tmp_path):
    url = f"postgres://portal:secret@127.0.0.1:{free_port()}/portal"
    done = sh("scripts/run", PORT=str(free_port()), PORTAL_VAR_DIR=str(tmp_path), DATABASE_URL=url)
    assert done.returncode == 1
    assert "The database portal does not work" in done.stderr
    assert "Traceback" not in done.stderr


class Run:
    """`scripts/run` in a var folder of its own, which the next run finds again."""

    def __init__(self, var: Path, *ignored: str):
        self.var = var
        self.port = free_port()
        self.output = var.parent / f"output-{self.port}"
        self.mark = f"PORTAL_TEST_MARK={secrets.token_hex(8)}"
        name, value = self.mark.split("=")
        kept = {key: text for key, text in os.environ.items() if key not in ("DATABASE_URL", "REDIS_URL", "SECRET_KEY")}
        environment = {
            **kept,
            name: value,
            "PORT": str(self.port),
            "PORTAL_VAR_DIR": str(var),
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "ALLOWED_HOSTS": "127.0.0.1",
        }
        environment.pop("PORTAL_URL", None)
        with self.output.open("w") as output:
            # Below nohup, the tests themselves may ignore what a run at a terminal does not.
            command = ["env", "--default-signal=INT,TERM,HUP", *ignored, str(ROOT / "scripts/run")]
            self.process = subprocess.Popen(command, cwd=var.parent, env=environment, stdout=output, stderr=output)

    @property
    def text(self) -> str:
        return self.output.read_text(encoding="utf-8")

    def wait_until_open(self) -> None:
        wait_until(lambda: "Ctrl-C stops everything" in self.text or self.process.poll() is not None, lambda: self.text)
        assert self.process.poll() is None, self.text

    def main_process_of(self, program: str) -> int:
        """Not one of its own children: they have its command line, and once numbers start anew a lower number."""
        marked = processes_marked(self.mark).items()
        return next(pid for pid, command in marked if program in command and parent_of(pid) == self.process.pid)

    def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(timeout=WATCHDOG_SECONDS)


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("run") / FOLDER_NAME


@pytest.fixture
def start(var: Path) -> Iterator[Callable[..., Run]]:
    runs: list[Run] = []

    def start(*ignored: str) -> Run:
        runs.append(Run(var, *ignored))
        return runs[-1]

    yield start
    for run in runs:
        run.end(signal.SIGTERM)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_run_opens_the_portal_and_stops_all_of_it(start, var, number):
    run = start()
    run.wait_until_open()
    assert answers(run.port)
    assert f"http://127.0.0.1:{run.port}/" in run.text
    assert (var / "bao-cao-2015-2020.pdf").read_bytes().startswith(b"%PDF")
    assert any("celery" in command for command in processes_marked(run.mark).values())
    assert run.end(number) == 0
    assert processes_marked(run.mark) == {}
    assert not answers(run.port)


def test_run_makes_nothing_again_when_all_is_there_and_starts_only_once(start, var):
    first = start()
    first.wait_until_open()
    second = start()
    assert second.process.wait(timeout=WATCHDOG_SECONDS) == 1
    assert "A portal already runs from" in second.text
    assert answers(first.port)
    # Nothing of what makes the first start long is done again.
    done_again = ("Installing", "Loading the demo data", "Collecting static files", "Building the report")
    assert not [words for words in done_again if words in first.text]


def test_below_nohup_it_goes_on_when_the_terminal_closes(start):
    run = start("--ignore-signal=HUP")
    run.wait_until_open()
    [ignored] = re.findall(r"SigIgn:\s*(\w+)", Path(f"/proc/{run.process.pid}/status").read_text())
    assert int(ignored, 16) & 1 << (signal.SIGHUP - 1)
    run.process.send_signal(signal.SIGHUP)
    assert answers(run.port)
    assert run.end() == 0


@pytest.mark.parametrize(("name", "part"), [("web", "gunicorn"), ("worker", "celery")])
def test_when_one_process_dies_the_others_stop_and_its_last_words_are_shown(start, name, part):
    run = start()
    run.wait_until_open()
    os.kill(run.main_process_of(part), signal.SIGKILL)
    assert run.process.wait(timeout=WATCHDOG_SECONDS) == 1
    assert f"The {name} process ended by itself" in run.text
    assert processes_marked(run.mark) == {}


def test_when_the_run_itself_is_killed_nothing_is_left(start):
    run = start()
    run.wait_until_open()
    run.process.kill()
    wait_until(lambda: processes_marked(run.mark) == {}, lambda: processes_marked(run.mark))


def test_a_run_killed_while_the_demo_data_loads_loads_none_of_it(tmp_path):
    run = Run(tmp_path / FOLDER_NAME)
    wait_until(lambda: "Loading the demo data" in run.text, lambda: run.text)
    run.process.kill()
    run.process.wait()
    wait_until(lambda: processes_marked(run.mark) == {}, lambda: processes_marked(run.mark))
    with closing(sqlite3.connect(run.var / "portal.sqlite3")) as database:
        assert database.execute("SELECT count(*) FROM organizations_organization").fetchone() == (0,)


def test_what_a_killed_run_left_for_a_moment_keeps_the_folder_for_itself(start):
    """The kernel asks it to end; until it has, it works on the database and the queue."""
    run = start()
    run.wait_until_open()
    worker = run.main_process_of("celery")
    os.kill(worker, signal.SIGSTOP)
    try:
        run.process.kill()
        run.process.wait()
        second = start()
        assert second.process.wait(timeout=WATCHDOG_SECONDS) == 1
        assert "A portal already runs from" in second.text
    finally:
        os.kill(worker, signal.SIGCONT)
    wait_until(lambda: processes_marked(run.mark) == {}, lambda: processes_marked(run.mark))


def test_run_says_what_keeps_the_demo_data_out(tmp_path):
    """Somebody's account, made by hand in a database without organisations, has the name of one of the demo data."""
    environment = {
        "PORTAL_VAR_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path}/portal.sqlite3",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "DJANGO_SUPERUSER_PASSWORD": "a password",
    }
    manage = (sys.executable, "manage.py")
    person = ("--username", "khoi", "--full_name", "Trần Thị Khánh Hà")
    for command in (("migrate",), ("createsuperuser", "--noinput", *person)):
        assert sh(*manage, *command, **environment).returncode == 0
    done = sh("scripts/run", PORT=str(free_port()), **environment)
    assert done.returncode == 1
    assert "tài khoản mô phỏng" in done.stderr
    assert "Traceback" not in done.stderr
