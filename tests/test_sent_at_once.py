"""Four equal posts at the same moment make one thing, on both engines, whatever the form."""

from collections.abc import Callable
from http import HTTPStatus

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts.models import Submission, User
from organizations.sectors import ensure_sectors
from tests import routes, sent
from tests import world as small_world
from tests.at_once import at_once
from tests.sent import Form

TIMES = 4


def test_every_route_that_is_posted_to_is_sent_here_or_says_why_not():
    posted = {route.name for route in routes.routes() if route.policy and "POST" in route.policy.methods}
    assert posted == sent.FORMS.keys() | sent.HARMLESS.keys(), "name it in tests/sent/"
    assert not sent.FORMS.keys() & sent.HARMLESS.keys()


def signed_in(user: User | None) -> Client:
    client = Client()
    if user:
        client.force_login(user)
    return client


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("form", sent.EVERY_FORM, ids=lambda form: form.__name__)
def test_four_equal_posts_make_one_thing(form: Form):
    ensure_sectors()
    world = small_world.build()
    one = form(world)
    client = signed_in(world.users.get(one.who))
    fields = {**one.drawn(client), **one.typed}
    before = one.counted()
    answers: list[HttpResponse] = []

    def post(browser: Client) -> Callable[[], None]:
        return lambda: answers.append(browser.post(one.address, fields))

    browsers = [Client() for _each in range(TIMES)]
    for browser in browsers:
        browser.cookies = client.cookies.copy()
    at_once(*map(post, browsers), refused_by=())

    assert len(answers) == TIMES
    post(client)()
    led = {answer["Location"] for answer in answers if answer.status_code == HTTPStatus.FOUND}
    assert led == {Submission.objects.get().answer} if not one.shows else len(led) <= 1
    assert all(one.shows in answer.text for answer in answers if answer.status_code != HTTPStatus.FOUND)
    assert one.counted() == one.counted_after(before)
