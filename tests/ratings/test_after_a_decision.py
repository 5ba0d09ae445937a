"""What a decision leaves behind in a year rated by points: the row agrees with itself, on every page and on paper."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.trail.record import history
from ratings import findings
from ratings.appeals.standing import Standing
from ratings.approval import actions
from ratings.grounds import Cause
from ratings.levels import Level
from ratings.models import MemberRating, OrganizationRating, Rerating, Sheet
from ratings.sheets import entry, saving
from ratings.sheets.entry import OWN
from tests.forms import posted_forms
from tests.ratings import sheets
from tests.ratings.appealed import ASKED, DECIDED, appealed, rerated, row_of
from tests.ratings.sheets import own, row

pytestmark = pytest.mark.django_db
YEAR = 2025
GOOD = Standing(3)
POINTS = {"points_common": 1500, "points_results": 2000}
TASKS = {"tasks_given": 10, "tasks_done": 4}
BY_NUMBERS = {
    "above_points_band",
    "below_points_band",
    "half_points",
    "tasks_not_done",
    "tasks_late",
    "too_few_tasks",
}
DECISION = {"decision_number": "45-QĐ/ĐU", "decided_on": "20/01/2026", "reason": "Xác minh lại."}
DECIDED_LATER = DECIDED._replace(decided_on=date(2026, 1, 20))


@pytest.fixture(params=["member", "own"])
def key(request, world) -> str:
    return row_of(world) if request.param == "member" else OWN


@pytest.fixture
def sheet(world, key) -> Sheet:
    """Approved; the row has 35 points, 4 of 10 tasks, and is not completed."""
    sheets.open_year(world, YEAR, rule_set="qd366")
    sheet, clerk = sheets.sheet_of(world.own_cell, YEAR), world.users["clerk"]
    sheets.fill(sheet, clerk)
    failed = {"level": 1, "cause": Cause.TASKS, **POINTS, **TASKS}
    made = {OWN: own(**failed)} if key == OWN else {key: row(title_group="staff", **failed)}
    saving.save_rows(sheet=sheet, rows=made, version=sheet.version, by=clerk)
    actions.submit(sheet=sheet, version=sheet.version, by=clerk, justification=sheets.EXPLAINED)
    day = {"decision_number": "12-QĐ/ĐU", "decided_on": date(2026, 1, 6)}
    actions.approve(sheet=sheet, version=sheet.version, by=world.users["committee"], **day)
    return sheets.sheet_of(world.own_cell, YEAR)


def address(world, name: str = "rate_again", *more) -> str:
    return reverse(f"ratings:{name}", args=[YEAR, world.own_cell.pk, *more])


def stored(world, key: str) -> entry.Row:
    return entry.stored(sheets.sheet_of(world.own_cell, YEAR))[key]


def found(world, key: str) -> set[str]:
    member = entry.member_id_of(key)
    now = findings.check(sheets.sheet_of(world.own_cell, YEAR))
    return {each.code for each in now if each.member_id == member} & BY_NUMBERS


def form_on(client, url: str, name: str) -> dict:
    [form] = [form for form in posted_forms(client.get(url).text) if name in {**form, **form.choices}]
    return dict(form)


def test_the_form_holds_the_points_and_tasks_and_keeps_the_new_ones_with_the_edition(client, world, key, sheet):
    client.force_login(world.users["committee"])
    form = form_on(client, f"{address(world)}?row={key}", "reason")
    assert (form["points_common"], form["points_results"], form["tasks_done"]) == ("15", "20", "4")
    new = {"points_common": "25", "points_results": "57,5", "tasks_done": "10"}
    answer = client.post(address(world), {**form, **DECISION, **new, "level": "3"})
    assert answer.url == Rerating.objects.get().get_absolute_url()
    now = stored(world, key)
    assert [now[name] for name in ("level", "points_common", "points_results", "tasks_given", "tasks_done")] == [
        3, 2500, 5750, 10, 10,
    ]  # fmt: skip
    kept = history(sheet).filter(verb="sheet.rerate").get().data["changes"][key]
    assert (kept["points_results"], kept["tasks_done"], kept["cause"]) == ([2000, 5750], [4, 10], ["tasks", ""])
    assert found(world, key) == set()


def test_an_upheld_appeal_takes_new_points_too(client, world, key, sheet):
    asked = {**ASKED, "received_on": date(2026, 1, 10), "asker": "organization"}
    made = appealed(world, sheet, row=key, **asked)
    client.force_login(world.users["committee"])
    form = form_on(client, made.get_absolute_url(), "outcome")
    sent = {**form, **DECISION, "outcome": "rerated", "level": "3", "points_common": "25", "points_results": "57,5"}
    kept = client.post(made.get_absolute_url(), {**sent, "outcome": "kept", "level": ""})
    assert (kept.status_code, set(kept.context["form"].errors)) == (422, {"points_common"})
    assert client.post(made.get_absolute_url(), sent).status_code == 302
    assert (stored(world, key)["points_common"], stored(world, key)["points_results"]) == (2500, 5750)
    page = " ".join(client.get(made.get_absolute_url()).text.split())
    assert "Không hoàn thành nhiệm vụ → <b>Hoàn thành tốt nhiệm vụ</b>" in page


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"points_common": "30,5"}, "points_common"),
        ({"points_results": "70,01"}, "points_results"),
        ({"points_results": "năm"}, "points_results"),
        ({"tasks_done": "11"}, "tasks_done"),
        ({"tasks_late": "5"}, "tasks_late"),
        ({"tasks_given": "-1"}, "tasks_given"),
    ],
)
def test_what_the_grid_refuses_is_refused_at_its_place(client, world, key, sheet, typed, wrong):
    client.force_login(world.users["committee"])
    form = form_on(client, f"{address(world)}?row={key}", "reason")
    answer = client.post(address(world), {**form, **DECISION, **typed, "level": "3"})
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {wrong})
    assert f'value="{typed[wrong]}"' in answer.text
    assert stored(world, key)["level"] == Level.NOT_COMPLETED


def test_where_the_points_stay_the_row_says_by_which_decision(client, world, key, sheet):
    assert "Theo điểm" not in client.get(address(world, "sheet")).text
    rerated(world, sheet, row=key, new=GOOD, decision=DECIDED_LATER)
    assert found(world, key) == set()
    client.force_login(world.users["clerk"])
    for page in (address(world, "sheet"), address(world, "review"), address(world, "row", key)):
        text = client.get(page).text
        assert "Theo điểm" not in text, page
        assert (key != OWN and "review" in page) or "theo Quyết định số 45-QĐ/ĐU" in text, page
    name, query = (
        ("printed_members", f"?member={entry.member_id_of(key)}") if key != OWN else ("printed_collective", "")
    )
    paper = " ".join(client.get(address(world, name) + query).text.split())
    assert "Hoàn thành tốt nhiệm vụ (theo Quyết định số 45-QĐ/ĐU ngày 20/01/2026)" in paper


def test_a_level_changed_after_the_decision_is_looked_at_again(world, key, sheet):
    rerated(world, sheet, row=key, new=GOOD, decision=DECIDED_LATER)
    model = OrganizationRating if key == OWN else MemberRating
    model.objects.filter(sheet=sheet).update(level=2)
    assert "above_points_band" in found(world, key)


def test_the_form_offers_the_causes_that_fit_whom_it_is_about(client, world, key, sheet):
    client.force_login(world.users["committee"])
    made = appealed(world, sheet, row=key, **{**ASKED, "received_on": date(2026, 1, 10), "asker": "organization"})
    for page in (f"{address(world)}?row={key}", made.get_absolute_url()):
        offered = dict(client.get(page).context["form"].fields["cause"].choices)
        assert (Cause.CADRES in offered, Cause.EXEMPLARITY in offered) == (key == OWN, key != OWN), page
        assert Cause.UNITS not in offered
