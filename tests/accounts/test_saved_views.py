"""Ways of looking that a person keeps, shares with a role, and opens a list by."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent, SavedView
from accounts.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db
MEMBERS = "/members/"


@pytest.fixture
def committee(client, world):
    client.force_login(world.users["committee"])
    return world.users["committee"]


def save(client, address=f"{MEMBERS}?sex=female&page=2&q=", **typed):
    return client.post(reverse("accounts:save_view"), {"address": address, "name": "Nữ", "role": "", **typed})


def told_at(answer) -> set[str]:
    """The list is drawn, too, to hear what it understands."""
    return set([context["form"] for context in answer.context if "form" in context][-1].errors)


def tabs(client) -> dict[str, bool]:
    return {tab.name: tab.is_current for tab in client.get(MEMBERS, {"sex": "female"}).context["list"].tabs}


def test_who_keeps_a_view_finds_the_way_to_take_it_away(client, committee):
    way = f'href="{reverse("accounts:saved_views")}"'
    assert way not in client.get(MEMBERS).text
    save(client)
    assert way in client.get(MEMBERS).text
    assert way in client.get(reverse("accounts:account")).text


def test_a_view_is_kept_by_its_address_and_stands_above_the_list(client, committee):
    answer = save(client, name="  Nữ\u200b ")

    assert answer.url == f"{MEMBERS}?sex=female&page=2&q="
    view = SavedView.objects.get()
    assert (view.user, view.place, view.name, view.query) == (committee, "members", "Nữ", "sex=female")
    assert tabs(client)["Nữ"]
    assert AuditEvent.objects.filter(verb="view.save", actor=committee).count() == 1


def test_the_same_name_is_replaced(client, committee):
    save(client)
    save(client, address=f"{MEMBERS}?status=official")

    assert [view.query for view in SavedView.objects.all()] == ["status=official"]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "\u200b"}, "name"),
        ({"name": "x" * 61}, "name"),
        ({"role": "administrator"}, "role"),
        ({"role": "king"}, "role"),
        ({"address": "https://evil.example/members/"}, "address"),
        ({"address": "/members/1/"}, "address"),
        ({"address": "/members/?q=" + "x" * 3000}, "address"),
        ({"address": ""}, "address"),
        ({"address": "/members/?nosuch=1"}, "address"),
        ({"address": "/members/?q=%00x"}, "address"),
        ({"address": "/members/?organization=999999"}, "address"),
        ({"address": "/members/?sort=nosuch"}, "address"),
        ({"address": "/members/?sex=female&sex=male"}, "address"),
        ({"address": "/members/?sex=king", "role": "committee"}, "address"),
        ({"address": "/account/trail/?view=all"}, "address"),
    ],
)
def test_what_cannot_be_kept_is_said_at_its_field(client, committee, typed, field):
    answer = save(client, **typed)

    assert answer.status_code == 200
    assert told_at(answer) == {field}
    assert not SavedView.objects.exists()


def test_a_view_is_shared_with_a_role_that_both_hold(client, world, committee):
    save(client, role=Role.COMMITTEE)

    client.force_login(world.users["sibling_committee"])
    assert "Nữ" in tabs(client)
    client.force_login(world.users["clerk"])
    assert "Nữ" not in tabs(client)


def test_the_bare_address_opens_the_usual_view_and_everything_is_still_there(client, committee):
    save(client, is_usual="on")

    assert client.get(MEMBERS).url == f"{MEMBERS}?sex=female"
    assert client.get(MEMBERS, {"view": "all"}).status_code == 200


def test_there_is_one_usual_view_and_it_can_be_given_up(client, committee):
    save(client, is_usual="on")
    save(client, name="Dự bị", address=f"{MEMBERS}?status=probationary", is_usual="on")
    assert client.get(MEMBERS).url == f"{MEMBERS}?status=probationary"

    (view,) = SavedView.objects.filter(is_usual=True)
    client.post(reverse("accounts:usual_view", args=[view.pk]), {"usual": "no"})
    assert client.get(MEMBERS).status_code == 200


def test_a_shared_view_is_nobody_elses_usual_one_and_not_theirs_to_delete(client, world, committee):
    save(client, role=Role.COMMITTEE, is_usual="on")
    view = SavedView.objects.get()
    client.force_login(world.users["sibling_committee"])

    assert client.get(MEMBERS).status_code == 200
    assert client.post(reverse("accounts:delete_view", args=[view.pk])).status_code == 404
    assert client.post(reverse("accounts:usual_view", args=[view.pk]), {"usual": "yes"}).status_code == 404


def test_a_view_is_deleted_by_whom_it_belongs_to(client, committee):
    save(client)
    answer = client.post(reverse("accounts:delete_view", args=[SavedView.objects.get().pk]), follow=True)

    assert not SavedView.objects.exists()
    assert "Đồng chí chưa lưu cách xem nào" in answer.text


def test_a_view_shows_each_person_only_what_they_may_see(client, world, committee):
    factories.member_of(world.sibling_cell, full_name="Võ Kín", sex="female")
    save(client, role=Role.COMMITTEE)

    assert "Võ Kín" not in client.get(MEMBERS, {"sex": "female"}).text


def test_thirty_views_are_enough(client, committee):
    SavedView.objects.bulk_create(
        SavedView(user=committee, place="members", name=f"Cách {number}", query="sex=male") for number in range(30)
    )

    answer = save(client)

    assert "nhiều nhất 30 cách xem" in answer.text
    assert SavedView.objects.count() == 30


def _shared_by(user, count: int) -> None:
    SavedView.objects.bulk_create(
        SavedView(user=user, place="members", name=f"{user.pk}-{number}", query="sex=male", role=Role.COMMITTEE)
        for number in range(count)
    )


def test_five_views_of_a_list_can_be_shared_and_more_kept(client, committee):
    _shared_by(committee, 5)

    answer = save(client, role=Role.COMMITTEE)
    assert told_at(answer) == {"role"}
    assert "nhiều nhất 5 cách xem" in answer.text
    assert save(client, name=f"{committee.pk}-1", role=Role.COMMITTEE).status_code == 302
    assert save(client).status_code == 302


def _of_role(world, count: int, **fields) -> list:
    users = [factories.UserFactory(**fields) for _ in range(count)]
    for user in users:
        factories.AssignmentFactory(user=user, role=Role.COMMITTEE, organization=world.sibling)
        _shared_by(user, 5)
    return users


def test_a_list_stays_small_however_much_is_shared(client, world, committee):
    save(client)
    _of_role(world, 4)
    before = client.get(MEMBERS, {"view": "all"})
    newest = _of_role(world, 3)[-1]
    after = client.get(MEMBERS, {"view": "all"})

    views = [tab.name for tab in after.context["list"].views]
    assert (views[0], len(views)) == ("Nữ", 21)
    assert f"{newest.pk}-4" in views
    assert len(after.content) <= len(before.content) + 500


def test_what_is_shared_goes_with_who_shares_it(client, world, committee):
    disabled, resigned, here = _of_role(world, 3)
    disabled.is_active = False
    disabled.save()
    resigned.assignments.update(until=timezone.localdate() - timedelta(days=1))

    names = {view.name for view in client.get(MEMBERS, {"view": "all"}).context["list"].views}
    assert names == {f"{here.pk}-{number}" for number in range(5)}
