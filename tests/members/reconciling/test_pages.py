"""The pages on which another list is sent, and its differences are looked at and settled."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from exchange.models import Import
from members.models import Difference, Member, Reconciliation
from tests import factories
from tests.members.reconciling.made import compared, file_of, line_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(world, client):
    client.force_login(world.users["committee"])
    return client


@pytest.fixture
def differing(world):
    """Two days of admission, somebody who is not here."""
    one, other = world.members["own"], world.members["own_second"]
    lines = [line_of(one, admitted_on="19/05/2004"), line_of(other, admitted_on="19/05/2005")]
    return compared(world, *lines, {"full_name": "Ngô Thị Lạ", "birth_date": "01/02/1970", "sex": "Nữ"})


def _send(client, place, *lines):
    typed = {"scope": place.pk, "scope_text": place.name, "scope_for": place.name}
    file = SimpleUploadedFile("ds.csv", file_of(*lines))
    return client.post(reverse("exchange:upload", args=["reconciliation"]), {**typed, "file": file})


def test_from_the_file_to_its_differences(client, world):
    one = world.members["own"]
    answer = _send(client, world.own_cell, line_of(one, admitted_on="19/05/2004"))
    upload = Import.objects.get()
    assert (answer["Location"], upload.scope_path) == (upload.get_absolute_url(), world.own_cell.path)
    assert "1 khác nhau" in client.get(upload.get_absolute_url()).text
    written = client.post(reverse("exchange:write", args=[upload.pk]), {"edition": upload.edition})
    made = Reconciliation.objects.get()
    assert written["Location"] == made.get_absolute_url()
    page = client.get(made.get_absolute_url()).text
    assert one.full_name in page
    assert "19/05/2004" in page
    assert made.get_absolute_url() in client.get(upload.get_absolute_url()).text


def test_only_what_one_keeps_is_compared(client, world):
    answer = _send(client, world.sibling_cell, line_of(world.members["own"]))
    assert (answer.status_code, Import.objects.count()) == (422, 0)


def test_a_list_in_which_all_agree_says_who_is_missing_in_it(client, world):
    _send(client, world.own, line_of(world.members["own"]))
    upload = Import.objects.get()
    assert upload.to_write == 0
    client.post(reverse("exchange:write", args=[upload.pk]), {"edition": upload.edition})
    assert [row.member for row in Difference.objects.all()] == [world.members["own_second"]]


def test_the_list_asks_as_much_for_few_rows_as_for_many(client, world):
    def queries(count):
        lines = [{"full_name": f"Ngô Thị Lạ {chr(97 + at)}", "birth_date": "01/02/1970"} for at in range(count)]
        page = compared(world, *lines).get_absolute_url()
        client.get(page)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page).context["list"].count == count + 2
        return len(asked)

    assert queries(1) == queries(3)


def test_ticked_ones_are_taken_and_the_others_stay(client, differing):
    row = differing.differences.get(member__full_name="Lê Văn Kỹ Thuật")
    address = reverse("members:settle", args=[differing.pk])
    answer = client.post(f"{address}?kind=fact", {"difference": row.pk, "deed": "take"})
    assert answer["Location"] == f"{differing.get_absolute_url()}?kind=fact"
    assert Member.objects.get(pk=row.member_id).admitted_on == date(2005, 5, 19)
    assert differing.differences.open().count() == 2


def test_all_of_one_kind_at_once(client, differing):
    address = reverse("members:settle", args=[differing.pk])
    client.post(f"{address}?kind=fact", {"all": "2", "deed": "take"})
    assert differing.differences.open().get().kind == "missing"


def test_more_than_are_taken_at_once_are_told_and_wait(client, differing, monkeypatch):
    monkeypatch.setattr("members.reconciling.settling.MOST", 1)
    address = reverse("members:settle", args=[differing.pk])
    answer = client.post(f"{address}?kind=fact", {"all": "2", "deed": "take"}, follow=True)
    assert "Mỗi lần lấy nhiều nhất 1" in answer.text
    assert differing.differences.open().filter(kind="fact").count() == 1


def test_all_means_what_stood_on_the_page(client, differing):
    address = reverse("members:settle", args=[differing.pk])
    differing.differences.filter(kind="missing").delete()
    answer = client.post(address, {"all": "3", "deed": "keep", "note": "x"}, follow=True)
    assert "Danh sách vừa thay đổi" in answer.text
    assert differing.differences.open().count() == 2


def test_nothing_ticked_is_told(client, differing):
    answer = client.post(reverse("members:settle", args=[differing.pk]), {"deed": "take"}, follow=True)
    assert "Đánh dấu những khác biệt" in answer.text


def test_what_was_typed_and_ticked_stays_where_it_is_refused(client, differing):
    row, note = differing.differences.filter(kind="fact").first(), "Sổ ghi đúng " * 40
    typed = {"difference": row.pk, "deed": "keep", "note": note}
    for address in (reverse("members:settle", args=[differing.pk]), row.get_absolute_url()):
        answer = client.post(address, typed)
        assert answer.status_code == 422
        assert note.strip() in answer.text
        assert "300" in answer.context["form"].errors["note"][0]
    ticked = client.post(reverse("members:settle", args=[differing.pk]), typed).context["ticked"]
    assert ticked == {row.pk}
    assert differing.differences.open().count() == 3


def test_one_is_settled_on_its_own_page_and_the_list_stands_again(client, differing):
    row = differing.differences.get(kind="missing")
    answer = client.post(row.get_absolute_url(), {"deed": "keep", "note": "Ở đây đúng"})
    assert answer["Location"] == differing.get_absolute_url()
    row.refresh_from_db()
    assert (row.is_open, row.note) == (False, "Ở đây đúng")


def test_of_another_comparison_nothing_is_settled(client, world, differing):
    other = compared(world, line_of(world.members["own"]))
    row = other.differences.get()
    client.post(reverse("members:settle", args=[differing.pk]), {"difference": row.pk, "deed": "keep"})
    row.refresh_from_db()
    assert row.is_open


def test_who_is_not_here_is_added_with_what_the_file_says(client, world, differing):
    row = differing.differences.get(kind="missing")
    page = client.get(row.get_absolute_url())
    [way] = page.context["page"].ways
    form = client.get(way.url).context["form"]
    assert (form["full_name"].value(), form["birth_date"].value(), form["sex"].value()) == (
        "Ngô Thị Lạ",
        "01/02/1970",
        "female",
    )
    chosen = {"organization": world.own_cell.pk, "kind": "admitted", "decided_on": "01/02/2015"}
    facts = {"full_name": "Ngô Thị Lạ", "birth_date": "01/02/1970", "sex": "female", "admitted_on": "03/02/2015"}
    answer = client.post(way.url, {**chosen, **facts})
    assert answer.status_code == 302, answer.context["form"].errors
    row.refresh_from_db()
    assert (row.state, row.member) == ("settled", Member.objects.get(full_name="Ngô Thị Lạ"))


def test_what_was_found_by_others_is_no_way_to_fill_a_form(client, world):
    made = compared(world, {"full_name": "Kín Đáo", "birth_date": "01/02/1970"}, place=world.sibling, by="bloc_office")
    row = made.differences.get(kind="missing")
    assert not client.get(f"{reverse('members:enter')}?difference={row.pk}").context["form"]["full_name"].value()


def test_the_differences_leave_as_a_workbook(client, differing):
    answer = client.post(f"{reverse('members:reconciliation_download', args=[differing.pk])}?kind=fact")
    sheet = load_workbook(BytesIO(b"".join(answer) if answer.streaming else answer.content)).active
    rows = [[cell for cell in row if cell] for row in sheet.iter_rows(values_only=True)]
    told = [row for row in rows if row and str(row[0]).startswith(("Trần", "Lê"))]
    assert len(told) == 2
    assert "19/05/2005" in map(str, next(row for row in told if row[0] == "Lê Văn Kỹ Thuật"))


def test_somebody_elses_comparison_is_not_there(client, world):
    made = compared(world, line_of(world.members["sibling"]), place=world.sibling, by="bloc_office")
    addresses = [
        made.get_absolute_url(),
        reverse("members:reconciliation_download", args=[made.pk]),
        reverse("members:settle", args=[made.pk]),
        reverse("members:look_again", args=[made.pk]),
    ]
    assert [client.get(addresses[0]).status_code, *(client.post(each).status_code for each in addresses[1:])] == [
        404
    ] * 4
    assert client.get(reverse("members:reconciliations")).context["list"].count == 0


def test_where_a_member_belongs_is_told_to_who_may_know_it(client, world):
    member = factories.member_of(world.own_cell, full_name="Người Đã Đi")
    stay = member.memberships.get()
    stay.until = date(2024, 1, 1)
    stay.save()
    factories.MembershipFactory(member=member, organization=world.sibling_cell, since=date(2024, 1, 1))
    made = compared(world, line_of(member), place=world.own, by="bloc_office")
    row = made.differences.get(kind="elsewhere")
    assert (row.member, row.place) == (member, world.sibling_cell)
    assert world.sibling_cell.name not in client.get(row.get_absolute_url()).text
    client.force_login(world.users["bloc_office"])
    assert world.sibling_cell.name in client.get(row.get_absolute_url()).text


def test_candidates_are_shown_as_far_as_one_may_look(client, world):
    own = world.members["own"]
    hidden = factories.member_of(world.sibling_cell, full_name="Người Khuất")
    made = compared(world, line_of(own), line_of(own))
    row = made.differences.get(kind="ambiguous")
    row.facts = {**row.facts, "candidates": [own.pk, hidden.pk]}
    row.save()
    page = client.get(row.get_absolute_url())
    assert [each.pk for each in page.context["page"].candidates] == [own.pk]
