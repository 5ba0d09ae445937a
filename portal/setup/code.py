"""The one-time code by which whoever reads the server's log sets up an empty portal.

It is derived from SECRET_KEY, so that every process of one portal knows the same, and it is stored nowhere. It is of no
use once somebody is there: the page that asks for it is gone.
"""

from __future__ import annotations

import base64
import logging

from django.conf import settings
from django.db import DatabaseError
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from portal import deadline
from portal.setup.emptiness import awaits_set_up

# 80 bits, in letters and digits that nobody takes for one another.
SIGNS, OF_A_GROUP = 16, 4
logger = logging.getLogger(__name__)
_is_announced = False


def one_time_code() -> str:
    digest = salted_hmac("portal.setup", "one-time code", algorithm="sha256").digest()
    signs = base64.b32encode(digest).decode()[:SIGNS]
    return "-".join(signs[begin : begin + OF_A_GROUP] for begin in range(0, SIGNS, OF_A_GROUP))


def is_right(typed: str) -> bool:
    return constant_time_compare(_plain(typed), _plain(one_time_code()))


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text)).upper()


def announce() -> None:
    """Into the log, once for each process."""
    global _is_announced
    if not _is_announced:
        address = settings.PORTAL_URL + reverse("setup")
        logger.warning("The portal is empty. Set it up at %s with the one-time code %s", address, one_time_code())
        _is_announced = True


def announce_at_start() -> None:
    """A database that does not answer yet is no reason not to start: then the first request announces it."""
    try:
        with deadline.within(settings.DATABASE_PROBE_SECONDS):
            if awaits_set_up():
                announce()
    except DatabaseError:
        logger.info("The database does not answer yet")
