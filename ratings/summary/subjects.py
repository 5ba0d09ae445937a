"""Whom a line of the summary form counts, and in which words."""

from __future__ import annotations

from django.utils.translation import gettext

from organizations.models import Organization
from ratings.summary.counts import MEMBERS

Kind = Organization.Kind
GRASSROOTS = "grassroots"
# Which types a line counts, in the order of the form.
SUBJECTS: dict[str, tuple[str, ...]] = {
    Kind.GRASSROOTS_COMMITTEE: (Kind.GRASSROOTS_COMMITTEE,),
    Kind.GRASSROOTS_CELL: (Kind.GRASSROOTS_CELL,),
    GRASSROOTS: Kind.grassroots(),
    Kind.SECTION: (Kind.SECTION,),
    Kind.SUBORDINATE_CELL: (Kind.SUBORDINATE_CELL,),
    MEMBERS: (MEMBERS,),
}


def subject_name(subject: str) -> str:
    if subject == MEMBERS:
        return gettext("All members")
    return gettext("Grassroots Party organisations together") if subject == GRASSROOTS else str(Kind(subject).label)
