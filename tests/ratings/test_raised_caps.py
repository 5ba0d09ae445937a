"""A decision raises the share of one group: who records it, what it is held against, and how it is taken back."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEvent, SavedView
from notices.models import Notice
from ratings import findings
from ratings.counts.ceilings import Ceilings
from ratings.grid.cap_panel import cap_panels
from ratings.grounds import TitleGroup
from ratings.models import MemberRating, RaisedCap, RatingYear
from ratings.years import raised
from tests import factories
from tests.ratings import sheets

PAGE = reverse("ratings:raised_caps", args=[2025])
BACK = reverse("ratings:take_back_raised", args=[2025])
TYPED = {
    "group": "staff",
    "percent": "25",
    "decision_number": "15-QĐ/ĐUK",
    "decided_on": "20/12/2025",
    "ground": "Vượt 40 % chỉ tiêu",
}


@pytest.fixture
def year(world):
    rating_year = factories.RatingYearFactory(year=2025, rule_set="qd366", state=RatingYear.State.PLANNED)
    sheets.years_actions.open_year(rating_year=rating_year, by=world.users["bloc_office"])
    return rating_year


def typed(organization, **fields):
    return {**TYPED, "organization": organization.pk, **fields}


def recorded(year, organization, by, **more):
    given = {**TYPED, "percent": 25, "decided_on": date(2025, 12, 20), **more}
    return raised.raise_cap(rating_year=year, organization=organization, by=by, **given)


def test_recorded_it_holds_for_its_group_alone_and_its_people_are_told(client, world, year):
    client.force_login(world.users["bloc_office"])
    assert client.post(PAGE, typed(world.own)).url == PAGE
    made = RaisedCap.objects.get()
    assert (made.organization, made.group, made.percent) == (world.own, "staff", 25)

    ceilings = Ceilings.of(year)
    assert ceilings.policy_of(world.own.path, "staff").percent == 25
    assert ceilings.policy_of(world.own.path, "staff").decision == "15-QĐ/ĐUK"
    assert ceilings.policy_of(world.own.path, "leader").percent == 20
    assert ceilings.policy_of(world.sibling.path, "staff").percent == 20

    text = client.get(PAGE).text
    assert text.count("15-QĐ/ĐUK") == 2, "in the list and in the history"
    told = Notice.objects.filter(kind="year.cap_raised")
    assert world.users["committee"] in {notice.recipient for notice in told}
    assert world.users["sibling_committee"] not in {notice.recipient for notice in told}
    client.force_login(world.users["committee"])
    assert "25%" in client.get(reverse("notices:list")).text


def test_taken_back_the_rule_holds_again_and_the_history_says_why(client, world, year):
    made = recorded(year, world.own, world.users["bloc_office"])
    client.force_login(world.users["bloc_office"])
    refused = client.post(BACK, {"raised": made.pk, "reason": " "})
    assert refused.status_code == 422
    assert RaisedCap.objects.exists()
    assert client.post(BACK, {"raised": made.pk, "reason": "Quyết định bị hủy"}).url == PAGE
    assert not RaisedCap.objects.exists()
    assert Ceilings.of(year).policy_of(world.own.path, "staff").percent == 20
    assert "Quyết định bị hủy" in client.get(PAGE).text
    assert Notice.objects.filter(kind="year.cap_taken_back", recipient=world.users["committee"]).exists()
    again = client.post(BACK, {"raised": made.pk, "reason": "Lần nữa"})
    assert again.status_code == 422
    assert "Lần nữa" in again.text or "đã được hủy" in again.text


@pytest.mark.parametrize(
    ("who", "place", "group", "stands"),
    [
        ("bloc_office", "own", "leader", True),
        ("bloc_office", "bloc", "grassroots_committee", True),
        ("bloc_office", "bloc", "staff", False),
        ("bloc_office", "own", "grassroots_cell", False),
        ("bloc_office", "foreign", "staff", False),
        ("bloc_office", "own_cell", "staff", False),
        ("committee", "own", "subordinate_cell", True),
        ("committee", "own", "staff", False),
        ("committee", "sibling", "subordinate_cell", False),
        ("committee", "bloc", "grassroots_committee", False),
    ],
)
def test_who_may_raise_what(client, world, year, who: str, place: str, group: str, stands: bool):
    client.force_login(world.users[who])
    answer = client.post(PAGE, typed(getattr(world, place), group=group))
    assert (answer.status_code, RaisedCap.objects.exists()) == (302 if stands else 422, stands)


def test_nobody_is_shown_what_they_could_not_have_recorded(client, world, year):
    recorded(year, world.sibling, world.users["bloc_office"])
    client.force_login(world.users["committee"])
    assert "15-QĐ/ĐUK" not in client.get(PAGE).text
    made = RaisedCap.objects.get()
    assert client.post(BACK, {"raised": made.pk, "reason": "Thử"}).status_code == 422
    assert RaisedCap.objects.exists()
    client.force_login(world.users["clerk"])
    assert client.get(PAGE).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"percent": "20"},
        {"percent": "26"},
        {"percent": "hai lăm"},
        {"decision_number": " "},
        {"decided_on": "31/02/2025"},
        {"decided_on": "01/01/2025"},
        {"ground": ""},
        {"group": "bloc"},
        {"group": ""},
        {"organization": 10**12},
        {"ground": "x" * 501},
    ],
)
def test_wrong_input_is_told_and_what_was_typed_stays(client, world, year, wrong):
    client.force_login(world.users["bloc_office"])
    answer = client.post(PAGE, {**typed(world.own), **wrong})
    assert (answer.status_code, RaisedCap.objects.count()) == (422, 0)
    if "decision_number" not in wrong:
        assert "15-QĐ/ĐUK" in answer.text


def test_a_group_is_raised_once(client, world, year):
    recorded(year, world.own, world.users["bloc_office"])
    client.force_login(world.users["bloc_office"])
    answer = client.post(PAGE, typed(world.own, decision_number="16-QĐ/ĐUK"))
    assert answer.status_code == 422
    assert "Nhóm này đã có tỷ lệ được nâng" in answer.text
    assert RaisedCap.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [{"percent": 20}, {"percent": 26}, {"group": "bloc"}, {"decision_number": ""}, {"ground": ""}],
)
def test_the_database_holds_it_too(world, year, wrong):
    made = recorded(year, world.own, world.users["bloc_office"])
    with pytest.raises(IntegrityError), transaction.atomic():
        RaisedCap.objects.filter(pk=made.pk).update(**wrong)


@pytest.mark.parametrize(("rule_set", "state"), [("qd124", RatingYear.State.OPEN), ("qd366", RatingYear.State.CLOSED)])
def test_not_under_earlier_rules_nor_in_a_closed_year(client, world, year, rule_set: str, state: str):
    made = recorded(year, world.own, world.users["bloc_office"])
    RatingYear.objects.filter(pk=year.pk).update(rule_set=rule_set, state=state)
    client.force_login(world.users["bloc_office"])
    assert "<textarea" not in client.get(PAGE).text
    assert client.post(PAGE, typed(world.sibling)).status_code == 422
    assert client.post(BACK, {"raised": made.pk, "reason": "Thử"}).status_code == 422
    assert RaisedCap.objects.count() == 1


def test_sheet_and_findings_show_each_group_with_its_percentage(world, year):
    sheet = sheets.sheet_of(world.own_cell, 2025)
    other = sheets.sheet_of(world.own_second_cell, 2025)
    MemberRating.objects.create(sheet=sheet, member=world.members["own"], level=4, title_group=TitleGroup.LEADER)
    MemberRating.objects.create(sheet=other, member=world.members["own_second"], level=3, title_group=TitleGroup.STAFF)
    recorded(year, world.own, world.users["bloc_office"], group="leader")
    shown = cap_panels(sheet, sheets.entry.stored(sheet), {world.members["own"].pk})
    assert [panel.group for panel in shown if not panel.is_empty] == ["leader", "staff"]
    assert [(panel.policy.percent, panel.policy.decision) for panel in shown[:2]] == [(25, "15-QĐ/ĐUK"), (20, "")]
    assert shown[1].chosen.cap.base_count == 1, "the other cell's member"
    committee = cap_panels(sheets.sheet_of(world.own, 2025), {}, set())
    assert [panel.group for panel in committee if panel.is_grouped] == ["leader", "staff"]
    (over,) = [
        each for each in findings.check(sheets.sheet_of(world.own, 2025)) if each.code == "members_over_cap_leader"
    ]
    assert over.params["percent"] == 25
    assert "15-QĐ/ĐUK" in over.advice


def test_queries_do_not_grow_with_decisions(client, world, year):
    client.force_login(world.users["bloc_office"])

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(PAGE)
        return len(queries)

    recorded(year, world.own, world.users["bloc_office"])
    cost()
    one = cost()
    recorded(year, world.own, world.users["bloc_office"], group="leader")
    recorded(year, world.sibling, world.users["bloc_office"])
    assert cost() == one


def many(year, world, count: int):
    for number in range(count):
        place = factories.committee(world.bloc, name=f"Đảng ủy Thử {number:02}")
        recorded(year, place, world.users["bloc_office"], decision_number=f"{number}-QĐ")


def test_many_decisions_stand_on_pages_and_are_found_by_name(client, world, year):
    many(year, world, 30)
    client.force_login(world.users["bloc_office"])
    first = client.get(f"{PAGE}?size=25")
    assert (len(first.context["page"]), first.context["list"].count) == (25, 30)
    assert len(client.get(f"{PAGE}?size=25&page=2").context["page"]) == 5
    (only,) = client.get(f"{PAGE}?q=thu+07").context["page"]
    assert only.organization.name == "Đảng ủy Thử 07"
    assert "Không có quyết định nào" in client.get(f"{PAGE}?q=khong").text
    for column in first.context["list"].spec.columns:
        assert client.get(f"{PAGE}?sort=-{column.key}").status_code == 200


def test_a_decision_on_the_second_page_is_taken_back_from_there(client, world, year):
    many(year, world, 30)
    client.force_login(world.users["bloc_office"])
    last = client.get(f"{PAGE}?size=25&page=2").context["page"][0]
    refused = client.post(f"{BACK}?size=25&page=2", {"raised": last.pk, "reason": " "})
    assert refused.status_code == 422
    assert "<details open" in refused.text
    done = client.post(f"{BACK}?size=25&page=2", {"raised": last.pk, "reason": "Hủy"})
    assert done.url == f"{PAGE}?size=25&page=2"


def test_a_usual_view_of_the_list_keeps_no_decision_from_being_recorded(client, world, year):
    view = {"name": "Của tôi", "place": "raised_caps", "query": "q=thu", "is_usual": True}
    SavedView.objects.create(user=world.users["bloc_office"], **view)
    client.force_login(world.users["bloc_office"])
    assert client.post(PAGE, typed(world.own)).url == PAGE
    assert RaisedCap.objects.exists()


@pytest.mark.parametrize("rule_set", ["qd366", "qd124"])
def test_where_nothing_is_recorded_no_empty_card_stands(client, world, year, rule_set):
    RatingYear.objects.update(rule_set=rule_set)
    client.force_login(world.users["bloc_office"])
    text = client.get(PAGE).text
    assert 'id="history"' not in text
    assert "list-bar" not in text


def test_every_deed_is_a_line_of_the_trail(world, year):
    made = recorded(year, world.own, world.users["bloc_office"])
    raised.take_back(rating_year=year, raised=made.pk, reason="Nhầm", by=world.users["bloc_office"])
    verbs = AuditEvent.objects.filter(verb__startswith="cap.").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["cap.raise", "cap.take_back"]
