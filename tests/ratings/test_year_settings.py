"""The settings of a year: what is asked before they are saved, and what the history says of them."""

import re
from datetime import date

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from ratings.models import MemberRating, OrganizationRating, RaisedCap, RatingYear
from ratings.years import actions
from tests import factories
from tests.ratings import sheets
from ui.refusals import Refused

SETTINGS = reverse("ratings:settings", args=[2025])
REASON = {"reason": "Theo hướng dẫn của tỉnh"}
TICK = "rule_set_known"


@pytest.fixture
def year(world):
    dates = {
        "opens_on": date(2025, 11, 15),
        "cells_due_on": date(2025, 12, 20),
        "grassroots_due_on": date(2025, 12, 31),
        "closes_on": date(2026, 3, 1),
    }
    return sheets.open_year(world, 2025, rule_set="qd366", **dates)


@pytest.fixture
def office(client, world):
    client.force_login(world.users["bloc_office"])
    return client


def drawn(client, address=SETTINGS):
    """What the page would send as it stands."""
    form = client.get(address).context["form"]
    return {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)} | {
        name: form[name].value().strftime("%d/%m/%Y") for name in form.fields if isinstance(form[name].value(), date)
    }


def send(client, **fields):
    return client.post(SETTINGS, drawn(client) | REASON | fields)


@pytest.mark.parametrize(
    ("fields", "at", "before"),
    [
        ({"cells_due_on": "01/11/2025"}, "cells_due_on", "15/11/2025"),
        ({"grassroots_due_on": "19/12/2025"}, "grassroots_due_on", "20/12/2025"),
        ({"closes_on": "30/12/2025"}, "closes_on", "31/12/2025"),
        ({"opens_on": "21/12/2025"}, "cells_due_on", "21/12/2025"),
    ],
)
def test_days_out_of_order_are_told_at_the_later_field_with_the_day_before_it(office, year, fields, at, before):
    answer = send(office, **fields)
    assert answer.status_code == 422
    assert [*answer.context["form"].errors] == [at]
    assert before in str(answer.context["form"].errors[at])
    assert f'<a href="#id_{at}">' in answer.text


def test_two_days_out_of_order_are_both_told(office, year):
    answer = send(office, cells_due_on="01/11/2025", closes_on="01/12/2025")
    assert {*answer.context["form"].errors} == {"cells_due_on", "closes_on"}


@pytest.mark.parametrize(
    ("field", "day", "named"),
    [("grassroots_due_on", "15/01/2026", "31/12/2025"), ("closes_on", "02/03/2026", "01/03/2026")],
)
def test_a_deadline_later_than_the_guide_is_asked_about_once(office, year, field, day, named):
    asked = send(office, **{field: day})
    assert asked.status_code == 422
    assert named in str(asked.context["form"].errors[f"{field}_known"])
    assert f'<a href="#id_{field}_known">' in asked.text
    assert send(office, **{field: day, f"{field}_known": "on"}).status_code == 302
    year.refresh_from_db()
    assert f"{getattr(year, field):%d/%m/%Y}" == day
    assert send(office, cap_minimum_group="3").status_code == 302


def test_the_last_day_of_the_guide_and_years_before_it_are_not_asked_about(office, year):
    assert send(office, closes_on="28/02/2026").status_code == 302
    assert send(office, closes_on="01/03/2026").status_code == 302
    earlier = {"rule_set": "qd124", "grassroots_due_on": "15/01/2026", "closes_on": "31/03/2026"}
    assert send(office, **earlier).status_code == 302


def test_a_year_that_is_planned_with_late_days_is_asked_about_too(office, year):
    address = reverse("ratings:settings", args=[2026])
    fields = drawn(office, address) | {"closes_on": "31/03/2027"}
    assert office.post(address, fields).status_code == 422
    assert office.post(address, fields | {"closes_on_known": "on"}).status_code == 302


def typed_under_366(world):
    sheet = sheets.fill(sheets.sheet_of(world.own_cell, 2025), world.users["clerk"])
    row = MemberRating.objects.filter(sheet=sheet)
    row.update(points_common=2800, points_results=6000, title_group="staff", tasks_given=4, cause="tasks")
    sheets.fill(sheets.sheet_of(world.lone_cell, 2025), world.users["lone_clerk"])
    return sheet


def test_other_rules_say_first_in_numbers_what_the_sheets_hold_that_they_do_not_know(office, world, year):
    typed_under_366(world)
    RaisedCap.objects.create(
        rating_year=year,
        organization=world.own,
        group="staff",
        percent=25,
        decision_number="1",
        decided_on=date(2025, 12, 1),
        ground="Đột phá",
        recorded_by=world.users["bloc_office"],
    )
    answer = send(office, rule_set="qd124")
    assert answer.status_code == 422
    said = list(answer.context["form"].errors[TICK])
    assert [sentence[:7] for sentence in said[:-2]] == ["2 phiếu", *["1 phiếu"] * 4]
    assert ["điểm" in said[1], "nhiệm vụ" in said[2], "nguyên nhân" in said[3], "nhóm chức danh" in said[4]] == [
        True
    ] * 4
    assert said[-2].startswith("1 quyết định nâng tỷ lệ")
    year.refresh_from_db()
    assert year.rule_set == "qd366"

    assert send(office, rule_set="qd124", **{TICK: "on"}).status_code == 302
    year.refresh_from_db()
    assert year.rule_set == "qd124"
    assert MemberRating.objects.filter(points_common=2800, title_group="staff").exists()
    back = send(office, rule_set="qd366")
    assert any("chưa có điểm" in sentence for sentence in back.context["form"].errors[TICK])


@pytest.mark.parametrize(
    ("code", "legacy", "words"), [("qd124", "clean_strong", "không dùng"), ("hd27", "", "yêu cầu")]
)
def test_names_until_2017_are_counted_both_ways(office, world, year, code, legacy, words):
    sheets.fill(sheets.sheet_of(world.own_cell, 2025), world.users["clerk"])
    OrganizationRating.objects.update(legacy_level=legacy)
    said = send(office, rule_set=code).context["form"].errors[TICK]
    assert [sentence for sentence in said if "tên gọi đến năm 2017" in sentence and words in sentence]


def test_without_any_entry_other_rules_are_saved_at_once(office, year):
    assert send(office, rule_set="qd124").status_code == 302


def test_submitted_sheets_are_named_apart(office, world, year):
    RatingYear.objects.update(rule_set="qd124")
    sheets.submitted(sheets.sheet_of(world.own_cell, 2025), world.users["clerk"])
    said = send(office, rule_set="hd21").context["form"].errors[TICK]
    assert any(sentence.startswith("1 phiếu: đã trình") for sentence in said)


def test_rules_by_which_a_sheet_is_approved_stay(office, world, year):
    RatingYear.objects.update(rule_set="qd124")
    decision = {"decision_number": "1", "decided_on": date(2026, 1, 6)}
    sent = sheets.submitted(sheets.sheet_of(world.own_cell, 2025), world.users["clerk"])
    sheets.approval_actions.approve(sheet=sent, version=sent.version, by=world.users["committee"], **decision)
    answer = send(office, rule_set="hd21", **{TICK: "on"})
    assert answer.status_code == 422
    assert "1 phiếu đã được duyệt" in str(answer.context["form"].errors["rule_set"])
    assert "1 phiếu đã được duyệt" in office.get(SETTINGS).text
    year.refresh_from_db()
    assert year.rule_set == "qd124"
    assert send(office, cap_minimum_group="3").status_code == 302


def test_what_was_read_under_other_rules_is_neither_saved_nor_approved(world, year):
    RatingYear.objects.update(rule_set="qd124")
    sent = sheets.submitted(sheets.sheet_of(world.own_cell, 2025), world.users["clerk"])
    other = sheets.sheet_of(world.lone_cell, 2025)
    RatingYear.objects.update(rule_set="hd21")
    decision = {"decision_number": "1", "decided_on": date(2026, 1, 6)}
    with pytest.raises(Refused, match="đã đổi văn bản áp dụng"):
        sheets.approval_actions.approve(sheet=sent, version=sent.version, by=world.users["committee"], **decision)
    with pytest.raises(Refused, match="đã đổi văn bản áp dụng"):
        sheets.fill(other, world.users["lone_clerk"])
    assert sheets.sheet_of(world.own_cell, 2025).state == "submitted"


def test_settings_saved_by_another_meanwhile_are_shown_and_not_overwritten(office, year):
    mine = drawn(office) | REASON
    assert send(office, closes_on="20/02/2026").status_code == 302
    answer = office.post(SETTINGS, mine | {"cap_minimum_group": "4"})
    assert answer.status_code == 409
    assert "20/02/2026" in answer.text.split("notice-warning")[1].split("</ul>")[0]
    year.refresh_from_db()
    assert (year.closes_on, year.cap_minimum_group) == (date(2026, 2, 20), 0)
    again = mine | {"cap_minimum_group": "4", "seen": answer.context["form"]["seen"].value()}
    assert office.post(SETTINGS, again).status_code == 302


def test_settings_read_before_the_year_was_closed_and_opened_again_are_not_those_of_now(office, world, year):
    mine = drawn(office) | REASON | {"cap_minimum_group": "4"}
    decision = {"decision_number": "1", "decided_on": date(2026, 1, 6), "reason": "Hết hạn"}
    actions.close_year(rating_year=year, by=world.users["bloc_office"], **decision)
    actions.undo_closing(rating_year=year, by=world.users["bloc_office"])
    assert office.post(SETTINGS, mine).status_code == 409


def test_the_same_settings_sent_twice_are_saved_once(office, year):
    mine = drawn(office) | REASON | {"cap_minimum_group": "4"}
    assert [office.post(SETTINGS, mine).status_code for _click in range(2)] == [302, 302]
    assert AuditEvent.objects.filter(verb="year.settings").count() == 1


def history(client, address=SETTINGS):
    found = re.findall(r"<time>[^<]*</time>\s*<div>(.*?)</div>", client.get(address).text, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", line).split()) for line in found]


def test_the_history_says_each_deed_by_its_own_name(office, world, year):
    address = reverse("ratings:settings", args=[2026])
    office.post(address, drawn(office, address))
    office.post(reverse("ratings:open_year", args=[2026]))
    factories.cell(world.own, name="Chi bộ Mới Lập")
    office.post(reverse("ratings:open_year", args=[2026]))
    fields = drawn(office, address) | {"cap_rounding": "nearest", "closes_on": "20/02/2027", "cap_enforced": "on"}
    assert office.post(address, fields | REASON).status_code == 302
    made = RatingYear.objects.get(year=2026)
    count = made.sheets.count()
    changed, added, opened, planned = history(office, address)
    assert planned.endswith("đã tạo năm xếp loại")
    assert opened.endswith(f"đã mở năm xếp loại ({count - 1} phiếu)")
    assert added.endswith("đã bổ sung phiếu còn thiếu của năm xếp loại (1 phiếu)")
    for words in ("01/03/2027 → 20/02/2027", "xuống → đến số gần nhất", "không → có", "Theo hướng dẫn của tỉnh"):
        assert words in changed


def test_a_year_planned_under_the_earlier_name_reads_as_planned(office, year):
    changes = {"year": [None, 2025], "closes_on": [None, "2026-03-01"]}
    AuditEvent.objects.create(
        verb="year.settings", target_type="ratings.ratingyear", target_id=str(year.pk), data={"changes": changes}
    )
    assert "đã tạo năm xếp loại" in history(office)[0]
