"""Where each member of the demo data belongs follows from what is told of them."""

import pytest

from tests.members.life.projected import differing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_database")]


def test_memberships_follow_from_the_events():
    assert differing() == []
