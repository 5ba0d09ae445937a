"""Terms and their targets."""

from django.urls import reverse

from reports.models import Target, Term
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
    return Sent(OFFICE, reverse("reports:enter_term"), days, makes={Term: 1}, again="đã có những ngày này")


def change_term(world: World) -> Sent:
    return Sent(OFFICE, _of("change_term"), {"ends_on": "30/08/2025"})


def end_term(world: World) -> Sent:
    fields = {"ended_on": "03/02/2025", "decision_number": "12-QĐ/TU"}
    return Sent(OFFICE, _of("end_term"), fields, again="đã kết thúc sớm")


def take_ending_back(world: World) -> Sent:
    term, day = factories.term(TERM), factories.term(TERM).ends_on.replace(month=2)
    actions.end_early(term=term, ended_on=day, decision_number="12-QĐ/TU", by=world.users[OFFICE])
    return Sent(OFFICE, _of("take_ending_back"), page=_of("term"))


def add_target(world: World) -> Sent:
    fields = {"measure": "org_rated_excellent", "comparison": "ge", "low": "15", "period": "each_year"}
    return Sent(OFFICE, _of("add_target"), fields, makes={Target: 1}, again="Chỉ tiêu này đã có trong nhiệm kỳ")


def change_target(world: World) -> Sent:
    target = factories.term(TERM).targets.get(indicator="admissions")
    return Sent(OFFICE, _of("change_target", target.pk), {"low": "750"})


def remove_target(world: World) -> Sent:
    target = factories.term(TERM).targets.get(indicator="admissions")
    return Sent(OFFICE, _of("remove_target", target.pk), page=_of("change_target", target.pk), makes={Target: -1})
