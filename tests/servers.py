"""Throw-away servers: a PostgreSQL, a Redis, a whole portal, each with its own folder and port."""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
from django.conf import settings
from django.db import connection

from scripts.programs import program
from scripts.serve import ROOT, Child, answers, stop, web_command, worker_command
from tests.waiting import wait_until


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _server_account() -> str | None:
    """PostgreSQL refuses to run as root; then it runs as its own account, or as nobody."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@contextmanager
def _scratch_folder(owner: str | None = None) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="portal-server-"))
    try:
        if owner:
            shutil.chown(folder, owner)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def wait_for(ready: Callable[[], bool], children: list[Child], what: str) -> None:
    def last_words() -> str:
        return "\n".join(f"{what} did not start: {child.last_lines()}" for child in children)

    wait_until(lambda: ready() or any(child.died for child in children), last_words)
    if not ready():
        raise RuntimeError(last_words())


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def start_postgres() -> Iterator[str]:
    """Yields the DATABASE_URL of an empty database on a server without fsync: nobody keeps what is in it."""
    initdb, postgres = program("initdb"), program("postgres")
    account, port, password = _server_account(), free_port(), secrets.token_hex(16)
    with _scratch_folder(account) as folder:
        (folder / "password").write_text(password)
        if account:
            shutil.chown(folder / "password", account)
        subprocess.run(
            [
                *(initdb, "--pgdata", str(folder / "data"), "--username", "portal"),
                *("--pwfile", str(folder / "password"), "--auth", "scram-sha-256"),
                *("--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"),
            ],
            cwd=folder,
            user=account,
            group=account,
            extra_groups=[] if account else None,
            check=True,
            capture_output=True,
        )
        options = {
            "port": port,
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "fsync": "off",
            "synchronous_commit": "off",
            "full_page_writes": "off",
            # Two stories at once, each with a site and one behind TLS, a connection for each of their threads.
            "max_connections": 200,
        }
        given = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        command = [postgres, "-D", str(folder / "data"), *given]
        server = Child("PostgreSQL", command, folder / "log", dict(os.environ), user=account)
        try:
            wait_for(lambda: listens(port), [server], "PostgreSQL")
            yield f"postgres://portal:{password}@127.0.0.1:{port}/postgres"
        finally:
            # SIGINT would be its fast shutdown; with fsync off there is nothing worth waiting for.
            stop([server], seconds=0)


@contextmanager
def start_redis() -> Iterator[str]:
    port, password = free_port(), secrets.token_hex(16)
    with _scratch_folder() as folder:
        options = [
            "--port",
            str(port),
            "--bind",
            "127.0.0.1",
            "--requirepass",
            password,
            "--save",
            "",
            "--dir",
            str(folder),
        ]
        server = Child("Redis", [program("redis-server"), *options], folder / "log", dict(os.environ))
        try:
            wait_for(lambda: listens(port), [server], "Redis")
            yield f"redis://:{password}@127.0.0.1:{port}/0"
        finally:
            stop([server], seconds=0)


@contextmanager
def migrated() -> Iterator[dict[str, str]]:
    """The environment of commands on an empty database of their own."""
    with _scratch_folder() as folder, scratch_database() as url:
        env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "DATABASE_URL": url or f"sqlite:///{folder}/portal.sqlite3",
            "PORTAL_VAR_DIR": str(folder),
        }
        manage(env, "migrate", "--verbosity", "0")
        yield env


@contextmanager
def scratch_database() -> Iterator[str]:
    """An empty database on the server that DATABASE_URL names; "" where that is not PostgreSQL."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield ""
        return
    name = f"portal_{secrets.token_hex(6)}"
    link = psycopg2.connect(server)
    link.autocommit = True
    try:
        with link.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}")
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
    finally:
        link.close()


@dataclass
class Portal:
    """A portal that runs: gunicorn and one Celery worker (with beat), both restartable."""

    base_url: str
    port: int
    folder: Path
    env: dict[str, str]
    web: Child
    worker: Child

    @property
    def processes(self) -> list[Child]:
        return [self.web, self.worker]

    def start_worker(self) -> None:
        self.worker = Child("worker", worker_command(), self.folder / "worker.log", self.env)

    def start_web(self) -> None:
        self.web = Child("web", web_command(self.port), self.folder / "web.log", self.env)
        wait_for(lambda: answers(self.port), [self.web], "The site")

    def manage(self, *arguments: str) -> str:
        return manage(self.env, *arguments)


@contextmanager
def start_worker() -> Iterator[Child]:
    """A Celery worker on the database, queue and folder of the test process that calls this."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{database['NAME']}"
    else:
        url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database['NAME']}").geturl()
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings", "DATABASE_URL": url}
    worker = Child("worker", worker_command(), settings.VAR_DIR / "worker.log", env)
    try:
        yield worker
    finally:
        stop([worker])


def manage(env: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"manage.py {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def _redis_database() -> str:
    """The processes of a parallel run have the first ones (tests/settings.py); their portals have the last ones."""
    url = os.environ.get("REDIS_URL", "")
    number = 15 - int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    return urlsplit(url)._replace(path=f"/{number}").geturl() if url else ""


@contextmanager
def start_portal(env: dict[str, str] | None = None, *, demo: bool = True) -> Iterator[Portal]:
    """Migrated, with the demo data, web and worker running; on the servers of DATABASE_URL and REDIS_URL if named."""
    with ExitStack() as stack:
        folder = stack.enter_context(_scratch_folder())
        port = free_port()
        base_url = f"http://127.0.0.1:{port}"
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "DATABASE_URL": stack.enter_context(scratch_database()) or f"sqlite:///{folder}/portal.sqlite3",
            "REDIS_URL": _redis_database(),
            "PORTAL_VAR_DIR": str(folder),
            "PORTAL_URL": base_url,
            "ALLOWED_HOSTS": "127.0.0.1",
            **(env or {}),
        }
        manage(environment, "migrate", "--verbosity", "0")
        if demo:
            manage(environment, "demo")
        manage(environment, "collectstatic", "--no-input", "--verbosity", "0")
        web = Child("web", web_command(port), folder / "web.log", environment)
        worker = Child("worker", worker_command(), folder / "worker.log", environment)
        portal = Portal(base_url, port, folder, environment, web, worker)
        try:
            wait_for(lambda: answers(port), portal.processes, "The site")
            yield portal
        finally:
            stop(portal.processes)
