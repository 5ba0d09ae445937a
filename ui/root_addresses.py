"""Addresses below /r/<number>/: the same pages, of another root organisation than the person's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from django.urls import get_script_prefix, set_script_prefix

BELOW_A_ROOT = re.compile(r"/r/([1-9][0-9]{0,17})(?=/)")


class Divided(NamedTuple):
    """`prefix` is empty, or all that stands before the page's own address."""

    prefix: str
    root: int | None
    path: str


def divided(path: str) -> Divided:
    found = BELOW_A_ROOT.match(path)
    return Divided(found[0], int(found[1]), path[found.end() :]) if found else Divided("", None, path)


def page_of(path: str) -> str:
    """As the table of addresses knows it."""
    return divided(path).path


def address_of(root: int, path: str) -> str:
    return f"/r/{root}{page_of(path)}"


def here(path: str) -> str:
    """The page's address below the root at hand, however it was written down."""
    return get_script_prefix().removesuffix("/") + page_of(path)


@contextmanager
def below(prefix: str) -> Iterator[None]:
    """Every address that is made within begins like this; "" for none."""
    before = get_script_prefix()
    set_script_prefix(f"{prefix}/")
    try:
        yield
    finally:
        set_script_prefix(before)
