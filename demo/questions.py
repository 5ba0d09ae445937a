"""The usual yearly questions, asked in each root's years, and what the organisations answered by chance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from random import Random
from typing import Any

from demo.chance import chance, day_between
from demo.history.figures import YEARS
from demo.tree import BLOC_FOUNDED, Tree
from organizations.models import Organization, Sector
from ratings.catalogue.starting import STARTING, Starting
from ratings.models import AnswerType, Sheet, YearlyAnswer, YearlyQuestion, YearlySession

TOPICS = (
    "Nghị quyết Hội nghị Trung ương",
    "Nghị quyết của Tỉnh ủy",
    "Chuyên đề học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
    "Chỉ thị, kết luận của Bộ Chính trị, Ban Bí thư",
)
FOCUS = ("Chuyển đổi số", "Cải cách thủ tục hành chính", "Nâng cao chất lượng sinh hoạt chi bộ", "Kỷ luật, kỷ cương")
# Of a thousand: what was planned and done, such as tasks of a programme or people who should declare.
DONE_FROM, DONE_TO = 930, 1000


@dataclass
class Asked:
    questions: list[YearlyQuestion] = field(default_factory=list)
    narrowed: list[Any] = field(default_factory=list)
    """Of which sectors a question is asked only: rows of the table between the two."""
    answers: list[YearlyAnswer] = field(default_factory=list)
    sessions: list[YearlySession] = field(default_factory=list)

    def answer(self, sheet: Sheet) -> None:
        """Each sheet by a chance of its own, so that no other figure moves."""
        random = chance(f"asked {sheet.rating_year.year} {sheet.organization_id}")
        sectors = {each.yearlyquestion_id for each in self.narrowed}
        mine = {each.yearlyquestion_id for each in self.narrowed if each.sector_id == sheet.sector_id}
        for question in self.questions:
            of_root = question.root_id == sheet.rating_year.root_id and sheet.kind in question.kinds
            if of_root and (question.pk not in sectors or question.pk in mine):
                self._answer(sheet, question, random)

    def _answer(self, sheet: Sheet, question: YearlyQuestion, random: Random) -> None:
        answer = YearlyAnswer(pk=len(self.answers) + 1, sheet=sheet, question=question)
        match question.answer_type:
            case AnswerType.COUNT:
                answer.number = random.randint(*RANGES.get(question.code, (2, 12)))
                if question.part_wording:
                    answer.part = answer.number * random.randint(DONE_FROM, DONE_TO) // 1000
            case AnswerType.AMOUNT:
                answer.number = random.randint(5, 180)
            case AnswerType.YES_NO:
                answer.held = random.random() < 0.97
            case AnswerType.DAY:
                year = sheet.rating_year.year
                answer.day = day_between(random, date(year, 11, 20), date(year, 12, 20))
            case AnswerType.TOPIC:
                answer.text = random.choice(FOCUS)
            case AnswerType.SESSIONS:
                self._hold(sheet, question, random)
        self.answers.append(answer)

    def _hold(self, sheet: Sheet, question: YearlyQuestion, random: Random) -> None:
        year = sheet.rating_year.year
        days = sorted(day_between(random, date(year, 1, 15), date(year, 12, 15)) for _ in range(random.randint(2, 4)))
        for position, day in enumerate(days, start=1):
            self.sessions.append(
                YearlySession(
                    pk=len(self.sessions) + 1,
                    sheet=sheet,
                    question=question,
                    position=position,
                    day=day,
                    topic=random.choice(TOPICS),
                    people=random.randint(20, 120),
                )
            )


RANGES = {
    "theory_learners": (10, 45),
    "briefings": (6, 14),
    "thematic_meetings": (3, 6),
    "tw4_reviews": (15, 90),
    "assets_declared": (3, 25),
    "procedures": (4, 60),
    "programme": (20, 60),
    "insured_workers": (60, 400),
}


def build(tree: Tree, sector_ids: Mapping[str, int]) -> Asked:
    asked = Asked()
    of_kind = {each.pk: each.kind for each in Sector.objects.filter(pk__in=sector_ids.values())}
    roots = [*((root, YEARS[0], BLOC_FOUNDED.year - 1) for root in tree.predecessors())]
    for root, first, last in [*roots, (tree.bloc, BLOC_FOUNDED.year, None)]:
        for number, each in enumerate(STARTING, start=1):
            question = _question(len(asked.questions) + 1, root, number, each, first, last)
            asked.questions.append(question)
            for sector, kind in of_kind.items() if each.sectors else ():
                if kind == each.sectors:
                    through = YearlyQuestion.sectors.through
                    pk = len(asked.narrowed) + 1
                    asked.narrowed.append(through(pk=pk, yearlyquestion_id=question.pk, sector_id=sector))
    return asked


def _question(pk: int, root: Organization, number: int, each: Starting, first: int, last: int | None) -> YearlyQuestion:
    return YearlyQuestion(
        pk=pk,
        root=root,
        code=each.code,
        number=number,
        position=number,
        wording=each.wording,
        part_wording=each.part,
        kind=each.kind,
        unit=each.unit,
        chapter=each.chapter,
        audience=each.audience,
        first_year=first,
        last_year=last,
        added_at=datetime(first, 1, 5, 8, tzinfo=UTC),
    )
