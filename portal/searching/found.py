"""What each package finds, in a number of queries that does not grow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import User
from inspections.search import cases_found
from members.search import members_found
from organizations.search import organizations_found, users_found
from portal.searching.pages import pages_found
from reports.jobs.search import reports_found
from ui.hits import Hits, at_least
from ui.vietnamese import nfc

LONGEST = 120
SOURCES = (members_found, organizations_found, cases_found, users_found, reports_found, pages_found)


@dataclass(frozen=True)
class Findings:
    text: str
    groups: Sequence[Hits]

    @property
    def count(self) -> int:
        return sum(group.count for group in self.groups)

    @property
    def counted(self) -> str:
        return at_least(self.count, any(group.is_cut for group in self.groups))

    @property
    def exact_url(self) -> str:
        """Where the one record is whose number was typed; empty where there is none, or more than one."""
        exact = [hit.url for group in self.groups for hit in group.nearest if hit.exact]
        return exact[0] if len(exact) == 1 else ""


def search(user: User, typed: str, most: int) -> Findings:
    """At most so many of each kind; a group with an exact number comes first."""
    text = nfc(typed[:LONGEST])
    asked = [source(user, text, most) for source in SOURCES] if text else []
    groups = [group for group in asked if group and group.count]
    return Findings(text, sorted(groups, key=lambda group: not any(hit.exact for hit in group.nearest)))
