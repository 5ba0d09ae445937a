"""What the grassroots organisations did in numbers. Totals of a year are set, their distribution is chance."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from demo.chance import apportion, chance
from demo.history.figures import YEARS
from demo.plans import DOMESTIC_REVENUE
from demo.ratings.bench import Round
from demo.tree import Grassroots, Tree
from ratings.levels import Level
from ratings.models.questions import AnswerKind, Question
from ratings.models.work import QUESTIONS

Numbers = dict[str, int | bool | None]

# Of a thousand: growth of all enterprises together, their part of the province's revenue, staff with a title.
GROWTH = dict(zip(YEARS, (84, 91, 96, 93, 87, 54, 31, 79, 62, 68), strict=True))
PART_OF_PROVINCE = dict(zip(YEARS, (214, 221, 219, 226, 223, 217, 212, 219, 221, 223), strict=True))
TITLED = dict(zip(YEARS, (957, 961, 963, 966, 969, 968, 971, 974, 969, 970), strict=True))
# From 2020 on all officials are to attend, to register and to be reached. In 2022 a few organisations fell short.
FULL_FROM = 2020
SHORT_IN, SHORT_BY_THOUSANDTHS, SHORT_ORGANIZATIONS = 2022, 4, 9
REVENUE_OF_2014 = 5_900_000


@dataclass(frozen=True)
class Staff:
    officials: int
    workers: int


def build(tree: Tree, rounds: dict[int, Round]) -> dict[tuple[int, int], Numbers]:
    """{(year, id of the grassroots organisation): numbers by field of WorkResult}"""
    random = chance("work")
    staff = {each.organization.pk: _staff(each, random) for each in tree.grassroots}
    enterprises = [each for each in tree.grassroots if each.is_enterprise]
    revenue = _first_revenue(enterprises, random)
    numbers: dict[tuple[int, int], Numbers] = {}
    for year in YEARS:
        results = {
            each.organization.pk: _result(each, year, staff[each.organization.pk], rounds[year], random)
            for each in tree.grassroots
        }
        if year == SHORT_IN:
            _fall_short(results, random)
        before, revenue = revenue, _grow(revenue, GROWTH[year], random)
        paid = _paid(revenue, year, random)
        for pk in revenue:
            results[pk] |= {"revenue": revenue[pk], "revenue_previous": before[pk], "budget_paid": paid[pk]}
        numbers |= {(year, pk): result for pk, result in results.items()}
    _answer_the_rest(numbers, {each.organization.pk for each in enterprises})
    return numbers


def _answer_the_rest(numbers: dict[tuple[int, int], Numbers], enterprises: set[int]) -> None:
    """Questions without a story here: each by a chance of its own, so that no other figure moves."""
    answered = {name for result in numbers.values() for name in result}
    for question in QUESTIONS.values():
        if question.name not in answered:
            random = chance(f"work {question.name}")
            for (_year, pk), result in numbers.items():
                if pk in enterprises or not question.enterprises_only:
                    result[question.name] = _likely(question, result, random)


def _likely(question: Question, result: Numbers, random: Random) -> int | bool:
    if question.kind is AnswerKind.YES_NO:
        return random.random() < 0.9
    if question.kind is AnswerKind.LEVEL:
        return random.choice(Level.good_or_better())
    whole = result.get(question.partner)
    return random.randint(2, 12) if whole is None else int(whole) * random.randint(80, 100) // 100


def _staff(each: Grassroots, random: Random) -> Staff:
    if each.is_enterprise:
        return Staff(each.size * random.randint(105, 130) // 100, each.size * random.randint(220, 420) // 100)
    return Staff(each.size * random.randint(115, 160) // 100, 2 + each.size * random.randint(5, 20) // 100)


def _result(each: Grassroots, year: int, staff: Staff, round_: Round, random: Random) -> Numbers:
    officials = staff.officials + random.randint(-staff.officials // 40, staff.officials // 40)
    workers = staff.workers + random.randint(-staff.workers // 40, staff.workers // 40)
    sessions, registered = random.randint(2, 4), random.randint(1, 4)
    considered = (officials + workers) * random.randint(90, 96) // 100

    def nearly_all(whole: int, least: int) -> int:
        return whole if year >= FULL_FROM else whole * random.randint(least, 998) // 1000

    return {
        "officials_summoned": officials * sessions,
        "officials_attended": nearly_all(officials * sessions, 958),
        "workers_summoned": workers * sessions,
        "workers_attended": workers * sessions * random.randint(820, 930) // 1000,
        "officials_expected": officials,
        "officials_registered": nearly_all(officials, 970),
        "workers_expected": workers,
        "workers_registered": (workers * random.randint(815, 940) + 999) // 1000,
        "ethics_standards": True,
        "staff_considered": considered,
        "staff_titled": (considered * min(1000, TITLED[year] + random.randint(-9, 9)) + 500) // 1000,
        "political_task_level": _task_level(round_.organizations[each.organization.pk].level, random),
        "directives_expected": officials,
        "directives_reached": nearly_all(officials, 985),
        "mobilisation_registered": registered,
        "mobilisation_recognised": random.randint(1, registered),
        "dialogues": random.randint(0, 3),
    }


def _task_level(level: Level | None, random: Random) -> Level:
    """The body's own rating, which the Party organisation's does not exceed; it may be the better of the two."""
    return Level.EXCELLENT if level == Level.EXCELLENT or random.randint(1, 100) <= 12 else Level.GOOD


def _fall_short(results: dict[int, Numbers], random: Random) -> None:
    summoned = {pk: int(result["officials_summoned"] or 0) for pk, result in results.items()}
    short = random.sample(sorted(results), SHORT_ORGANIZATIONS)
    missing = apportion(
        sum(summoned.values()) * SHORT_BY_THOUSANDTHS // 1000,
        [summoned[pk] for pk in short],
        [summoned[pk] // 4 for pk in short],
    )
    for pk, count in zip(short, missing, strict=True):
        results[pk]["officials_attended"] = summoned[pk] - count


def _first_revenue(enterprises: list[Grassroots], random: Random) -> dict[int, int]:
    weights = [each.size * random.randint(60, 220) for each in enterprises]
    return {
        each.organization.pk: REVENUE_OF_2014 * weight // sum(weights)
        for each, weight in zip(enterprises, weights, strict=True)
    }


def _grow(revenue: dict[int, int], thousandths: int, random: Random) -> dict[int, int]:
    """All together by so many thousandths, each by chance around it."""
    total = sum(revenue.values()) * (1000 + thousandths) // 1000
    weights = {pk: value * (1000 + thousandths + random.randint(-45, 45)) for pk, value in revenue.items()}
    return _share_out(total, weights)


def _paid(revenue: dict[int, int], year: int, random: Random) -> dict[int, int]:
    figures = dict(zip(YEARS, DOMESTIC_REVENUE, strict=False))
    province = figures.get(year, max(DOMESTIC_REVENUE))
    weights = {pk: value * random.randint(80, 120) for pk, value in revenue.items()}
    return _share_out(province * PART_OF_PROVINCE[year] // 1000, weights)


def _share_out(total: int, weights: dict[int, int]) -> dict[int, int]:
    """Rounded down; the largest takes what is left."""
    whole = sum(weights.values())
    shares = {pk: total * weight // whole for pk, weight in weights.items()}
    shares[max(shares, key=lambda pk: shares[pk])] += total - sum(shares.values())
    return shares
