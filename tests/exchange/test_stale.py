"""Whether a preview still stands: its page asks the trail first, and compares only where something was done since."""

import pytest
from django.urls import reverse

from accounts.trail.record import record
from exchange.kinds import kinds
from exchange.models import Import
from tests.exchange.test_pages import office, sent

pytestmark = pytest.mark.django_db
__all__ = ["office"]
CHANGED = "Dữ liệu trên cổng đã thay đổi"


@pytest.fixture
def stamps(monkeypatch):
    """Each time the data is read whole."""
    kind, read = kinds()["organizations"], []
    stamp = kind.stamp
    monkeypatch.setattr(kind, "stamp", lambda scope: read.append(scope) or stamp(scope))
    return read


def shown(office, upload) -> str:
    return office.get(reverse("exchange:detail", args=[upload.pk])).content.decode()


def test_the_page_of_a_preview_does_not_read_all_data_while_nothing_is_done(office, stamps):
    upload = sent(office)
    stamps.clear()
    office.post(reverse("exchange:marked", args=[upload.pk]))
    assert CHANGED not in shown(office, upload)
    assert stamps == []


def test_a_deed_since_has_the_data_compared_once(office, world, stamps):
    upload = sent(office)
    record(by=world.users["bloc_office"], verb="organization.rename", target=world.bloc)
    stamps.clear()
    assert CHANGED not in shown(office, upload)
    assert len(stamps) == 1


def test_a_page_says_that_the_data_has_changed_since(office, world):
    upload = sent(office)
    world.bloc.code = "KHAC"
    world.bloc.save()
    record(by=world.users["bloc_office"], verb="organization.rename", target=world.bloc)
    assert CHANGED in shown(office, upload)


def test_another_file_that_was_written_since_is_a_deed(office, world):
    upload = sent(office)
    other = Import.objects.get(pk=upload.pk)
    world.bloc.code = "KHAC"
    world.bloc.save()
    record(by=world.users["bloc_office"], verb="import.write", target=other)
    assert CHANGED in shown(office, upload)
