"""How a paper is headed and signed: as its root has it on record, and by its name where nothing is on record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from organizations.models import Letterhead, Organization, Place, Standing
from organizations.names import Names
from organizations.places import places_on
from organizations.tree import STEP

PARTY_COMMITTEE = "Đảng ủy"
PARTY_ORGANIZATION = "Đảng bộ"


@dataclass(frozen=True)
class PaperHead:
    """Plain words, so that a snapshot keeps them."""

    organization: str
    committee: str
    committee_in_text: str = PARTY_COMMITTEE
    superior: str = ""
    reports_to: str = ""
    abbreviation: str = "ĐU"
    place: str = ""

    @property
    def whole_in_text(self) -> str:
        """The organisation whose committee it is, named as shortly."""
        if self.committee_in_text.startswith(PARTY_COMMITTEE):
            return self.committee_in_text.replace(PARTY_COMMITTEE, PARTY_ORGANIZATION, 1)
        return PARTY_ORGANIZATION


def head_of(standing: Standing) -> PaperHead:
    """Of any organisation where it stood: whoever stands below a root writes where the root does."""
    kept = _kept(standing)
    if parent := standing.parent:
        above = kept.committee if kept.organization_id == parent.pk and kept.committee else parent.committee
        return by_name(standing.name, superior=parent.name, reports_to=above, place=kept.place)
    words = {name: getattr(kept, name) for name in WORDS}
    return by_name(standing.name, **{name: word for name, word in words.items() if word})


def _kept(standing: Standing) -> Letterhead:
    """The committee on record is that of the root as it is called today."""
    here = Letterhead.objects.filter(organization__path=standing.path[:STEP]).select_related("organization")
    kept = here.first() or Letterhead()
    root = standing.parent or standing
    if kept.pk and len(root.path) == STEP and root.name != kept.organization.name:
        kept.committee = ""
    return kept


def as_on(organization: Organization, day: date) -> Place:
    """Where it stood, it and what was above it under their names of that day: to be read, never saved."""
    place = places_on(day, [organization.pk])[organization.pk]
    if place.parent:
        place.parent.name = Names([place.parent.pk]).on(place.parent.pk, day)
    return place


def by_name(name: str, **known: str) -> PaperHead:
    return PaperHead(name, **{"committee": Organization(name=name).committee, **known})


WORDS = ("committee", "committee_in_text", "superior", "reports_to", "abbreviation", "place")
