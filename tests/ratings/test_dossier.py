"""What the dossier of a sheet holds: kept with the sheet, by those who enter it, in an open year."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from ratings.models import DossierItem, RatingYear
from tests.ratings import sheets

YEAR = 2024


@pytest.fixture
def sheet(world, year):
    RatingYear.objects.filter(pk=year.pk).update(rule_set="qd366")
    return sheets.sheet_of(world.own_cell)


def address(sheet, name="dossier"):
    return reverse(f"ratings:{name}", args=[YEAR, sheet.organization_id])


def typed(client, sheet, **fields):
    """The form as it stands on the page, with these fields changed."""
    form = client.get(address(sheet)).context["form"]
    return {**{name: form.initial.get(name, "") for name in form.fields}, **fields}


def test_what_is_marked_is_kept_and_printed(client, world, sheet):
    client.force_login(world.users["clerk"])
    marked = {"present_3": "yes", "place_3": "Tủ số 2", "present_6": "no"}
    answer = client.post(address(sheet), typed(client, sheet, **marked))
    assert answer.status_code == 302
    items = DossierItem.objects.values_list("number", "present", "place")
    assert set(items) == {(3, True, "Tủ số 2"), (6, False, "")}
    text = client.get(answer.url).text
    assert "Tủ số 2" in text
    assert text.count("✕") == 2
    line = AuditEvent.objects.get(verb="sheet.dossier")
    assert line.data["changes"] == {"3": [[None, ""], [True, "Tủ số 2"]], "6": [[None, ""], [False, ""]]}


@pytest.mark.parametrize("wrong", [{"place_1": "x" * 201}, {"present_1": "zzz"}, {"place_2": "a\x00b"}])
def test_what_cannot_be_kept_is_refused_with_what_was_typed(client, world, sheet, wrong):
    client.force_login(world.users["clerk"])
    answer = client.post(address(sheet), typed(client, sheet, place_3="Tủ số 2", **wrong))
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, set(wrong))
    assert "Tủ số 2" in answer.text
    assert not DossierItem.objects.exists()


def test_where_nothing_changes_nothing_is_written(client, world, sheet):
    client.force_login(world.users["clerk"])
    client.post(address(sheet), typed(client, sheet))
    assert not DossierItem.objects.exists()
    assert not AuditEvent.objects.filter(verb="sheet.dossier").exists()


def test_who_comes_late_sees_what_was_saved_meanwhile_and_keeps_what_was_typed(client, world, sheet):
    client.force_login(world.users["clerk"])
    late = typed(client, sheet, present_1="no", place_1="Văn phòng")
    client.post(address(sheet), typed(client, sheet, present_1="yes", place_1="Tủ số 7"))
    answer = client.post(address(sheet), late)
    assert answer.status_code == 409
    for words in ("Tủ số 7", "Văn phòng"):
        assert words in answer.text
    assert DossierItem.objects.get().place == "Tủ số 7"
    form = answer.context["form"]
    again = {**late, "seen": form.data["seen"]}
    assert client.post(address(sheet), again).status_code == 302
    assert DossierItem.objects.get().place == "Văn phòng"


def test_a_closed_year_takes_nothing_and_says_so(client, world, sheet):
    client.force_login(world.users["clerk"])
    fields = typed(client, sheet, present_1="yes")
    RatingYear.objects.update(state=RatingYear.State.CLOSED)
    answer = client.post(address(sheet), fields)
    assert "Năm xếp loại không mở" in answer.text
    assert not DossierItem.objects.exists()


@pytest.mark.parametrize("wrong", [{"present_1": "perhaps"}, {"place_1": "x" * 201}])
def test_what_is_not_understood_is_said_at_its_place(client, world, sheet, wrong):
    client.force_login(world.users["clerk"])
    answer = client.post(address(sheet), typed(client, sheet, **wrong))
    assert set(answer.context["form"].errors) == set(wrong)
    assert not DossierItem.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("clerk", 200), ("leader", 404), ("sibling_committee", 404)])
def test_only_who_enters_the_sheet_marks_it(client, world, sheet, who, status):
    client.force_login(world.users[who])
    assert client.get(address(sheet)).status_code == status


def test_the_button_stands_only_where_one_may_mark(client, world, sheet):
    for who, stands in (("clerk", True), ("leader", False)):
        client.force_login(world.users[who])
        assert (address(sheet) in client.get(address(sheet, "printed_dossier")).text) is stands
