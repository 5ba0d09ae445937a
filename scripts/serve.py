"""Web and worker together, as `scripts/run` starts them: Ctrl-C stops all, and when one dies the others stop too."""

import ctypes
import fcntl
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import environ

ROOT = Path(__file__).resolve().parent.parent
PR_SET_PDEATHSIG = 1
SECONDS_TO_START = 60
SECONDS_TO_STOP = 15
LOG_BYTES_KEPT = 5_000_000
# Of scripts/bare, which only root may start.
ROOT_OF_ITS_OWN = "bare"
STOPPED_BY = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def web_command(port: int) -> list[str]:
    """With threads: a browser opens connections on which it asks nothing yet, and each would hold up a process."""
    return [
        *(sys.executable, "-m", "gunicorn", "portal.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "2"),
        *("--threads", "8", "--graceful-timeout", "10", "--access-logfile", "-", "--no-control-socket"),
    ]


def worker_command() -> list[str]:
    return [
        *(sys.executable, "-m", "celery", "-A", "portal", "worker", "--beat", "--concurrency", "1"),
        *("--without-gossip", "--without-mingle", "--loglevel", "INFO"),
    ]


def answers(port: int) -> bool:
    """Whether the site is ready: its database answers and is migrated. A redirect to https is an answer too."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _end_with_parent() -> None:
    """Asks the kernel for a SIGTERM when the parent dies without a word (kill -9). Linux only; elsewhere nothing."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Child:
    """A process with its own process group, its output in a log file; it holds `lock` open as long as it lives."""

    def __init__(
        self,
        name: str,
        command: list[str],
        log: Path,
        env: dict[str, str],
        user: str | None = None,
        lock: tuple[int, ...] = (),
    ):
        self.name = name
        self.log = log
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                user=user,
                group=user,
                extra_groups=[] if user else None,
                pass_fds=lock,
                preexec_fn=_end_with_parent,
            )

    @property
    def died(self) -> bool:
        return self.process.poll() is not None

    def last_lines(self, count: int = 15) -> str:
        with self.log.open(encoding="utf-8", errors="replace") as log:
            return "".join(deque(log, count)).rstrip()

    def kill(self) -> None:
        """kill -9 for the process and all that it started."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def stop(children: list[Child], seconds: float = SECONDS_TO_STOP) -> None:
    """Asks all of them at once, and ends by force what is still there when the time is over."""
    for child in children:
        if not child.died:
            child.process.terminate()
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and not all(child.died for child in children):
        time.sleep(0.05)
    for child in children:
        child.kill()


def port_from(text: str) -> int:
    """The port if it is free; otherwise a sentence and the end."""
    if not re.fullmatch("[0-9]{1,5}", text) or not 0 < int(text) < 65_536:
        sys.exit(
            f"PORT={text} is not a port number: choose one between 1024 and 65535, for example PORT=8001 scripts/run"
        )
    port = int(text)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            sys.exit(f"Port {port} may be opened by root only. Choose another one: PORT=8001 scripts/run")
        except OSError:
            other = 8001 if port != 8001 else 8002
            sys.exit(
                f"Port {port} is taken by another program. Stop it or choose another port: PORT={other} scripts/run"
            )
    return port


def check_writable(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
        ours = (path for path in folder.iterdir() if path.name != ROOT_OF_ITS_OWN)
        foreign = next((path for path in ours if not os.access(path, os.W_OK)), None)
    except OSError as error:
        sys.exit(
            f"Cannot write into {folder} ({error.strerror}). Give this account the right to it, "
            "or name another folder: PORTAL_VAR_DIR=/some/folder scripts/run"
        )
    if foreign:
        sys.exit(f"Cannot write {foreign}: it belongs to another account. Take it over: sudo chown -R $USER '{folder}'")


@contextmanager
def only_one(folder: Path) -> Iterator[tuple[int, ...]]:
    """Two portals on one folder would share its database, its queue and its clock. Yields what holds the lock."""
    with (folder / "run.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.exit(f"A portal already runs from {folder}. Stop it first, or name another folder in PORTAL_VAR_DIR.")
        yield (lock.fileno(),)


def start_log(path: Path) -> Path:
    if path.exists() and path.stat().st_size > LOG_BYTES_KEPT:
        path.replace(path.with_suffix(".log.1"))
    return path


def wait_until_it_answers(port: int, children: list[Child]) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while not answers(port):
        end_if_one_died(children)
        if time.monotonic() > deadline:
            web = children[0]
            sys.exit(f"The site does not answer on port {port}. The last lines of {web.log}:\n{web.last_lines()}")
        time.sleep(0.2)


def end_if_one_died(children: list[Child]) -> None:
    for child in children:
        if child.died:
            sys.exit(
                f"The {child.name} process ended by itself (code {child.process.returncode}), so everything is "
                f"stopped. The last lines of {child.log}:\n{child.last_lines()}"
            )


def serve(port: int, var: Path, env: dict[str, str], lock: tuple[int, ...]) -> None:
    children: list[Child] = []
    try:
        children.append(Child("web", web_command(port), start_log(var / "log/web.log"), env, lock=lock))
        children.append(Child("worker", worker_command(), start_log(var / "log/worker.log"), env, lock=lock))
        wait_until_it_answers(port, children)
        print(f"\nThe portal is open: http://127.0.0.1:{port}/\n", flush=True)
        print(f"Logs: {var / 'log'}. Ctrl-C stops everything.", flush=True)
        while True:
            end_if_one_died(children)
            time.sleep(0.5)
    finally:
        # Another Ctrl-C must not cut the stopping short and leave processes behind.
        for number in STOPPED_BY:
            signal.signal(number, signal.SIG_IGN)
        stop(children)


def prepare(env: dict[str, str], lock: tuple[int, ...]) -> None:
    command = [sys.executable, "-m", "scripts.prepare"]
    done = subprocess.run(command, cwd=ROOT, env=env, check=False, pass_fds=lock, preexec_fn=_end_with_parent)
    if done.returncode:
        sys.exit(done.returncode)


def _leave(number: int, frame: object) -> None:
    print("\nStopping …", flush=True)
    sys.exit(0)


def _leave_when_stopped() -> None:
    """What whoever started this has it ignore stays ignored: below nohup it goes on when the terminal closes."""
    for number in STOPPED_BY:
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _leave)


def main() -> None:
    environ.Env.read_env(ROOT / ".env")
    port = port_from(os.environ.get("PORT", "8000"))
    var = Path(os.environ.get("PORTAL_VAR_DIR", ROOT / "var")).absolute()
    check_writable(var)
    env = {"PORTAL_URL": f"http://127.0.0.1:{port}", **os.environ, "PORTAL_VAR_DIR": str(var)}
    _leave_when_stopped()
    with only_one(var) as lock:
        prepare(env, lock)
        serve(port, var, env, lock)


if __name__ == "__main__":
    main()
