"""Several roots in one portal: a file is brought in at the one that was asked for, and nowhere that is only read."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from exchange.models import Import, State
from organizations.actions import assign
from organizations.models import Organization
from tests.exchange.sent import sent_file
from tests.exchange.sheets import csv_file
from ui.root_addresses import address_of

pytestmark = pytest.mark.django_db
ROW = ("X1", "Chi bộ Nơi khác", "Chi bộ cơ sở", "", "1/2/2015", "")


def test_a_file_for_another_root_than_the_persons_first(client, world):
    office, root = world.users["bloc_office"], world.foreign_bloc
    by = world.users["administrator"]
    assign(user=office, role=Role.OFFICE, organization=root, since=date(2020, 1, 1), until=None, by=by)
    client.force_login(office)
    file = SimpleUploadedFile("danh-sach.csv", csv_file([ROW]))
    client.post(address_of(root.pk, reverse("exchange:upload", args=["organizations"])), {"file": file})
    upload = Import.objects.get()
    assert (upload.state, upload.new_count) == (State.PREVIEWED, 1), upload.error
    written = address_of(root.pk, reverse("exchange:write", args=[upload.pk]))
    client.post(written, {"edition": upload.edition})
    assert Organization.objects.get(code="X1").parent == root


def test_what_merged_into_a_root_is_read_and_takes_no_files(world):
    upload = sent_file(world.foreign_bloc, world.users["bloc_office"])
    world.bloc.earlier_paths = [world.foreign_bloc.path]
    world.bloc.save()
    assert not Import.objects.visible_to(User.objects.get(pk=world.users["bloc_office"].pk)).exists()
    assert Import.objects.get() == upload
