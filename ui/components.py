"""What the components of ui.templatetags.ui are given, piece by piece; each unpacks like the tuple it is."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.utils.functional import Promise


class Tab(NamedTuple):
    name: str
    url: str
    is_current: bool


class Step(NamedTuple):
    """`state`: a key of STEP_STATES."""

    name: str | Promise
    state: str


class Slice(NamedTuple):
    """One part of a share bar."""

    name: str | Promise
    number: int
    tone: str


class Fact(NamedTuple):
    name: str
    value: Any


class LevelChoice(NamedTuple):
    """The eye reads the short name, a screen reader hears the long one."""

    value: str
    short: str
    long: str
    tone: str


class Option(NamedTuple):
    """Of a select."""

    value: str
    words: str | Promise


class VerdictWords(NamedTuple):
    """`verdict`: a key of VERDICTS; `label`: words instead of its own, empty for none."""

    verdict: str
    label: str = ""


class Link(NamedTuple):
    words: str
    url: str
