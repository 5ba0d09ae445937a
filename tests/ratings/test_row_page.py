"""The page of one row: what a level rests on by Regulation 366-QĐ/TW, for a member and for the organisation."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEvent
from ratings.grid.title_groups import likely
from ratings.grounds import TitleGroup
from ratings.models import MemberRating, SheetDraft
from ratings.sheets import entry, saving
from tests import factories
from tests.ratings import sheets
from tests.ratings.sheets import fields_in, form_of, own, row

YEAR = 2025


@pytest.fixture
def points_year(world):
    return sheets.open_year(world, YEAR, rule_set="qd366")


@pytest.fixture
def clerk(client, world, points_year):
    client.force_login(world.users["clerk"])
    return client


@pytest.fixture
def key(world):
    return entry.key_of(world.members["own"].pk)


def sheet_url(world, year=YEAR):
    return reverse("ratings:sheet", args=[year, world.own_cell.pk])


def row_url(world, key, year=YEAR):
    return reverse("ratings:row", args=[year, world.own_cell.pk, key])


def saved(world, key):
    return entry.stored(sheets.sheet_of(world.own_cell, YEAR)).get(key)


def send(client, world, key, **values):
    fields = form_of(client, row_url(world, key))
    return client.post(row_url(world, key), {**fields, **{f"{key}-{name}": text for name, text in values.items()}})


SAID = {
    "title_group": "leader",
    "points_common": "28,5",
    "points_results": "65",
    "tasks_given": "12",
    "tasks_done": "12",
    "tasks_late": "1",
    "tasks_above": "4",
    "shortcomings_fixed": "yes",
    "opinion_received": "no",
    "exception": "tự phát hiện, đã khắc phục",
}
KEPT = {
    "title_group": "leader",
    "points_common": 2850,
    "points_results": 6500,
    "tasks_given": 12,
    "tasks_done": 12,
    "tasks_late": 1,
    "tasks_above": 4,
    "shortcomings_fixed": True,
    "opinion_received": False,
    "exception": "tự phát hiện, đã khắc phục",
    "level": 4,
}


def test_what_is_said_is_kept_and_leaves_the_rest_of_the_row(clerk, world, key):
    sheet = sheets.sheet_of(world.own_cell, YEAR)
    before = row(self_level=3, civil_level=4, ballot_for=6, ballot_present=7)
    saving.save_rows(sheet=sheet, rows={key: before}, version=1, by=world.users["clerk"])
    response = send(clerk, world, key, **SAID)
    assert response.status_code == 302
    assert response.url.endswith(f"{sheet_url(world)}#{key}")
    assert saved(world, key) == {**before, **KEPT}
    shown = form_of(clerk, row_url(world, key))
    assert {name: shown[f"{key}-{name}"] for name in SAID} == SAID
    assert "33,3%" in clerk.get(row_url(world, key)).content.decode()


@pytest.mark.parametrize(("said", "state"), [("", ""), ("no", " open"), ("yes", " open")])
def test_temporary_activity_is_asked_of_those_only_who_had_it(clerk, world, key, said, state):
    send(clerk, world, key, opinion_received=said)
    page = " ".join(clerk.get(row_url(world, key)).text.split())
    assert page.count(f'<details class="paper seldom"{state or " "}> <summary>Sinh hoạt đảng tạm thời') == 1
    clerk.force_login(world.users["leader"])
    assert ("Đã có ý kiến của chi bộ sinh hoạt tạm thời" in clerk.get(row_url(world, key)).text) == bool(said)


def test_the_page_says_whom_it_is_about(clerk, world, key):
    about = {key: (world.own_cell.name, "sinh năm"), "own": (world.own.name,)}
    for row_key, words in about.items():
        note = clerk.get(row_url(world, row_key)).text.split('class="page-note">')[1].split("</p>")[0]
        assert all(each in note for each in words), note


def test_the_own_row_has_tasks_and_cause_but_no_group(clerk, world):
    assert f"{entry.OWN}-title_group" not in form_of(clerk, row_url(world, entry.OWN))
    values = {"points_common": "20", "points_results": "20", "cause": "points", "tasks_given": "9", "tasks_done": "5"}
    assert send(clerk, world, entry.OWN, **values).status_code == 302
    assert saved(world, entry.OWN) == own(
        level=1, points_common=2000, points_results=2000, cause="points", tasks_given=9, tasks_done=5
    )


def test_the_sheet_says_in_a_word_what_is_said_and_leads_there(clerk, world, key):
    send(clerk, world, key, **SAID, cause="tasks")
    page = clerk.get(sheet_url(world)).content.decode()
    assert f'href="{row_url(world, key)}"' in page
    assert f'href="{row_url(world, entry.OWN)}"' in page
    assert "Lãnh đạo, quản lý · nhiệm vụ 12/12" in page


def test_saving_goes_on_to_the_next_row(clerk, world, key):
    fields = form_of(clerk, row_url(world, key)) | {"then": "next"}
    assert clerk.post(row_url(world, key), fields).url == row_url(world, entry.OWN)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("tasks_done", "13"),
        ("tasks_given", "nhiều"),
        ("tasks_late", "99999999999"),
        ("title_group", "king"),
        ("cause", "weather"),
        ("shortcomings_fixed", "maybe"),
        pytest.param("exception", "á" * 501, id="too long"),
        ("points_results", "71"),
        ("level", "7"),
    ],
)
def test_what_cannot_be_read_comes_back_with_a_sentence_and_saves_nothing(clerk, world, key, name, text):
    values = {**SAID, name: text}
    response = send(clerk, world, key, **values)
    assert response.status_code == 422
    page = response.content.decode()
    assert "is-invalid" in page or f"{key}-{name}-error" in page
    if name not in ("title_group", "cause", "shortcomings_fixed", "level"):
        assert fields_in(page)[f"{key}-{name}"] == text
    assert saved(world, key) is None


def test_two_people_at_one_row_meet_on_the_conflict_page_and_lose_nothing(clerk, world, key):
    mine = form_of(clerk, row_url(world, key)) | {f"{key}-tasks_given": "12", f"{key}-cause": "tasks"}
    sheet = sheets.sheet_of(world.own_cell, YEAR)
    theirs = row(level=3, tasks_given=10, note="của người khác")
    saving.save_rows(sheet=sheet, rows={key: theirs}, version=1, by=world.users["committee"])
    response = clerk.post(row_url(world, key), mine)
    assert response.status_code == 409
    page = response.content.decode()
    assert f'name="{key}-tasks_given" value="12"' in page
    assert f'name="{key}-cause" value="tasks"' in page
    assert saved(world, key) == theirs


def test_what_is_unsaved_on_the_sheet_is_shown_here_and_stays_for_the_other_rows(clerk, world, key):
    factories.member_of(world.own_cell, full_name="Nguyễn Văn Hai")
    other = next(each for each in form_of(clerk, sheet_url(world)) if each.endswith("-note") and key not in each)[:-5]
    typed = form_of(clerk, sheet_url(world)) | {
        f"{key}-points_common": "25",
        f"{key}-self_level": "2",
        f"{other}-points_common": "21",
    }
    typed.pop("version")
    sheet = sheets.sheet_of(world.own_cell, YEAR)
    SheetDraft.objects.create(user=world.users["clerk"], sheet=sheet, version=1, fields=typed)
    assert form_of(clerk, row_url(world, key))[f"{key}-points_common"] == "25"
    send(clerk, world, key, tasks_given="3")
    assert (saved(world, key)["points_common"], saved(world, key)["self_level"]) == (2500, 2)
    assert saved(world, other) is None
    again = form_of(clerk, sheet_url(world))
    assert (again["version"], again[f"{other}-points_common"]) == ("2", "21")
    assert clerk.post(sheet_url(world), again).status_code == 302
    assert saved(world, other)["points_common"] == 2100
    assert saved(world, key)["tasks_given"] == 3


def test_a_draft_of_this_row_alone_is_done_with_once_it_is_saved(clerk, world, key):
    typed = form_of(clerk, sheet_url(world)) | {f"{key}-points_common": "25"}
    sheet = sheets.sheet_of(world.own_cell, YEAR)
    SheetDraft.objects.create(user=world.users["clerk"], sheet=sheet, version=1, fields=typed)
    send(clerk, world, key)
    assert not SheetDraft.objects.exists()


def test_whoever_only_reads_sees_it_without_inputs_and_cannot_post(clerk, world, key):
    send(clerk, world, key, **SAID)
    clerk.force_login(world.users["leader"])
    page = clerk.get(row_url(world, key)).content.decode()
    assert f"{key}-" not in page.replace(f"#{key}", "")
    assert "28,5 + 65 = 93,5" in page
    assert clerk.post(row_url(world, key), {"version": "2"}).status_code == 404


def test_the_row_of_another_branch_or_of_nobody_is_not_there(clerk, world):
    theirs = entry.key_of(world.members["own_second"].pk)
    for key in (theirs, "m999999", "work", "m", "x"):
        assert clerk.get(row_url(world, key)).status_code == 404
        response = clerk.post(row_url(world, key), {"version": "1", f"{key}-note": "đã ghi", f"{key}-level": "4"})
        assert response.status_code == 409
        assert "đã ghi" in response.content.decode()
        assert "Kỹ Thuật" not in response.content.decode()
    assert not MemberRating.objects.exists()


def test_earlier_years_have_no_such_page(client, world, year, key):
    client.force_login(world.users["clerk"])
    assert client.get(row_url(world, key, 2024)).status_code == 404
    address = reverse("ratings:fill_groups", args=[2024, world.own_cell.pk])
    assert client.post(address).status_code == 404
    assert not MemberRating.objects.exists()


def test_the_groups_of_a_sheet_that_is_locked_are_not_filled_and_that_is_said(clerk, world, key):
    sheets.submitted(sheets.sheet_of(world.own_cell, YEAR), world.users["clerk"])
    answer = clerk.post(reverse("ratings:fill_groups", args=[YEAR, world.own_cell.pk]), follow=True)
    assert "Phiếu không còn sửa được: đã trình" in answer.text
    assert "bấm lần nữa" not in answer.text
    assert saved(world, key)["title_group"] == ""


def test_of_a_locked_sheet_that_it_is_locked_is_said_though_no_group_is_empty(clerk, world):
    sheets.submitted(sheets.sheet_of(world.own_cell, YEAR), world.users["clerk"])
    MemberRating.objects.update(title_group="staff")
    answer = clerk.post(reverse("ratings:fill_groups", args=[YEAR, world.own_cell.pk]), follow=True)
    assert "Phiếu không còn sửa được: đã trình" in answer.text
    assert "đã có nhóm chức danh" not in answer.text


def test_groups_filled_while_somebody_submits_are_told_so(clerk, world, key, monkeypatch):
    def filled(*_given):
        sheets.submitted(sheets.sheet_of(world.own_cell, YEAR), world.users["clerk"])
        return {key: row(title_group="staff")}

    monkeypatch.setattr("ratings.grid.views_row.filled", filled)
    answer = clerk.post(reverse("ratings:fill_groups", args=[YEAR, world.own_cell.pk]), follow=True)
    assert "Phiếu không còn sửa được: đã trình" in answer.text
    assert saved(world, key)["title_group"] == ""


def test_a_sheet_that_moved_on_shows_what_was_typed(clerk, world, key):
    fields = form_of(clerk, row_url(world, key)) | {f"{key}-note": "ghi ở đây"}
    sheets.submitted(sheets.sheet_of(world.own_cell, YEAR), world.users["clerk"])
    response = clerk.post(row_url(world, key), fields)
    assert response.status_code == 409
    assert "ghi ở đây" in response.content.decode()


STANDS = {"level": 3, "points_common": 2500, "points_results": 6000, "tasks_given": 9, "tasks_done": 9}
SAYS_MORE = {"self_level": 4, "ballot_present": 5, "ballot_for": 4, "title_group": "staff"}


@pytest.mark.parametrize("url", [row_url, lambda world, _key: sheet_url(world)])
@pytest.mark.parametrize(
    ("posted", "changed"),
    [
        ({"note": "mới"}, {"note": "mới"}),
        ({"tasks_above": "2"}, {"tasks_above": 2}),
        ({"level": "2"}, {"level": 2}),
        ({"not_rated_reason": "other", "note": "nghỉ"}, {"level": None, "not_rated_reason": "other", "note": "nghỉ"}),
    ],
)
def test_what_is_not_in_the_body_stays(clerk, world, key, url, posted, changed):
    stood = row(**STANDS, **SAYS_MORE)
    saving.save_rows(sheet=sheets.sheet_of(world.own_cell, YEAR), rows={key: stood}, version=1, by=world.users["clerk"])
    fields = {f"{key}-{name}": value for name, value in posted.items()}
    if changed.get("level", 3) is None:
        fields |= {f"{key}-points_common": "", f"{key}-points_results": ""}
        changed = changed | {"points_common": None, "points_results": None}
    assert clerk.post(url(world, key), {"version": "2", **fields}).status_code == 302
    assert saved(world, key) == {**stood, **changed}


@pytest.mark.parametrize("url", [row_url, lambda world, _key: sheet_url(world)])
@pytest.mark.parametrize("whole", [True, False])
def test_a_save_of_nothing_says_so_and_leaves_no_trace(clerk, world, key, url, whole):
    saving.save_rows(
        sheet=sheets.sheet_of(world.own_cell, YEAR),
        rows={key: row(**STANDS, title_group="staff")},
        version=1,
        by=world.users["clerk"],
    )
    fields = form_of(clerk, url(world, key)) if whole else {"version": "2"}
    answer = clerk.post(url(world, key), fields, follow=True)
    assert "Không có gì thay đổi nên không cần lưu" in answer.text
    assert "Đã lưu lúc" not in answer.text
    assert sheets.sheet_of(world.own_cell, YEAR).version == 2
    assert AuditEvent.objects.filter(verb="sheet.save").count() == 1


def test_a_row_put_back_as_it_is_saved_leaves_no_draft_of_it(clerk, world, key):
    saving.save_rows(
        sheet=sheets.sheet_of(world.own_cell, YEAR),
        rows={key: row(**STANDS, title_group="staff")},
        version=1,
        by=world.users["clerk"],
    )
    fields = form_of(clerk, row_url(world, key))
    saving.keep_draft(
        sheet=sheets.sheet_of(world.own_cell, YEAR),
        version=2,
        fields={**fields, f"{key}-note": "chưa lưu"},
        by=world.users["clerk"],
    )
    clerk.post(row_url(world, key), fields)
    assert not SheetDraft.objects.exists()
    assert saved(world, key)["note"] == ""


@pytest.mark.parametrize(
    ("position", "group"),
    [
        ("Bí thư chi bộ", TitleGroup.LEADER),
        ("Chi ủy viên", TitleGroup.LEADER),
        ("Phó Trưởng phòng Tổ chức", TitleGroup.LEADER),
        ("Chuyên viên", TitleGroup.STAFF),
        ("", TitleGroup.STAFF),
        ("Cán bộ hưu trí", TitleGroup.OUTSIDE),
        ("Nguyên Giám đốc, nghỉ hưu", TitleGroup.OUTSIDE),
        ("Sinh viên", TitleGroup.OUTSIDE),
    ],
)
def test_the_group_is_guessed_from_the_position(world, position, group):
    world.members["own"].position = position
    assert likely(world.members["own"]) is group


def test_a_guess_stands_in_the_field_and_is_no_fact_before_it_is_saved(clerk, world, key):
    type(world.members["own"]).objects.filter(pk=world.members["own"].pk).update(position="Bí thư chi bộ")
    assert form_of(clerk, row_url(world, key))[f"{key}-title_group"] == "leader"
    assert saved(world, key) is None
    send(clerk, world, key, title_group="staff")
    assert form_of(clerk, row_url(world, key))[f"{key}-title_group"] == "staff"


def test_the_empty_groups_are_filled_at_once_and_only_they(clerk, world, key):
    second = entry.key_of(factories.member_of(world.own_cell, full_name="Nguyễn Văn Hai", position="Giám đốc").pk)
    sheet = sheets.sheet_of(world.own_cell, YEAR)
    kept = row(title_group="outside", level=3)
    saving.save_rows(sheet=sheet, rows={key: kept}, version=1, by=world.users["clerk"])
    address = reverse("ratings:fill_groups", args=[YEAR, world.own_cell.pk])
    assert clerk.post(address).status_code == 302
    assert saved(world, key) == kept
    assert saved(world, second) == row(title_group="leader")
    assert AuditEvent.objects.filter(verb="sheet.save").count() == 2
    assert clerk.post(address).status_code == 302
    assert AuditEvent.objects.filter(verb="sheet.save").count() == 2


def test_the_page_costs_the_same_whatever_the_number_of_rows(clerk, world, key):
    costs = []
    for more in (0, 2):
        for number in range(more):
            factories.member_of(world.own_cell, full_name=f"Nguyễn Văn {number}")
        clerk.get(row_url(world, key))
        with CaptureQueriesContext(connection) as queries:
            clerk.get(row_url(world, key))
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 45


OF_ALL = {"", "disciplined", "degeneration", "found_at_review", "tasks", "points", "other"}
OF_LEADERS = OF_ALL | {"official", "confidence", "units", "corruption"}


@pytest.mark.parametrize(
    ("group", "fitting"),
    [
        ("staff", OF_ALL | {"official", "exemplarity"}),
        ("outside", OF_ALL | {"official", "exemplarity"}),
        ("leader", OF_LEADERS),
        ("head", OF_LEADERS),
        (None, OF_ALL | {"cadres", "disunity"}),
    ],
)
def test_the_causes_offered_are_those_that_the_rules_name_for_whom_it_is(clerk, world, key, group, fitting):
    key = key if group else entry.OWN
    more = {"title_group": group} if group else {}
    assert send(clerk, world, key, **more).status_code == 302
    assert {value for value, _words in causes_on(clerk, world, key)} == fitting


def test_a_cause_that_does_not_fit_stays_visible_where_it_stands(clerk, world, key):
    send(clerk, world, key, title_group="staff", level="1", cause="cadres", note="x")
    assert "cadres" in dict(causes_on(clerk, world, key))
    assert form_of(clerk, row_url(world, key))[f"{key}-cause"] == "cadres"


def causes_on(client, world, key):
    return client.get(row_url(world, key)).context["page"].form.fields["cause"].widget.choices
