"""Two who set one portal up at the same moment: one root, two administrators, and a sentence for the other."""

from io import StringIO
from threading import Event, Lock

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse

import accounts.actions
import organizations.actions
from accounts.models import User
from organizations.models import Assignment, Organization
from organizations.sectors import ensure_sectors
from portal.setup import actions
from tests.at_once import at_once
from tests.portal.setup import typed

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 4


@pytest.fixture(autouse=True)
def sectors(transactional_db):
    ensure_sectors()


def _pages(answers):
    """Each of them with a root and people of their own; all have brought the code already."""

    def post(number):
        client = typed.opened(Client())
        own = {"name": f"Đảng bộ {number}", "code": f"D{number}"}
        own |= {"first_username": f"nguoi{number}", "second_username": f"khac{number}"}
        return lambda: answers.append(client.post(reverse("setup"), {**typed.ALL, **own}))

    return [post(number) for number in range(PEOPLE)]


def _slow_to_begin(monkeypatch):
    """The first rests after it has asked whether anybody is there, until another is done or two seconds pass."""
    first, done = Lock(), Event()

    def add_user(**facts):
        if first.acquire(blocking=False):
            done.wait(2)
        return accounts.actions.add_user(**facts)

    def found(**facts):
        made = organizations.actions.found(**facts)
        transaction.on_commit(done.set)
        return made

    monkeypatch.setattr(actions, "add_user", add_user)
    monkeypatch.setattr(actions, "found", found)


def _stands_once():
    assert Organization.objects.count() == 1
    assert User.objects.count() == Assignment.objects.count() == 2
    code = Organization.objects.get().code
    assert {user.username[-1] for user in User.objects.all()} == {code[-1]}, "all of one form"


def test_of_several_set_ups_at_once_one_stands_and_the_others_are_told(empty):
    answers = []
    at_once(*_pages(answers), refused_by=())

    assert sorted(answer.url for answer in answers) == [reverse("home")] * (PEOPLE - 1) + [reverse("setup_steps")]
    _stands_once()


def test_who_asked_before_the_other_was_done_makes_no_second_root(empty, monkeypatch):
    answers = []
    _slow_to_begin(monkeypatch)

    at_once(*_pages(answers)[:2], refused_by=())

    _stands_once()


def test_a_command_and_a_page_at_once_make_one_root(empty):
    answers = []

    def command():
        admins = ("--admin", "nguoi9:Nguyễn Văn An", "--admin", "khac9:Lê Văn Bình")
        rest = ("--name", "Đảng bộ 9", "--code", "D9", "--founded", "1/7/2025")
        call_command("bootstrap", *rest, *admins, stdout=StringIO())

    at_once(command, *_pages(answers)[:1], refused_by=(CommandError,))

    _stands_once()
