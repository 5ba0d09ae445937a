"""Whoever takes a row: one at a time, all or nothing, and again where it was lost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEvent
from exchange import actions, lifecycle, tasks, work, writing
from exchange.kinds import kinds
from exchange.models import Chunk, Import, State, WrittenRows
from exchange.rows import Lines
from exchange.transitions import Moved
from organizations.models import Organization
from tests.exchange.test_flow import ROWS, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(world, monkeypatch) -> Import:
    """Too large to be written in the request, so that it waits for a worker."""
    upload = sent(world)
    monkeypatch.setattr(actions, "AT_ONCE", 0)
    monkeypatch.setattr(actions, "ring", lambda pk: None)
    actions.write(upload=upload, edition=upload.edition, by=upload.sent_by)
    assert upload.state == State.COMMITTING
    return upload


def nothing_is_written() -> bool:
    return not Organization.objects.filter(code="DU01").exists() and not WrittenRows.objects.exists()


def over(upload: Import) -> None:
    Import.objects.filter(pk=upload.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def lines() -> int:
    return AuditEvent.objects.filter(verb="import.write").count()


def test_a_worker_writes_it_and_a_second_ring_does_nothing(waiting):
    tasks.run(waiting.pk)
    tasks.run(waiting.pk)
    waiting.refresh_from_db()
    assert waiting.state == State.COMMITTED
    assert lines() == 1


def test_a_worker_that_dies_in_the_middle_has_written_nothing_and_the_next_one_writes_all(waiting, monkeypatch):
    class Killed(BaseException):
        pass

    def dying(changes, scope, by):
        yield next(iter(whole(changes, scope, by)))
        raise Killed

    kind = kinds()["organizations"]
    whole = kind.write
    monkeypatch.setattr(kind, "write", dying, raising=False)
    with pytest.raises(Killed):
        tasks.run(waiting.pk)
    assert nothing_is_written()
    monkeypatch.setattr(kind, "write", whole)
    tasks.run(waiting.pk)
    assert nothing_is_written(), "the row is still held"
    over(waiting)
    assert lifecycle.due() == [waiting.pk]
    tasks.run(waiting.pk)
    assert Organization.objects.filter(code__in=[row[0] for row in ROWS]).count() == len(ROWS)
    assert lines() == 1


def test_who_lost_the_row_writes_nothing_any_more(waiting):
    late = lifecycle.claim(waiting.pk)
    over(waiting)
    tasks.run(waiting.pk)
    waiting.refresh_from_db()
    assert waiting.state == State.COMMITTED
    before = Organization.objects.count()
    with pytest.raises((lifecycle.LeaseLost, writing.Stale)):
        writing.write(waiting, late)
    assert Organization.objects.count() == before


def test_an_error_writes_nothing_and_it_can_be_looked_at_again(waiting, monkeypatch):
    def broken(changes, scope, by):
        raise RuntimeError("no")

    monkeypatch.setattr(kinds()["organizations"], "write", broken, raising=False)
    tasks.run(waiting.pk)
    waiting.refresh_from_db()
    assert waiting.state == State.FAILED
    assert nothing_is_written()
    actions.judge(upload=waiting, by=waiting.sent_by)
    work.run(waiting.pk)
    waiting.refresh_from_db()
    assert waiting.state == State.PREVIEWED


def test_who_may_no_longer_do_it_writes_nothing(waiting):
    waiting.sent_by.assignments.update(until=timezone.localdate() - timedelta(days=1))
    tasks.run(waiting.pk)
    waiting.refresh_from_db()
    assert waiting.state == State.FAILED
    assert nothing_is_written()


def test_lost_five_times_it_is_given_up(waiting):
    lifecycle.claim(waiting.pk)
    Import.objects.filter(pk=waiting.pk).update(attempts=Import.MAX_ATTEMPTS)
    assert lifecycle.due() == []
    over(waiting)
    tasks.sweep()
    waiting.refresh_from_db()
    assert waiting.state == State.FAILED
    assert waiting.error


def test_the_edition_that_was_not_seen_is_not_written(world):
    upload = sent(world)
    actions.judge(upload=upload, by=upload.sent_by)
    with pytest.raises(Moved):
        actions.write(upload=upload, edition=upload.edition - 1, by=upload.sent_by)
    assert nothing_is_written()


def test_a_file_is_written_once(world):
    upload, twin = (sent(world) for _each in range(2))
    assert upload.pk == twin.pk
    actions.write(upload=upload, edition=upload.edition, by=upload.sent_by)
    with pytest.raises(Moved):
        actions.write(upload=twin, edition=twin.edition, by=twin.sent_by)
    assert lines() == 1


def test_of_old_files_only_the_numbers_stay(world):
    upload = sent(world)
    actions.write(upload=upload, edition=upload.edition, by=upload.sent_by)
    Import.objects.filter(pk=upload.pk).update(written_at=timezone.now() - timedelta(days=31))
    tasks.sweep_old()
    upload.refresh_from_db()
    assert upload.new_count == len(ROWS)
    assert not Chunk.objects.exists()
    assert not WrittenRows.objects.exists()
    assert not upload.may_still_be_undone


def test_rows_are_read_across_chunks(world):
    from exchange.rows import SIZE

    rows = [(f"R{at}", f"Chi bộ {at}", "Chi bộ cơ sở", "", "1/2/2015", "") for at in range(2 * SIZE + 3)]
    upload = sent(world, rows)
    found = Lines(upload.sent_table)
    with CaptureQueriesContext(connection) as asked:
        assert len(list(found)) == len(rows)
    assert len(asked) == 2, "the keys of the chunks, and the chunks"
    assert [line.number for line in found] == [line.number for line in found[0 : len(found)]]
    assert [line.number for line in found[SIZE - 2 : SIZE + 2]] == list(range(SIZE, SIZE + 4))
