"""The sheets of one year, with their rows as far as they are filled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from random import Random

from demo.history.register import MemberTables
from demo.progress import YearProgress
from demo.questions import Asked
from demo.ratings.bench import Rated, Round
from demo.sheets.papers import Papers
from demo.sheets.way import Way
from demo.standing import Standing
from demo.tree import Grassroots
from demo.work import Numbers
from organizations.models import Organization
from organizations.tree import STEP
from ratings.levels import LegacyLevel, Level
from ratings.models import MemberRating, OrganizationRating, RatingYear, Sheet, WorkResult

LAST_LEGACY_YEAR = 2017
FIRST_CIVIL_YEAR = 2018


class SheetDesk:
    def __init__(
        self,
        rating_years: Mapping[int, RatingYear],
        stood: Standing,
        register: MemberTables,
        round_: Round,
        work: dict[tuple[int, int], Numbers],
        way: Way,
        progress: YearProgress,
        papers: Papers,
        random: Random,
        asked: Asked,
    ) -> None:
        self.asked = asked
        self.rating_years, self.year = {each.root.path: each for each in rating_years.values()}, way.year
        self.stood = stood
        self.rosters, self.round, self.work = register.rosters[self.year], round_, work
        self.progress, self.papers, self.random = progress, papers, random
        self.way = way

    def lay(self, organization: Organization, each: Grassroots) -> None:
        place = self.stood.on(date(self.year, 12, 31), organization)
        sheet = Sheet(
            pk=len(self.papers.sheets) + 1,
            rating_year=self.rating_years[place.path[:STEP]],
            organization=organization,
            state=self.progress.state(organization.pk),
        )
        sheet.stand(place)
        sheet.parent = place.parent
        self.papers.sheets.append(sheet)
        filled = self.progress.filled(organization.pk)
        self._rate_members(sheet, each, filled)
        if filled == 100:
            self._rate_organization(sheet)
        if organization.is_grassroots and filled >= 60:
            self._enter_work(sheet)
        if filled >= 60:
            self.asked.answer(sheet)
        if filled:
            self.way.pass_on(sheet)

    def _rate_members(self, sheet: Sheet, each: Grassroots, filled: int) -> None:
        roster = self.rosters.get(sheet.organization_id, [])
        voters = sum(not person.member.is_probationary(date(self.year, 12, 31)) for person in roster)
        for person in roster[: len(roster) * filled // 100]:
            verdict = self.round.members[person.member.pk]
            rating = MemberRating(
                pk=len(self.papers.members) + 1,
                sheet=sheet,
                member=person.member,
                level=verdict.level,
                not_rated_reason=verdict.reason,
                note=verdict.note,
            )
            if verdict.level:
                self._vote(rating, verdict.level, voters, is_agency=not each.is_enterprise)
            self.papers.members.append(rating)

    def _vote(self, rating: MemberRating, level: Level, voters: int, *, is_agency: bool) -> None:
        chances = self.random.randint(0, 99)
        rating.self_level = min(Level.EXCELLENT, level + (chances < 15))
        if is_agency and self.year >= FIRST_CIVIL_YEAR:
            rating.civil_level = min(Level.EXCELLENT, max(level, Level.COMPLETED) + (chances >= 90))
        rating.ballot_present = max(2, voters - self.random.randint(0, 2))
        rating.ballot_for = max(rating.ballot_present // 2 + 1, rating.ballot_present - self.random.randint(0, 4))

    def _rate_organization(self, sheet: Sheet) -> None:
        verdict = self.round.organizations[sheet.organization_id]
        self.papers.organizations.append(
            OrganizationRating(
                pk=len(self.papers.organizations) + 1,
                sheet=sheet,
                level=verdict.level,
                not_rated_reason=verdict.reason,
                self_level=verdict.level,
                legacy_level=self._legacy(verdict) if self.year <= LAST_LEGACY_YEAR else "",
            )
        )

    def _legacy(self, verdict: Rated) -> str:
        if verdict.level == Level.GOOD:
            return LegacyLevel.CLEAN_STRONG if self.random.randint(1, 100) <= 85 else LegacyLevel.GOOD
        names = {
            Level.EXCELLENT: LegacyLevel.MODEL,
            Level.COMPLETED: LegacyLevel.COMPLETED,
            Level.NOT_COMPLETED: LegacyLevel.WEAK,
        }
        return names[verdict.level] if verdict.level else ""

    def _enter_work(self, sheet: Sheet) -> None:
        numbers = self.work[self.year, sheet.organization_id]
        self.papers.work.append(WorkResult(pk=len(self.papers.work) + 1, sheet=sheet, **numbers))
