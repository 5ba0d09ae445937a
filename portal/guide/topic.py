"""A topic of the guide: one thing that people do, in short steps with the very words of the buttons.

A step names what is pressed as {Message}: the button's own message, so that the guide says what the button says in
either language and never lags behind it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import Permission as P
from portal.guide.pictures import PICTURES, Picture

BUTTON = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True)
class Step:
    """`needs`: what a person must be allowed for it, beyond looking at the topic's pages."""

    message: str
    needs: P | None = None

    @property
    def shown(self) -> SafeString:
        return _shown(gettext(self.message))


@dataclass(frozen=True)
class Topic:
    """`routes`: view names, or beginnings of them, whose pages it explains. `other_words`: what people search for.

    `permission`: who may look at those pages; `title_of_reading`: what it is called for who may do nothing there.
    """

    slug: str
    title: str
    permission: P | None
    routes: tuple[str, ...]
    steps: tuple[Step, ...]
    other_words: str = ""
    title_of_reading: str = ""

    @property
    def pictures(self) -> tuple[Picture, ...]:
        return PICTURES[self.slug]

    def shown_to(self, user: User) -> ShownTopic:
        steps = [step for step in self.steps if may(user, step.needs)]
        pictures = [picture for picture in self.pictures if may(user, picture.needs)]
        reads = self.title_of_reading and not any(step.needs for step in steps)
        return ShownTopic(self.slug, self.title_of_reading if reads else self.title, self.other_words, steps, pictures)


@dataclass(frozen=True)
class ShownTopic:
    """What of a topic a person may do."""

    slug: str
    title: str
    other_words: str
    steps: Sequence[Step]
    pictures: Sequence[Picture]

    @property
    def words(self) -> str:
        return gettext(self.title)


def may(user: User, needs: P | None) -> bool:
    return needs is None or user.holds(needs)


def _shown(step: str) -> SafeString:
    """Each piece is escaped by itself: a button's name is looked up before, as the catalogue has it."""
    pieces = BUTTON.split(step)
    pieces[1::2] = [format_html("<b>{}</b>", gettext(name)) for name in pieces[1::2]]
    return SafeString("".join(map(conditional_escape, pieces)))
