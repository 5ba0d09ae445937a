"""The tree held while something is written by organisation: deeds wait for it, and it for them.

One lock for all, on the rows of the roots, taken before any other but that of a rating year: whoever writes shares it,
a deed has it alone. SQLite has one writer at a time, and needs no lock.
"""

from __future__ import annotations

from datetime import date

from django.db import connection
from django.utils.translation import gettext

from organizations.models import Organization
from ui.days import written
from ui.refusals import Refused

# Django locks rows FOR UPDATE only: then all who enter members would wait for each other.
_SHARED = f"SELECT id FROM {Organization._meta.db_table} WHERE parent_id IS NULL ORDER BY id FOR SHARE"


def share() -> None:
    """Until the transaction ends no organisation is founded, moved, renamed or ended."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(_SHARED)


def alone() -> None:
    """Until the transaction ends nothing is written by organisation, and no other deed is done."""
    roots = Organization.objects.select_for_update(no_key=True).filter(parent=None).order_by("pk")
    list(roots.values_list("pk"))


def alone_where_none_is() -> None:
    """As `alone`, of a tree that has no root yet: no row could be held, so nobody else writes the table."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {Organization._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")


def still(organization: Organization, field: str = "") -> Organization:
    """As it is now, held: what a person chose may have ended since."""
    share()
    now = Organization.objects.filter(pk=organization.pk).first()
    if now is None or now.kind != organization.kind:
        sentence = gettext("%(name)s was changed by a decision at this moment. Choose anew.")
        raise _refused(field, sentence % {"name": organization.name})
    need_standing(now, field)
    return now


def need_standing(organization: Organization, field: str = "") -> None:
    if organization.closed_on is not None:
        sentence = gettext("%(name)s ended on %(day)s. Choose one that still exists.")
        raise _refused(field, sentence % {"name": organization.name, "day": written(organization.closed_on)})


def need_founded(organization: Organization, on: date, field: str = "") -> None:
    """What is dated before that would count nowhere."""
    if on < organization.opened_on:
        sentence = gettext("%(name)s was founded on %(day)s only. Choose a later day.")
        words = {"name": organization.name, "day": written(organization.opened_on)}
        raise _refused(field, sentence % words)


def _refused(field: str, sentence: str) -> Refused:
    return Refused(**{field: sentence}) if field else Refused(sentence)
