"""The grid of a committee: the members of all its cells on one page, saved at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEvent
from accounts.roles import Role
from accounts.trail.record import history
from organizations.models import Assignment, Organization
from ratings.grid import cells, cells_page
from ratings.models import MemberRating, RatingYear, Sheet
from ratings.sheets import entry, saving
from ratings.years import actions
from tests import factories
from tests.ratings import sheets
from tests.ratings.sheets import form_of, row


@pytest.fixture
def committee(client, world, year):
    client.force_login(world.users["committee"])
    return client


def url_of(organization, name="cells"):
    return reverse(f"ratings:{name}", args=[2024, organization.pk])


def field(organization, member, name):
    return f"c{organization.pk}-{entry.key_of(member.pk)}-{name}"


def level_of(organization, member):
    row_now = entry.stored(sheets.sheet_of(organization)).get(entry.key_of(member.pk))
    return row_now and row_now["level"]


@pytest.mark.parametrize(
    ("role", "reads", "writes"),
    [
        ("committee", 200, 302),
        ("bloc_office", 200, 302),
        ("leader", 200, 404),
        ("inspector", 200, 404),
        ("clerk", 404, 404),
        ("sibling_committee", 404, 404),
        ("lone_clerk", 404, 404),
        ("auditor", 404, 404),
        ("administrator", 404, 404),
    ],
)
def test_who_reads_and_who_saves(client, world, year, role, reads, writes):
    client.force_login(world.users[role])
    response = client.get(url_of(world.own))
    assert response.status_code == reads
    if reads == 200:
        page = response.content.decode()
        assert ('type="radio"' in page) == (writes == 302)
        assert "Trần Thị Bình Minh" in page
        assert "Phạm Hoàng Hôn" not in page
    typed = {f"c{world.own_cell.pk}-version": "1", field(world.own_cell, world.members["own"], "note"): "x"}
    assert client.post(url_of(world.own), typed).status_code == writes
    assert MemberRating.objects.exists() == (writes == 302)


def test_a_cell_has_no_grid_of_cells(committee, world):
    assert committee.get(url_of(world.own_cell)).status_code == 404


def test_the_page_without_javascript_saves_two_cells_at_once(committee, world):
    fields = form_of(committee, url_of(world.own))
    own, second = world.members["own"], world.members["own_second"]
    fields |= {
        field(world.own_cell, own, "level"): "4",
        field(world.own_cell, own, "note"): "Đạt giải nhất",
        field(world.own_second_cell, second, "level"): "0",
        field(world.own_second_cell, second, "not_rated_reason"): "exempt",
    }
    response = committee.post(url_of(world.own), fields, follow=True)
    page = response.content.decode()
    assert world.own_cell.name in page
    assert "Đã lưu lúc" in page
    assert entry.stored(sheets.sheet_of(world.own_cell)) == {entry.key_of(own.pk): row(level=4, note="Đạt giải nhất")}
    assert entry.stored(sheets.sheet_of(world.own_second_cell)) == {
        entry.key_of(second.pk): row(not_rated_reason="exempt")
    }
    for organization in (world.own_cell, world.own_second_cell):
        sheet = sheets.sheet_of(organization)
        event = history(sheet).get()
        assert (sheet.version, sheet.saved_by) == (2, world.users["committee"])
        assert (event.verb, event.data["version"]) == ("sheet.save", 2)


def test_only_cells_in_which_something_changed_are_touched(committee, world):
    fields = form_of(committee, url_of(world.own))
    fields[field(world.own_cell, world.members["own"], "level")] = "3"
    committee.post(url_of(world.own), fields)
    assert [sheets.sheet_of(cell).version for cell in (world.own_cell, world.own_second_cell)] == [2, 1]
    assert not history(sheets.sheet_of(world.own_second_cell)).exists()


def test_saving_what_is_there_touches_nothing(committee, world):
    response = committee.post(url_of(world.own), form_of(committee, url_of(world.own)), follow=True)
    assert "chưa có gì thay đổi" in response.content.decode().lower()
    assert not AuditEvent.objects.filter(verb="sheet.save").exists()


def test_votes_that_the_page_does_not_show_stay(committee, world):
    key = entry.key_of(world.members["own"].pk)
    rows = {key: row(level=3, civil_level=2, ballot_present=8, ballot_for=7)}
    saving.save_rows(sheet=sheets.sheet_of(world.own_cell), rows=rows, version=1, by=world.users["clerk"])
    fields = form_of(committee, url_of(world.own)) | {field(world.own_cell, world.members["own"], "level"): "4"}
    assert committee.post(url_of(world.own), fields).status_code == 302
    stored = entry.stored(sheets.sheet_of(world.own_cell))[key]
    assert stored == row(level=4, civil_level=2, ballot_present=8, ballot_for=7)


@pytest.mark.parametrize(
    ("typed", "name", "sentence"),
    [
        ({"level": "5"}, "level", "bốn mức"),
        ({"level": "0"}, "not_rated_reason", "lý do không xếp loại"),
        ({"level": "0", "not_rated_reason": "other"}, "note", "lý do khác"),
        ({"self_level": "9"}, "self_level", "bốn mức"),
        ({"note": "x" * 501}, "note", "500"),
    ],
)
def test_wrong_input_stands_at_its_field_and_nothing_is_lost(committee, world, typed, name, sentence):
    wrong = {field(world.own_cell, world.members["own"], each): value for each, value in typed.items()}
    kept = {field(world.own_second_cell, world.members["own_second"], "note"): "Ghi chú của chi bộ khác"}
    response = committee.post(url_of(world.own), form_of(committee, url_of(world.own)) | wrong | kept)
    page = response.content.decode()
    assert response.status_code == 422
    assert f'id="{field(world.own_cell, world.members["own"], name)}-error"' in page
    assert sentence in page
    assert "Ghi chú của chi bộ khác" in page
    assert not MemberRating.objects.exists()


def test_a_cell_saved_meanwhile_is_named_and_nothing_is_saved_or_lost(committee, world):
    own, second = world.members["own"], world.members["own_second"]
    other = factories.member_of(world.own_cell, full_name="Ngô Văn Mới")
    fields = form_of(committee, url_of(world.own))
    theirs = {entry.key_of(own.pk): row(level=2), entry.key_of(other.pk): row(level=1)}
    saving.save_rows(sheet=sheets.sheet_of(world.own_cell), rows=theirs, version=1, by=world.users["clerk"])
    fields |= {
        field(world.own_cell, own, "level"): "4",
        field(world.own_second_cell, second, "note"): "Ghi chú của tôi",
    }
    response = committee.post(url_of(world.own), fields)
    page = response.content.decode()
    assert response.status_code == 409
    assert str(world.users["clerk"]) in page
    assert "Ghi chú của tôi" in page
    assert "Hoàn thành nhiệm vụ" in page.split("Vừa được lưu")[1][:200]
    assert sheets.sheet_of(world.own_second_cell).version == 1
    assert level_of(world.own_cell, own) == 2
    again = sheets.fields_in(page)
    assert again[f"c{world.own_cell.pk}-version"] == "2"
    assert again[field(world.own_cell, own, "level")] == "4"
    assert again[field(world.own_cell, other, "level")] == "1"
    assert committee.post(url_of(world.own), again).status_code == 302
    assert (level_of(world.own_cell, own), level_of(world.own_cell, other)) == (4, 1)
    assert sheets.sheet_of(world.own_second_cell).version == 2


def test_a_cell_saved_meanwhile_in_which_i_typed_nothing_does_not_stop_me(committee, world):
    own, second = world.members["own"], world.members["own_second"]
    fields = form_of(committee, url_of(world.own))
    sheets.fill(sheets.sheet_of(world.own_cell), world.users["clerk"], level=2)
    fields[field(world.own_second_cell, second, "level")] = "4"
    assert committee.post(url_of(world.own), fields).status_code == 302
    assert (level_of(world.own_cell, own), level_of(world.own_second_cell, second)) == (2, 4)
    assert sheets.sheet_of(world.own_cell).version == 2


def test_what_was_typed_in_a_cell_that_was_sent_meanwhile_is_told(committee, world):
    own, second = world.members["own"], world.members["own_second"]
    fields = form_of(committee, url_of(world.own))
    sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    fields |= {
        field(world.own_cell, own, "note"): "Đề nghị xem lại",
        field(world.own_second_cell, second, "level"): "4",
    }
    response = committee.post(url_of(world.own), fields)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Đề nghị xem lại" in page
    again = sheets.fields_in(page)
    assert f"c{world.own_cell.pk}-version" not in again
    assert committee.post(url_of(world.own), again).status_code == 302
    assert (level_of(world.own_second_cell, second), level_of(world.own_cell, own)) == (4, 3)


def test_a_submitted_cell_is_read_in_place(committee, world):
    sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    fields = form_of(committee, url_of(world.own))
    assert f"c{world.own_cell.pk}-version" not in fields
    assert f"c{world.own_second_cell.pk}-version" in fields
    page = committee.get(url_of(world.own)).content.decode()
    assert "Trần Thị Bình Minh" in page
    assert reverse("ratings:sheet", args=[2024, world.own_cell.pk]) in page


def test_nothing_is_saved_once_the_year_is_closed(committee, world):
    fields = form_of(committee, url_of(world.own)) | {field(world.own_cell, world.members["own"], "level"): "4"}
    RatingYear.objects.update(state=RatingYear.State.CLOSED)
    response = committee.post(url_of(world.own), fields)
    assert response.status_code == 409
    assert "Trần Thị Bình Minh: Mức" in response.content.decode()
    assert not MemberRating.objects.exists()


def test_cells_that_are_not_mine_are_read_in_place(client, world, year):
    clerk = world.users["clerk"]
    Assignment.objects.create(user=clerk, role=Role.INSPECTOR, organization=world.bloc, since=world.bloc.opened_on)
    client.force_login(clerk)
    fields = form_of(client, url_of(world.own))
    own, second = world.members["own"], world.members["own_second"]
    assert field(world.own_second_cell, second, "note") not in fields
    fields |= {
        field(world.own_cell, own, "level"): "3",
        f"c{world.own_second_cell.pk}-version": "1",
        field(world.own_second_cell, second, "note"): "",
        field(world.own_second_cell, second, "level"): "3",
    }
    assert client.post(url_of(world.own), fields).status_code == 302
    assert (level_of(world.own_cell, own), level_of(world.own_second_cell, second)) == (3, None)


def test_a_section_shows_its_own_cells_and_counts_the_whole_organisation(client, world, year):
    section = factories.OrganizationFactory(
        kind=Organization.Kind.SECTION, parent=world.own, name="Đảng bộ bộ phận Phía Nam"
    )
    cell = factories.OrganizationFactory(
        kind=Organization.Kind.SUBORDINATE_CELL, parent=section, name="Chi bộ Cầu Đường"
    )
    member = factories.member_of(cell, full_name="Mai Văn Cầu")
    actions.open_year(rating_year=year, by=world.users["bloc_office"])
    sheets.fill(sheets.sheet_of(world.own_cell), world.users["clerk"], level=4)
    client.force_login(factories.user_with(Role.COMMITTEE, section))
    page = client.get(url_of(section)).content.decode()
    assert member.full_name in page
    assert "Trần Thị Bình Minh" not in page
    assert 'data-excellent="1"' in page
    client.force_login(world.users["committee"])
    assert member.full_name in client.get(url_of(world.own)).content.decode()


def test_who_moved_within_the_committee_stands_in_both_cells_until_cleared(committee, world):
    own = world.members["own"]
    sheets.fill(sheets.sheet_of(world.own_cell), world.users["clerk"])
    membership = own.memberships.get()
    membership.until = membership.since.replace(year=2024, month=6, day=1)
    membership.save()
    own.memberships.create(organization=world.own_second_cell, since=membership.until)
    fields = form_of(committee, url_of(world.own))
    assert fields[field(world.own_cell, own, "level")] == "3"
    fields |= {field(world.own_cell, own, "level"): "", field(world.own_second_cell, own, "level"): "2"}
    assert committee.post(url_of(world.own), fields).status_code == 302
    assert (level_of(world.own_cell, own), level_of(world.own_second_cell, own)) == (None, 2)


def test_more_members_than_a_page_can_hold_are_read_only_in_a_sentence(committee, world, monkeypatch):
    monkeypatch.setattr(cells_page, "MOST_ROWS", 1)
    page = committee.get(url_of(world.own)).content.decode()
    assert 'type="radio"' not in page
    assert "từng chi bộ" in page


def test_a_page_of_the_most_rows_is_within_what_is_read(settings):
    versions_and_token = 500
    assert cells_page.MOST_ROWS * len(cells.FIELDS) + versions_and_token <= settings.DATA_UPLOAD_MAX_NUMBER_FIELDS


def test_the_way_to_it_from_the_sheet_and_the_board(committee, world):
    assert url_of(world.own) in committee.get(url_of(world.own, "sheet")).content.decode()
    board = committee.get(reverse("ratings:year", args=[2024])).content.decode()
    assert url_of(world.own) in board
    assert url_of(world.own_cell) not in board


def grown(world, year, number_of_cells, members):
    for number in range(number_of_cells - 2):
        factories.cell(world.own, name=f"Chi bộ thêm {number}")
    actions.open_year(rating_year=year, by=world.users["bloc_office"])
    for organization in world.own.children.all():
        for _each in range(members - 1):
            factories.member_of(organization)
    for organization in world.own.children.filter(name__startswith="Chi bộ thêm"):
        factories.member_of(organization)


@pytest.mark.parametrize(("number_of_cells", "members"), [(3, 3), (10, 30)])
def test_queries_depend_on_neither_cells_nor_rows(committee, world, year, number_of_cells, members):
    grown(world, year, number_of_cells, members)
    with CaptureQueriesContext(connection) as opening:
        fields = form_of(committee, url_of(world.own))
    for name in list(fields):
        if name.endswith("-note"):
            fields[name.removesuffix("note") + "level"] = "3"
    with CaptureQueriesContext(connection) as posting:
        assert committee.post(url_of(world.own), fields).status_code == 302
    assert MemberRating.objects.filter(level=3).count() == number_of_cells * members
    assert Sheet.objects.filter(version=2).count() == number_of_cells
    # Seven of the posting's are the key by which the form is done once (ADR 15): its row, its answer, a transaction.
    assert (len(opening), len(posting)) == (18, 28)
