"""The pages of an import, from the list of organisations to what was written and back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from exchange.models import Import, State
from organizations.models import Organization
from tests.exchange.sheets import HEADINGS, csv_file
from tests.exchange.test_flow import ROWS

pytestmark = pytest.mark.django_db
WRONG = [*ROWS, ("CB04", "Chi bộ Bốn", "Chi bộ cơ sở", "", "31/02/1999", "")]


@pytest.fixture
def office(client, world):
    client.force_login(world.users["bloc_office"])
    return client


def send(client, content, name="danh-sach.csv", kind="organizations"):
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("exchange:upload", args=[kind]), {"file": file}, follow=True)


def sent(client, rows=ROWS, headings=HEADINGS) -> Import:
    send(client, csv_file(rows, headings))
    return Import.objects.latest("pk")


def write(client, upload, **values):
    upload.refresh_from_db()
    data = {"edition": upload.edition} | values
    return client.post(reverse("exchange:write", args=[upload.pk]), data, follow=True)


def test_the_way_of_a_file(office):
    answer = send(office, csv_file(WRONG))
    assert "3/4" in answer.content.decode() or "3 trong 4" in answer.content.decode(), answer.content.decode()
    upload = Import.objects.get()
    assert "E5" in answer.content.decode()
    rows = office.get(reverse("exchange:rows", args=[upload.pk]), {"outcome": "error"})
    assert "CB04" in rows.content.decode()
    assert "CB02" not in rows.content.decode()
    marked = office.post(reverse("exchange:marked", args=[upload.pk]))
    assert marked["Content-Type"].endswith("sheet")
    write(office, upload)
    assert Organization.objects.filter(code="DU01.1").exists()
    assert not Organization.objects.filter(code="CB04").exists()
    answer = office.post(reverse("exchange:take_back", args=[upload.pk]), follow=True)
    upload.refresh_from_db()
    assert upload.state == State.UNDONE, answer.content.decode()
    assert not Organization.objects.filter(code="DU01.1").exists()
    assert office.get(reverse("exchange:list")).status_code == 200


def test_an_import_of_one_row_in_error_is_shown(office, world):
    from tests.exchange.sent import sent_file

    upload = sent_file(world.own, world.users["bloc_office"])
    for name in ("detail", "progress", "rows"):
        assert office.get(reverse(f"exchange:{name}", args=[upload.pk])).status_code == 200
    for name in ("take_table", "choose_columns", "judge", "write", "take_back"):
        assert office.post(reverse(f"exchange:{name}", args=[upload.pk])).status_code in (302, 404), name
    assert office.get(reverse("exchange:upload", args=["organizations"])).status_code == 200
    assert office.get(reverse("exchange:template", args=["organizations"])).status_code == 200
    assert office.get(reverse("exchange:list")).status_code == 200


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"%PDF-1.7", b"\x00\x01\x02" * 99, b"one line"])
def test_what_is_no_list_is_refused_in_words_at_the_file(office, content):
    answer = send(office, content)
    assert answer.status_code == 422
    assert "field-errors" in answer.content.decode()
    assert not Import.objects.exists()


def test_the_export_of_the_list_comes_back_in_without_a_change(office, world):
    exported = office.post(reverse("organizations:download") + "?view=all")
    send(office, exported.content, "to-chuc-dang.xlsx")
    upload = Import.objects.get()
    assert upload.state == State.PREVIEWED, upload.error
    assert (upload.same_count, upload.row_count, upload.problem_count) == (
        Organization.objects.visible_to(world.users["bloc_office"]).count(),
        upload.same_count,
        0,
    )


def test_the_template_can_be_sent_back(office):
    template = office.get(reverse("exchange:template", args=["organizations"]))
    answer = send(office, template.content, "mau.xlsx")
    assert answer.status_code in (200, 422)


def test_an_unknown_column_keeps_from_writing_until_it_is_decided(office):
    upload = sent(office, [(*row, "ghi") for row in ROWS], (*HEADINGS, "Cột lạ"))
    assert upload.state == State.PREVIEWED
    page = write(office, upload).content.decode()
    assert "Cột lạ" in page
    assert not Organization.objects.filter(code="DU01").exists()
    choices = {f"column-{at}": code or "-" for at, code in enumerate(upload.choices)}
    office.post(reverse("exchange:choose_columns", args=[upload.pk]), choices | {"keep": "yes"})
    write(office, upload)
    assert Organization.objects.filter(code="DU01").exists()


def test_what_was_chosen_for_the_same_headings_is_remembered(office):
    rows, headings = [(*row, "ghi") for row in ROWS], (*HEADINGS, "Cột lạ")
    upload = sent(office, rows, headings)
    choices = {f"column-{at}": code or "-" for at, code in enumerate(upload.choices)}
    office.post(reverse("exchange:choose_columns", args=[upload.pk]), choices | {"keep": "yes"})
    again = sent(office, [*rows, ("CB9", "Chi bộ Chín", "CBCS", "", "1/2/2015", "", "")], headings)
    assert again.choices[-1] == ""


def test_who_keeps_accounts_reads_in_the_trail_what_was_brought_in_and_taken_back(office, client, world):
    upload = sent(office)
    write(office, upload)
    office.post(reverse("exchange:take_back", args=[upload.pk]))
    client.force_login(world.users["administrator"])
    page = client.get(reverse("accounts:audit")).text
    assert "ghi dữ liệu từ tệp" in page
    assert "hoàn tác dữ liệu nhập từ tệp" in page
    assert f"danh-sach.csv, {world.bloc.name}" in page
    assert "Chi bộ Văn phòng" not in page


def test_taking_back_asks_first_and_says_what_follows(office):
    upload = sent(office)
    page = write(office, upload).content.decode()
    asked = page[page.index('<details class="take-back"') :]
    asked = asked[: asked.index("</details>")]
    assert reverse("exchange:take_back", args=[upload.pk]) in asked
    assert "3 dòng đã thêm sẽ bị xóa khỏi cổng" in asked, asked


PEOPLE = [("Họ và tên", "Ngày sinh", "Giới tính", "Chi bộ", "Ngày kết nạp"), ("A", "1/1/1980", "Nam", "X", "1/1/2001")]
PLACES = [HEADINGS, *ROWS]
LEVELS = [("Năm", "Họ và tên", "Ngày sinh", "Xếp loại", "Ghi chú"), ("2021", "A", "1/1/1980", "HTTNV", "")]
FIGURES = [("Chỉ tiêu", "Năm", "Số liệu", "Văn bản"), ("Đảng viên được kết nạp", "2021", "5", "Báo cáo")]


@pytest.mark.parametrize(
    ("sent_as", "rows", "right"),
    [
        ("organizations", PEOPLE, "members"),
        ("members", PLACES, "organizations"),
        ("members", LEVELS, "member_ratings"),
        ("member_ratings", PEOPLE, "members"),
        ("organization_ratings", PLACES, "organizations"),
        ("plans", FIGURES, "published"),
        ("organizations", PLACES, ""),
        ("members", PEOPLE, ""),
        ("member_ratings", LEVELS, ""),
        ("published", FIGURES, ""),
    ],
)
def test_a_list_in_the_wrong_place_is_recognized(office, sent_as, rows, right):
    page = send(office, csv_file(rows[1:], rows[0]), kind=sent_as).text
    assert ("giống một danh sách khác" in page) is bool(right)
    assert not right or reverse("exchange:upload", args=[right]) in page


def test_who_may_not_bring_the_right_list_in_is_told_that_another_office_does(client, world):
    client.force_login(world.users["committee"])
    page = send(client, csv_file(ROWS), kind="members").text
    assert "cơ quan khác nhập" in page
    assert reverse("exchange:upload", args=["organizations"]) not in page
