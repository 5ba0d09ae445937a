"""A PostgreSQL that stands still, as on a disk that hangs: it keeps every connection open and answers nothing."""

import http.client
import json
import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import psycopg2
import pytest

from scripts import programs
from scripts.serve import Child, stop, web_command
from tests.servers import free_port, listens, manage, start_postgres, wait_for

WATCHDOG = 120
COOKIES = f"csrftoken={'a' * 32}; sessionid={'b' * 32}"
TYPED = {"full_name": "Nguyễn Thị Đông Cứng", "csrfmiddlewaretoken": "a" * 32}
OF_THE_SERVER = (
    "SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
    "UNION SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int"
)


@dataclass(frozen=True)
class Site:
    """Web processes on an empty database: while it stands still, nobody learns what is in it."""

    port: int
    database_url: str

    def ask(self, method: str, path: str, **fields: str) -> tuple[int, str]:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=WATCHDOG)) as link:
            headers = {"Cookie": COOKIES, "Content-Type": "application/x-www-form-urlencoded"}
            link.request(method, path, urlencode(fields), headers)
            answer = link.getresponse()
            return answer.status, answer.read().decode()

    def database_of_probe(self) -> tuple[int, str]:
        status, text = self.ask("GET", "/readyz")
        return status, json.loads(text)["database"]

    @contextmanager
    def frozen(self) -> Iterator[None]:
        with closing(psycopg2.connect(self.database_url)) as link, link.cursor() as cursor:
            cursor.execute(OF_THE_SERVER)
            numbers = [number for (number,) in cursor.fetchall()]
        try:
            for number in numbers:
                os.kill(number, signal.SIGSTOP)
            yield
        finally:
            for number in numbers:
                os.kill(number, signal.SIGCONT)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    if not os.environ.get("DATABASE_URL", "").startswith("postgres") or programs.find("initdb") is None:
        pytest.skip("needs a PostgreSQL of its own, once, in the part that runs on servers")
    port = free_port()
    with start_postgres() as url:
        env = {**os.environ, "DATABASE_URL": url, "REDIS_URL": "", "PORTAL_VAR_DIR": str(tmp_path)}
        env |= {"ALLOWED_HOSTS": "127.0.0.1", "DJANGO_SETTINGS_MODULE": "portal.settings"}
        manage(env, "collectstatic", "--no-input", "--verbosity", "0")
        web = Child("web", web_command(port), tmp_path / "web.log", env)
        try:
            wait_for(lambda: listens(port), [web], "The site")
            yield Site(port, url)
        finally:
            stop([web])


def test_what_was_typed_comes_back_and_afterwards_all_is_well(site):
    assert site.database_of_probe() == (503, "ok"), "only the migrations are missing"
    with site.frozen(), ThreadPoolExecutor() as people:
        form = people.submit(site.ask, "POST", "/members/enter/", **TYPED)
        probe = people.submit(site.database_of_probe)
        assert form.result()[0] == 503
        assert TYPED["full_name"] in form.result()[1]
        assert probe.result() == (503, "no answer")
    assert site.database_of_probe() == (503, "ok")
