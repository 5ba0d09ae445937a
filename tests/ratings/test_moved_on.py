"""The sheet moved on while somebody typed: what they typed is still on the page, with what happened."""

import pytest
from django.urls import reverse

from ratings.approval import actions
from tests.ratings import sheets

pytestmark = pytest.mark.django_db
REASON, REMARK = "Thiếu biên bản bỏ phiếu của chi bộ", "Xem lại phiếu của đồng chí này"


@pytest.fixture
def year(world):
    return sheets.open_year(world)


def _withdrawn(world):
    sent = sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    shown = sent.version
    actions.withdraw(sheet=sent, version=sent.version, by=world.users["clerk"])
    return shown


def test_a_reason_and_remarks_stay_when_the_sheet_was_withdrawn(client, world, year):
    shown = _withdrawn(world)
    client.force_login(world.users["committee"])
    remark = f"remark-m{world.members['own'].pk}"
    fields = {"version": shown, "return-reason": REASON, remark: REMARK}
    answer = client.post(reverse("ratings:return", args=[2024, world.own_cell.pk]), fields)
    assert answer.status_code in (409, 422)
    assert {REASON, REMARK} <= set(answer.context["unused"])
    assert REASON in answer.text


def test_a_decision_stays_when_the_sheet_was_withdrawn(client, world, year):
    shown = _withdrawn(world)
    client.force_login(world.users["committee"])
    fields = {"version": shown, "approve-decision_number": "77-QĐ/ĐU", "approve-decided_on": "06/01/2025"}
    answer = client.post(reverse("ratings:approve", args=[2024, world.own_cell.pk]), fields)
    assert answer.status_code in (409, 422)
    assert {"77-QĐ/ĐU", "06/01/2025"} <= set(answer.context["unused"])


def test_an_explanation_stays_when_somebody_else_submitted(client, world, year):
    sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    client.force_login(sheets.clerk_of(world.own_cell))
    fields = {"version": 1, "submit-justification": REASON}
    answer = client.post(reverse("ratings:submit", args=[2024, world.own_cell.pk]), fields)
    assert answer.status_code in (409, 422)
    assert REASON in answer.context["unused"]


def test_nothing_is_repeated_while_its_form_is_still_there(client, world, year):
    sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    client.force_login(world.users["committee"])
    fields = {"version": 1, "return-reason": REASON}
    answer = client.post(reverse("ratings:return", args=[2024, world.own_cell.pk]), fields)
    assert answer.context["unused"] == []
    assert answer.context["return_form"]["reason"].value() == REASON
