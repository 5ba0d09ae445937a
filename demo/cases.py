"""Acts of inspection and supervision: from 2015 to 2019 as many as published, each with who acted and its end."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from demo.chance import chance, day_between
from demo.history import YEARS, Register
from demo.organizations import Cell, Grassroots, Tree
from demo.people import Person
from inspections.models import Body, Case, Discipline
from organizations.models import Organization

Kind, Basis, Form = Case.Kind, Case.Basis, Discipline.Form

BLOC_BODIES = (Body.BLOC_COMMITTEE, Body.BLOC_STANDING, Body.BLOC_ADVISORY, Body.BLOC_COMMISSION)
LAST_DAY = date(2025, 1, 10)
LARGE_ENOUGH = 10


@dataclass(frozen=True)
class Bucket:
    """Acts that are counted together, so many each year from 2015 on."""

    kind: Case.Kind
    of_members: bool
    bodies: tuple[Body, ...]
    bases: tuple[Case.Basis, ...]
    counts: tuple[int, ...]


BY_BLOC = (Body.BLOC_STANDING, Body.BLOC_STANDING, Body.BLOC_COMMITTEE, Body.BLOC_ADVISORY)
BY_ALL = (Body.BLOC_STANDING, Body.BLOC_COMMITTEE, Body.GRASSROOTS_COMMITTEE, Body.GRASSROOTS_COMMITTEE)
BY_CELLS = (Body.CELL, Body.CELL, Body.CELL, Body.GRASSROOTS_COMMITTEE, Body.BLOC_STANDING)
BY_COMMISSIONS = Body.commissions()
DUTIES = (Basis.DUTY, Basis.DUTY, Basis.PARTY_FINANCE, Basis.DISCIPLINE_EXECUTION)
PROGRAMME = (Basis.PROGRAMME,)
INSPECTION, SUPERVISION = Kind.INSPECTION, Kind.SUPERVISION

BUCKETS = (
    Bucket(INSPECTION, False, BY_BLOC, PROGRAMME, (26, 28, 30, 29, 26, 24, 26, 27, 25, 22)),
    Bucket(INSPECTION, True, BY_CELLS, PROGRAMME, (8, 9, 10, 10, 9, 8, 7, 9, 8, 6)),
    Bucket(SUPERVISION, False, BY_ALL, PROGRAMME, (27, 29, 31, 32, 29, 27, 28, 30, 29, 25)),
    Bucket(SUPERVISION, True, BY_CELLS, PROGRAMME, (60, 64, 68, 69, 65, 58, 61, 63, 60, 52)),
    Bucket(INSPECTION, False, BY_COMMISSIONS, DUTIES, (12, 13, 14, 14, 13, 12, 12, 13, 14, 11)),
    Bucket(INSPECTION, True, BY_COMMISSIONS, (Basis.OTHER,), (0, 1, 1, 0, 1, 1, 0, 1, 1, 1)),
    Bucket(SUPERVISION, False, BY_COMMISSIONS, PROGRAMME, (15, 16, 16, 17, 15, 14, 15, 16, 15, 13)),
    Bucket(SUPERVISION, True, BY_COMMISSIONS, PROGRAMME, (2, 3, 3, 4, 3, 3, 3, 4, 3, 2)),
)

NONE, VIOLATION, OPEN = "none", "violation", "open"
# Signs of violation: (year, what came out). Only in 2021 does an organisation have to bear discipline.
SUSPECTED_ORGANIZATIONS = ((2016, VIOLATION), (2018, NONE), (2019, VIOLATION), (2021, Form.WARNING), (2024, OPEN))
SUSPECTED_MEMBERS = (
    (2015, NONE), (2016, NONE), (2016, Form.REPRIMAND), (2017, Form.REPRIMAND), (2018, VIOLATION),
    (2018, Form.WARNING), (2019, Form.REPRIMAND), (2021, Form.REPRIMAND), (2022, VIOLATION), (2023, NONE),
    (2024, Form.REPRIMAND), (2024, OPEN),
)  # fmt: skip

CONTENTS = (
    "Việc chấp hành nghị quyết, chỉ thị, kết luận của Đảng",
    "Việc thực hiện quy chế làm việc, nguyên tắc tập trung dân chủ",
    "Việc thực hiện nhiệm vụ được giao và trách nhiệm nêu gương",
    "Công tác cán bộ, phát triển đảng viên",
    "Việc thực hành tiết kiệm, phòng, chống tham nhũng, lãng phí",
    "Việc giữ gìn đạo đức, lối sống và những điều đảng viên không được làm",
)
DUTY_CONTENTS = {
    Basis.DUTY: "Việc thực hiện nhiệm vụ kiểm tra, giám sát",
    Basis.PARTY_FINANCE: "Việc thu, nộp, sử dụng đảng phí và tài chính đảng",
    Basis.DISCIPLINE_EXECUTION: "Việc thi hành kỷ luật trong Đảng",
}
SUSPICION = "Dấu hiệu vi phạm trong việc thực hiện nhiệm vụ được giao"


@dataclass
class Docket:
    cases: list[Case] = field(default_factory=list)
    disciplines: list[Discipline] = field(default_factory=list)

    def disciplined_members(self, year: int) -> set[int]:
        return {row.member_id for row in self.disciplines if row.member_id and row.counted_in_year == year}

    def disciplined_organizations(self, year: int) -> set[int]:
        return {row.organization_id for row in self.disciplines if not row.member_id and row.counted_in_year == year}


def build(tree: Tree, register: Register) -> Docket:
    return Clerk(tree, register).write()


class Clerk:
    def __init__(self, tree: Tree, register: Register) -> None:
        self.random: Random = chance("cases")
        self.tree, self.register = tree, register
        self.home = {cell.organization.pk: each for each in tree.grassroots for cell in each.cells}
        self.docket = Docket()
        self.known: set[int] = {person.member.pk for person, _ in (*register.suspended, *register.expelled)}

    def write(self) -> Docket:
        for bucket in BUCKETS:
            for year, count in zip(YEARS, bucket.counts, strict=True):
                self._act_on_members(bucket, year, count) if bucket.of_members else self._act(bucket, year, count)
        self._suspect_organizations()
        self._suspect_members()
        return self._numbered()

    # --- programmes

    def _act(self, bucket: Bucket, year: int, count: int) -> None:
        bodies = self.random.choices(bucket.bodies, k=count)
        above = iter(self.random.sample(self.tree.grassroots, count))
        cells = [cell for cell in self.tree.cells() if cell.opened_on.year < year and self._has_commission(cell)]
        below = iter(self.random.sample(cells, count))
        for body in bodies:
            if body in BLOC_BODIES:
                self._open(bucket, body, year, next(above))
            else:
                cell = next(below)
                self._open(bucket, body, year, self.home[cell.organization.pk], cell.organization)

    def _act_on_members(self, bucket: Bucket, year: int, count: int) -> None:
        people = self._whole_year(year)
        leaders = iter(self.random.sample([p for p in people if p.member.position], count))
        others = iter(self.random.sample(people, 3 * count))
        for body in self.random.choices(bucket.bodies, k=count):
            from_above = body in BLOC_BODIES
            in_committee = body in (Body.GRASSROOTS_COMMITTEE, Body.GRASSROOTS_COMMISSION)
            person = next(
                p for p in (leaders if from_above else others) if not in_committee or self._has_commission(p.cell)
            )
            self._open(bucket, body, year, self.home[person.cell.organization.pk], person.cell.organization, person)

    def _has_commission(self, cell: Cell) -> bool:
        """A grassroots cell has no inspection commission, and no committee between itself and the Bloc."""
        return self.home[cell.organization.pk].is_committee

    def _whole_year(self, year: int) -> list[Person]:
        """Who belonged to one and the same cell all through the year."""
        before, after = self.register.rosters[year - 1], self.register.rosters[year]
        stayed = [p for pk, people in after.items() for p in people if p in before[pk] and p.since.year < year]
        return [p for p in stayed if p.cell.organization.pk in after and p in after[p.cell.organization.pk]]

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
        case = self._case(bucket.kind, basis, body, opened_on, grassroots, organization, person)
        case.content = DUTY_CONTENTS.get(basis) or self.random.choice(CONTENTS)
        if concluded_on <= LAST_DAY:
            self._conclude(case, concluded_on)

    def _conclude(self, case: Case, on: date) -> None:
        case.concluded_on = on
        case.violation_found = self.random.randint(1, 100) <= 4
        if case.kind == Kind.INSPECTION:
            case.discipline_required = False if case.violation_found else None
        case.conclusion = (
            "Có khuyết điểm; yêu cầu kiểm điểm, rút kinh nghiệm và báo cáo kết quả khắc phục."
            if case.violation_found
            else "Thực hiện tốt; tiếp tục phát huy và duy trì chế độ tự kiểm tra."
        )

    def _case(
        self,
        kind: Case.Kind,
        basis: Case.Basis,
        body: Body,
        opened_on: date,
        grassroots: Grassroots,
        organization: Organization | None,
        person: Person | None,
    ) -> Case:
        subject = organization or grassroots.organization
        case = Case(
            kind=kind,
            basis=basis,
            body=body,
            acting_organization=self._acting(body, opened_on, grassroots, subject),
            member=person.member if person else None,
            organization=subject,
            member_position=(person.member.position or "Đảng viên") if person else "",
            opened_on=opened_on,
        )
        self.docket.cases.append(case)
        return case

    def _acting(self, body: Body, day: date, grassroots: Grassroots, subject: Organization) -> Organization:
        if body in BLOC_BODIES:
            return self.tree.bloc_on(day, grassroots)
        return subject if body == Body.CELL else grassroots.organization

    # --- signs of violation

    def _suspect_organizations(self) -> None:
        committees = [each for each in self.tree.grassroots if each.is_committee and not each.is_enterprise]
        subjects = self.random.sample(committees, len(SUSPECTED_ORGANIZATIONS))
        for (year, outcome), each in zip(SUSPECTED_ORGANIZATIONS, subjects, strict=True):
            opened_on = day_between(self.random, date(year, 4, 1), date(year, 6, 30))
            if outcome == OPEN:
                opened_on = date(year, 12, 9)
            case = self._case(INSPECTION, Basis.SUSPECTED_VIOLATION, Body.BLOC_COMMISSION, opened_on, each, None, None)
            self._decide(case, outcome, opened_on + timedelta(days=60))

    def _suspect_members(self) -> None:
        for year, outcome in SUSPECTED_MEMBERS:
            person = self.random.choice([p for p in self._whole_year(year) if self._may_be_suspected(p, year)])
            self.known.add(person.member.pk)
            opened_on = day_between(self.random, date(year, 3, 1), date(year, 7, 31))
            if outcome == OPEN:
                opened_on = date(year, 12, 16)
            self._suspect(person, opened_on, outcome, opened_on + timedelta(days=self.random.randint(40, 70)))
        for person, day in self.register.expelled:
            opened_on = max(date(day.year, 1, 2), day - timedelta(days=75))
            self._suspect(person, opened_on, Form.EXPULSION, day)
        outcomes: tuple[str, ...] = (Form.WARNING, Form.REPRIMAND, NONE, Form.REPRIMAND)
        for (person, day), outcome in zip(self.register.suspended, outcomes, strict=True):
            assert person.suspended is not None
            self._suspect(person, day - timedelta(days=12), outcome, person.suspended[1])

    def _may_be_suspected(self, person: Person, year: int) -> bool:
        size = len(self.register.rosters[year][person.cell.organization.pk])
        return (
            person.member.pk not in self.known
            and self._has_commission(person.cell)
            and size >= LARGE_ENOUGH
            and not person.member.position
            and not person.exempt_since
            and person.member.official_on is not None
            and person.member.official_on.year < year
        )

    def _suspect(self, person: Person, opened_on: date, outcome: str, concluded_on: date) -> None:
        cell = person.cell.organization
        body = self.random.choice((Body.CELL, Body.GRASSROOTS_COMMISSION, Body.BLOC_COMMISSION))
        if outcome == Form.EXPULSION:
            body = Body.BLOC_COMMISSION
        case = self._case(INSPECTION, Basis.SUSPECTED_VIOLATION, body, opened_on, self.home[cell.pk], cell, person)
        self._decide(case, outcome, concluded_on)

    def _decide(self, case: Case, outcome: str, on: date) -> None:
        case.content = SUSPICION
        if outcome == OPEN:
            return
        case.concluded_on = on
        case.violation_found = outcome != NONE
        case.discipline_required = None if outcome == NONE else outcome != VIOLATION
        case.discipline_applied = True if case.discipline_required else None
        case.conclusion = {
            NONE: "Không có vi phạm.",
            VIOLATION: "Có vi phạm nhưng chưa đến mức phải thi hành kỷ luật; yêu cầu kiểm điểm, rút kinh nghiệm.",
        }.get(outcome, "Có vi phạm đến mức phải thi hành kỷ luật.")
        if case.discipline_applied:
            self._discipline(case, Form(outcome), on)

    def _discipline(self, case: Case, form: Discipline.Form, on: date) -> None:
        self.docket.disciplines.append(
            Discipline(
                case=case,
                member=case.member,
                organization=case.organization,
                form=form,
                decided_on=on,
                announced_on=on + timedelta(days=7),
                counted_in_year=on.year,
            )
        )

    # --- rows

    def _numbered(self) -> Docket:
        numbers: Counter[tuple[str, int]] = Counter()
        self.docket.cases.sort(key=lambda case: case.opened_on)
        for pk, case in enumerate(self.docket.cases, start=1):
            year = case.opened_on.year
            numbers[case.kind, year] += 1
            letters = "KT" if case.kind == Kind.INSPECTION else "GS"
            case.pk, case.number = pk, f"{letters}-{year}-{numbers[case.kind, year]:03}"
        self.docket.disciplines.sort(key=lambda row: row.decided_on)
        for pk, row in enumerate(self.docket.disciplines, start=1):
            row.pk, row.decision_number = pk, f"{pk:02}-QĐ/KL"
        return self.docket
