"""The day and the number of a founding, brought in wrong or assumed, are put right on the organisation's page."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from members.models import LifeEvent, Membership
from organizations.deeds.correcting import correct, corrected
from organizations.deeds.founding import Founding, correct_founding
from organizations.models import Organization, Reorganization
from ratings.models import RatingYear, Sheet
from tests import factories
from tests.organizations.deeds import entries as entered
from tests.organizations.deeds import kept
from tests.organizations.deeds.small import Small, build, decided, traces
from ui.refusals import Refused

pytestmark = pytest.mark.django_db
FOUNDED, EARLIER, LATER = date(2010, 1, 1), date(1995, 6, 5), date(2019, 3, 2)
WHY = "Quyết định thành lập ghi ngày khác"


@pytest.fixture
def small() -> Small:
    made = build()
    Organization.objects.filter(pk=made.one.pk).update(opened_on=date(1990, 1, 1))
    made.one.changes.update(on=date(1990, 1, 1))
    made.one.places.update(since=date(1990, 1, 1))
    made.one.refresh_from_db()
    return made


def put_right(small: Small, organization: Organization, on: date, number: str = "5-QĐ/ĐU") -> Reorganization:
    founded = Founding(on, number)
    return correct_founding(organization=organization, founded=founded, reason=WHY, by=small.office)


def stand(small: Small, since: date = FOUNDED, admitted: date = date(1990, 1, 1), count: int = 2) -> list[Membership]:
    """In a cell of its own, without any movement."""
    return [
        factories.MembershipFactory(
            member=factories.MemberFactory(admitted_on=admitted, official_on=None),
            organization=small.first,
            since=since,
        )
        for _ in range(count)
    ]


def empty(organization: Organization) -> None:
    LifeEvent.objects.filter(organization=organization).delete()
    Membership.objects.filter(organization=organization).delete()


@pytest.mark.parametrize("day", [EARLIER, LATER])
def test_the_founding_moves_and_comes_back(small, day):
    empty(small.lone)
    before, number = traces(), small.lone.decision_number
    deed = put_right(small, small.lone, day)
    now = Organization.objects.get(pk=small.lone.pk)
    assert (now.opened_on, now.decision_number, now.path) == (day, "5-QĐ/ĐU", small.lone.path)
    assert [(place.since, place.until) for place in now.places.all()] == [(day, None)]
    assert [(each.on, each.decision_number) for each in now.changes.all()] == [(day, "5-QĐ/ĐU")]
    assert [each.after for each in corrected(deed)] == [f"{day:%d/%m/%Y}", "5-QĐ/ĐU"]
    line = AuditEvent.objects.get()
    assert (line.verb, line.reason) == ("reorganization.correct", WHY)
    assert line.data["opened_on"] == [FOUNDED.isoformat(), day.isoformat()]
    small.take_back(deed)
    assert traces() == before
    assert Organization.objects.get(pk=small.lone.pk).decision_number == number


def test_what_was_corrected_of_it_goes_along(small):
    empty(small.lone)
    correct(organization=small.lone, on=FOUNDED, reason=WHY, by=small.office, name="Chi bộ Hội Luật gia")
    deed = put_right(small, small.lone, EARLIER)
    assert [(each.since, each.name) for each in small.lone.places.all()] == [(EARLIER, "Chi bộ Hội Luật gia")]
    small.take_back(deed)
    assert [(each.since, each.name) for each in small.lone.places.all()] == [(FOUNDED, "Chi bộ Hội Luật gia")]


def test_a_founding_by_a_decision_of_its_own_is_put_right_too(small):
    from organizations.deeds.changing import Named, found
    from organizations.models import Kind

    found(
        decision=decided(),
        named=Named("N1", "Chi bộ Mới"),
        kind=Kind.SUBORDINATE_CELL,
        parent=small.own,
        by=small.office,
    )
    made = Organization.objects.get(code="N1")
    put_right(small, made, date(2023, 7, 1))
    assert Organization.objects.get(code="N1").opened_on == date(2023, 7, 1)


@pytest.mark.parametrize(("day", "since"), [(EARLIER, EARLIER), (LATER, LATER)])
def test_who_stood_in_the_cell_when_it_was_founded_follows(small, day, since):
    empty(small.first)
    Organization.objects.filter(pk=small.own.pk).update(opened_on=date(1990, 1, 1))
    stays = stand(small)
    before = traces()
    deed = put_right(small, small.first, day)
    assert {each.since for each in Membership.objects.filter(pk__in=[each.pk for each in stays])} == {since}
    small.take_back(deed)
    assert traces() == before


def test_nobody_belongs_before_the_own_admission(small):
    empty(small.first)
    Organization.objects.filter(pk=small.own.pk).update(opened_on=date(1990, 1, 1))
    [stay] = stand(small, admitted=date(2001, 2, 3), count=1)
    put_right(small, small.first, EARLIER)
    stay.refresh_from_db()
    assert stay.since == date(2001, 2, 3)


def test_who_was_admitted_or_came_that_day_does_not_follow(small):
    empty(small.first)
    Organization.objects.filter(pk=small.own.pk).update(opened_on=date(1990, 1, 1))
    [stay] = stand(small, count=1)
    LifeEvent.objects.create(member=stay.member, kind="transferred_in", happened_on=FOUNDED, organization=small.first)
    put_right(small, small.first, EARLIER)
    stay.refresh_from_db()
    assert stay.since == FOUNDED


def a_case(small: Small) -> None:
    empty(small.lone)
    factories.CaseFactory(organization=small.lone, acting_organization=small.one, opened_on=date(2018, 1, 1))


def a_move_under_it(small: Small) -> None:
    small.move(small.first, to=small.sibling, on=date(2018, 1, 1))


IN_THE_WAY = {
    "a name decided before": (
        "own",
        lambda s: s.rename(s.own, "Đảng bộ Mới", on=date(2018, 1, 1)),
        "Đổi tên, từ ngày 01/01/2018",
    ),
    "what came to it before": ("sibling", a_move_under_it, "01/01/2018"),
    "who belonged before": ("first", lambda s: stand(s, since=date(2018, 1, 1)), "2 đảng viên"),
    "a case of before": ("lone", a_case, "Vụ việc"),
}


@pytest.mark.parametrize("name", IN_THE_WAY)
def test_what_is_of_before_the_right_day_is_named(small, name):
    which, do, said = IN_THE_WAY[name]
    if which == "first":
        empty(small.first)
    do(small)
    count = Reorganization.objects.count()
    with pytest.raises(Refused) as refused:
        put_right(small, getattr(small, which), LATER)
    assert said in str(refused.value.message_dict["founded_on"])
    assert Reorganization.objects.count() == count


def test_it_is_not_older_than_what_it_belongs_to(small):
    with pytest.raises(Refused, match="01/01/2010"):
        put_right(small, small.first, EARLIER)


def test_what_was_founded_by_a_merger_is_entered_anew(small):
    deed = small.merge_anew(small.first, small.second, name="Chi bộ Chung")
    made = Organization.objects.get(pk=deed.kept["founded"][0])
    with pytest.raises(Refused, match="01/07/2024"):
        put_right(small, made, date(2024, 6, 1))


def test_nothing_is_taken_back_below_who_was_entered_since(small):
    empty(small.lone)
    deed = put_right(small, small.lone, EARLIER)
    factories.MembershipFactory(organization=small.lone, since=date(2001, 1, 1))
    with pytest.raises(Refused, match="1 đảng viên"):
        small.take_back(deed)


def test_a_closed_year_keeps_its_figures_and_an_open_one_has_its_sheet(small):
    entered.open_years(small, [2023, 2024])
    year = RatingYear.objects.get(root=small.one, year=2023)
    entered.close(small, year)
    late = factories.cell(small.own, name="Muộn", opened_on=date(2025, 2, 1))
    year.refresh_from_db()
    before = kept.figures(year)
    deed = put_right(small, late, date(2020, 2, 1))
    assert kept.figures(year) == before
    assert [sheet.rating_year.year for sheet in Sheet.objects.filter(organization=late)] == [2024]
    small.take_back(deed)
    assert not Sheet.objects.filter(organization=late).exists()


def test_the_page_holds_what_stands_there_and_leads_to_the_preview_and_the_deed(client, small):
    empty(small.lone)
    client.force_login(small.office)
    page = reverse("organizations:change", args=[small.lone.pk, "founding"])
    assert page in client.get(small.lone.get_absolute_url()).text
    assert 'value="01/01/2010"' in client.get(page).text
    sent = {"founded_on": "05/06/1995", "decision_number": "5-QĐ/ĐU", "note": WHY}
    shown = client.post(page, sent)
    assert "<del>01/01/2010</del> → 05/06/1995" in shown.text
    assert not Reorganization.objects.exists()
    done = client.post(page, {**dict(shown.context["sent"]), "confirm": "1"})
    assert "<del>01/01/2010</del> → 05/06/1995" in client.get(done.url).text
    assert Organization.objects.get(pk=small.lone.pk).opened_on == EARLIER
