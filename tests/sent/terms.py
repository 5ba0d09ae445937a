"""Terms and their targets, plans, published figures."""

from datetime import date

from django.urls import reverse

from reports.models import Plan, Published, Target, Term
from reports.terms import actions
from tests import factories
from tests.sent.sent import Sent
from tests.world import World

TERM = "2020-2025"
OFFICE = "bloc_office"


def _of(route: str, *args: object) -> str:
    factories.term(TERM)
    return reverse(f"reports:{route}", args=[TERM, *args])


def enter_term(world: World) -> Sent:
    factories.term(TERM)
    days = {"starts_on": "01/09/2025", "ends_on": "31/08/2030"}
    return Sent(OFFICE, reverse("reports:enter_term"), days, makes={Term: 1}, again="Trùng thời gian với nhiệm kỳ")


def change_term(world: World) -> Sent:
    return Sent(OFFICE, _of("change_term"), {"ends_on": "30/08/2025"})


def end_term(world: World) -> Sent:
    fields = {"ended_on": "03/02/2025", "decision_number": "12-QĐ/TU"}
    return Sent(OFFICE, _of("end_term"), fields, again="đã kết thúc sớm")


def take_ending_back(world: World) -> Sent:
    term, day = factories.term(TERM), date(2025, 2, 3)
    actions.end_early(term=term, ended_on=day, decision_number="12-QĐ/TU", by=world.users[OFFICE])
    return Sent(OFFICE, _of("take_ending_back"), page=_of("term"))


def add_target(world: World) -> Sent:
    fields = {"measure": "org_rated_excellent", "comparison": "ge", "low": "15", "period": "each_year"}
    return Sent(OFFICE, _of("add_target"), fields, makes={Target: 1}, again="Nhiệm kỳ đã có chỉ tiêu này")


def change_target(world: World) -> Sent:
    target = factories.term(TERM).targets.get(indicator="admissions")
    return Sent(OFFICE, _of("change_target", target.pk), {"low": "750"})


def remove_target(world: World) -> Sent:
    target = factories.term(TERM).targets.get(indicator="admissions")
    return Sent(OFFICE, _of("remove_target", target.pk), page=_of("change_target", target.pk), makes={Target: -1})


def plans(world: World) -> Sent:
    fields = {"indicator": "admissions", "year": "2021", "value": "160"}
    return Sent(OFFICE, reverse("reports:plans"), fields, makes={Plan: 1})


def remove_plan(world: World) -> Sent:
    plan = Plan.objects.create(root=world.bloc, indicator="admissions", year=2021, value=160)
    page = reverse("reports:plans")
    return Sent(OFFICE, reverse("reports:remove_plan", args=[plan.pk]), page=page, makes={Plan: -1})


def enter_published(world: World) -> Sent:
    factories.term(TERM)
    fields = {"indicator": "admissions", "when": "y2021", "figure": "trên 150", "document": "Báo cáo số 12"}
    again = "Số liệu của văn bản này cho năm này đã được nhập"
    return Sent(OFFICE, reverse("reports:enter_published"), fields, makes={Published: 1}, again=again)


def _published(world: World) -> Published:
    return Published.objects.create(
        root=world.bloc, indicator="admissions", term=factories.term(TERM), qualifier="over", low=700, document="BC 12"
    )


def change_published(world: World) -> Sent:
    return Sent(OFFICE, reverse("reports:change_published", args=[_published(world).pk]), {"figure": "trên 750"})


def remove_published(world: World) -> Sent:
    pk = _published(world).pk
    page = reverse("reports:change_published", args=[pk])
    return Sent(OFFICE, reverse("reports:remove_published", args=[pk]), page=page, makes={Published: -1})
