"""The report's sentences. Every number in them is a figure of the snapshot, written as Vietnamese numbers are.

They are Vietnamese in the source: a Party document exists in this language only. What the portal holds no figure for is
not claimed; the sentence says so, and whoever drafts the final text adds the assessment.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ratings.counts.measures import at_least_good, rated
from reports.documents.phrases import (
    acts,
    find,
    in_years,
    judgement,
    listed,
    over_years,
    provisionally,
    resolved,
    span,
    spanned,
    term_years,
    total,
    yearly_shares,
)
from reports.indicators.catalogue import BY_CODE
from reports.indicators.definitions import Topic, Unit
from reports.indicators.verdicts import Verdict
from reports.models import Target
from reports.scorecard.facts import SectorFacts
from reports.scorecard.figures import Line, PartFigures, Scorecard
from reports.scorecard.wording import number
from reports.snapshots.term import TermSnapshot
from ui.moments import day
from ui.numbers import format_integer

NOT_RECORDED = "Nội dung này chưa có số liệu trên cổng thông tin; phần đánh giá do cơ quan tham mưu bổ sung."


def rate(card: Scorecard, code: str) -> list[str]:
    """The sentence of one line of percentages, and one for each of its parts; none where the term has no such line."""
    line = find(card, code)
    return _sentences(line) if line else []


def shares_of(topic: Topic, card: Scorecard) -> list[str]:
    return [words for line in card.lines if line.indicator.topic is topic for words in _sentences(line)]


def _sentences(line: Line) -> list[str]:
    if not line.parts:
        return [_rate(line.indicator.subject, line, resolved(line, line.bound))]
    subjects = {part.code: part.subject for part in line.indicator.parts}
    return [_rate(subjects[part.code], part, resolved(line, part.bound)) for part in line.parts]


def _rate(subject: str, figures: Line | PartFigures, target: str) -> str:
    return f"{subject} {over_years(figures.years, figures.bound)}{judgement(figures.term, target)}."


def asked(snapshot: TermSnapshot, chapter: str) -> list[str]:
    """What the office asked besides, a sentence for each figure that there is."""
    return [_entered(line) for line in snapshot.scorecard.asked_in(chapter) if line.term.value is not None]


def _entered(line: Line) -> str:
    term, unit = line.term, line.indicator.paper_unit
    if line.unit is Unit.PERCENT and line.asked and line.asked.part:
        counted = f"{format_integer(term.numerator or 0)}/{format_integer(term.denominator or 0)} {unit}".strip()
        return f"{line.name}: {counted}, {over_years(line.years)}."
    if line.unit is Unit.PERCENT:
        return f"{line.name}: {over_years(line.years)} số tổ chức trả lời."
    provisional = provisionally([each.year for each in line.years if each.provisional and each.value is not None])
    return f"{line.name}: {number(term.value or 0)} {unit}".strip() + f" trong nhiệm kỳ{provisional}."


def internal(snapshot: TermSnapshot) -> list[str]:
    return asked(snapshot, "internal") or [NOT_RECORDED]


# Chapters


def opening(snapshot: TermSnapshot) -> list[str]:
    card, annex = snapshot.scorecard, snapshot.annex
    founded = f"được thành lập ngày {day(annex.founded_on)}"
    if annex.predecessors:
        founded += f" trên cơ sở hợp nhất {listed(annex.predecessors)}"
    span_of_term = f"Báo cáo tổng hợp kết quả {spanned(card.years)} của nhiệm kỳ {term_years(card)}"
    pending = [each for each in card.pending if each.sheets]
    words = [
        f"{card.organization} {founded}; {_size(snapshot)}.",
        f"{span_of_term}, {_decided_where(snapshot)}.",
    ]
    for each in pending:
        words.append(
            f"Năm {each.year} còn {format_integer(each.sheets)} phiếu chưa được duyệt; số liệu năm này là "
            "tạm tính và có dấu *."
        )
    return words


def _size(snapshot: TermSnapshot) -> str:
    annex = snapshot.annex
    if not annex.organizations:
        return f"đến ngày {day(annex.on)} chưa có tổ chức cơ sở đảng"
    return (
        f"đến ngày {day(annex.on)} có {format_integer(annex.organizations)} "
        f"tổ chức cơ sở đảng ({format_integer(annex.committees)} đảng bộ cơ sở, "
        f"{format_integer(annex.organizations - annex.committees)} chi bộ cơ sở) với {format_integer(annex.members)} "
        f"đảng viên{_counted_by(snapshot)}"
    )


def _decided_where(snapshot: TermSnapshot) -> str:
    here, on_paper = "từ số liệu đã được duyệt trên cổng thông tin", "đã quyết định trên giấy, nhập vào cổng từ tệp"
    if not snapshot.brought_in:
        return here
    rated_in = {each.year for one in snapshot.annex.rated for each in one.standings}
    if rated_in <= set(snapshot.brought_in):
        return f"từ kết quả xếp loại {on_paper}"
    return f"{here}; kết quả xếp loại {in_years(snapshot.brought_in)} {on_paper}"


def _counted_by(snapshot: TermSnapshot) -> str:
    """A closed year keeps who belongs where on its last day; of any other the register tells, as it was when asked."""
    return "" if _is_kept(snapshot) else " theo sổ đảng viên khi lập báo cáo"


def _is_kept(snapshot: TermSnapshot) -> bool:
    on = snapshot.annex.on
    return (on.month, on.day) == (12, 31) and on.year in {each.year for each in snapshot.editions}


def _of_sector(snapshot: TermSnapshot, facts: SectorFacts) -> str:
    on, by = snapshot.annex.on, "" if _is_kept(snapshot) else " theo danh sách tổ chức khi lập báo cáo"
    if not facts.organizations:
        return f"Đến ngày {day(on)} không còn tổ chức cơ sở đảng nào thuộc nhóm này{by}."
    return f"Đến ngày {day(on)} có {format_integer(facts.organizations)} tổ chức cơ sở đảng{by}."


def ideology(snapshot: TermSnapshot) -> list[str]:
    return [*shares_of(Topic.IDEOLOGY, snapshot.scorecard), *asked(snapshot, "ideology")]


def members(snapshot: TermSnapshot) -> list[str]:
    line = find(snapshot.scorecard, "admissions")
    if line is None or line.term.value is None:
        return [NOT_RECORDED]
    words = f"Trong nhiệm kỳ đã kết nạp {number(line.term.value)} đảng viên"
    if line.comparison == Target.Comparison.PLAN and line.term.plan is not None:
        words += (
            f"; kế hoạch cả nhiệm kỳ là {number(line.term.plan)} đảng viên{_against(line.term.value - line.term.plan)}"
        )
        return [f"{words}.", *_yearly_plans(line)]
    return [f"{words}{judgement(line.term, resolved(line, line.bound))}."]


def _against(more: Fraction) -> str:
    if more == 0:
        return ", đạt kế hoạch"
    return f", vượt {number(more)} đảng viên" if more > 0 else f", thiếu {number(-more)} đảng viên"


def _yearly_plans(line: Line) -> list[str]:
    planned = [year for year in line.years if year.plan is not None and year.value is not None]
    behind = [year.year for year in planned if year.value is not None and year.plan and year.value < year.plan]
    if not planned:
        return []
    if behind:
        return [f"{in_years(behind)} chưa đạt kế hoạch năm.".capitalize()]
    beyond = all(year.value is not None and year.plan is not None and year.value > year.plan for year in planned)
    return ["Năm nào cũng vượt kế hoạch năm." if beyond else "Năm nào cũng đạt kế hoạch năm."]


def ratings(snapshot: TermSnapshot) -> list[str]:
    sentences = shares_of(Topic.RATINGS, snapshot.scorecard)
    failed = find(snapshot.scorecard, "org_rated_failed")
    if failed is not None and failed.term.numerator is not None:
        lowest = format_integer(failed.term.numerator)
        sentences.append(
            f"Số lượt tổ chức cơ sở đảng không hoàn thành nhiệm vụ trong nhiệm kỳ: {lowest}"
            f"{judgement(failed.term, resolved(failed, failed.bound))}."
        )
    sentences += _member_ratings(snapshot)
    return sentences


def _member_ratings(snapshot: TermSnapshot) -> list[str]:
    sentences = shares_of(Topic.MEMBERS_RATED, snapshot.scorecard)
    excellent = find(snapshot.scorecard, "member_rated_excellent")
    for reading in excellent.readings if excellent else ():
        sentences.append(
            f"Nếu tính trên số đảng viên hoàn thành tốt nhiệm vụ trở lên, tỷ lệ này {over_years(reading.years)}."
        )
    return sentences


def inspection(snapshot: TermSnapshot) -> list[str]:
    def counted_acts(prefix: str) -> str:
        organizations, members = (acts(snapshot, f"{prefix}_{of}") for of in ("orgs", "members"))
        return f"{format_integer(organizations)} lượt tổ chức đảng và {format_integer(members)} lượt đảng viên"

    committee = snapshot.head.committee_in_text
    if acts(snapshot, "committee_inspected_orgs") is None:
        return [NOT_RECORDED]
    return [
        f"Cấp ủy và ủy ban kiểm tra các cấp đã kiểm tra {counted_acts('violation_inspected')} khi có dấu hiệu vi phạm.",
        f"Ban Thường vụ {committee}, cấp ủy, tổ chức cơ sở đảng đã kiểm tra "
        f"{counted_acts('committee_inspected')}; giám sát {counted_acts('committee_supervised')}.",
        f"Ủy ban Kiểm tra {committee} và ủy ban kiểm tra các đảng ủy cơ sở đã kiểm tra "
        f"{counted_acts('commission_inspected')}; giám sát {counted_acts('commission_supervised')}.",
        "Số liệu là số lượt: một tổ chức hoặc một đảng viên được kiểm tra nhiều lần thì tính mỗi lần một lượt. "
        "Các nhóm được thống kê riêng, không cộng gộp. Báo cáo không tổng hợp số liệu thi hành kỷ luật.",
    ]


def mobilisation(snapshot: TermSnapshot) -> list[str]:
    registered, recognised, dialogues = (
        total(snapshot.annex.sectors, name)
        for name in ("mobilisation_registered", "mobilisation_recognised", "dialogues")
    )
    sentences = []
    provisional = provisionally(waiting(snapshot))
    if registered is not None:
        words = f"Trong nhiệm kỳ, các đơn vị đã đăng ký {format_integer(registered)} mô hình “Dân vận khéo”"
        if recognised is not None:
            words += f", trong đó {format_integer(recognised)} mô hình được công nhận"
        sentences.append(f"{words}{provisional}.")
    if dialogues is not None:
        held = f"Các đơn vị đã tổ chức {format_integer(dialogues)} cuộc đối thoại với Nhân dân"
        sentences.append(f"{held}{provisional}.")
    return [*sentences, *asked(snapshot, "mobilisation")] or [NOT_RECORDED]


def leadership(snapshot: TermSnapshot) -> list[str]:
    reached = rate(snapshot.scorecard, "directives_reach") or _directives(snapshot)
    return [*reached, *asked(snapshot, "leadership")] or [NOT_RECORDED]


def _directives(snapshot: TermSnapshot) -> list[str]:
    shares = yearly_shares(snapshot.annex.sectors, ("directives_reached",), ("directives_expected",))
    return _shares(snapshot, BY_CODE["directives_reach"].subject, shares)


def _shares(snapshot: TermSnapshot, subject: str, shares: Sequence[Fraction]) -> list[str]:
    """A sentence for figures that have no line of their own."""
    return [f"{subject} hằng năm {span(shares)}{provisionally(waiting(snapshot))}."] if shares else []


def sectors_opening(snapshot: TermSnapshot) -> list[str]:
    return [*shares_of(Topic.SECTORS, snapshot.scorecard), *asked(snapshot, "sectors")]


def waiting(snapshot: TermSnapshot) -> list[int]:
    """The years in which sheets are not yet approved."""
    return [each.year for each in snapshot.scorecard.pending if each.sheets]


def sectors(snapshot: TermSnapshot) -> list[SectorFacts]:
    """Those that have an organisation, or had one that something was counted of in the term."""
    return [each for each in snapshot.annex.sectors if each.organizations or _is_counted(each)]


def _is_counted(facts: SectorFacts) -> bool:
    return any(counted.value for year in facts.years for counted in year.counts)


def sector(snapshot: TermSnapshot, facts: SectorFacts) -> list[str]:
    unit = "doanh nghiệp" if facts.is_enterprises else "cơ quan"
    tasks = yearly_shares((facts,), ("political_task_good",), ("political_task_units",))
    members = yearly_shares((facts,), at_least_good("members"), rated("members"))
    return [
        _of_sector(snapshot, facts),
        *_shares(snapshot, f"Tỷ lệ {unit} hoàn thành tốt nhiệm vụ chính trị trở lên", tasks),
        *_shares(snapshot, BY_CODE["member_rated_good_up"].subject, members),
        *(enterprises(snapshot) if facts.is_enterprises else ()),
    ]


def enterprises(snapshot: TermSnapshot) -> list[str]:
    sentences = rate(snapshot.scorecard, "enterprise_growth") + rate(snapshot.scorecard, "domestic_revenue_share")
    growth = find(snapshot.scorecard, "enterprise_growth")
    for reading in growth.readings if growth else ():
        sentences.append(f"Tính bình quân giản đơn các doanh nghiệp, mức tăng trưởng {over_years(reading.years)}.")
    return sentences


def targets(snapshot: TermSnapshot) -> list[str]:
    card = snapshot.scorecard
    held = [line for line in card.targets if line.term.verdict.holds]
    missed = [line for line in card.targets if line.term.verdict is Verdict.NOT_MET]
    if not card.targets:
        return []
    counts = (
        (len(held), "chỉ tiêu đạt hoặc vượt"),
        (len(missed), "chỉ tiêu không đạt"),
        (len(card.targets) - len(held) - len(missed), "chỉ tiêu đang thực hiện hoặc chưa có số liệu"),
    )
    parts = ", ".join(f"{format_integer(number)} {words}" for number, words in counts if number)
    without = len(card.lines) - len(card.targets)
    others = f" {format_integer(without)} nội dung khác chỉ tổng hợp kết quả, không có chỉ tiêu." if without else ""
    return [
        f"Báo cáo đánh giá {format_integer(len(card.targets))} chỉ tiêu: {parts}.{others}",
        "Kết quả từng năm tại Phụ lục 1.",
    ]
