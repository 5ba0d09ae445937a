import json
import threading
from pathlib import Path
from queue import Empty
from uuid import uuid4

import pytest
from kombu import Connection
from kombu.transport import filesystem

from portal import folder_queue
from portal.celery import app
from tests.waiting import WATCHDOG_SECONDS

MESSAGE = {"body": "x" * 400, "headers": {"task": "reports.jobs.tasks.sweep"}}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "queue").mkdir()
    return tmp_path / "queue"


def channel(folder: Path, scheme: str):
    places = {"data_folder_in": str(folder), "data_folder_out": str(folder), "control_folder": str(folder.parent / "c")}
    return Connection(f"{scheme}://", transport_options=places).channel()


@pytest.fixture
def queue(folder):
    return channel(folder, folder_queue.SCHEME)


def test_the_portal_uses_it_where_there_is_no_redis(settings):
    if settings.REDIS_URL:
        pytest.skip("Redis carries the messages")
    with app.connection_for_write() as connection:
        assert isinstance(connection.transport, folder_queue.Transport)


def test_what_is_put_is_got_once_and_in_order(queue):
    for number in range(3):
        queue._put("celery", {**MESSAGE, "number": number})
    assert [queue._get("celery")["number"] for _ in range(3)] == [0, 1, 2]
    with pytest.raises(Empty):
        queue._get("celery")


@pytest.mark.parametrize("content", ["", "garbage{", '{"body": "x', "\x00"])
def test_a_file_that_is_no_message_costs_no_worker(folder, queue, content):
    # kombu moves a file to the system's folder for temporary ones, where another process of the run may have the name.
    broken = folder / f"0_{uuid4()}.celery.msg"
    broken.write_text(content)
    with pytest.raises(json.JSONDecodeError):
        channel(folder, "filesystem")._get("celery")

    broken.write_text(content)
    queue._put("celery", MESSAGE)
    with pytest.raises(Empty):
        queue._get("celery")
    assert queue._get("celery") == MESSAGE


def test_a_file_has_the_name_of_its_queue_only_when_it_is_whole(folder, queue, monkeypatch):
    seen: list[str] = []
    replace = Path.replace

    def watched(path: Path, target: Path) -> Path:
        seen.extend(each.name for each in folder.iterdir() if each.name.endswith("celery.msg"))
        assert json.loads(path.read_text(encoding="utf-8")) == MESSAGE
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", watched)
    queue._put("celery", MESSAGE)
    assert seen == []
    assert len(list(folder.iterdir())) == 1


def test_nobody_reads_half_a_message_while_many_are_written(folder, queue):
    """kombu's own files are found empty now and then; these never are."""
    left, got = threading.Event(), []

    def read() -> None:
        reader = channel(folder, folder_queue.SCHEME)
        while True:
            last = left.is_set()
            try:
                got.append(filesystem.Channel._get(reader, "celery"))
            except Empty:
                if last:
                    return

    thread = threading.Thread(target=read)
    thread.start()
    for _ in range(500):
        queue._put("celery", MESSAGE)
    left.set()
    thread.join(timeout=WATCHDOG_SECONDS)
    assert got == [MESSAGE] * 500
