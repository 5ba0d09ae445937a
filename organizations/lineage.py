"""Where an organisation came from and where it went, in sentences."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from organizations.models import Lineage, Organization
from ui.moments import day

FROM = {
    Lineage.Kind.MERGE: _("Merged from %(names)s on %(day)s"),
    Lineage.Kind.SPLIT: _("Divided from %(names)s on %(day)s"),
    Lineage.Kind.MOVE: _("Took over some organisations from %(names)s on %(day)s"),
}
TAKEN_IN = _("%(names)s merged into it on %(day)s")
GOES_ON = _("Merged into %(names)s, which goes on, on %(day)s")
INTO = {
    Lineage.Kind.MERGE: _("Merged into %(names)s on %(day)s"),
    Lineage.Kind.SPLIT: _("Divided into %(names)s on %(day)s"),
    Lineage.Kind.MOVE: _("Handed some organisations over to %(names)s on %(day)s"),
}


class Told(NamedTuple):
    on: date
    sentence: str
    decision: str


def sentences(organization: Organization) -> list[str]:
    return [
        gettext("%(sentence)s, decision %(number)s") % {"sentence": each.sentence, "number": each.decision}
        if each.decision
        else each.sentence
        for each in told(organization)
    ]


def told(organization: Organization) -> list[Told]:
    came = organization.predecessor_links.select_related("predecessor").order_by("happened_on", "kind", "pk")
    went = organization.successor_links.select_related("successor").order_by("happened_on", "kind", "pk")
    return [
        *_told(((link, link.predecessor.name) for link in came), FROM, TAKEN_IN),
        *_told(((link, link.successor.name) for link in went), INTO, GOES_ON),
    ]


def _told(links: Iterable[tuple[Lineage, str]], words: dict, of_one_that_goes_on: Promise) -> Iterator[Told]:
    grouped = groupby(
        links, key=lambda pair: (pair[0].happened_on, pair[0].kind, pair[0].decision_number, _goes_on(pair[0]))
    )
    for (happened_on, kind, decision, goes_on), pairs in grouped:
        names = {"names": listed([name for _link, name in pairs]), "day": day(happened_on)}
        yield Told(happened_on, str(of_one_that_goes_on if goes_on else words[kind]) % names, decision)


def _goes_on(link: Lineage) -> bool:
    """The successor was there before the merger; of what was recorded without its deed nobody knows the word."""
    merged = link.kind == Lineage.Kind.MERGE and link.reorganization_id is not None
    return merged and link.successor.opened_on < link.happened_on


def listed(names: list[str]) -> str:
    *others, last = names
    return gettext("%(names)s and %(last)s") % {"names": ", ".join(others), "last": last} if others else last
