"""The printed forms of each guide by their numbers (Guides 21, 25 and 43-HD/BTCTW)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ratings.grounds import TitleGroup

LEADER, STAFF, OUTSIDE, HEAD = TitleGroup


@dataclass(frozen=True)
class Forms:
    """`set_name` follows a number. Empty: the guide has none, or it was not seen.

    `laid_out`: what stands on them is known, not the numbers alone.
    """

    set_name: str
    members: Mapping[TitleGroup, str]
    collective: str = ""
    dossier: str = ""
    laid_out: bool = False


HD21 = Forms("HD KĐ.ĐG 2019", dict.fromkeys(TitleGroup, "02"))
# Whoever holds an office has the second number here, and the first from 2025 on.
HD25 = Forms("HD KĐ.ĐG 2023", {LEADER: "02B", STAFF: "02A", OUTSIDE: "02A", HEAD: "02B"})
HD43 = Forms(
    "HD KĐ.ĐG 2025",
    {LEADER: "2A", STAFF: "2B", OUTSIDE: "2C", HEAD: "2A"},
    collective="01",
    dossier="04",
    laid_out=True,
)
