"""The commands a person types, run as a person would."""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scripts.serve import ROOT, answers
from tests.servers import free_port

FOLDER_NAME = "Thư mục của đồng chí"


def sh(*command: str, cwd: Path = ROOT, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=cwd, env={**os.environ, **env}, capture_output=True, text=True, check=False, timeout=120
    )


def program(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def processes_marked(mark: str) -> dict[int, str]:
    """Number and command line of all processes that inherited the mark, whoever their parent is now."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mark.encode() in (folder / "environ").read_bytes():
                found[int(folder.name)] = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
    return found


def parent_of(process: int) -> int:
    # After the name in brackets, which may hold blanks, come the state and the parent.
    return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])


def wait_until(true: Callable[[], object], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, f"not within {seconds} s"
        time.sleep(0.1)


# --- scripts/setup


@pytest.fixture
def fresh_copy(tmp_path: Path) -> Path:
    """The scripts and requirements without an environment, in a folder that needs quoting."""
    folder = tmp_path / FOLDER_NAME
    shutil.copytree(ROOT / "scripts", folder / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("requirements.txt", "requirements-dev.txt", "constraints.txt"):
        shutil.copy(ROOT / name, folder)
    return folder


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """The only programs in PATH: no Python at all until a test adds one."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("bash", "sh", "dirname", "cat", "sha256sum", "env", "tail", "mktemp", "rm"):
        (folder / name).symlink_to(str(shutil.which(name)))
    return folder


def test_setup_is_done_at_once_the_second_time_from_any_folder(tmp_path):
    link = tmp_path / FOLDER_NAME
    link.symlink_to(ROOT)
    assert sh(str(link / "scripts/setup"), "--dev", cwd=tmp_path).returncode == 0
    began = time.monotonic()
    again = sh(str(link / "scripts/setup"), "--dev", cwd=tmp_path)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert time.monotonic() - began < 5


def test_setup_refuses_a_word_it_does_not_know():
    done = sh("scripts/setup", "--devel")
    assert done.returncode == 1
    assert "--dev" in done.stderr


def test_setup_names_the_python_it_needs(fresh_copy, tools):
    program(tools, "python3", 'if [ "$1" = --version ]; then echo Python 3.9.2; else exit 1; fi')
    done = sh(str(fresh_copy / "scripts/setup"), PATH=str(tools))
    assert done.returncode == 1
    assert "Python 3.11 or later; found: Python 3.9.2" in done.stderr
    assert not (fresh_copy / ".venv").exists()


def python_without_venv(tools: Path) -> None:
    program(tools, "python3", f'case "$*" in *ensurepip*) exit 1 ;; esac\nexec {sys.executable} "$@"')


def test_setup_says_the_line_to_type_where_it_may_not_install(fresh_copy, tools):
    python_without_venv(tools)
    program(tools, "apt-get", "exit 100")
    program(tools, "sudo", "exit 1")
    done = sh(str(fresh_copy / "scripts/setup"), PATH=str(tools))
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert done.returncode == 1
    assert f"apt-get install --no-install-recommends python{version}-venv" in done.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="only root installs without asking")
def test_setup_installs_what_is_missing_where_it_may(fresh_copy, tools, tmp_path):
    python_without_venv(tools)
    program(tools, "apt-get", f'echo "$@" >>{tmp_path}/calls\nexit 100')
    sh(str(fresh_copy / "scripts/setup"), PATH=str(tools))
    assert "install -y --no-install-recommends python3." in (tmp_path / "calls").read_text()


# --- scripts/run


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


@pytest.mark.parametrize("port", ["web", "0", "70000", "-1"])
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


def test_run_says_that_the_database_does_not_answer(tmp_path):
    url = f"postgres://portal:secret@127.0.0.1:{free_port()}/portal"
    done = sh("scripts/run", PORT=str(free_port()), PORTAL_VAR_DIR=str(tmp_path), DATABASE_URL=url)
    assert done.returncode == 1
    assert "The database portal does not work" in done.stderr
    assert "Traceback" not in done.stderr


class Run:
    """`scripts/run` in a var folder of its own, which the next run finds again."""

    def __init__(self, var: Path):
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
            self.process = subprocess.Popen(
                [str(ROOT / "scripts/run")], cwd=var.parent, env=environment, stdout=output, stderr=output
            )

    @property
    def text(self) -> str:
        return self.output.read_text(encoding="utf-8")

    def wait_until_open(self, seconds: float) -> None:
        wait_until(lambda: "Ctrl-C stops everything" in self.text or self.process.poll() is not None, seconds)
        assert self.process.poll() is None, self.text

    def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(timeout=40)


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("run") / FOLDER_NAME


@pytest.fixture
def start(var: Path) -> Iterator[Callable[[], Run]]:
    runs: list[Run] = []

    def start() -> Run:
        runs.append(Run(var))
        return runs[-1]

    yield start
    for run in runs:
        run.end(signal.SIGTERM)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_run_opens_the_portal_and_stops_all_of_it(start, var, number):
    run = start()
    run.wait_until_open(180)
    assert answers(run.port)
    assert f"http://127.0.0.1:{run.port}/" in run.text
    assert (var / "bao-cao-2015-2020.pdf").read_bytes().startswith(b"%PDF")
    assert any("celery" in command for command in processes_marked(run.mark).values())
    assert run.end(number) == 0
    assert processes_marked(run.mark) == {}
    assert not answers(run.port)


def test_run_starts_in_seconds_when_all_is_there_and_only_once(start, var):
    began = time.monotonic()
    first = start()
    first.wait_until_open(180)
    seconds = time.monotonic() - began
    second = start()
    assert second.process.wait(timeout=30) == 1
    assert "A portal already runs from" in second.text
    assert answers(first.port)
    assert "Loading the demo data" not in first.text
    assert seconds < 20


@pytest.mark.parametrize(("name", "part"), [("web", "gunicorn"), ("worker", "celery")])
def test_when_one_process_dies_the_others_stop_and_its_last_words_are_shown(start, name, part):
    run = start()
    run.wait_until_open(180)
    marked = processes_marked(run.mark)
    main = next(pid for pid, command in marked.items() if part in command and parent_of(pid) == run.process.pid)
    os.kill(main, signal.SIGKILL)
    assert run.process.wait(timeout=40) == 1
    assert f"The {name} process ended by itself" in run.text
    assert processes_marked(run.mark) == {}


def test_when_the_run_itself_is_killed_nothing_is_left(start):
    run = start()
    run.wait_until_open(180)
    run.process.kill()
    wait_until(lambda: processes_marked(run.mark) == {}, 40)


# --- scripts/test


def test_the_suite_stops_its_servers_when_it_is_told_to_end():
    mark = secrets.token_hex(8)
    process = subprocess.Popen(
        [sys.executable, "-m", "scripts.suite"],
        cwd=ROOT,
        env={**os.environ, "PORTAL_TEST_MARK": mark},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    wait_until(lambda: any(" pytest " in command for command in processes_marked(mark).values()), 60)
    process.terminate()
    assert process.wait(timeout=60) != 0
    wait_until(lambda: processes_marked(mark) == {}, 20)
