"""A closed year that stands already changes by a decision only, also where a file changes it."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from exchange import actions
from exchange.models import State
from ratings.models import Edition, Sheet
from tests import factories
from tests.ratings.importing.made import (
    DECISION,
    MEMBERS,
    ORGANIZATIONS,
    brought_in,
    everything,
    of,
    own,
    sent,
    written,
)
from ui.refusals import Refused

pytestmark = pytest.mark.django_db
TYPED = {"decision_number": "31-QĐ/ĐU", "decided_on": "01/03/2024", "reason": "Nhập bổ sung"}


@pytest.fixture
def office(client, world):
    client.force_login(world.users["bloc_office"])
    return client


def write(client, upload, **values):
    return client.post(reverse("exchange:write", args=[upload.pk]), {"edition": upload.edition, **values})


def late(world, kind=ORGANIZATIONS):
    brought_in(world, ORGANIZATIONS, own(world.own), own(world.own, "2020"))
    if kind == MEMBERS:
        brought_in(world, MEMBERS, of(world.members["own"]))
        return sent(world, MEMBERS, of(world.members["sibling"]))
    return sent(world, kind, own(world.sibling))


def test_the_first_filling_needs_no_decision(office, world):
    upload = sent(world, ORGANIZATIONS, own(world.own))
    assert "decision_number" not in office.get(upload.get_absolute_url()).content.decode()
    write(office, upload)
    upload.refresh_from_db()
    assert (upload.state, upload.decision) == (State.COMMITTED, {})


FIRST = {
    "members after organisations": (ORGANIZATIONS, MEMBERS),
    "organisations after members": (MEMBERS, ORGANIZATIONS),
}


@pytest.mark.parametrize("name", FIRST)
def test_the_first_of_its_kind_in_a_year_needs_none_either(office, world, name):
    """They come from two lists: what nobody has brought in yet was not told otherwise."""
    rows = {ORGANIZATIONS: own(world.own), MEMBERS: of(world.members["own"])}
    first, second = FIRST[name]
    brought_in(world, first, rows[first])
    upload = sent(world, second, rows[second])
    assert "decision_number" not in office.get(upload.get_absolute_url()).text
    write(office, upload)
    upload.refresh_from_db()
    assert (upload.state, upload.decision) == (State.COMMITTED, {})
    assert [each.reason for each in Edition.objects.filter(rating_year__year=2021)] == ["", ""]
    assert office.get(reverse("ratings:editions", args=[2021])).status_code == 200
    assert office.post(reverse("exchange:take_back", args=[upload.pk])).status_code == 302
    assert Edition.objects.filter(rating_year__year=2021, undone_at=None).count() == 1


def test_several_closed_years_are_told_of_at_once(office, world):
    years = [str(year) for year in range(2017, 2022)]
    brought_in(world, ORGANIZATIONS, *(own(world.own, year) for year in years))
    rows = [own(world.sibling, year) for year in years]
    page = office.get(sent(world, ORGANIZATIONS, *rows).get_absolute_url()).text
    assert "5 dòng làm thay đổi số liệu năm đã chốt: 2017, 2018, 2019, 2020, 2021." in page
    assert page.count("làm thay đổi số liệu") == 1


@pytest.mark.parametrize("kind", [ORGANIZATIONS, MEMBERS])
def test_what_comes_later_is_refused_without_a_decision(office, world, kind):
    upload = late(world, kind)
    page = office.get(upload.get_absolute_url()).content.decode()
    assert "1 dòng làm thay đổi số liệu năm đã chốt: 2021." in page
    before = everything()
    for missing in TYPED:
        answer = write(office, upload, **TYPED | {missing: ""})
        assert answer.status_code == 422
        others = [value for name, value in TYPED.items() if name != missing]
        assert all(each in answer.content.decode() for each in others), missing
    assert everything() == before
    with pytest.raises(Refused):
        actions.write(upload=upload, edition=upload.edition, by=upload.sent_by)


def test_it_is_kept_in_the_edition_and_in_the_trail(office, world):
    upload = late(world)
    assert write(office, upload, **TYPED).status_code == 302
    [first, second] = Edition.objects.filter(rating_year__year=2021)
    assert (first.decision_number, first.decided_on, first.reason) == ("", None, "")
    kept = {"decision_number": second.decision_number, "decided_on": second.decided_on, "reason": second.reason}
    assert kept == DECISION
    told = AuditEvent.objects.filter(verb="year.bring_in").latest("pk")
    assert (told.reason, told.data["decision_number"]) == ("Nhập bổ sung", "31-QĐ/ĐU")
    assert "31-QĐ/ĐU" in office.get(reverse("ratings:editions", args=[2021])).content.decode()


@pytest.mark.parametrize(("day", "words"), [(date(2021, 12, 30), "31/12/2021"), (date(2999, 1, 1), "chưa tới")])
def test_it_is_decided_after_the_year_was_closed_and_not_later_than_today(world, day, words):
    upload = late(world)
    with pytest.raises(Refused, match=words):
        actions.write(upload=upload, edition=upload.edition, by=upload.sent_by, decision=DECISION | {"decided_on": day})


def test_a_preview_of_before_decisions_were_asked_is_made_anew(world):
    upload = late(world)
    upload.notes = {}
    upload.save()
    actions.write(upload=upload, edition=upload.edition, by=upload.sent_by)
    assert (upload.state, upload.judged_anew) == (State.PREVIEWED, True)
    assert list(upload.notes) == ["stands:2021"]
    assert Sheet.objects.count() == 2


def test_what_was_typed_stands_there_when_the_data_changed_meanwhile(office, world):
    upload = late(world)
    factories.cell(world.own)
    write(office, upload, **TYPED)
    upload.refresh_from_db()
    assert upload.state == State.PREVIEWED
    page = office.get(upload.get_absolute_url()).content.decode()
    assert all(each in page for each in TYPED.values())


def test_why_it_is_taken_back_is_asked_and_recorded(office, world):
    upload = written(late(world))
    address = reverse("exchange:take_back", args=[upload.pk])
    before = everything()
    assert office.post(address).status_code == 422
    assert everything() == before
    with pytest.raises(Refused):
        actions.take_back(upload=upload, by=upload.sent_by)
    assert office.post(address, {"reason": "Gửi nhầm tệp"}).status_code == 302
    upload.refresh_from_db()
    assert upload.state == State.UNDONE
    told = AuditEvent.objects.filter(verb__in=["year.take_back", "import.take_back"])
    assert set(told.values_list("reason", flat=True)) == {"Gửi nhầm tệp"}
