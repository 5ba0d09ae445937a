"""The summary form of a year: one frozen object, of which the page, the paper and the workbook are renderings.

The official rating forms were not found; the columns are those that published results have in common.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext

from organizations.models import Organization, Sector
from organizations.paper_heads import head_of
from organizations.sectors import NO_SECTOR, NONE
from ratings import rules
from ratings.levels import Level
from ratings.models import RatingYear
from ratings.register.stands import Stand, stand
from ratings.rules.local import LocalRule, named
from ratings.rules.names import level_names
from ratings.summary.causes import causes_of_members, causes_of_organizations
from ratings.summary.counts import MEMBERS, SummaryCounts, code_of, year_counts
from ratings.summary.lines import SummaryLine
from ratings.summary.past import as_of
from ratings.summary.subjects import GRASSROOTS, SUBJECTS, subject_name


@dataclass(frozen=True)
class Causes:
    """{cause, or "": how many members, or organisations, did not complete their tasks}, each in one cause only."""

    members: Mapping[str, int]
    organizations: Mapping[str, int]


@dataclass(frozen=True)
class Summary:
    """Plain data throughout, so that it can be frozen and printed later exactly as it was.

    `local`: the local documents that governed the year when it was taken; none in what was frozen before they existed.
    `place`: where it is written; empty where nobody said it. `edition`: of a closed year, the one that it stands on.
    """

    year: int
    rule_set: str
    organization_id: int
    organization: str
    superior: str
    synthetic: bool
    organizations: tuple[SummaryLine, ...]
    sectors: tuple[SummaryLine, ...]
    members: tuple[SummaryLine, ...]
    causes: Causes
    waiting: int
    last_waiting: int
    has_last_year: bool
    taken_at: datetime
    local: tuple[LocalRule, ...] = ()
    place: str = ""
    edition: Stand | None = None

    @property
    def rules(self) -> str:
        return named(rules.by_code(self.rule_set).label, self.local)

    @property
    def is_provisional(self) -> bool:
        """Never of a closed year: what was not approved then, and who was not entered, stays so."""
        return not self.is_fixed and (self.waiting > 0 or self.not_entered)

    def marks(self, line: SummaryLine) -> bool:
        """As provisional."""
        return line.is_provisional and not self.is_fixed

    @property
    def is_fixed(self) -> bool:
        return self.edition is not None

    @property
    def not_entered(self) -> bool:
        return any(line.counts.empty for line in (*self.organizations, *self.members))

    @property
    def is_converted(self) -> bool:
        """Whether the comparison crosses 2018, before which organisations had other names for their levels."""
        return self.has_last_year and bool(_names_before(self.year)) and not self._legacy

    @property
    def _legacy(self) -> bool:
        return bool(rules.by_code(self.rule_set).legacy_levels)

    def level_name(self, level: Level, *, of_members: bool) -> str:
        return str(level_names(self.rule_set, of_members=of_members)[level])


def _names_before(year: int) -> Sequence[object]:
    try:
        return rules.rules_for(year - 1).legacy_levels
    except LookupError:
        return ()


def summary_of(rating_year: RatingYear, scope: Organization) -> Summary:
    """All at or below `scope`: whoever asks has seen to it that the person may see them."""
    then = as_of(rating_year, scope)
    now = year_counts(rating_year, then)
    last = RatingYear.objects.filter(root=rating_year.root_id, year=rating_year.year - 1).first()
    before = year_counts(last, as_of(last, scope)) if last else None
    head = head_of(scope)
    return Summary(
        year=rating_year.year,
        rule_set=rating_year.rule_set,
        organization_id=scope.pk,
        organization=scope.name,
        superior=head.superior,
        synthetic=Organization.objects.below(scope).filter(synthetic=True).exists(),
        organizations=tuple(_by_type(now, before)),
        sectors=tuple(_by_sector(GRASSROOTS, now, before)),
        members=(*_by_sector(MEMBERS, now, before), _line(MEMBERS, gettext("All members"), now, before)),
        causes=Causes(
            members=causes_of_members(rating_year, then),
            organizations=causes_of_organizations(rating_year, then),
        ),
        waiting=now.waiting,
        last_waiting=before.waiting if before and last and not last.is_closed else 0,
        has_last_year=last is not None,
        taken_at=timezone.now(),
        local=rating_year.local_rules,
        place=head.place,
        edition=stand(rating_year),
    )


def with_counts(summary: Summary, now: SummaryCounts) -> Summary:
    """The same form of other counts: without a year before, and without causes, which nobody keeps."""
    return replace(
        summary,
        organizations=tuple(_by_type(now, None)),
        sectors=tuple(_by_sector(GRASSROOTS, now, None)),
        members=(*_by_sector(MEMBERS, now, None), _line(MEMBERS, gettext("All members"), now, None)),
        causes=Causes({}, {}),
        waiting=now.waiting,
        has_last_year=False,
    )


def _by_type(now: SummaryCounts, last: SummaryCounts | None) -> list[SummaryLine]:
    """Only types that there are, now or last year; both grassroots types together where there are both."""
    lines = [_line(subject, subject_name(subject), now, last) for subject in SUBJECTS if subject != MEMBERS]
    present = [line for line in lines if _is_there(line)]
    both = all(any(line.subject == kind for line in present) for kind in Organization.Kind.grassroots())
    return [line for line in present if line.subject != GRASSROOTS or both]


def _by_sector(subject: str, now: SummaryCounts, last: SummaryCounts | None) -> list[SummaryLine]:
    named = [*((each.code, each.name) for each in Sector.objects.all()), (NONE, str(NO_SECTOR))]
    lines = [_line(subject, name, now, last, code) for code, name in named]
    present = [line for line in lines if _is_there(line)]
    return present if len(present) > 1 else []


def _line(subject: str, name: str, now: SummaryCounts, last: SummaryCounts | None, sector: str = "") -> SummaryLine:
    subjects, of_sector = SUBJECTS[subject], code_of(sector) if sector else None
    before = last.of(*subjects, sector=of_sector) if last else None
    counts, waiting = now.of(*subjects, sector=of_sector), now.waiting_in(*subjects, sector=of_sector)
    return SummaryLine(subject, name, counts, before, sector, waiting)


def _is_there(line: SummaryLine) -> bool:
    last = line.last
    return line.total > 0 or (last is not None and last.rated + sum(last.not_rated.values()) > 0)
