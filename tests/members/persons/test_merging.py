"""Two records of one person: put together with all that is kept of both, and apart again as they were."""

from datetime import date

import pytest
from django.core import serializers
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from members import deeds
from members.models import Deed, LifeEvent, Likeness, Member, Membership, RecordMerger
from members.persons import following, merging
from ratings.models import MemberRating, RatingYear, Sheet
from tests import factories
from tests.members.life.projected import differing
from ui.refusals import Refused

pytestmark = pytest.mark.django_db
Kind = LifeEvent.Kind


@pytest.fixture
def editor(world):
    return world.users["committee"]


@pytest.fixture
def twice(world):
    """Entered twice in one cell: the second time with another position."""
    facts = {"full_name": "Trần Thị Hợp", "sex": "female", "birth_date": date(1980, 5, 4)}
    one, other = (
        factories.MemberFactory(code=code, admitted_on=date(2005, 3, 2), position=position, **facts)
        for code, position in (("DV900001", ""), ("DV900002", "Phó trưởng phòng"))
    )
    for each in (one, other):
        factories.MembershipFactory(member=each, organization=world.own_cell, since=date(2010, 1, 1))
    return one, other


def everything(*members: Member) -> str:
    models = [Membership, LifeEvent, MemberRating, Deed]
    rows = [row for model in models for row in model.objects.filter(member__in=members).order_by("pk")]
    return serializers.serialize("json", [*rows, *Member.objects.filter(pk__in=[m.pk for m in members]).order_by("pk")])


def merge(stayed, gone, by, **facts):
    return merging.merge(stayed=stayed, gone=gone, facts=facts, reason="Cùng giấy khai sinh", by=by)


def test_each_table_that_names_a_member_goes_along_or_says_that_it_stays():
    naming = {relation.related_model for relation in Member._meta.related_objects if relation.field.name == "member"}
    assert naming == following.named()


def test_one_record_is_left_with_the_facts_that_were_chosen(twice, editor):
    one, other = twice
    merge(one, other, editor, position="Phó trưởng phòng")
    one.refresh_from_db()
    assert one.position == "Phó trưởng phòng"
    assert [each.since for each in one.memberships.all()] == [date(2010, 1, 1)]
    assert not other.memberships.exists()
    assert not Member.objects.visible_to(editor).filter(pk=other.pk).exists()
    line = AuditEvent.objects.get(verb="member.merge")
    assert line.data["gone"] == "DV900002"
    assert line.data["changes"] == {"position": ["", "Phó trưởng phòng"]}


def test_taken_back_both_are_as_they_were(twice, editor, world):
    one, other = twice
    sheet = factories.SheetFactory(organization=world.own_cell, rating_year__year=2024)
    for each in twice:
        factories.MemberRatingFactory(sheet=sheet, member=each, level=3)
    before = everything(one, other)
    merger = merge(one, other, editor, position="Phó trưởng phòng")
    assert MemberRating.objects.filter(sheet=sheet, member__in=twice).count() == 1
    merging.take_back(merger=merger, reason="Là hai chị em sinh đôi", by=editor)
    assert everything(one, other) == before


def test_who_moved_and_was_entered_anew_moved(world, editor):
    old, new = (factories.MemberFactory(full_name="Lê Văn Về", birth_date=date(1980, 5, 4)) for _each in range(2))
    factories.MembershipFactory(member=old, organization=world.own_cell, since=date(2010, 1, 1))
    factories.MembershipFactory(member=new, organization=world.sibling_cell, since=date(2020, 6, 1))
    LifeEvent.objects.create(
        member=new, kind=Kind.TRANSFERRED_IN, happened_on=date(2020, 6, 1), organization=world.sibling_cell
    )
    merge(old, new, editor)
    stays = old.memberships.order_by("since").values_list("organization", "since", "until")
    assert list(stays) == [
        (world.own_cell.pk, date(2010, 1, 1), date(2020, 6, 1)),
        (world.sibling_cell.pk, date(2020, 6, 1), None),
    ]
    arrival = old.events.get(kind=Kind.TRANSFERRED_IN)
    assert differing() == []
    assert (arrival.counterpart.organization, arrival.counterpart.happened_on) == (world.own_cell, date(2020, 6, 1))


def test_who_left_and_was_found_again_returned(world, editor):
    old, new = (factories.MemberFactory(full_name="Lê Văn Về", birth_date=date(1980, 5, 4)) for _each in range(2))
    factories.MembershipFactory(member=old, organization=world.own_cell, since=date(2010, 1, 1))
    deeds.end(member=old, kind=Kind.TRANSFERRED_OUT, on=date(2015, 3, 2), by=editor)
    factories.MembershipFactory(member=new, organization=world.sibling_cell, since=date(2020, 6, 1))
    merge(old, new, editor)
    assert old.events.get(kind=Kind.RETURNED).happened_on == date(2020, 6, 1)
    deeds.end(member=old, kind=Kind.DIED, on=date(2024, 6, 1), by=editor)
    assert [each.until for each in old.memberships.order_by("since")] == [date(2015, 3, 2), date(2024, 6, 1)]


def test_who_is_said_to_be_in_two_places_from_one_day_is_refused(world, editor):
    old, new = (factories.MemberFactory(full_name="Lê Văn Về", birth_date=date(1980, 5, 4)) for _each in range(2))
    factories.MembershipFactory(member=old, organization=world.own_cell, since=date(2020, 6, 1))
    factories.MembershipFactory(member=new, organization=world.sibling_cell, since=date(2020, 6, 1))
    with pytest.raises(Refused, match="01/06/2020"):
        merge(old, new, editor)
    assert new.memberships.get().organization == world.sibling_cell


@pytest.mark.parametrize("state", [Sheet.State.SUBMITTED, Sheet.State.APPROVED])
def test_a_sheet_on_its_way_with_both_is_in_the_way(twice, editor, world, state):
    sheet = factories.SheetFactory(organization=world.own_cell, rating_year__year=2024)
    for each in twice:
        factories.MemberRatingFactory(sheet=sheet, member=each, level=3)
    sent = {"submitted_by": editor, "submitted_at": timezone.now()}
    decided = {"approved_by": editor, "approved_at": timezone.now()} if state == Sheet.State.APPROVED else {}
    Sheet.objects.filter(pk=sheet.pk).update(state=state, **sent, **decided)
    with pytest.raises(Refused, match="2024"):
        merge(*twice, editor)
    assert MemberRating.objects.filter(sheet=sheet).count() == 2


def test_ratings_of_a_closed_year_stay_under_the_number_they_were_decided_for(twice, editor, world):
    one, other = twice
    year = factories.RatingYearFactory(year=2023, root=world.bloc)
    sheet = factories.SheetFactory(organization=world.own_cell, rating_year=year)
    row = factories.MemberRatingFactory(sheet=sheet, member=other, level=3)
    RatingYear.objects.filter(pk=year.pk).update(state=RatingYear.State.CLOSED)
    merge(one, other, editor)
    row.refresh_from_db()
    assert row.member == other


def test_what_was_entered_since_is_in_the_way_of_the_way_back(twice, editor):
    one, other = twice
    merger = merge(one, other, editor)
    deeds.end(member=one, kind=Kind.DIED, on=date(2024, 5, 1), by=editor)
    with pytest.raises(Refused):
        merging.take_back(merger=merger, reason="Nhầm", by=editor)


def test_a_merged_record_merges_no_second_time(twice, editor, world):
    one, other = twice
    merge(one, other, editor)
    third = factories.MemberFactory()
    factories.MembershipFactory(member=third, organization=world.own_cell)
    with pytest.raises(Refused):
        merge(third, other, editor)
    assert RecordMerger.objects.count() == 1


def test_whoever_comes_with_the_name_and_birth_date_of_another_is_noted(twice, editor, world):
    one, _other = twice
    new = deeds.enter(
        facts={
            "full_name": "Tran thi hop",
            "sex": "female",
            "birth_date": one.birth_date,
            "position": "",
            "admitted_on": date(2024, 2, 3),
            "official_on": None,
        },
        kind=Kind.ADMITTED,
        organization=world.own_cell,
        decided_on=date(2024, 1, 20),
        by=editor,
    )
    assert set(Likeness.objects.values_list("other", flat=True)) == {new.pk}
    assert Likeness.objects.filter(one=one, state=Likeness.State.OPEN).exists()


def test_the_way_through_the_pages(client, twice, editor):
    one, other = twice
    Likeness.objects.create(one=one, other=other)
    client.force_login(editor)
    listed = client.get(reverse("members:likenesses"))
    address = f"{reverse('members:merge', args=[one.pk])}?other={other.code}"
    assert address.replace("&", "&amp;") in listed.text
    page = client.get(address)
    assert page.context["form"].differing == ["position"]
    done = client.post(address, {"stays": "other", "position": "one", "reason": "Cùng một người"})
    assert done.url == other.get_absolute_url()
    assert client.get(one.get_absolute_url()).url == other.get_absolute_url()
    merger = RecordMerger.objects.get()
    assert (merger.stayed, merger.gone) == (other, one)
    back = client.post(reverse("members:merger", args=[merger.pk]), {"reason": "Hai người"})
    assert back.url == other.get_absolute_url()
    assert client.get(one.get_absolute_url()).status_code == 200


def test_two_persons_are_asked_about_no_more(client, twice, editor):
    one, other = twice
    pair = Likeness.objects.create(one=one, other=other)
    client.force_login(editor)
    client.post(reverse("members:tell_apart", args=[pair.pk]))
    pair.refresh_from_db()
    assert pair.state == Likeness.State.DIFFERENT


def test_a_stranger_finds_neither_the_pair_nor_the_page(client, twice, world):
    one, other = twice
    pair = Likeness.objects.create(one=one, other=other)
    client.force_login(world.users["sibling_committee"])
    assert client.get(f"{reverse('members:merge', args=[one.pk])}?other={other.code}").status_code == 404
    assert client.post(reverse("members:tell_apart", args=[pair.pk])).status_code == 404


def test_the_page_says_that_a_membership_ends_as_the_other_record_has_it(client, twice, editor):
    one, other = twice
    deeds.end(member=other, kind=Kind.DIED, on=date(2024, 5, 1), by=editor)
    client.force_login(editor)
    page = client.get(f"{reverse('members:merge', args=[one.pk])}?other={other.code}")
    assert "kết thúc ngày 01/05/2024" in page.text
