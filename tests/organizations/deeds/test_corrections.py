"""A closed year that takes deeds over, and gives them back: every reader says the same of it at each moment."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from organizations.deeds.taking_back import dependent
from organizations.models import Organization
from ratings.models import Edition, RatingYear, Sheet, YearPlace
from ratings.register.differences import differences
from ratings.register.tables import MEMBERSHIPS, PLACES
from ratings.register.together import together
from ratings.summary.form import summary_of
from ratings.summary.tables import tables
from ratings.years.actions import close_year, open_year, reopen_year, undo_closing
from ratings.years.corrections import correct_year, take_back_correction, to_take_back
from tests.factories import RatingYearFactory
from tests.organizations.deeds import entries, kept, readers
from tests.organizations.deeds.small import build
from tests.reports.worlds import approve
from ui.refusals import Refused

pytestmark = pytest.mark.django_db
DECISION = entries.DECISION
SENT = {**DECISION, "decided_on": "05/01/2026"}


@pytest.fixture
def small():
    return build(size=2)


@pytest.fixture
def year(small):
    """2024 below `one`, every organisation and member rated; closed."""
    return entries.rated_and_closed(small)


def correct(small, year, keys=None):
    found = differences(year) if keys is None else []
    return correct_year(rating_year=year, keys=keys or [each.key for each in found], by=small.office, **DECISION)


def give_back(small, year):
    number = to_take_back(year).number
    return take_back_correction(rating_year=year, number=number, by=small.office, **DECISION)


def merged(small):
    """The sibling ends without a successor in the year; its cell goes over."""
    return small.merge(small.sibling, into=small.own)


def cells_merged(small):
    return small.merge(small.second, into=small.first)


def merged_anew(small):
    return small.merge_anew(small.own, small.sibling, name="Đảng bộ Sở Hợp nhất")


def handed_over(small):
    return small.move(small.sibling, to=small.two)


def moved(small):
    return small.move(small.second, to=small.sibling)


def divided(small):
    return small.split(small.own, "Đảng bộ Chi nhánh", below=[small.second])


DEEDS = (merged, cells_merged, merged_anew, handed_over, moved, divided)


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.__name__)
def test_every_reader_says_the_same_after_a_correction_and_after_it_was_taken_back(small, year, deed):
    before, first = kept.figures(year), readers.editions(year)[1]
    done = deed(small)
    correct(small, year)
    assert not differences(year)
    readers.agree(year)
    assert readers.editions(year)[1] == first
    corrected = readers.editions(year)[2]
    with pytest.raises(Refused):
        small.take_back(done)
    give_back(small, year)
    readers.agree(year)
    assert kept.figures(year) == before
    assert readers.editions(year) == {1: first, 2: corrected, 3: first}
    assert differences(year)


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.__name__)
def test_the_deed_can_be_taken_back_once_the_correction_was(small, year, deed):
    before = kept.traces()
    done = deed(small)
    correct(small, year)
    assert "Năm xếp loại 2024 đã được đính chính" in " ".join(dependent(done))
    give_back(small, year)
    assert dependent(done) == []
    small.take_back(done)
    assert kept.traces() == before
    assert not differences(year)
    readers.agree(year)
    assert list(year.editions.values_list("number", "undone_at"))[::2] == [(1, None), (3, None)]


def test_who_stood_on_the_sheet_of_what_ended_is_counted_where_the_register_says(small, year):
    assert summary_of(year, small.one).members[-1].total == 8
    merged(small)
    correct(small, year)
    sheet = Sheet.objects.get(organization=small.sibling, rating_year=year)
    assert (sheet.path, sheet.parent) == ("", None)
    assert Sheet.objects.get(organization=small.third, rating_year=year).path.startswith(small.own.path)
    assert summary_of(year, Organization.objects.get(pk=small.own.pk)).members[-1].total == 6


def test_an_organisation_is_not_taken_over_without_its_members(small, year, client):
    cells_merged(small)
    found = differences(year)
    places = [each.key for each in found if each.table is PLACES]
    assert together(found, places) == {each.key for each in found}
    members = [each.key for each in found if each.table is MEMBERSHIPS]
    for some in (places, members, members[:1]):
        with pytest.raises(Refused, match="đã được đánh dấu"):
            correct(small, year, some)
    client.force_login(small.office)
    page = client.post("/ratings/2024/correct/", {**SENT, "row": places})
    assert page.status_code == 422
    assert page.context["ticked"] == {each.key for each in found}
    assert page.text.count("checked") == len(found)
    every = {**SENT, "row": [each.key for each in found]}
    foreseen = client.post("/ratings/2024/correct/", every)
    assert (
        client.post("/ratings/2024/correct/", every | {"seen": foreseen.context["seen"], "confirm": "1"}).status_code
        == 302
    )
    readers.agree(year)


def test_what_only_changed_its_name_is_taken_over_alone(small, year):
    small.rename(small.own, "Đảng bộ Sở Mới")
    moved(small)
    found = differences(year)
    [renamed] = [each for each in found if each.table is PLACES and each.row[0] == small.own.pk]
    assert together(found, [renamed.key]) == {renamed.key}


def test_rows_beyond_the_page_stay_unticked(small, year, client, monkeypatch):
    monkeypatch.setattr("ratings.years.views_fixed.SHOWN", 1)
    small.rename(small.own, "Đảng bộ Sở Mới")
    small.rename(small.sibling, "Đảng bộ Ban Mới")
    client.force_login(small.office)
    keys = [each.key for each in differences(year)]
    page = client.post("/ratings/2024/correct/", {"row": keys[:1]})
    assert 'name="beyond" >' in page.text or 'name="beyond">' in page.text
    assert page.context["ticked"] == {keys[0]}


def test_a_correction_is_taken_back_on_its_page(small, year, client):
    merged(small)
    correct(small, year)
    client.force_login(small.office)
    address = reverse("ratings:take_back_correction", args=[2024, 2])
    assert address in client.get("/ratings/2024/editions/").text
    assert client.get(address).status_code == 200
    assert client.post(address, {**SENT, "reason": ""}).status_code == 422
    shown = client.post(address, SENT, follow=True)
    assert "Đã rút lại việc đính chính" in shown.text
    assert address not in shown.text
    undone, back = year.editions.get(number=2), year.editions.get(number=3)
    assert (undone.undone_at is None, back.origin) == (False, Edition.Origin.TAKEN_BACK)
    line = AuditEvent.objects.get(verb="year.correct_undo")
    assert (line.data["correction"], line.data["edition"], line.reason) == (2, 3, DECISION["reason"])
    assert client.post(address, SENT).status_code == 422


def test_one_after_the_other_is_taken_back_newest_first(small, year):
    first = readers.editions(year)[1]
    merged(small)
    correct(small, year)
    small.rename(small.own, "Đảng bộ Sở Mới")
    cells_merged(small)
    correct(small, year)
    assert to_take_back(year).number == 3
    with pytest.raises(Refused, match="lần chốt mới hơn"):
        take_back_correction(rating_year=year, number=2, by=small.office, **DECISION)
    give_back(small, year)
    assert to_take_back(year).number == 2
    give_back(small, year)
    assert to_take_back(year) is None
    assert readers.editions(year)[5] == first
    readers.agree(year)


def test_nothing_is_taken_back_below_a_newer_closing(small, year):
    merged(small)
    correct(small, year)
    reopen_year(rating_year=year, by=small.office, **DECISION)
    year.refresh_from_db()
    assert to_take_back(year) is None
    close_year(rating_year=year, by=small.office, **DECISION)
    year.refresh_from_db()
    assert to_take_back(year) is None


def test_with_its_closing_a_correction_is_taken_back_too(small, year):
    merged(small)
    correct(small, year)
    assert undo_closing(rating_year=year, by=small.office)
    assert not year.editions.filter(undone_at=None).exists()


def test_a_reopened_year_stands_where_the_register_says(small, year):
    merged(small)
    sheet = Sheet.objects.get(organization=small.third, rating_year=year)
    assert sheet.path.startswith(small.sibling.path)
    reopen_year(rating_year=year, by=small.office, **DECISION)
    sheet.refresh_from_db()
    assert sheet.path.startswith(small.own.path)
    year.refresh_from_db()
    entries.close(small, year)
    readers.agree(year)


def test_a_merger_is_taken_back_after_the_closing_that_kept_it_was(small):
    opened = RatingYearFactory(year=2024, root=small.one, state=RatingYear.State.PLANNED)
    open_year(rating_year=opened, by=None)
    done = merged_anew(small)
    entries.close(small, opened)
    assert undo_closing(rating_year=opened, by=small.office)
    small.take_back(done)
    assert not Organization.objects.filter(name="Đảng bộ Sở Hợp nhất").exists()
    assert YearPlace.objects.filter(rating_year=opened, organization=small.lone).exists()


def test_what_an_edition_that_stands_keeps_is_not_taken_away(small):
    opened = RatingYearFactory(year=2024, root=small.one, state=RatingYear.State.PLANNED)
    open_year(rating_year=opened, by=None)
    done = merged_anew(small)
    entries.close(small, opened)
    reopen_year(rating_year=opened, by=small.office, **DECISION)
    with pytest.raises(Refused, match="lần chốt số liệu năm 2024"):
        small.take_back(done)


def test_a_closed_year_that_took_over_a_new_organisation_is_not_provisional(small, year):
    for sheet in year.sheets.pending():
        approve(sheet, small.office)
    merged_anew(small)
    correct(small, year)
    summary = summary_of(year, small.one)
    assert (summary.not_entered, summary.waiting, summary.is_provisional) == (True, 0, False)
    assert not any(row.is_provisional for table in tables(summary) for row in table.rows)


DAYS = {
    "of before the closing": (DECISION["decided_on"] - timedelta(days=1), "đã khóa ngày 05/01/2026"),
    "to come": (timezone.localdate() + timedelta(days=1), "chưa tới"),
    "of before the year": (date(2019, 1, 1), "đã khóa ngày 05/01/2026"),
    "none": (None, "Ghi ngày ký quyết định"),
}


@pytest.mark.parametrize("case", DAYS)
def test_a_decision_with_a_day_that_cannot_be_is_refused_at_the_day(small, year, client, case):
    day, sentence = DAYS[case]
    merged(small)
    client.force_login(small.office)
    said = {**DECISION, "decided_on": day}
    keys = [each.key for each in differences(year)]
    with pytest.raises(Refused, match=sentence) as refused:
        correct_year(rating_year=year, keys=keys, by=small.office, **said)
    assert list(refused.value.message_dict) == ["decided_on"]
    sent = {**SENT, "decided_on": f"{day:%d/%m/%Y}" if day else "", "row": keys}
    page = client.post("/ratings/2024/correct/", sent)
    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["decided_on"]
    assert page.context["form"]["reason"].value() == DECISION["reason"]


def test_a_correction_is_not_taken_back_by_a_decision_of_before_it(small, year):
    merged(small)
    said = {**DECISION, "decided_on": date(2026, 2, 2)}
    correct_year(rating_year=year, keys=[each.key for each in differences(year)], by=small.office, **said)
    with pytest.raises(Refused, match="Việc đính chính theo quyết định ngày 02/02/2026"):
        give_back(small, year)


def test_a_year_from_a_file_is_not_corrected_by_a_decision_of_before_its_end(small):
    from ratings.years.corrections import closed_on

    brought = RatingYearFactory(year=2019, root=small.one, state=RatingYear.State.CLOSED, brought_in=True)
    assert closed_on(brought) == date(2019, 12, 31)
