"""Acts of the yearly programmes, and of the commissions' standing duties."""

from __future__ import annotations

from datetime import date, timedelta

from demo.cases.desk import CaseDesk
from demo.cases.figures import BLOC_BODIES, BUCKETS, CONTENTS, DUTY_CONTENTS, LAST_DAY, Bucket, Kind
from demo.chance import day_between
from demo.history.figures import YEARS
from demo.people import Person
from demo.tree import Grassroots
from inspections.models import Body, Case
from organizations.models import Organization


class Programme:
    def __init__(self, desk: CaseDesk) -> None:
        self.desk, self.tree, self.home, self.random = desk, desk.tree, desk.home, desk.random

    def carry_out(self) -> None:
        for bucket in BUCKETS:
            for year, count in zip(YEARS, bucket.counts, strict=True):
                self._act_on_members(bucket, year, count) if bucket.of_members else self._act(bucket, year, count)

    def _act(self, bucket: Bucket, year: int, count: int) -> None:
        bodies = self.random.choices(bucket.bodies, k=count)
        above = iter(self.random.sample(self.tree.grassroots, count))
        cells = [cell for cell in self.tree.cells() if cell.opened_on.year < year and self.desk.has_commission(cell)]
        below = iter(self.random.sample(cells, count))
        for body in bodies:
            if body in BLOC_BODIES:
                self._open(bucket, body, year, next(above))
            else:
                cell = next(below)
                self._open(bucket, body, year, self.home[cell.organization.pk], cell.organization)

    def _act_on_members(self, bucket: Bucket, year: int, count: int) -> None:
        people = self.desk.whole_year(year)
        leaders = iter(self.random.sample([p for p in people if p.member.position], count))
        others = iter(self.random.sample(people, 3 * count))
        for body in self.random.choices(bucket.bodies, k=count):
            from_above = body in BLOC_BODIES
            in_committee = body in (Body.GRASSROOTS_COMMITTEE, Body.GRASSROOTS_COMMISSION)
            person = next(
                p for p in (leaders if from_above else others) if not in_committee or self.desk.has_commission(p.cell)
            )
            self._open(bucket, body, year, self.home[person.cell.organization.pk], person.cell.organization, person)

    def _open(
        self,
        bucket: Bucket,
        body: Body,
        year: int,
        grassroots: Grassroots,
        organization: Organization | None = None,
        person: Person | None = None,
    ) -> None:
        opened_on = day_between(
            self.random, date(year, 2, 1), date(year, 12, 20) if year == YEARS[-1] else date(year, 10, 31)
        )
        concluded_on = opened_on + timedelta(days=self.random.randint(18, 45))
        basis = self.random.choice(bucket.bases)
        case = self.desk.case(bucket.kind, basis, body, opened_on, grassroots, organization, person)
        case.content = DUTY_CONTENTS.get(basis) or self.random.choice(CONTENTS)
        self._conclude(case, concluded_on)

    def _conclude(self, case: Case, on: date) -> None:
        case.concluded_on = on
        # The published counts end on that day.
        case.violation_found = on <= LAST_DAY and self.random.randint(1, 100) <= 4
        if case.kind == Kind.INSPECTION:
            case.discipline_required = False if case.violation_found else None
        case.conclusion = (
            "Có khuyết điểm; yêu cầu kiểm điểm, rút kinh nghiệm và báo cáo kết quả khắc phục."
            if case.violation_found
            else "Thực hiện tốt; tiếp tục phát huy và duy trì chế độ tự kiểm tra."
        )
