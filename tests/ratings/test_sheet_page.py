import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ratings.levels import LegacyLevel
from ratings.models import RatingYear, Sheet, SheetDraft, WorkResult
from ratings.sheets import entry, saving
from ratings.years import actions
from tests import factories
from tests.ratings import sheets
from tests.ratings.sheets import form_of, own, row


@pytest.fixture
def clerk(client, world, year):
    client.force_login(world.users["clerk"])
    return client


def url_of(organization, name="sheet", year=2024):
    return reverse(f"ratings:{name}", args=[year, organization.pk])


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("clerk", 200),
        ("committee", 200),
        ("bloc_office", 200),
        ("leader", 200),
        ("inspector", 200),
        ("lone_clerk", 404),
        ("sibling_committee", 404),
        ("auditor", 404),
        ("administrator", 404),
    ],
)
def test_who_sees_a_sheet(client, world, year, role, status):
    client.force_login(world.users[role])
    for name in ("sheet", "review"):
        response = client.get(url_of(world.own_cell, name))
        assert response.status_code == status
        if status == 404:
            assert "Bình Minh" not in response.content.decode().replace(world.users[role].full_name, "")


READY = "Đủ để trình"


def test_a_whole_sheet_says_that_it_can_be_submitted_and_half_a_one_does_not(clerk, world):
    sheet, by = sheets.sheet_of(world.own_cell), world.users["clerk"]
    sheets.fill(sheet, by)
    assert f"{READY}: 1 đảng viên" in clerk.get(url_of(world.own_cell)).text
    for key in (entry.OWN, entry.key_of(world.members["own"].pk)):
        now = sheets.sheet_of(world.own_cell)
        sheets.fill(now, by)
        saving.save_rows(sheet=now, rows={key: entry.blank(key)}, version=now.version, by=by)
        assert READY not in clerk.get(url_of(world.own_cell)).text


def test_what_is_not_saved_or_not_mine_is_not_called_ready(client, world, year):
    sheet = sheets.fill(sheets.sheet_of(world.own_cell), world.users["clerk"])
    SheetDraft.objects.create(
        user=world.users["clerk"], sheet=sheet, version=sheet.version, fields={"own-note": "Vừa gõ"}
    )
    for role in ("clerk", "leader"):
        client.force_login(world.users[role])
        assert READY not in client.get(url_of(world.own_cell)).text


def test_a_committee_is_ready_when_all_below_is_approved(client, world, year):
    committee = world.users["committee"]
    sheets.fill(sheets.sheet_of(world.own), committee)
    client.force_login(committee)
    for cell in (world.own_cell, world.own_second_cell):
        assert READY not in client.get(url_of(world.own)).text
        sheets.approved(sheets.sheet_of(cell), sheets.clerk_of(cell), committee)
    assert READY in client.get(url_of(world.own)).text


@pytest.mark.parametrize("role", ["leader", "inspector"])
def test_whoever_only_reads_gets_no_inputs_and_cannot_post(client, world, year, role):
    client.force_login(world.users[role])
    page = client.get(url_of(world.own_cell)).content.decode()
    assert 'type="radio"' not in page
    response = client.post(url_of(world.own_cell), {"version": "1", "own-note": "", "own-level": "4"})
    assert response.status_code == 404
    assert sheets.sheet_of(world.own_cell).version == 1


def test_the_page_without_javascript_goes_round(clerk, world):
    key = entry.key_of(world.members["own"].pk)
    fields = form_of(clerk, url_of(world.own_cell))
    fields |= {
        f"{key}-level": "4",
        f"{key}-note": "Đạt giải nhất",
        f"{key}-ballot_for": "7",
        f"{key}-ballot_present": "8",
    }
    fields |= {f"{key}-self_level": "3", "own-level": "3"}
    response = clerk.post(url_of(world.own_cell), fields)
    assert response.status_code == 302
    stored = entry.stored(sheets.sheet_of(world.own_cell))
    assert stored[key] == row(level=4, note="Đạt giải nhất", ballot_for=7, ballot_present=8, self_level=3)
    assert stored[entry.OWN] == own(level=3)
    again = form_of(clerk, url_of(world.own_cell))
    assert again.pop("form_key") != fields.pop("form_key")
    assert again == {**fields, "version": "2"}


def test_not_rated_with_a_reason(clerk, world):
    key = entry.key_of(world.members["own"].pk)
    fields = form_of(clerk, url_of(world.own_cell)) | {f"{key}-level": "0", f"{key}-not_rated_reason": "exempt"}
    assert clerk.post(url_of(world.own_cell), fields).status_code == 302
    assert entry.stored(sheets.sheet_of(world.own_cell))[key] == row(not_rated_reason="exempt")
    assert form_of(clerk, url_of(world.own_cell))[f"{key}-level"] == "0"


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"level": "5"}, "level", "bốn mức"),
        ({"level": "tốt"}, "level", "bốn mức"),
        ({"level": "0"}, "not_rated_reason", "lý do không xếp loại"),
        ({"level": "3", "not_rated_reason": "exempt"}, "not_rated_reason", "để trống"),
        ({"level": "0", "not_rated_reason": "bận"}, "not_rated_reason", "trong danh sách"),
        ({"level": "0", "not_rated_reason": "other"}, "note", "lý do khác"),
        ({"ballot_for": "9", "ballot_present": "8"}, "ballot_for", "nhiều hơn số người có mặt"),
        ({"ballot_for": "9"}, "ballot_present", "có mặt"),
        ({"ballot_present": "1,5"}, "ballot_present", "không phải"),
        ({"ballot_present": "-3"}, "ballot_present", "từ 0"),
        ({"ballot_present": "9" * 30}, "ballot_present", ""),
        ({"note": "x" * 501}, "note", "500"),
        ({"self_level": "9"}, "self_level", "bốn mức xếp loại."),
        ({"civil_level": "9"}, "civil_level", "bốn mức xếp loại."),
        ({"civil_level": "excellent"}, "civil_level", "bốn mức"),
    ],
)
def test_wrong_input_gets_a_sentence_at_its_field_and_loses_nothing(clerk, world, typed, field, sentence):
    key = entry.key_of(world.members["own"].pk)
    fields = form_of(clerk, url_of(world.own_cell)) | {"own-note": "Ghi chú của chi bộ"}
    fields |= {f"{key}-{name}": value for name, value in typed.items()}
    response = clerk.post(url_of(world.own_cell), fields)
    page = response.content.decode()
    assert response.status_code == 422
    assert f'id="{key}-{field}-error"' in page
    assert sentence in page
    assert "Ghi chú của chi bộ" in page
    assert sheets.sheet_of(world.own_cell).version == 1
    if field in ("note", "ballot_for", "ballot_present"):
        assert typed.get(field, "") in page


def test_wrong_work_numbers_stand_at_their_fields(client, world, year):
    client.force_login(world.users["lone_clerk"])
    fields = form_of(client, url_of(world.lone_cell))
    fields |= {"work-officials_summoned": "20", "work-officials_attended": "21", "work-dialogues": "1,062"}
    response = client.post(url_of(world.lone_cell), fields)
    page = response.content.decode()
    assert response.status_code == 422
    assert "nhiều hơn số được triệu tập" in page
    assert "1,062" in page
    assert not WorkResult.objects.exists()


def test_work_results_are_read_the_vietnamese_way(client, world, year):
    client.force_login(world.users["lone_clerk"])
    fields = form_of(client, url_of(world.lone_cell))
    fields |= {"work-officials_summoned": "1.062", "work-ethics_standards": "false", "work-political_task_level": "3"}
    assert client.post(url_of(world.lone_cell), fields).status_code == 302
    result = WorkResult.objects.get()
    assert (result.officials_summoned, result.ethics_standards, result.political_task_level) == (1062, False, 3)
    again = form_of(client, url_of(world.lone_cell))
    assert (again["work-officials_summoned"], again["work-ethics_standards"]) == ("1062", "false")


def test_revenue_is_asked_of_enterprises_only(client, world, year):
    client.force_login(world.users["bloc_office"])
    assert "work-revenue" in form_of(client, url_of(world.sibling))
    assert "work-revenue" not in form_of(client, url_of(world.lone_cell))


def test_a_new_member_appears_and_one_who_left_stays_with_a_flag(clerk, world):
    sheet = sheets.fill(sheets.sheet_of(world.own_cell), world.users["clerk"])
    factories.member_of(world.own_cell, full_name="Hoàng Mới Đến", admitted_on="2024-11-01", official_on=None)
    gone = world.members["own"].memberships.get()
    gone.until = sheet.rating_year.opens_on
    gone.save()
    page = clerk.get(url_of(world.own_cell)).content.decode()
    assert "Hoàng Mới Đến" in page
    assert "dự bị từ 01/11/2024" in page
    assert "Đã chuyển khỏi chi bộ" in page
    key = entry.key_of(world.members["own"].pk)
    fields = form_of(clerk, url_of(world.own_cell)) | {f"{key}-level": ""}
    assert clerk.post(url_of(world.own_cell), fields).status_code == 302
    assert "Trần Thị Bình Minh" not in clerk.get(url_of(world.own_cell)).content.decode().split("history")[0]


def test_last_year_stands_beside(clerk, world):
    before = factories.RatingYearFactory(year=2023, state=RatingYear.State.CLOSED)
    old = factories.SheetFactory(rating_year=before, organization=world.own_cell)
    factories.MemberRatingFactory(sheet=old, member=world.members["own"], level=4)
    assert '<abbr title="Hoàn thành xuất sắc nhiệm vụ">HTX' in clerk.get(url_of(world.own_cell)).content.decode()


def test_years_until_2017_have_their_own_names(client, world):
    sheets.open_year(world, 2016)
    RatingYear.objects.filter(year=2016).update(rule_set="hd27")
    client.force_login(world.users["clerk"])
    url = url_of(world.own_cell, year=2016)
    world.members["own"].memberships.update(since="2010-01-01")
    fields = form_of(client, url) | {"own-level": "clean_strong"}
    assert client.post(url, fields).status_code == 302
    stored = entry.stored(sheets.sheet_of(world.own_cell, 2016))
    assert (stored[entry.OWN]["level"], stored[entry.OWN]["legacy_level"]) == (3, LegacyLevel.CLEAN_STRONG)
    assert form_of(client, url)["own-level"] == "clean_strong"


# Two people, one sheet


def two_members(world):
    other = factories.member_of(world.own_cell, full_name="Bùi Thị Hai")
    return entry.key_of(world.members["own"].pk), entry.key_of(other.pk)


def test_the_second_save_gets_a_page_with_both_and_then_both_are_kept(clerk, world):
    first, second = two_members(world)
    mine = form_of(clerk, url_of(world.own_cell)) | {f"{first}-level": "4", f"{second}-note": "của tôi"}
    sheet = sheets.sheet_of(world.own_cell)
    theirs = {first: row(level=2), entry.OWN: own(level=3)}
    saving.save_rows(sheet=sheet, rows=theirs, version=1, by=world.users["committee"])
    response = clerk.post(url_of(world.own_cell), mine)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Trần Thị Bình Minh" in page
    for words in ("Hoàn thành nhiệm vụ", "Hoàn thành xuất sắc nhiệm vụ", "của tôi", "Bùi Thị Hai"):
        assert words in page
    conflict = response.context["conflict"]
    assert [collision.key for collision in conflict.collisions] == [first]
    again = {"version": str(sheets.sheet_of(world.own_cell).version), **dict(conflict.hidden), f"pick-{first}": "mine"}
    assert clerk.post(url_of(world.own_cell), again).status_code == 302
    stored = entry.stored(sheets.sheet_of(world.own_cell))
    assert (stored[first]["level"], stored[second]["note"], stored[entry.OWN]["level"]) == (4, "của tôi", 3)


def test_the_second_person_may_keep_what_the_first_wrote(clerk, world):
    first, _second = two_members(world)
    mine = form_of(clerk, url_of(world.own_cell)) | {f"{first}-level": "4"}
    sheet = sheets.sheet_of(world.own_cell)
    saving.save_rows(sheet=sheet, rows={first: row(level=2)}, version=1, by=world.users["committee"])
    conflict = clerk.post(url_of(world.own_cell), mine).context["conflict"]
    again = {"version": str(conflict.sheet.version), **dict(conflict.hidden), f"pick-{first}": "theirs"}
    assert clerk.post(url_of(world.own_cell), again).status_code == 302
    assert entry.stored(sheets.sheet_of(world.own_cell))[first]["level"] == 2


def test_rows_that_do_not_collide_need_no_choice(clerk, world):
    first, second = two_members(world)
    mine = form_of(clerk, url_of(world.own_cell)) | {f"{first}-level": "4"}
    sheet = sheets.sheet_of(world.own_cell)
    saving.save_rows(sheet=sheet, rows={second: row(level=2)}, version=1, by=world.users["committee"])
    response = clerk.post(url_of(world.own_cell), mine)
    conflict = response.context["conflict"]
    assert (response.status_code, conflict.collisions) == (409, [])
    assert (conflict.mine, conflict.theirs) == (["Trần Thị Bình Minh"], ["Bùi Thị Hai"])
    again = {"version": str(conflict.sheet.version), **dict(conflict.hidden)}
    assert clerk.post(url_of(world.own_cell), again).status_code == 302
    stored = entry.stored(sheets.sheet_of(world.own_cell))
    assert (stored[first]["level"], stored[second]["level"]) == (4, 2)


@pytest.mark.parametrize(
    ("savers", "heading"),
    [
        (["clerk"], "Đồng chí đã lưu phiếu này ở một trang khác"),
        (["committee"], "Có người khác đã sửa phiếu này"),
        (["committee", "clerk"], "Có người khác đã sửa phiếu này"),
    ],
)
def test_the_page_of_two_versions_speaks_of_two_people_only_where_there_are(clerk, world, savers, heading):
    first, second = two_members(world)
    mine = form_of(clerk, url_of(world.own_cell)) | {f"{first}-level": "4"}
    for level, name in enumerate(savers, 1):
        sheet = sheets.sheet_of(world.own_cell)
        rows = {first: row(level=level), second: row(level=level)}
        saving.save_rows(sheet=sheet, rows=rows, version=sheet.version, by=world.users[name])
    page = clerk.post(url_of(world.own_cell), mine).text
    assert heading in page
    assert "Khi đồng chí mở phiếu" in page
    assert "hai người" not in page.lower()


def test_a_save_after_the_submission_shows_what_was_typed_and_saves_nothing(clerk, world):
    key = entry.key_of(world.members["own"].pk)
    mine = form_of(clerk, url_of(world.own_cell)) | {f"{key}-level": "1", f"{key}-note": "gõ muộn"}
    sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    response = clerk.post(url_of(world.own_cell), mine)
    page = response.content.decode()
    assert response.status_code == 409
    assert "gõ muộn" in page
    assert "Phiếu không sửa được nữa" in page
    assert "Lưu bản đã ghép" not in page
    assert "Hai bản khác nhau" not in page
    assert sheets.sheet_of(world.own_cell).state == Sheet.State.SUBMITTED


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 40, "²"])
def test_a_nonsense_version_is_a_conflict_and_no_error(clerk, world, version):
    fields = form_of(clerk, url_of(world.own_cell)) | {"version": version, "own-level": "3"}
    assert clerk.post(url_of(world.own_cell), fields).status_code == 409


# Drafts


def keep(client, world, **fields):
    return client.post(url_of(world.own_cell, "draft"), json.dumps(fields), content_type="application/json")


def test_a_draft_outlives_the_tab_and_goes_with_the_save(clerk, world):
    key = entry.key_of(world.members["own"].pk)
    fields = form_of(clerk, url_of(world.own_cell)) | {f"{key}-level": "4", f"{key}-note": "đang nghĩ"}
    assert keep(clerk, world, **fields).status_code == 200
    assert entry.stored(sheets.sheet_of(world.own_cell)) == {}
    page = clerk.get(url_of(world.own_cell)).content.decode()
    assert "Bản nháp chưa lưu" in page
    restored = form_of(clerk, url_of(world.own_cell))
    assert (restored[f"{key}-level"], restored[f"{key}-note"]) == ("4", "đang nghĩ")
    assert clerk.post(url_of(world.own_cell), restored).status_code == 302
    assert not SheetDraft.objects.exists()
    assert entry.stored(sheets.sheet_of(world.own_cell))[key]["level"] == 4


def test_a_draft_is_seen_by_nobody_else(clerk, client, world):
    key = entry.key_of(world.members["own"].pk)
    keep(clerk, world, **{f"{key}-note": "riêng tôi", "version": "1"})
    client.force_login(world.users["committee"])
    assert "riêng tôi" not in client.get(url_of(world.own_cell)).content.decode()


def test_a_draft_older_than_a_save_ends_in_the_conflict_page(clerk, world):
    key = entry.key_of(world.members["own"].pk)
    keep(clerk, world, **form_of(clerk, url_of(world.own_cell)) | {f"{key}-level": "4"})
    sheet = sheets.sheet_of(world.own_cell)
    saving.save_rows(sheet=sheet, rows={key: row(level=2)}, version=1, by=world.users["committee"])
    assert clerk.post(url_of(world.own_cell), form_of(clerk, url_of(world.own_cell))).status_code == 409


def test_a_wrong_draft_is_shown_with_its_sentence(clerk, world):
    key = entry.key_of(world.members["own"].pk)
    keep(clerk, world, **{"version": "1", f"{key}-note": "", f"{key}-ballot_for": "nhiều"})
    page = clerk.get(url_of(world.own_cell)).content.decode()
    assert f'id="{key}-ballot_for-error"' in page
    assert 'value="nhiều"' in page


@pytest.mark.parametrize(
    "body", ["", "[]", '{"a": 1}', '{"a": {"b": "c"}}', '{"a": "\\u0000"}', "{", '"' + "x" * 600_000]
)
def test_a_draft_that_is_no_form_is_refused(clerk, world, body):
    response = clerk.post(url_of(world.own_cell, "draft"), body, content_type="application/json")
    assert response.status_code == 400
    assert not SheetDraft.objects.exists()


def test_a_draft_can_be_thrown_away(clerk, world):
    keep(clerk, world, version="1", **{"own-note": "bỏ đi"})
    assert clerk.post(url_of(world.own_cell, "discard")).status_code == 302
    assert not SheetDraft.objects.exists()


# Cost


@pytest.mark.parametrize("organization", ["own_cell", "lone_cell"])
def test_the_page_costs_the_same_with_more_rows(client, world, year, organization):
    place = getattr(world, organization)
    client.force_login(world.users["bloc_office"])
    costs = []
    for more in (0, 2):
        for _each in range(more):
            factories.member_of(place)
        sheets.fill(sheets.sheet_of(place), world.users["bloc_office"])
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url_of(place)).status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1]
    assert costs[0] <= 40


def test_a_committees_page_costs_the_same_with_more_cells(client, world, year):
    client.force_login(world.users["committee"])
    costs = []
    for more in (0, 2):
        for _each in range(more):
            factories.cell(world.own)
        actions.open_year(rating_year=year, by=None)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url_of(world.own)).status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1]
