"""A planned deed is done as a whole or not at all, and once, though the process that does it is killed."""

import os
import signal
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from django.db import connection

from members.models import Deed, LifeEvent
from members.offers import carrying
from organizations.sectors import ensure_sectors
from tests import world as small_world
from tests.members.offers.deeds import place_of, planned

pytestmark = pytest.mark.django_db(transaction=True)
# Killed where everything is written and nothing is kept yet.
SWEEP = """
import os, signal, sys
from datetime import date
import django
django.setup()
from members import deeds
from members.offers import carrying
transfer = deeds.transfer
def then_die(**arguments):
    transfer(**arguments)
    os.kill(os.getpid(), signal.SIGKILL)
deeds.transfer = then_die
carrying.sweep(date.fromisoformat(sys.argv[1]))
"""


def address() -> str:
    """Of the database of this test."""
    named, name = os.environ["DATABASE_URL"], connection.settings_dict["NAME"]
    return f"sqlite:///{name}" if connection.vendor == "sqlite" else urlsplit(named)._replace(path=f"/{name}").geturl()


def test_a_killed_clock_leaves_the_deed_planned_and_the_next_does_it_once(transactional_db):
    ensure_sectors()
    world = small_world.build()
    deed = planned(world)
    connection.close()

    environment = {**os.environ, "DATABASE_URL": address(), "DJANGO_SETTINGS_MODULE": "portal.settings"}
    command = [sys.executable, "-c", SWEEP, deed.on.isoformat()]
    killed = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert Deed.objects.get().state == "planned"
    assert place_of(deed.member, deed.on) == world.own_cell
    assert not LifeEvent.objects.exists()

    assert carrying.sweep(deed.on) == 1
    assert carrying.sweep(deed.on) == 0
    assert place_of(deed.member, deed.on) == world.own_second_cell
    assert LifeEvent.objects.count() == 2
