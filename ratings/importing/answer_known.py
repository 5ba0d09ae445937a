"""What a file of answers is compared with: the sheets of its years, the questions asked in them, what stands there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from django.db.models import Q

from exchange.kinds import Scope
from organizations.models import Kind
from organizations.tree import STEP
from ratings.asked.questions import GRASSROOTS_LENGTH, may_answer
from ratings.models import RatingYear, Sheet, SheetQuerySet, YearlyQuestion
from ratings.sheets.entry import Entry, Row, answer_key, answers_each, blank
from ui.vietnamese import number_key

_OF_SHEET = (
    *("state", "version", "path", "kind", "sector", "brought_in", "approved_at", "organization__code"),
    *("rating_year__year", "rating_year__state", "rating_year__root"),
)
_OF_QUESTION = ("pk", "number", "wording", "part_wording", "kind", "audience", "first_year", "last_year", "sectors")


@dataclass(frozen=True)
class Known:
    scope: Scope
    years: frozenset[int]

    @cached_property
    def sheets(self) -> Mapping[tuple[str, str], Sheet]:
        """By year and code. Of two in one year that of the place at hand is meant."""
        found = _sheets_in(self.scope).filter(rating_year__year__in=self.years)
        related = found.select_related("organization", "rating_year").only(*_OF_SHEET).order_by("pk")
        here_last = sorted(related, key=lambda each: self.scope.holds(each.path))
        return {(str(each.rating_year.year), number_key(each.organization.code)): each for each in here_last}

    @cached_property
    def year_states(self) -> Mapping[str, str]:
        here = RatingYear.objects.filter(root__path=self.scope.path[:STEP], year__in=self.years)
        return {str(year): state for year, state in here.values_list("year", "state")}

    @cached_property
    def questions(self) -> Mapping[tuple[int, str], list[YearlyQuestion]]:
        """By root and printed code, which all versions of a question share."""
        found: defaultdict[tuple[int, str], list[YearlyQuestion]] = defaultdict(list)
        roots = {each.rating_year.root_id for each in self.sheets.values()}
        for each in YearlyQuestion.objects.filter(root__in=roots).prefetch_related("sectors"):
            found[each.root_id, each.printed_code].append(each)
        return found

    @cached_property
    def stored(self) -> Mapping[int, Entry]:
        return answers_each(each.pk for each in self.sheets.values())

    @cached_property
    def sectors(self) -> Mapping[tuple[int, str], int | None]:
        """Of grassroots organisations, by year and path."""
        years = {each.rating_year_id for each in self.sheets.values()}
        above = Sheet.objects.filter(rating_year__in=years, kind__in=Kind.grassroots()).order_by()
        return {(year, path): sector for year, path, sector in above.values_list("rating_year", "path", "sector")}

    def sheet(self, year: str, code: str) -> Sheet | None:
        return self.sheets.get((year, number_key(code)))

    def question(self, code: str, sheet: Sheet) -> YearlyQuestion | None:
        """The version of the sheet's year, else any: it is told then that it is of other years."""
        versions = self.questions.get((sheet.rating_year.root_id, code.upper()), [])
        of_year = (each for each in versions if each.is_of_year(sheet.rating_year.year))
        return next(of_year, versions[0] if versions else None)

    def asks(self, question: YearlyQuestion, sheet: Sheet) -> bool:
        if sheet.is_from_file or not may_answer(question, sheet):
            return False
        sectors = {each.pk for each in question.sectors.all()}
        return not sectors or self.sectors.get((sheet.rating_year_id, sheet.path[:GRASSROOTS_LENGTH])) in sectors

    def row(self, sheet: Sheet, question: YearlyQuestion) -> Row:
        key = answer_key(question.pk)
        return self.stored[sheet.pk].get(key) or blank(key)


def stamp(scope: Scope) -> str:
    """What is decided stands: of closed years the state of the year says all."""
    root = scope.path[:STEP]
    years = RatingYear.objects.order_by("pk").values_list("pk", "year", "state")
    moving = _sheets_in(scope).filter(rating_year__state=RatingYear.State.OPEN).order_by("pk")
    sheets = moving.values_list("pk", "version", "state", "path", "kind", "sector", "organization__code")
    questions = YearlyQuestion.objects.filter(root__path=root).order_by("pk", "sectors").values_list(*_OF_QUESTION)
    hashed = sha256()
    for listed in (years, sheets, questions):
        hashed.update(repr(list(listed)).encode())
    return hashed.hexdigest()


def _sheets_in(scope: Scope) -> SheetQuerySet:
    """Of whoever stood there in the year, or stands there now."""
    return Sheet.objects.filter(Q(path__startswith=scope.path) | Q(organization__path__startswith=scope.path))
