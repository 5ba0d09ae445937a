"""An office that brings its members in, in a portal whose processes are killed meanwhile."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from http.client import HTTPException

import pytest

from scripts.serve import Child
from tests.exchange.made import xlsx
from tests.faults.databases import LOCKED, Writing, execute, query
from tests.servers import Portal, manage
from tests.visitor import Visitor
from tests.waiting import wait_until

PASSWORD = "mua-thu-2026-ha"
NO_ANSWER = (OSError, HTTPException)
BEFORE = {"committing": ("previewed",), "undoing": ("committed",)}
LONG_AGO = "2020-01-01 00:00:00+00:00"
BOOTSTRAP = (
    *("bootstrap", "--name", "Đảng bộ Xã Trúc Đào", "--code", "TD", "--founded", "1/7/2005"),
    *("--admin", "minh:Nguyễn Thị Minh", "--admin", "binh:Lê Văn Bình", "--office", "minh"),
)
CELLS = ("Mã", "Tên", "Loại", "Ngày thành lập")
MEMBERS = ("Họ và tên", "Ngày sinh", "Giới tính", "Chi bộ", "Ngày vào Đảng")


def cells() -> bytes:
    return xlsx({"DS": [CELLS, *((f"CB{at}", f"Chi bộ Số {at}", "Chi bộ cơ sở", "1/2/2006") for at in range(1, 6))]})


def members(count: int) -> bytes:
    """Each born on a day of their own, so that none is taken for another."""
    first = date(1950, 1, 1)
    born = ((at, first + timedelta(days=at)) for at in range(count))
    rows = (("Nguyễn Văn An", f"{day:%d/%m/%Y}", "Nam", f"Chi bộ Số {at % 5 + 1}", "3/2/2010") for at, day in born)
    return xlsx({"DS": [MEMBERS, *rows]})


@dataclass
class Office:
    portal: Portal
    visitor: Visitor

    @classmethod
    def of(cls, portal: Portal) -> Office:
        manage({**portal.env, "BOOTSTRAP_PASSWORDS": f"minh:{PASSWORD}"}, *BOOTSTRAP)
        office = cls(portal, Visitor.signed_in(portal.base_url, "minh", PASSWORD))
        office.send("organizations", cells())
        office.visitor.press("/write/")
        assert office.state() == "committed", office.visitor.text
        return office

    def send(self, kind: str, content: bytes) -> None:
        self.visitor.send_file(f"/imports/new/{kind}/", "danh-sach.xlsx", content)

    def row(self) -> tuple[str, int, bool, int]:
        """Of the last import: its state, how often it was begun, whether somebody holds it, how many rows are done."""
        asked = "SELECT state, attempts, token IS NOT NULL, done FROM exchange_import ORDER BY id DESC LIMIT 1"
        [row] = query(self.portal, asked) or [("", 0, False, 0)]
        return row

    def state(self) -> str:
        return self.row()[0]

    def count(self, table: str, where: str = "1 = 1") -> int:
        return query(self.portal, f"SELECT count(*) FROM {table} WHERE {where}")[0][0]

    def members(self) -> tuple[int, int, int, int]:
        """Members, their places, what brought them, and what is kept to take them back."""
        kept = "SELECT count(*) FROM exchange_writtenrows WHERE upload_id = (SELECT max(id) FROM exchange_import)"
        tables = ("members_member", "members_membership", "members_lifeevent")
        return *map(self.count, tables), query(self.portal, kept)[0][0]  # type: ignore[return-value]

    def lines(self, verb: str) -> int:
        return self.count("accounts_auditevent", f"verb = '{verb}'")

    def page(self) -> str:
        """The heading of the import's page."""
        [[pk]] = query(self.portal, "SELECT max(id) FROM exchange_import")
        self.visitor.open(f"/imports/{pk}/")
        return self.visitor.heading

    def until(self, state: str) -> None:
        wait_until(lambda: self.state() == state, lambda: f"{self.row()}\n{self.portal.worker.last_lines(40)}")

    def let_lease_run_out(self) -> None:
        execute(self.portal, "UPDATE exchange_import SET lease_until = %s WHERE token IS NOT NULL", LONG_AGO)

    def in_the_middle_of(self, state: str, table: str, child: Child) -> None:
        """Stops the process once it has written rows of the table that nobody else sees yet: it is killed there."""
        group = child.process.pid
        writing = Writing(self.portal, table, group)

        def reached() -> bool:
            if (was := self.state()) != state:
                assert was in BEFORE.get(state, ()), f"{was}: it was quicker than we"
                return False
            if not writing():
                return False
            os.killpg(group, signal.SIGSTOP)
            if self.state() == state and writing():
                return True
            os.killpg(group, signal.SIGCONT)
            return False

        wait_until(reached, lambda: f"{self.row()}\n{child.last_lines(40)}")

    def replace_worker(self) -> None:
        self.let_lease_run_out()
        self.portal.start_worker()

    @contextmanager
    def killed_web(self, deed: Callable[[], object]) -> Iterator[None]:
        """In the middle of a person's request; afterwards the site is up again, and the person got no answer."""
        with ThreadPoolExecutor() as person:
            waiting = person.submit(deed)
            yield
            self.portal.web.kill()
            with pytest.raises(NO_ANSWER):
                waiting.result()
        self.portal.start_web()


@contextmanager
def asleep(office: Office) -> Iterator[None]:
    """The worker, past its lease, and between two writes: asleep inside one it would hold a lock for ever."""
    group = office.portal.worker.process.pid

    def sleeps() -> bool:
        os.killpg(group, signal.SIGSTOP)
        try:
            office.let_lease_run_out()
        except LOCKED:
            os.killpg(group, signal.SIGCONT)
            return False
        return True

    wait_until(sleeps)
    try:
        yield
    finally:
        os.killpg(group, signal.SIGCONT)
