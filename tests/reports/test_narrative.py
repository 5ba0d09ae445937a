from dataclasses import replace
from fractions import Fraction

import pytest

from reports.documents import narrative, phrases
from reports.indicators.definitions import Topic
from reports.indicators.verdicts import Bound, Verdict
from reports.models import Target
from reports.scorecard.figures import TermFigure, YearFigure
from tests.reports import paper


def years_of(*values: str | None, provisional: tuple[int, ...] = ()) -> list[YearFigure]:
    return [
        YearFigure(year, None, None, None if value is None else Fraction(value), Verdict.NO_TARGET, year in provisional)
        for year, value in enumerate(values, start=2020)
    ]


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        (years_of("80.2", "84", "81"), "hằng năm đạt từ 80,2% đến 84,0%"),
        (years_of("100", "100"), "hằng năm đạt 100%"),
        (years_of("80.21", "80.24"), "hằng năm đạt 80,2%"),
        (years_of("96", None, "97"), "các năm 2020 và 2022 đạt từ 96,0% đến 97,0%"),
        (years_of(None, "96"), "năm 2021 đạt 96,0%"),
        (years_of(None, None), "chưa có số liệu"),
        (years_of("96", "97", provisional=(2021,)), "hằng năm đạt từ 96,0% đến 97,0% (năm 2021 tạm tính)"),
    ],
)
def test_values_over_the_years(figures, words):
    assert phrases.over_years(figures) == words


def test_rounding_does_not_hide_a_missed_bound():
    bound = Bound(Target.Comparison.EXACTLY, Fraction(100))
    assert phrases.over_years(years_of("99.96", "100"), bound) == "hằng năm đạt từ 99,96% đến 100%"


def term(verdict: Verdict, failed: tuple[int, ...] = ()) -> TermFigure:
    return TermFigure(None, None, None, verdict, verdict, False, 0, 0, failed)


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (term(Verdict.MET), "; chỉ tiêu > 80%: đạt"),
        (term(Verdict.EXCEEDED), "; chỉ tiêu > 80%: vượt"),
        (term(Verdict.NOT_MET, (2021, 2023)), "; chỉ tiêu > 80%: không đạt các năm 2021 và 2023"),
        (term(Verdict.NOT_MET, (2021,)), "; chỉ tiêu > 80%: không đạt năm 2021"),
        (term(Verdict.NOT_MET), "; chỉ tiêu > 80%: không đạt"),
        (term(Verdict.PENDING), "; chỉ tiêu > 80%: đang thực hiện"),
        (term(Verdict.NO_TARGET), ""),
    ],
)
def test_a_judgement_names_the_target_it_judges_by(figure, words):
    assert phrases.judgement(figure, "> 80%") == words
    assert phrases.judgement(figure, "") == ""


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        ([(10, 9)] * 5, ["vượt 5 đảng viên", "Năm nào cũng vượt kế hoạch năm."]),
        ([(9, 9)] * 5, [", đạt kế hoạch", "Năm nào cũng đạt kế hoạch năm."]),
        (
            [(8, 9), (20, 9), (9, 9), (9, 9), (7, 9)],
            ["vượt 8 đảng viên", "Các năm 2015 và 2019 chưa đạt kế hoạch năm."],
        ),
        ([(8, 9), (20, 9), (9, 9), (9, 9), (9, 9)], ["vượt 10", "Năm 2015 chưa đạt kế hoạch năm."]),
        ([(8, 9)] * 5, ["thiếu 5 đảng viên", "Các năm 2015, 2016, 2017, 2018 và 2019 chưa đạt kế hoạch năm."]),
    ],
)
def test_admissions_are_told_against_their_plan(pairs, words):
    card = paper.scorecard({"admissions": paper.admissions_line(pairs)})
    text = " ".join(narrative.members(paper.snapshot(card)))
    assert [expected for expected in words if expected not in text] == []


def test_what_is_not_recorded_is_not_claimed():
    bare = tuple(
        facts.__class__(facts.code, facts.name, facts.is_enterprises, facts.organizations, ())
        for facts in paper.sectors()
    )
    snapshot = paper.snapshot(facts=paper.annex(sectors=bare))
    assert narrative.mobilisation(snapshot) == [narrative.NOT_RECORDED]
    assert narrative.leadership(snapshot) == [narrative.NOT_RECORDED]
    assert narrative.sector(snapshot, bare[0]) == [
        "Đến ngày 23/08/2020 có 9 tổ chức cơ sở đảng theo danh sách tổ chức khi lập báo cáo."
    ]


def test_nothing_is_said_of_a_sector_that_never_had_an_organisation():
    agencies, *others = paper.sectors()
    never = replace(agencies, organizations=0, years=())
    gone = replace(agencies, organizations=0)
    snapshot = paper.snapshot(facts=paper.annex(sectors=(never, gone, *others)))

    assert narrative.sectors(snapshot) == [gone, *others]
    assert "không còn tổ chức cơ sở đảng nào" in narrative.sector(snapshot, gone)[0]
    assert " 0 tổ chức" not in " ".join(narrative.sector(snapshot, gone))


def test_a_committee_without_organisations_says_so():
    text = " ".join(narrative.opening(paper.snapshot(facts=paper.annex(organizations=0, committees=0, members=0))))

    assert "đến ngày 23/08/2020 chưa có tổ chức cơ sở đảng." in text


def test_every_number_of_the_sentences_comes_from_the_snapshot():
    """Other figures give other sentences: none of these numbers is typed."""
    changed = {
        "committee_inspected_orgs": paper.acts_line("committee_inspected_orgs", [1, 2, 3, 4, 5]),
        "committee_supervised_members": paper.acts_line("committee_supervised_members", [1000, 0, 0, 0, 1]),
    }
    text = " ".join(narrative.inspection(paper.snapshot(paper.scorecard(changed))))
    assert "kiểm tra 15 lượt tổ chức đảng" in text
    assert "1.001 lượt đảng viên" in text
    assert "139" not in text


def test_the_opening_says_who_the_bloc_is_and_what_still_waits():
    text = " ".join(narrative.opening(paper.provisional()))
    assert "thành lập ngày 01/07/2019 trên cơ sở hợp nhất Đảng bộ Khối các Cơ quan tỉnh và" in text
    assert "có 81 tổ chức cơ sở đảng (46 đảng bộ cơ sở, 35 chi bộ cơ sở) với 4.989 đảng viên" in text
    assert "Năm 2019 còn 12 phiếu chưa được duyệt" in text


def test_a_chapter_tells_its_shares_in_the_order_of_the_term():
    card = paper.scorecard()
    subjects = [line.indicator.subject for line in card.lines if line.indicator.topic is Topic.IDEOLOGY]
    sentences = narrative.ideology(paper.snapshot(card))
    assert len(sentences) == 2
    assert all(words.startswith(subject) for subject, words in zip(subjects, sentences, strict=True))
    turned = paper.snapshot(replace(card, lines=card.lines[::-1]))
    assert narrative.ideology(turned) == sentences[::-1]


EVERY_YEAR = tuple(paper.YEARS)


@pytest.mark.parametrize(
    ("brought_in", "words"),
    [
        ((), "từ số liệu đã được duyệt trên cổng thông tin."),
        (EVERY_YEAR, "từ kết quả xếp loại đã quyết định trên giấy, nhập vào cổng từ tệp."),
        (
            EVERY_YEAR[:2],
            "từ số liệu đã được duyệt trên cổng thông tin; kết quả xếp loại các năm 2015 và 2016 đã quyết định trên "
            "giấy, nhập vào cổng từ tệp.",
        ),
    ],
)
def test_the_opening_says_where_the_ratings_were_decided(brought_in, words):
    opening = " ".join(narrative.opening(replace(paper.snapshot(), brought_in=brought_in)))
    assert words in opening
    assert ("được duyệt trên cổng" in opening) is (brought_in != EVERY_YEAR)
