"""What was planned for a closed year moves by a decision only, and the pages tell of it."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from exchange import actions as imports
from exchange.kinds import Outcome
from exchange.models import State
from ratings.models import RatingYear
from reports.models import LatePlan, Plan, Target
from reports.plans.actions import remove_plan, set_plan
from reports.scorecard.build import scorecard
from tests import factories
from tests.reports.test_importing import judged, written
from tests.world import World
from ui.refusals import Refused

pytestmark = pytest.mark.django_db
PLANS = reverse("reports:plans")
TYPED = {"indicator": "admissions", "year": "2021", "value": "160"}
DECISION = {"decision_number": "12-QĐ/ĐU", "decided_on": "15/01/2022", "reason": "Chép thiếu một số"}
SAID = {"decision_number": "12-QĐ/ĐU", "decided_on": date(2022, 1, 15), "reason": "Chép thiếu một số"}


@pytest.fixture
def closed(world: World) -> RatingYear:
    Target.objects.filter(indicator="admissions").update(comparison="plan", low=None, high=None)
    return factories.RatingYearFactory(year=2021, root=world.bloc, state=RatingYear.State.CLOSED)


def plan(world: World, value: int = 100) -> Plan:
    return Plan.objects.create(root=world.bloc, indicator="admissions", year=2021, value=value)


def verdict(world: World):
    term = world.bloc.terms.get(code="2020-2025")
    lines = scorecard(term, world.bloc, date(2026, 1, 1)).lines
    return next(line for line in lines if line.code == "admissions").year(2021)


def test_without_a_decision_nothing_moves(world, closed):
    standing = plan(world)
    before = verdict(world)
    with pytest.raises(Refused) as refused:
        set_plan(root=world.bloc, indicator="admissions", year=2021, value=Decimal(160), by=world.users["bloc_office"])
    assert set(refused.value.message_dict) == {"decision_number", "decided_on", "reason"}
    with pytest.raises(Refused):
        remove_plan(plan=standing, by=world.users["bloc_office"])
    assert verdict(world) == before
    assert not LatePlan.objects.exists()


@pytest.mark.parametrize("day", [date(2020, 12, 31), date(2999, 1, 1)])
def test_a_decision_is_of_after_the_closing_and_not_of_tomorrow(world, closed, day):
    said = {**SAID, "decided_on": day}
    with pytest.raises(Refused) as refused:
        set_plan(
            root=world.bloc, indicator="admissions", year=2021, value=Decimal(1), by=world.users["bloc_office"], **said
        )
    assert set(refused.value.message_dict) == {"decided_on"}


def test_an_open_year_asks_for_none(client, world, closed):
    RatingYear.objects.filter(pk=closed.pk).update(state=RatingYear.State.OPEN)
    client.force_login(world.users["bloc_office"])
    assert client.post(PLANS, TYPED).url == PLANS
    client.post(reverse("reports:remove_plan", args=[Plan.objects.get().pk]))
    assert not Plan.objects.exists()
    assert not LatePlan.objects.exists()


def test_the_page_asks_for_the_decision_keeps_what_was_typed_and_tells(client, world, closed):
    standing = plan(world)
    client.force_login(world.users["bloc_office"])
    assert "decision_number" not in client.get(PLANS).text
    asked = client.post(PLANS, TYPED)
    assert (asked.status_code, set(asked.context["form"].errors)) == (422, set(DECISION))
    assert 'name="decision_number"' in asked.text
    assert client.post(PLANS, TYPED | DECISION).url == PLANS
    standing.refresh_from_db()
    assert standing.value == 160
    told = f"100 → 160 sau khi chốt năm, theo quyết định {DECISION['decision_number']} ngày 15/01/2022"
    assert told in client.get(PLANS).text
    assert told in client.get(reverse("reports:figure", args=["2020-2025", "admissions", "2021"])).text
    event = AuditEvent.objects.get(verb="plan.set")
    assert (event.data["decision_number"], event.reason) == (DECISION["decision_number"], DECISION["reason"])


def test_removing_asks_too(client, world, closed):
    address = reverse("reports:remove_plan", args=[plan(world).pk])
    client.force_login(world.users["bloc_office"])
    asked = client.post(address)
    assert (asked.status_code, set(asked.context["form"].errors)) == (422, set(DECISION))
    assert client.post(address, DECISION).url == PLANS
    assert not Plan.objects.exists()
    assert "100 → không có" in client.get(PLANS).text


def test_the_first_plan_of_a_closed_year_comes_from_a_file_and_says_so(client, world, closed):
    upload = written(world, "plans")
    assert [(late.indicator, late.year, late.after) for late in LatePlan.objects.all()] == [("admissions", 2021, 1062)]
    client.force_login(world.users["bloc_office"])
    assert "nhập từ tệp sau khi chốt năm" in client.get(PLANS).text
    imports.take_back(upload=upload, by=upload.sent_by)
    assert upload.state == State.UNDONE
    assert not Plan.objects.exists()
    assert not LatePlan.objects.exists()


def test_a_file_changes_no_plan_of_a_closed_year(world, closed):
    plan(world)
    [found] = judged(world, "plans", ["Đảng viên được kết nạp", "2021", "160"])
    assert (found.outcome, found.problems[0].url) == (Outcome.ERROR, PLANS)
    [same] = judged(world, "plans", ["Đảng viên được kết nạp", "2021", "100"])
    assert same.outcome == Outcome.SAME


def test_what_was_removed_by_a_decision_does_not_come_back_from_a_file(world, closed):
    remove_plan(plan=plan(world), by=world.users["bloc_office"], **SAID)
    [found] = judged(world, "plans", ["Đảng viên được kết nạp", "2021", "100"])
    assert found.outcome == Outcome.ERROR


def test_a_file_of_before_the_closing_is_not_taken_back_after_it(world, closed):
    RatingYear.objects.filter(pk=closed.pk).update(state=RatingYear.State.OPEN)
    upload = written(world, "plans")
    RatingYear.objects.filter(pk=closed.pk).update(state=RatingYear.State.CLOSED)
    imports.take_back(upload=upload, by=upload.sent_by)
    assert upload.state == State.COMMITTED
    assert Plan.objects.filter(year=2021).exists()
