"""What of the cohort is asked for, and in which order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from ratings.calibration.cohort import CohortRow

Kind = Organization.Kind
GRASSROOTS, PLACE = "grassroots", "place"
KINDS: dict[str, tuple[str, ...]] = {
    GRASSROOTS: Kind.grassroots(),
    **{kind.value: (kind.value,) for kind in (*Kind.grassroots(), Kind.SECTION, Kind.SUBORDINATE_CELL)},
}
ONLY = ("out", "over", "mine")
SORTS = {
    PLACE: _("as in the tree"),
    "excellent": _("share of excellent"),
    "drift": _("change against last year"),
    "over": _("over the cap"),
}


@dataclass(frozen=True)
class CohortFilter:
    kind: str = GRASSROOTS
    sector: str = ""
    only: str = ""
    sort: str = PLACE

    @classmethod
    def of(cls, given: Mapping[str, str]) -> CohortFilter:
        """Only what there is to choose; anything else is as if it were not asked."""

        def one_of(name: str, allowed: Collection[str], default: str) -> str:
            value = given.get(name, "")
            return value if value in allowed else default

        return cls(
            kind=one_of("kind", KINDS, GRASSROOTS),
            sector=given.get("sector", ""),
            only=one_of("only", ONLY, ""),
            sort=one_of("sort", SORTS, PLACE),
        )

    @property
    def kinds(self) -> tuple[str, ...]:
        return KINDS[self.kind]

    def of_cohort(self, groups: Iterable[CohortRow]) -> list[CohortRow]:
        """The medians stay those of the whole type."""
        shown = [group for group in groups if self._is_in_sector(group) and self._stands_under(group)]
        match self.sort:
            case "excellent":
                shown.sort(key=lambda group: (group.excellent is None, -(group.excellent or 0)))
            case "drift":
                shown.sort(key=lambda group: (group.drift is None, -abs(group.drift or 0)))
            case "over":
                shown.sort(key=lambda group: (-group.cap.over, -(group.excellent or 0)))
        return shown

    def _is_in_sector(self, group: CohortRow) -> bool:
        sector = group.organization.sector
        return not self.sector or (sector is not None and sector.code == self.sector)

    def _stands_under(self, group: CohortRow) -> bool:
        match self.only:
            case "out":
                return group.stands_out
            case "over":
                return group.cap.is_over
            case "mine":
                return group.can_change
        return True
