"""The accounts of the demo data."""

from collections import Counter
from datetime import date

import pytest
from django.core.management import call_command

from accounts.models import User
from accounts.roles import Role
from demo.accounts import PASSWORD, USERNAMES
from members.models import Membership
from ratings import findings
from ratings.models import Sheet
from tests.portal import guide_shots

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_database")]


def test_each_role_has_an_account_that_opens():
    users = User.objects.filter(username__in=USERNAMES)
    assert {role for user in users for role in user.assignments.values_list("role", flat=True)} == set(Role)
    assert all(user.check_password(PASSWORD) for user in users)
    assert not any(user.has_usable_password() for user in User.objects.exclude(pk__in=users))


@pytest.mark.parametrize("name", guide_shots.SHOTS)
def test_the_page_that_the_guide_pictures_shows_what_is_framed(client, name):
    shot = guide_shots.SHOTS[name]
    client.force_login(User.objects.get(username=shot.person))
    page = guide_shots.answer(client, shot.path)
    if shot.follow:
        page = guide_shots.answer(client, page.query(shot.follow).etree_element.get("href"))
    assert page.query(shot.framed) is not None


def test_the_story_is_one_cell_away():
    chibo, danguy = User.objects.get(username="chibo"), User.objects.get(username="danguy")
    cell = chibo.assignments.get().organization
    assert cell.parent == danguy.assignments.get().organization
    sheet = Sheet.objects.get(rating_year__year=2024, organization=cell)
    roster = Membership.objects.on(date(2024, 12, 31)).filter(organization=cell).count()
    assert (sheet.state, 16 <= roster <= 29) == ("draft", True)
    assert 0 < roster - sheet.member_ratings.count() < 6
    assert not findings.check(sheet)
    beside = Sheet.objects.for_year(2024).filter(organization__parent=cell.parent_id).exclude(pk=sheet.pk)
    assert Counter(beside.values_list("state", flat=True)) == {"approved": 3, "submitted": 1}


def test_accounts_are_shown(capsys):
    call_command("demo", "--accounts")
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[1:]] == list(USERNAMES)
    assert all(PASSWORD in line for line in lines[1:])
