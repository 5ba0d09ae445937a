"""A marked file of many rows: asked for, made by a worker, taken home, and gone by the next day."""

import os
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts.models import AuditEvent
from exchange import actions, made, tasks
from exchange.models import Import, State
from tests.exchange.test_pages import WRONG, office, sent

pytestmark = pytest.mark.django_db
__all__ = ["office"]
WAIT = "Cổng đang tạo tệp đánh dấu lỗi"


@pytest.fixture
def asked(monkeypatch, settings, tmp_path):
    """What workers were told to make, of files that are all large."""
    told: list[tuple[int, str]] = []
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(actions, "tell", lambda _task, *what: told.append(what))
    return told


@pytest.fixture
def upload(office, asked, monkeypatch) -> Import:
    found = sent(office, WRONG)
    monkeypatch.setattr(actions, "AT_ONCE", 1)
    return found


def ask(office, upload):
    return office.post(reverse("exchange:marked", args=[upload.pk]), follow=True)


def downloads() -> int:
    return AuditEvent.objects.filter(verb="import.download").count()


def test_a_large_file_is_made_by_a_worker_and_taken_home_once_it_is_there(office, upload, asked):
    assert WAIT in ask(office, upload).content.decode()
    assert (asked, downloads()) == ([(upload.pk, "vi")], 0)
    tasks.mark(*asked[0])
    answer = ask(office, upload)
    assert load_workbook(BytesIO(answer.content)).worksheets[0].max_row == 1 + len(WRONG)
    assert (len(asked), downloads()) == (1, 1)


def test_another_preview_has_another_file(office, upload, asked):
    ask(office, upload)
    tasks.mark(*asked[0])
    Import.objects.update(edition=upload.edition + 1)
    assert WAIT in ask(office, upload).content.decode()
    assert len(asked) == 2


@pytest.mark.parametrize("values", [{"state": State.JUDGING}, {"edition": 9}, {"error_count": 0}, None])
def test_nothing_is_kept_of_rows_that_changed_while_they_were_laid_out(upload, monkeypatch, values):
    def laid_out(_upload):
        Import.objects.update(**values) if values else Import.objects.all().delete()
        return b"x"

    monkeypatch.setattr(made, "marked_file", laid_out)
    tasks.mark(upload.pk, "vi")
    assert list(made.path_of(upload).parent.iterdir()) == []


def test_who_is_told_of_an_import_that_is_gone_makes_nothing(upload):
    Import.objects.all().delete()
    tasks.mark(upload.pk, "vi")
    assert not made.path_of(upload).parent.exists()


def test_files_of_yesterday_are_swept(upload):
    tasks.mark(upload.pk, "vi")
    tasks.sweep_old()
    assert made.path_of(upload).exists()
    long_ago = (timezone.now() - 2 * tasks.MARKED_KEPT).timestamp()
    os.utime(made.path_of(upload), (long_ago, long_ago))
    tasks.sweep_old()
    assert not made.path_of(upload).exists()
