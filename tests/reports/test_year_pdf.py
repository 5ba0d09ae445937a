"""The summary form of a year on paper, from data alone: no test here has a database."""

import json
import re
from datetime import UTC, datetime

import pytest
from django.conf import settings as django_settings
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from ratings.summary.form import Summary
from ratings.summary.tables import tables
from reports.renderings import markup, pdf
from reports.snapshots.year import YearSnapshot
from tests.reports import year_paper
from tests.reports.test_pdf import flat, info_of, text_of, words_of
from tests.reports.test_snapshots import has_numbers

MOMENTS = st.datetimes(timezones=st.just(UTC))
FIGURE = re.compile(r"(?<!\S)(?:[+-]?\d[\d.,]*%?|—)(?!\S)")


@pytest.fixture(scope="module")
def printed() -> pdf.Printed:
    return pdf.render(year_paper.snapshot())


@pytest.fixture(scope="module")
def open_year() -> pdf.Printed:
    return pdf.render(year_paper.provisional())


st.register_type_strategy(datetime, MOMENTS)


@settings(deadline=None, max_examples=60)
@given(st.builds(YearSnapshot, st.from_type(Summary)))
def test_to_json_and_back_is_exact(snapshot: YearSnapshot):
    written = json.dumps(snapshot.to_json(), ensure_ascii=False)
    again = YearSnapshot.from_json(json.loads(written))
    assert again == snapshot
    assert again.sha256 == snapshot.sha256
    assert not has_numbers(json.loads(written))


@pytest.mark.parametrize("data", [{}, {"summary": {}}, {"summary": None}, [], {"summary": {"year": "x"}}])
def test_what_is_no_summary_is_refused(data):
    with pytest.raises(ValueError, match="not a snapshot"):
        YearSnapshot.from_json(data)


def test_the_code_tells_figures_apart_and_not_moments():
    first = year_paper.snapshot()
    assert first.sha256 == year_paper.snapshot(taken_at=datetime(2021, 1, 1, tzinfo=UTC)).sha256
    assert first.sha256 != year_paper.snapshot(waiting=1).sha256
    assert first.sha256 != year_paper.snapshot(year=2020).sha256


def figures_by_line(content: bytes, tmp_path) -> list[list[str]]:
    """The figures of each line of print, in order; a row that is one line high is one of them."""
    return [found for line in text_of(content, tmp_path).splitlines() if (found := FIGURE.findall(line))]


@pytest.mark.parametrize("snapshot", [year_paper.snapshot(), year_paper.provisional()], ids=["whole", "open"])
def test_every_figure_of_every_row_is_printed_in_its_order(snapshot, tmp_path):
    lines = iter(figures_by_line(pdf.render(snapshot).content, tmp_path))
    with translation.override("vi"):
        rows = [[cell.text for cell in row.cells] for table in tables(snapshot.summary) for row in table.rows]
    assert len(rows) > 30
    missing = [row for row in rows if not any(line == row for line in lines)]
    assert missing == [], "read once from top to bottom"


def test_the_head_names_the_organisation_its_superior_and_the_rules(printed, tmp_path):
    text = words_of(printed.content, tmp_path)
    for words in (
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "ĐẢNG BỘ TỈNH QUẢNG TRỊ",
        "ĐẢNG BỘ KHỐI CƠ QUAN VÀ DOANH NGHIỆP TỈNH QUẢNG TRỊ",
        "BIỂU TỔNG HỢP kết quả xếp loại chất lượng tổ chức đảng, đảng viên năm 2019",
        "Theo HD 21-HD/BTCTW (2019)",
        "Mọi phiếu đã được duyệt",
    ):
        assert words in text
    assert "*" not in text.replace("QUẢNG TRỊ *", "")


@pytest.mark.parametrize(
    ("year", "rule_set", "name"),
    [
        (2015, "hd27", "Trong sạch, vững mạnh"),
        (2019, "hd21", "Hoàn thành tốt nhiệm vụ"),
        (2023, "qd124", "Hoàn thành tốt nhiệm vụ"),
    ],
)
def test_levels_have_the_names_of_the_years_rules(year, rule_set, name):
    assert name in markup.compose(year_paper.snapshot(year=year, rule_set=rule_set))


def test_provisional_lines_are_marked_and_explained(open_year, tmp_path):
    text = words_of(open_year.content, tmp_path)
    assert "còn 4 phiếu chưa được duyệt" in text
    assert "Dòng có dấu * là dòng tạm tính." in text
    assert "Các cơ quan đảng *" in text
    assert "Toàn thể đảng viên *" in text
    assert "Doanh nghiệp *" not in text


def test_it_is_a_tagged_landscape_document_with_its_fonts_inside(printed, tmp_path):
    about = info_of(printed.content, tmp_path)
    assert "Title:           Biểu tổng hợp kết quả xếp loại chất lượng năm 2019" in about
    assert "Tagged:          yes" in about
    assert "Page size:       841.89 x 595.276 pts (A4)" in about
    fonts = info_of(printed.content, tmp_path, "pdffonts").splitlines()[2:]
    assert {line.split()[0].split("+")[1].split("-")[1] for line in fonts} == {"Serif"}
    assert '"/Lang": "u:vi"' in info_of(printed.content, tmp_path, "qpdf", "--json", "--json-key=qpdf")


def test_synthetic_data_are_marked_on_every_page_and_real_data_are_not(printed, tmp_path):
    pages = [page for page in text_of(printed.content, tmp_path).split("\f") if page.strip()]
    assert all("DỰ THẢO – dữ liệu mô phỏng" in page for page in pages)
    assert "mô phỏng" not in words_of(pdf.render(year_paper.snapshot(synthetic=False)).content, tmp_path)


def test_the_last_page_has_the_code_and_is_not_of_signatures_alone(printed, tmp_path):
    *_, last = [flat(page) for page in text_of(printed.content, tmp_path).split("\f") if page.strip()]
    assert f"Mã số liệu: {year_paper.snapshot().code}. Số liệu lấy từ cổng thông tin lúc 20/01/2020 10:05." in last
    assert "BÍ THƯ" in last
    assert "8. Đảng viên so với năm 2018" in last


def test_figures_lead_to_their_records(printed, tmp_path):
    urls = info_of(printed.content, tmp_path, "pdfinfo", "-url")
    assert f"{django_settings.PORTAL_URL}/ratings/2019/summary/members/?organization=1&of=4" in urls


def test_the_same_snapshot_gives_the_same_bytes(printed):
    assert pdf.render(year_paper.snapshot()).content == printed.content
