"""An import is there as a whole or not at all, whatever happens to the processes. Real ones, real signals."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from exchange.actions import AT_ONCE
from tests.faults.offices import Office, asleep, members
from tests.faults.queues import queue
from tests.servers import start_portal, stop
from tests.waiting import wait_until

# Longer than any machine is busy: nobody loses a lease here but whom a test takes it from.
LEASE = 3_600
MANY, FEW = 3 * AT_ONCE, AT_ONCE
NOTHING = (0, 0, 0, 0)


def all_of(count: int) -> tuple[int, int, int, int]:
    return count, count, count, -(-count // 500)


@pytest.fixture(scope="module", params=["filesystem", "redis"])
def office(request) -> Iterator[Office]:
    with ExitStack() as stack:
        broker = stack.enter_context(queue(request.param))
        settings = {"IMPORT_LEASE_SECONDS": str(LEASE), "REDIS_URL": broker}
        yield Office.of(stack.enter_context(start_portal(settings, demo=False)))


@pytest.fixture(autouse=True)
def clean(office):
    assert office.members()[:3] == NOTHING[:3]


def test_a_worker_killed_while_it_judges_writes_and_takes_back(office):
    told = {verb: office.lines(verb) for verb in ("import.write", "import.take_back", "member.brought_in")}

    office.send("members", members(MANY))
    wait_until(lambda: office.row()[3] > 0, office.row)
    office.portal.worker.kill()
    assert office.page() == "Đang xem xét tệp"
    office.replace_worker()
    office.until("previewed")
    assert office.page() == f"{MANY:,} trong {MANY:,} dòng nhập được".replace(",", ".")

    office.visitor.press("/write/")
    office.in_the_middle_of("committing", "members_member", office.portal.worker)
    office.portal.worker.kill()
    assert office.page() == "Đang ghi vào cổng"
    assert office.members() == NOTHING
    office.replace_worker()
    office.until("committed")
    assert office.members() == all_of(MANY)
    assert office.page() == f"Đã ghi {MANY:,} dòng".replace(",", ".")

    office.visitor.press("/take-back/")
    office.in_the_middle_of("undoing", "members_membership", office.portal.worker)
    office.portal.worker.kill()
    assert office.page() == "Đang hoàn tác"
    assert office.members() == all_of(MANY)
    office.replace_worker()
    office.until("undone")
    assert office.members()[:3] == NOTHING[:3]
    assert office.page() == "Đã hoàn tác lần nhập này"

    assert {verb: office.lines(verb) - before for verb, before in told.items()} == {
        "import.write": 1,
        "import.take_back": 1,
        "member.brought_in": MANY,
    }


def test_a_site_killed_while_it_judges_writes_and_takes_back(office):
    told = {verb: office.lines(verb) for verb in ("import.write", "import.take_back", "member.brought_in")}

    with office.killed_web(lambda: office.send("members", members(FEW))):
        wait_until(lambda: office.row()[:3] == ("judging", 1, True), office.row)
    assert office.page() == "Đang xem xét tệp"
    office.let_lease_run_out()
    office.until("previewed")
    assert office.page() == f"{FEW:,} trong {FEW:,} dòng nhập được".replace(",", ".")

    with office.killed_web(lambda: office.visitor.press("/write/")):
        office.in_the_middle_of("previewed", "members_member", office.portal.web)
    assert office.members() == NOTHING
    assert office.page() == f"{FEW:,} trong {FEW:,} dòng nhập được".replace(",", ".")
    office.visitor.press("/write/")
    assert office.visitor.heading == f"Đã ghi {FEW:,} dòng".replace(",", ".")
    assert office.members() == all_of(FEW)

    with office.killed_web(lambda: office.visitor.press("/take-back/")):
        office.in_the_middle_of("committed", "members_membership", office.portal.web)
    assert office.members() == all_of(FEW)
    assert office.page() == f"Đã ghi {FEW:,} dòng".replace(",", ".")
    office.visitor.press("/take-back/")
    assert office.visitor.heading == "Đã hoàn tác lần nhập này"
    assert office.members()[:3] == NOTHING[:3]

    assert {verb: office.lines(verb) - before for verb, before in told.items()} == {
        "import.write": 1,
        "import.take_back": 1,
        "member.brought_in": FEW,
    }


def test_a_worker_that_sleeps_past_its_lease_changes_nothing_when_it_wakes(office):
    office.send("members", members(MANY))
    wait_until(lambda: office.row()[3] > 0, office.row)
    sleeper = office.portal.worker
    try:
        with asleep(office):
            office.portal.start_worker()
            office.until("previewed")
            seen = office.row()
        wait_until(lambda: "taken over meanwhile" in sleeper.last_lines(200), lambda: sleeper.last_lines(40))
        assert office.row() == seen
    finally:
        stop([sleeper])
