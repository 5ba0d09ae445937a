"""`scripts/bare`: goes into a root of its own and leaves nothing behind. The root here is a shell and its like."""

import os
import secrets
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.programs import program
from scripts.serve import ROOT
from tests.scripts.commands import FOLDER_NAME, processes_called, sh, write_program
from tests.waiting import WATCHDOG_SECONDS, wait_until

NEEDS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root may go into another root")
FOLDERS = ("dev", "etc/apt/apt.conf.d", "etc/ssl/certs", "proc", "root", "sys", "usr/local/share", "usr/sbin", "var")
PROGRAMS = ("bash", "env", "cat", "mkdir", "tail")


def make_base(base: Path) -> None:
    for name in FOLDERS:
        (base / name).mkdir(parents=True)
    for name in PROGRAMS:
        for file in (program(name), *libraries(program(name))):
            target = base / file.removeprefix("/")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, target)


def libraries(file: str) -> list[str]:
    said = subprocess.run([program("ldd"), file], capture_output=True, text=True, check=True).stdout
    return [word for line in said.splitlines() for word in line.split() if word.startswith("/")]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A repository with a bare root at hand, as after the first call."""
    folder = tmp_path / FOLDER_NAME
    shutil.copytree(ROOT / "scripts", folder / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "bin").mkdir()
    write_program(folder / "bin", "debootstrap", "exit 1")
    git = (program("git"), "-C", str(folder), "-c", "user.name=x", "-c", "user.email=x@example.org")
    subprocess.run([*git, "init", "--quiet"], check=True)
    subprocess.run([*git, "add", "scripts"], check=True)
    subprocess.run([*git, "commit", "--quiet", "--message", "x"], check=True)
    make_base(folder / "var/bare/base")
    return folder


def environment(copy: Path) -> dict[str, str]:
    return {**os.environ, "PATH": f"{copy / 'bin'}:{os.environ['PATH']}"}


def bare(copy: Path, *command: str, **env: str) -> subprocess.CompletedProcess[str]:
    return sh(str(copy / "scripts/bare"), *command, **{**environment(copy), **env})


def left(copy: Path) -> list[str]:
    """What stands mounted, and whether the copy of the root is still there."""
    mounts = [line for line in Path("/proc/self/mounts").read_text().splitlines() if str(copy.parent) in line]
    return mounts + [path.name for path in (copy / "var/bare").glob("root*")]


def test_bare_asks_what_to_run():
    done = sh("scripts/bare")
    assert done.returncode == 1
    assert "scripts/bare scripts/test" in done.stderr


@NEEDS_ROOT
def test_bare_says_that_it_needs_root(copy, tmp_path):
    as_nobody = (program("setpriv"), "--reuid", "65534", "--clear-groups")
    for folder in (copy, *copy.parents):
        if folder.is_relative_to("/tmp") and folder != Path("/tmp"):
            folder.chmod(0o755)
    done = sh(*as_nobody, str(copy / "scripts/bare"), "scripts/test")
    assert done.returncode == 1
    assert "sudo scripts/bare scripts/test" in done.stderr


@NEEDS_ROOT
def test_bare_says_the_line_to_type_where_debootstrap_cannot_be_installed(copy, tools):
    write_program(tools, "apt-get", "exit 100")
    done = sh(str(copy / "scripts/bare"), "scripts/test", PATH=str(tools))
    assert done.returncode == 1
    assert "apt-get install --no-install-recommends debootstrap" in done.stderr


@NEEDS_ROOT
def test_a_base_that_could_not_be_made_leaves_none(copy):
    shutil.rmtree(copy / "var/bare/base")
    done = bare(copy, "true")
    assert done.returncode == 1
    assert "could not be made" in done.stderr
    assert not (copy / "var/bare/base").exists()


@NEEDS_ROOT
def test_the_command_runs_in_a_clone_with_nothing_of_the_machine_but_what_is_handed_on(copy):
    words = 'echo "$PWD:${PORT:-}:${CI:-}:${SECRET:-none}:$HOME"; cat scripts/bare; [[ -d /proc/$$ && -w /dev/shm ]]'
    done = bare(copy, "bash", "-c", words, PORT="8123", CI="true", SECRET="kept", HOME="/somewhere")
    assert done.returncode == 0, done.stderr
    first, _newline, script = done.stdout.partition("\n")
    assert first == "/root/Cổng thông tin:8123:true:none:/root"
    assert script == (copy / "scripts/bare").read_text()
    assert left(copy) == []


@NEEDS_ROOT
def test_the_result_of_the_command_is_that_of_the_call_and_a_second_root_is_as_new(copy):
    assert bare(copy, "bash", "-c", ">/left; exit 7").returncode == 7
    assert bare(copy, "bash", "-c", "[[ ! -e /left ]]").returncode == 0


@NEEDS_ROOT
def test_where_apt_knows_no_such_debian_its_own_mirror_is_asked(copy):
    write_program(copy / "bin", "apt-get", "exit 0")
    done = bare(copy, "cat", "/etc/apt/sources.list")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "deb http://deb.debian.org/debian bookworm main\n"


@NEEDS_ROOT
def test_what_was_not_committed_is_left_out_and_that_is_said_once(copy):
    (copy / ".git/info/exclude").write_text("bin\nvar\n")
    assert "Left out" not in bare(copy, "true").stderr
    with (copy / "scripts/run").open("a") as script:
        script.write("# changed\n")
    assert bare(copy, "true").stderr.count("Left out") == 1


@NEEDS_ROOT
def test_the_folder_that_run_writes_into_stays_its_owners(copy):
    shutil.rmtree(copy / "var")
    shutil.chown(copy, 65534)
    assert bare(copy, "true").returncode == 1
    assert (copy / "var").stat().st_uid == 65534


# Instead of what makes the root: mounts in it, as debootstrap does, and waits.
MAKES_FOR_EVER = """
for word; do case $word in */root | *.part) mkdir -p "$word/proc" && mount -t proc proc "$word/proc" ;; esac; done
tail -qf /dev/null MARK 2>/dev/null"""


@pytest.fixture
def making(copy: Path, request: pytest.FixtureRequest) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A call while its base, or the copy of it, is made."""
    mark = f"/proc/mark-{secrets.token_hex(8)}"
    write_program(copy / "bin", request.param, MAKES_FOR_EVER.replace("MARK", mark))
    if request.param == "debootstrap":
        shutil.rmtree(copy / "var/bare/base")
    command = ["env", "--default-signal=INT,TERM,HUP", str(copy / "scripts/bare"), "true"]
    with subprocess.Popen(command, env=environment(copy)) as process:
        wait_until(lambda: [each for each in processes_called(mark) if "tail -q" in started_as(each)])
        yield process, mark
        process.kill()


@NEEDS_ROOT
@pytest.mark.parametrize("making", ["debootstrap", "cp"], indirect=True)
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_what_makes_the_root_ends_with_the_call_and_the_next_one_may_begin(copy, making, number):
    process, mark = making
    process.send_signal(number)
    assert process.wait(timeout=WATCHDOG_SECONDS) != 0
    wait_until(lambda: processes_called(mark) == [], lambda: processes_called(mark))
    assert number == signal.SIGKILL or left(copy) == []
    write_program(copy / "bin", "debootstrap", "exit 1")
    (copy / "bin/cp").unlink(missing_ok=True)
    again = bare(copy, "true")
    assert again.returncode == 127 or "could not be made" in again.stderr
    assert left(copy) == []


@pytest.fixture
def running(copy: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A call whose command waits, and words that no other process has in its command line."""
    mark = f"/proc/mark-{secrets.token_hex(8)}"
    words = f"trap 'echo stopped; exit 0' TERM; tail -qf /dev/null {mark} 2>/dev/null & wait"
    # A shell cannot trap what was ignored when it began, as HUP is below nohup.
    command = ["env", "--default-signal=INT,TERM,HUP", str(copy / "scripts/bare"), "bash", "-c", words]
    with subprocess.Popen(command, env=environment(copy), stdout=subprocess.PIPE) as process:
        wait_until(lambda: [each for each in processes_called(mark) if "tail -q" in started_as(each)])
        yield process, mark
        process.kill()


def started_as(process: int) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode()[:7]
    except OSError:
        return ""


@NEEDS_ROOT
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_the_command_may_stop_in_its_own_way_and_nothing_is_left(copy, running, number):
    process, mark = running
    process.send_signal(number)
    assert process.wait(timeout=WATCHDOG_SECONDS) == 0
    assert process.stdout.read() == b"stopped\n"
    assert processes_called(mark) == []
    assert left(copy) == []


@NEEDS_ROOT
def test_a_call_that_is_killed_leaves_nothing_running_and_the_next_one_clears_up(copy, running):
    process, mark = running
    process.kill()
    process.wait()
    wait_until(lambda: processes_called(mark) == [], lambda: processes_called(mark))
    assert bare(copy, "true").returncode == 127
    assert left(copy) == []


@NEEDS_ROOT
def test_one_root_serves_one_call_at_a_time(copy, running):
    done = bare(copy, "true")
    assert done.returncode == 1
    assert "Another scripts/bare runs" in done.stderr
