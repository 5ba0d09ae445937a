import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from demo import load
from demo.accounts import FIRST_USER
from demo.management.commands import demo
from members.models import Member
from organizations.models import Organization
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_database_with_organizations_is_refused_and_stays_as_it_was():
    factories.OrganizationFactory()
    with pytest.raises(CommandError, match="đã có dữ liệu"):
        call_command("demo")
    assert Organization.objects.count() == 1
    assert not Member.objects.exists()
    assert not User.objects.exists()


def test_a_database_with_members_only_is_refused_too():
    factories.MemberFactory()
    with pytest.raises(CommandError, match=r"(?i)đảng viên: 1"):
        call_command("demo")


@pytest.mark.parametrize("user", [{"username": "khoi"}, {"pk": FIRST_USER + 3}])
def test_accounts_that_are_taken_are_not_overwritten(user):
    factories.UserFactory(**user)
    with pytest.raises(CommandError, match="người dùng trùng"):
        call_command("demo")
    assert User.objects.count() == 1


def test_without_demo_data_no_accounts_are_shown():
    with pytest.raises(CommandError, match=r"manage\.py demo"):
        call_command("demo", "--accounts")


def test_it_loads_beside_an_administrator_made_by_hand_and_numbers_go_on(capsys):
    factories.UserFactory(pk=1, username="quan-tri-that")
    call_command("demo")
    assert "4.989" in capsys.readouterr().out
    assert load.is_loaded()
    last = Organization.objects.order_by("pk").last()
    assert factories.OrganizationFactory(code="SAU").pk > last.pk


def test_a_story_is_played_on_what_was_loaded_or_nothing_is_kept(monkeypatch):
    def torn():
        assert load.is_loaded()
        raise RuntimeError

    def loaded():
        factories.OrganizationFactory(synthetic=True)
        return {}

    monkeypatch.setattr(load, "load", loaded)
    monkeypatch.setitem(demo.STORIES, "2025", torn)
    with pytest.raises(RuntimeError):
        call_command("demo", "--story", "2025")
    assert not load.is_loaded()
