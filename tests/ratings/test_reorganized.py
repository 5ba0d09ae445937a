"""A merger in the year: nobody is rated twice, nothing typed is lost, the closed cell keeps no year open."""

from datetime import date
from functools import partial

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from members.models import Member
from organizations.deeds import changing
from organizations.deeds.changing import Named
from organizations.deeds.preview import foresee
from organizations.models import Organization
from ratings import roster
from ratings.counts.totals import totals
from ratings.models import MemberRating, RatingYear, Sheet
from ratings.progress.waiting import sheets_waiting
from ratings.sheets.entry import key_of
from ratings.sheets.saving import save_rows
from ratings.years.actions import close_year, open_year
from tests.factories import RatingYearFactory, user_with
from tests.organizations.deeds.small import Small, build, decided
from tests.ratings.sheets import approved, row
from ui.refusals import Refused, Stale
from ui.waiting import Group

pytestmark = pytest.mark.django_db


@pytest.fixture
def small() -> Small:
    return build()


@pytest.fixture
def rating_year(small) -> RatingYear:
    year = RatingYearFactory(year=2024, state=RatingYear.State.PLANNED)
    open_year(rating_year=year, by=None)
    return year


def sheet_of(organization: Organization) -> Sheet:
    return Sheet.objects.get(organization=organization, rating_year__year=2024)


def rate(small: Small, cell: str, level: int = 3, members: int = 3) -> Sheet:
    sheet = sheet_of(getattr(small, cell))
    rows = {key_of(member.pk): row(level=level) for member in small.members[cell][:members]}
    save_rows(sheet=sheet, rows=rows, version=sheet.version, by=small.office)
    return sheet_of(getattr(small, cell))


def send(organization: Organization, small: Small) -> None:
    sent = {"state": Sheet.State.SUBMITTED, "submitted_at": timezone.now(), "submitted_by": small.office}
    Sheet.objects.filter(organization=organization).update(**sent)


def rated_below(organization: Organization) -> int:
    sheets = Sheet.objects.below(Organization.objects.get(pk=organization.pk))
    return MemberRating.objects.filter(sheet__in=sheets).exclude(level=None).count()


def everything() -> tuple[list, list]:
    rows = MemberRating.objects.order_by("pk").values_list("pk", "sheet__organization", "member", "level")
    sheets = Sheet.objects.order_by("organization").values_list("organization", "state", "path", "parent", "kind")
    return list(rows), list(sheets)


def test_the_members_of_a_merged_cell_are_counted_once(small, rating_year):
    """M9: 21 members of a closed cell stood on two sheets, and its sheet kept the year open."""
    rate(small, "first")
    send(small.first, small)
    small.merge(small.first, into=small.second)
    assert rated_below(small.own) == rated_below(small.second) == 3
    assert small.first not in roster.undecided(rating_year)
    assert {each.member_id for each in sheet_of(small.second).member_ratings.all()} == {
        member.pk for member in small.members["first"]
    }


def test_what_was_typed_on_the_sheet_of_what_ended_stays_to_be_read_and_takes_nothing_in(small, rating_year):
    sheet = rate(small, "first")
    small.merge(small.first, into=small.second)
    kept = sheet_of(small.first)
    assert (kept.member_ratings.count(), kept.stands, kept.is_editable, kept.name) == (3, False, False, "Một")
    rows = {key_of(small.members["first"][0].pk): row(level=1)}
    with pytest.raises(Stale):
        save_rows(sheet=sheet, rows=rows, version=kept.version, by=small.office)


def test_an_empty_draft_of_what_ended_goes_and_comes_back(small, rating_year):
    before = everything()
    deed = small.merge(small.first, into=small.second)
    assert not Sheet.objects.filter(organization=small.first).exists()
    small.take_back(deed)
    assert everything() == before


def test_a_row_that_the_successor_has_already_stays(small, rating_year):
    rate(small, "first", level=2)
    other = sheet_of(small.second)
    known = small.members["first"][0]
    MemberRating.objects.create(sheet=other, member=known, level=4)
    small.merge(small.first, into=small.second)
    assert sheet_of(small.second).member_ratings.get(member=known).level == 4
    assert sheet_of(small.second).member_ratings.count() == 3


@pytest.mark.parametrize("name", ["merge", "anew", "split", "committee", "cell"])
def test_taken_back_the_sheets_are_as_before(small, rating_year, name):
    rate(small, "first")
    rate(small, "lone")
    before = everything()
    deed = {
        "merge": lambda: small.merge(small.first, into=small.second),
        "anew": lambda: small.merge_anew(small.first, small.second, name="Chi bộ Mới"),
        "split": lambda: small.split(small.first, "Chi bộ Tách", members=[small.members["first"][0].pk]),
        "committee": lambda: changing.to_committee(
            decision=decided(), organization=small.lone, cells=[Named("N1", "Một")], by=small.office
        ),
        "cell": lambda: changing.to_cell(decision=decided(), organization=small.own, by=small.office),
    }[name]()
    assert everything() != before
    assert rated_below(small.one) == 6
    small.take_back(deed)
    assert everything() == before


@pytest.mark.parametrize("name", ["merge", "anew"])
def test_taken_back_the_approved_sheet_of_what_ended_counts_again(small, rating_year, name):
    approved(sheet_of(small.first), user_with(Role.CLERK, small.first), user_with(Role.COMMITTEE, small.own))
    before = totals(Sheet.objects.below(small.own), ()).sums
    assert before[()]["members_good"] == len(small.members["first"])
    deed = {
        "merge": lambda: small.merge(small.first, into=small.second),
        "anew": lambda: small.merge_anew(small.first, small.second, name="Chi bộ Mới"),
    }[name]()
    assert totals(Sheet.objects.below(small.own), ()).sums != before
    small.take_back(deed)
    assert totals(Sheet.objects.below(small.own), ()).sums == before


def test_ratings_do_not_move_from_or_to_a_sheet_that_is_with_the_committee_above(small, rating_year):
    rate(small, "first")
    send(small.second, small)
    with pytest.raises(Refused):
        small.merge(small.first, into=small.second)


def test_a_merger_stays_once_the_ratings_that_went_along_are_changed(small, rating_year):
    rate(small, "first")
    deed = small.merge(small.first, into=small.second)
    MemberRating.objects.filter(sheet=sheet_of(small.second)).update(level=4)
    with pytest.raises(Refused):
        small.take_back(deed)


def test_a_merger_stays_while_who_went_along_is_rated_at_the_successor(small, rating_year):
    rate(small, "first", members=1)
    went, stayed = small.members["first"][1], small.members["second"][0]
    MemberRating.objects.create(sheet=sheet_of(small.second), member=small.members["first"][2], level=4)
    before = everything()
    deed = small.merge(small.first, into=small.second)

    def save(level: int | None, *members: Member) -> None:
        rows = {key_of(member.pk): row(level=level) for member in members}
        sheet = sheet_of(small.second)
        save_rows(sheet=sheet, rows=rows, version=sheet.version, by=small.office)

    save(3, went, stayed)
    with pytest.raises(Refused, match="Phiếu năm 2024 của Hai"):
        small.take_back(deed)
    save(None, went)
    small.take_back(deed)
    assert everything()[1] == before[1]
    assert rated_below(small.second) == 2


def test_a_merger_stays_once_its_new_sheet_is_worked_on(small, rating_year):
    deed = small.merge_anew(small.first, small.second, name="Chi bộ Mới")
    made = Organization.objects.get(name="Chi bộ Mới")
    sheet = sheet_of(made)
    rows = {key_of(small.members["first"][0].pk): row(level=3)}
    save_rows(sheet=sheet, rows=rows, version=sheet.version, by=small.office)
    with pytest.raises(Refused):
        small.take_back(deed)


def test_a_merger_stays_once_the_year_is_closed(small, rating_year):
    deed = small.merge(small.first, into=small.second)
    close_year(
        rating_year=rating_year, decision_number="1", decided_on=date(2025, 1, 5), reason="Hết hạn", by=small.office
    )
    with pytest.raises(Refused):
        small.take_back(deed)


def test_a_merger_of_the_year_after_leaves_the_sheets_of_the_open_year(small, rating_year):
    rate(small, "first")
    before = everything()
    small.merge(small.first, into=small.second, on=date(2025, 2, 1))
    assert everything() == before


def test_a_closed_year_does_not_move(small, rating_year):
    rate(small, "first")
    RatingYear.objects.update(state=RatingYear.State.CLOSED, closed_at="2025-02-01 00:00Z", closed_by=small.office)
    before = everything()
    small.merge(small.first, into=small.second)
    assert everything() == before


# To a root that has no such year


WAITS = "Đảng bộ Hai chưa có năm xếp loại 2024"


def other_office(small: Small) -> User:
    return user_with(Role.OFFICE, small.two)


def groups(user: User) -> list[Group]:
    return [each for each in sheets_waiting(User.objects.get(pk=user.pk)) if "2024" in each.title]


def test_a_sheet_that_waits_for_its_year_is_said_in_the_preview_and_led_to_from_the_home_page(
    small, rating_year, client
):
    rate(small, "first")
    clerk, office = user_with(Role.CLERK, small.first), other_office(small)
    act = partial(small.move, small.own, to=small.two)
    assert any(note.startswith(WAITS) for note in foresee(act).notes)
    assert groups(clerk)[0].title == "Phiếu xếp loại năm 2024 của tôi"
    act()
    [mine] = groups(clerk)
    assert [(each.title, each.url) for each in mine.tasks] == [("Một", sheet_of(small.first).get_absolute_url())]
    assert mine.links == ()
    [theirs] = groups(office)
    assert len(theirs.tasks) == 3
    assert [each.url for each in theirs.links] == ["/ratings/2024/settings/"]
    for person in (clerk, office):
        client.force_login(person)
        assert client.get(mine.tasks[0].url).status_code == 200
        assert mine.tasks[0].url in client.get("/").text
    assert groups(user_with(Role.CLERK, small.other)) == []


@pytest.mark.parametrize("closed", [False, True])
def test_it_goes_on_with_all_that_was_typed_once_the_other_root_opens_the_year(small, rating_year, closed):
    """Also where the year that it came from was closed meanwhile: no edition keeps it."""
    rate(small, "first")
    clerk = user_with(Role.CLERK, small.first)
    small.move(small.own, to=small.two)
    if closed:
        year = {"decision_number": "9-QĐ", "decided_on": date(2026, 1, 5), "reason": "Xong"}
        close_year(rating_year=rating_year, by=small.office, **year)
    theirs = RatingYearFactory(root=small.two, year=2024, state=RatingYear.State.PLANNED)
    open_year(rating_year=theirs, by=None)
    assert Sheet.objects.filter(organization=small.first).count() == 1
    assert sheet_of(small.first).rating_year == theirs
    assert rated_below(small.two) == 3
    assert groups(clerk)[0].title == "Phiếu xếp loại năm 2024 của tôi"
    assert not Sheet.objects.without_year().exists()


def test_where_the_other_root_has_the_year_nothing_waits(small, rating_year):
    RatingYearFactory(root=small.two, year=2024)
    notes = foresee(partial(small.move, small.own, to=small.two)).notes
    assert not any(WAITS in note for note in notes)
    small.move(small.own, to=small.two)
    assert not Sheet.objects.without_year().exists()
