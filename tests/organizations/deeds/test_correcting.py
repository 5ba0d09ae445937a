"""What was mistyped is put right from the day of its entry on; closed years keep what they kept."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from organizations.deeds.correcting import correct, corrected, entries
from organizations.deeds.pages.past import stretches
from organizations.models import Organization, Reorganization, Sector
from ratings.models import RatingYear, Sheet, YearPlace
from tests.factories import cell, grassroots_cell
from tests.organizations.deeds import entries as entered
from tests.organizations.deeds import kept
from tests.organizations.deeds.small import MIDYEAR, Small, build, traces
from ui.refusals import Refused

pytestmark = pytest.mark.django_db
FOUNDED = date(2010, 1, 1)
WHY = "Quyết định thành lập ghi Đảng bộ Sở Tư pháp"


@pytest.fixture
def small() -> Small:
    return build()


def a_sector() -> Sector:
    return Sector.objects.order_by("pk")[0]


def put_right(small: Small, organization: Organization, on: date = FOUNDED, **right: object) -> Reorganization:
    return correct(organization=organization, on=on, reason=WHY, by=small.office, **right)


def names(organization: Organization) -> list[tuple[date, str]]:
    return list(organization.places.order_by("since").values_list("since", "name"))


def test_a_name_is_right_from_the_founding_on_and_back_again(small):
    before = traces()
    deed = put_right(small, small.own, name="Đảng bộ Sở Tư pháp")
    assert names(small.own) == [(FOUNDED, "Đảng bộ Sở Tư pháp")]
    assert Organization.objects.get(pk=small.own.pk).name == "Đảng bộ Sở Tư pháp"
    assert [each[1:] for each in corrected(deed)] == [("Đảng bộ Sở", "Đảng bộ Sở Tư pháp")]
    small.take_back(deed)
    assert traces() == before


def test_a_name_that_was_decided_later_stays(small):
    small.rename(small.own, "Đảng bộ Sở Mới")
    put_right(small, small.own, name="Đảng bộ Sở Tư pháp")
    assert names(small.own) == [(FOUNDED, "Đảng bộ Sở Tư pháp"), (MIDYEAR, "Đảng bộ Sở Mới")]
    assert Organization.objects.get(pk=small.own.pk).name == "Đảng bộ Sở Mới"


def test_what_was_mistyped_in_a_later_entry_is_put_right_there(small):
    small.rename(small.own, "Đảng bộ Sở Mớii")
    assert entries(small.own) == {FOUNDED: "Đảng bộ Sở", MIDYEAR: "Đảng bộ Sở Mớii"}
    put_right(small, small.own, on=MIDYEAR, name="Đảng bộ Sở Mới")
    assert names(small.own) == [(FOUNDED, "Đảng bộ Sở"), (MIDYEAR, "Đảng bộ Sở Mới")]
    assert [each.decision_number for each in small.own.changes.filter(on=MIDYEAR)] == ["12-QĐ/ĐU"] * 2


def test_the_number_of_a_decision_is_put_right(small):
    small.rename(small.own, "Đảng bộ Sở Mới")
    before = traces()
    deed = put_right(small, small.own, on=MIDYEAR, number="15-QĐ/ĐU")
    assert stretches(small.own)[0].number == "15-QĐ/ĐU"
    assert [each[1:] for each in corrected(deed)] == [("12-QĐ/ĐU", "15-QĐ/ĐU")]
    assert traces() == before
    small.take_back(deed)
    assert stretches(small.own)[0].number == "12-QĐ/ĐU"


def test_the_sector_and_the_type_are_put_right(small):
    sector = a_sector()
    lone = grassroots_cell(small.one)
    put_right(small, lone, sector=sector, unit_type="service", kind="grassroots_committee")
    now = Organization.objects.get(pk=lone.pk)
    assert (now.sector, now.unit_type, now.kind) == (sector, "service", "grassroots_committee")


def test_a_closed_year_keeps_what_it_keeps(small):
    entered.open_years(small, [2023, 2024])
    year = RatingYear.objects.get(root=small.one, year=2023)
    entered.close(small, year)
    year.refresh_from_db()
    before = kept.figures(year)
    put_right(small, small.own, name="Đảng bộ Sở Tư pháp", sector=a_sector())
    assert kept.figures(year) == before
    assert set(YearPlace.objects.filter(organization=small.own).values_list("name", flat=True)) == {"Đảng bộ Sở"}
    sheets = Sheet.objects.filter(organization=small.own).order_by("rating_year__year")
    assert [sheet.name for sheet in sheets] == ["Đảng bộ Sở", "Đảng bộ Sở Tư pháp"]


def test_the_trail_says_what_stood_there_and_why(small):
    put_right(small, small.own, name="Đảng bộ Sở Tư pháp")
    line = AuditEvent.objects.get()
    assert (line.verb, line.reason) == ("reorganization.correct", WHY)
    assert line.data["name"] == ["Đảng bộ Sở", "Đảng bộ Sở Tư pháp"]


REFUSED = {
    "nothing": lambda s: put_right(s, s.own),
    "what stands there": lambda s: put_right(s, s.own, name="Đảng bộ Sở"),
    "the number of the founding": lambda s: put_right(s, s.own, number="15-QĐ/ĐU"),
    "the number that stands there": lambda s: put_right(s, s.own, number=s.own.decision_number),
    "no reason": lambda s: correct(organization=s.own, on=FOUNDED, reason="", by=s.office, name="Mới"),
    "a day without an entry": lambda s: put_right(s, s.own, on=MIDYEAR, name="Mới"),
    "a cell with members": lambda s: put_right(s, s.lone, kind="grassroots_committee"),
    "a committee with cells": lambda s: put_right(s, s.own, kind="grassroots_cell"),
    "what cannot stand there": lambda s: put_right(s, cell(s.own), kind="grassroots_cell"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_put_right_is_refused(small, name):
    with pytest.raises(Refused):
        REFUSED[name](small)
    assert not Reorganization.objects.exists()


@pytest.fixture
def office(client, small):
    client.force_login(small.office)
    return client


def test_the_form_holds_the_name_and_leads_to_the_preview_and_the_deed(office, small):
    page = reverse("organizations:change", args=[small.own.pk, "correct"])
    assert 'value="Đảng bộ Sở"' in office.get(page).text
    sent = {"on": "2010-01-01", "name": "Đảng bộ Sở Tư pháp", "unit_type": "service", "note": WHY}
    shown = office.post(page, sent)
    assert "Đơn vị sự nghiệp" in shown.text
    assert not Reorganization.objects.exists()
    done = office.post(page, {**dict(shown.context["sent"]), "confirm": "1"})
    text = office.get(done.url).text
    assert "<del>Đảng bộ Sở</del> → Đảng bộ Sở Tư pháp" in text
    assert WHY in text


@pytest.mark.parametrize(("which", "fields"), [("one", 4), ("own", 7), ("first", 5)])
def test_only_what_it_can_have_is_asked(office, small, which, fields):
    page = reverse("organizations:change", args=[getattr(small, which).pk, "correct"])
    assert len(office.get(page).context["form"].fields) == fields
