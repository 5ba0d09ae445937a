"""Snapshots made of nothing but data: what the paper is tested with, without a database."""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction

from organizations.paper_heads import PaperHead
from organizations.sectors import SECTORS
from reports.indicators.definitions import Unit
from reports.indicators.verdicts import Bound, Verdict
from reports.models import Target
from reports.scorecard.facts import Annex, Counted, RatedOrganization, SectorFacts, Standing, YearCounts
from reports.scorecard.figures import Line, Scorecard, TermFigure, YearFigure
from reports.scorecard.reasons import PendingYear
from reports.snapshots.term import TermSnapshot

TAKEN_AT = datetime(2020, 8, 23, 15, 58, tzinfo=UTC)
HEAD = PaperHead(
    "Đảng bộ Khối Cơ quan và Doanh nghiệp tỉnh Quảng Trị",
    "Đảng ủy Khối\nCơ quan và Doanh nghiệp",
    "Đảng ủy Khối",
    "Đảng bộ tỉnh Quảng Trị",
    "Ban Thường vụ Tỉnh ủy",
    "ĐUK",
    "Quảng Trị",
)
YEARS = tuple(range(2015, 2020))
SIZES = {"party": 9, "advisory": 18, "social": 15, "internal_affairs": 5, "front": 11, "enterprises": 23}
NONE, PLAN = Bound(Target.Comparison.NONE), Bound(Target.Comparison.PLAN)
WHOLE, EACH = Target.Period.WHOLE_TERM, Target.Period.EACH_YEAR
SHARES = {
    "study_participation": [(9580, 10000), (9612, 10000), (9655, 10000), (9701, 10000), (9730, 10000)],
    "ethics_standards": [(81, 81)] * 5,
    "org_rated_good": [(68, 81), (67, 81), (66, 81), (66, 81), (65, 81)],
    "org_rated_excellent": [(13, 81), (14, 81), (15, 81), (15, 81), (16, 81)],
    "member_rated_good_up": [(4010, 4800), (4100, 4850), (4150, 4880), (4200, 4900), (4260, 4950)],
    "enterprise_growth": [(82, 1000), (85, 1000), (91, 1000), (96, 1000), (99, 1000)],
    "domestic_revenue_share": [(21, 100), (22, 100), (22, 100), (23, 100), (24, 100)],
}
ADMISSIONS = [(204, 190), (210, 190), (215, 195), (213, 195), (220, 200)]
ACTS = {
    "violation_inspected_orgs": [0, 1, 1, 0, 1],
    "violation_inspected_members": [1, 2, 2, 2, 2],
    "committee_inspected_orgs": [26, 27, 28, 29, 29],
    "committee_inspected_members": [8, 9, 9, 10, 10],
    "committee_supervised_orgs": [28, 29, 30, 30, 31],
    "committee_supervised_members": [63, 65, 66, 66, 66],
    "commission_inspected_orgs": [12, 13, 13, 14, 14],
    "commission_inspected_members": [0, 1, 1, 0, 1],
    "commission_supervised_orgs": [15, 15, 16, 16, 17],
    "commission_supervised_members": [3, 3, 3, 3, 3],
}
ORDER = (
    "study_participation",
    "ethics_standards",
    "admissions",
    "org_rated_good",
    "org_rated_excellent",
    "member_rated_good_up",
    *ACTS,
    "enterprise_growth",
    "domestic_revenue_share",
)


def share_line(code: str, pairs: list[tuple[int, int]], provisional: tuple[int, ...] = ()) -> Line:
    years = tuple(
        YearFigure(year, part, whole, Fraction(100 * part, whole), Verdict.NO_TARGET, year in provisional)
        for year, (part, whole) in zip(YEARS, pairs, strict=True)
    )
    part, whole = (sum(column) for column in zip(*pairs, strict=True))
    term = TermFigure(
        part, whole, Fraction(100 * part, whole), Verdict.NO_TARGET, Verdict.NO_TARGET, bool(provisional), 0, 0
    )
    return Line(code, Unit.PERCENT, NONE, EACH, years, term)


def acts_line(code: str, counts: list[int]) -> Line:
    years = tuple(
        YearFigure(year, count, None, Fraction(count), Verdict.NO_TARGET, False)
        for year, count in zip(YEARS, counts, strict=True)
    )
    total = sum(counts)
    term = TermFigure(total, None, Fraction(total), Verdict.NO_TARGET, Verdict.NO_TARGET, False, 0, 0)
    return Line(code, Unit.COUNT, NONE, WHOLE, years, term)


def admissions_line(pairs: list[tuple[int, int]] = ADMISSIONS) -> Line:
    def verdict(count: int, plan: int) -> Verdict:
        return Verdict.NOT_MET if count < plan else Verdict.MET if count == plan else Verdict.EXCEEDED

    years = tuple(
        YearFigure(year, count, None, Fraction(count), verdict(count, plan), False, plan=Fraction(plan))
        for year, (count, plan) in zip(YEARS, pairs, strict=True)
    )
    total, planned = (sum(column) for column in zip(*pairs, strict=True))
    whole = verdict(total, planned)
    failed = tuple(figure.year for figure in years if figure.verdict is Verdict.NOT_MET)
    term = TermFigure(
        total, None, Fraction(total), whole, whole, False, 5 - len(failed), 5, failed, plan=Fraction(planned)
    )
    return Line("admissions", Unit.COUNT, PLAN, WHOLE, years, term)


def lines() -> dict[str, Line]:
    found = {code: share_line(code, pairs) for code, pairs in SHARES.items()}
    found |= {code: acts_line(code, counts) for code, counts in ACTS.items()}
    return found | {"admissions": admissions_line()}


def scorecard(changed: dict[str, Line] | None = None, **values) -> Scorecard:
    every = lines() | (changed or {})
    return Scorecard(
        **{
            "term": "2015-2020",
            "organization_id": 1,
            "organization": "Đảng bộ Khối Cơ quan và Doanh nghiệp tỉnh Quảng Trị",
            "years": YEARS,
            "lines": tuple(every[code] for code in ORDER),
            "as_of": date(2020, 8, 23),
            "pending": (),
            "synthetic": True,
            **values,
        }
    )


def counted(**counts: int) -> tuple[Counted, ...]:
    return tuple(Counted(name, value) for name, value in counts.items())


def sectors() -> tuple[SectorFacts, ...]:
    return tuple(
        SectorFacts(
            code=code,
            name=name,
            is_enterprises=code == "enterprises",
            organizations=SIZES[code],
            years=tuple(
                YearCounts(
                    year,
                    counted(
                        members_excellent=SIZES[code] * 8,
                        members_good=SIZES[code] * 44,
                        members_completed=SIZES[code] * 7,
                        members_not_completed=1,
                        political_task_units=SIZES[code],
                        political_task_good=SIZES[code],
                        mobilisation_registered=SIZES[code] * 2,
                        mobilisation_recognised=SIZES[code],
                        dialogues=SIZES[code],
                    ),
                )
                for year in YEARS
            ),
        )
        for code, _kind, name, _english in SECTORS
    )


def organizations(provisional: tuple[int, ...] = ()) -> tuple[RatedOrganization, ...]:
    """As many excellent in each year as the scorecard says, going round."""
    codes = [code for code in SIZES for _each in range(SIZES[code])]
    excellent = {year: SHARES["org_rated_excellent"][at][0] for at, year in enumerate(YEARS)}

    def standing(number: int, year: int) -> Standing:
        is_excellent = (number * 17 + year) % 81 < excellent[year]
        legacy = ("model" if is_excellent else "clean_strong") if year <= 2017 else ""
        return Standing(year, 4 if is_excellent else 3, legacy, "", year in provisional)

    return tuple(
        RatedOrganization(
            id=number + 1,
            name=f"Đảng bộ Đơn vị tưởng tượng số {number + 1:02}",
            kind="grassroots_committee",
            sector=code,
            standings=tuple(standing(number, year) for year in YEARS),
        )
        for number, code in enumerate(codes)
    )


def annex(**values) -> Annex:
    return Annex(
        **{
            "on": date(2020, 8, 23),
            "founded_on": date(2019, 7, 1),
            "founding_decision": "QĐ 1405-QĐ/TU",
            "predecessors": ("Đảng bộ Khối các Cơ quan tỉnh", "Đảng bộ Khối Doanh nghiệp tỉnh"),
            "organizations": 81,
            "committees": 46,
            "members": 4989,
            "events": tuple(
                YearCounts(year, counted(admitted=ADMISSIONS[at][0], recognized=190, transferred_in=41, died=3))
                for at, year in enumerate(YEARS)
            ),
            "acts": tuple(
                YearCounts(year, counted(**{code: counts[at] for code, counts in ACTS.items()}))
                for at, year in enumerate(YEARS)
            ),
            "sectors": sectors(),
            "rated": organizations(),
            **values,
        }
    )


def snapshot(card: Scorecard | None = None, facts: Annex | None = None) -> TermSnapshot:
    return TermSnapshot(TAKEN_AT, card or scorecard(), facts or annex(), HEAD)


def provisional(year: int = 2019, sheets: int = 12) -> TermSnapshot:
    changed = {code: share_line(code, pairs, (year,)) for code, pairs in SHARES.items()}
    card = scorecard(changed, pending=(PendingYear(year, sheets, 4),))
    return snapshot(card, annex(rated=organizations((year,))))
