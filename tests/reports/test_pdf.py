import gc
import hashlib
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from django.conf import settings

from reports.renderings import pdf
from scripts.programs import program
from tests.reports import paper

# These read the finished file with poppler's and qpdf's own programs, so what is asked is what a reader would see.


def text_of(content: bytes, tmp_path: Path) -> str:
    file = tmp_path / "report.pdf"
    file.write_bytes(content)
    done = subprocess.run([program("pdftotext"), "-layout", str(file), "-"], capture_output=True, text=True, check=True)
    return done.stdout


def flat(text: str) -> str:
    return " ".join(text.split())


def words_of(content: bytes, tmp_path: Path) -> str:
    """In reading order, so that a sentence is found whatever line it breaks at."""
    file = tmp_path / "report.pdf"
    file.write_bytes(content)
    done = subprocess.run([program("pdftotext"), str(file), "-"], capture_output=True, text=True, check=True)
    return flat(done.stdout)


def info_of(content: bytes, tmp_path: Path, reader: str = "pdfinfo", *options: str) -> str:
    file = tmp_path / "report.pdf"
    file.write_bytes(content)
    return subprocess.run([program(reader), *options, str(file)], capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def printed() -> pdf.Printed:
    """No test of this module has a database: a report that asked it for anything would fail here."""
    return pdf.render(paper.snapshot())


@pytest.fixture(scope="module")
def open_year() -> pdf.Printed:
    return pdf.render(paper.provisional())


RESULTS = [
    "tham gia học tập, quán triệt nghị quyết hằng năm đạt từ 95,8% đến 97,3%",
    "chuẩn mực đạo đức nghề nghiệp, đạo đức công vụ hằng năm đạt 100%",
    "đã kết nạp 1.062 đảng viên; kế hoạch cả nhiệm kỳ là 970 đảng viên, vượt 92 đảng viên",
    "Năm nào cũng vượt kế hoạch năm",
    "được xếp loại hoàn thành tốt nhiệm vụ hằng năm đạt từ 80,2% đến 84,0%",
    "được xếp loại hoàn thành xuất sắc nhiệm vụ hằng năm đạt từ 16,0% đến 19,8%",
    "đảng viên được xếp loại hoàn thành tốt nhiệm vụ trở lên hằng năm đạt từ 83,5% đến 86,1%",
    "kiểm tra 3 lượt tổ chức đảng và 9 lượt đảng viên khi có dấu hiệu vi phạm",
    "kiểm tra 139 lượt tổ chức đảng và 46 lượt đảng viên; giám sát 148 lượt tổ chức đảng và 326 lượt đảng viên",
    "kiểm tra 66 lượt tổ chức đảng và 3 lượt đảng viên; giám sát 79 lượt tổ chức đảng và 15 lượt đảng viên",
    "tăng trưởng bình quân của các doanh nghiệp trong đảng bộ hằng năm đạt từ 8,2% đến 9,9%",
    "tổng thu nội địa của tỉnh hằng năm đạt từ 21,0% đến 24,0%",
]


def test_all_results_of_the_term_stand_in_the_text(printed, tmp_path):
    text = words_of(printed.content, tmp_path)
    assert [result for result in RESULTS if result not in text] == []


def test_the_chapters_stand_in_the_order_in_which_the_bloc_reports(printed, tmp_path):
    text = words_of(printed.content, tmp_path)
    order = [
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "BÁO CÁO kết quả thực hiện nhiệm vụ nhiệm kỳ 2015 – 2020",
        "----",
        "I. Công tác chính trị, tư tưởng",
        "II. Công tác tổ chức, cán bộ và đảng viên",
        "III. Đánh giá, xếp loại chất lượng",
        "IV. Công tác kiểm tra, giám sát",
        "V. Công tác nội chính",
        "VI. Công tác dân vận",
        "VII. Phương thức lãnh đạo",
        "VIII. Kết quả lãnh đạo thực hiện nhiệm vụ chính trị theo khối ngành",
        "1. Các cơ quan đảng",
        "6. Doanh nghiệp",
        "IX. Kết quả thực hiện các chỉ tiêu",
        "T/M BAN THƯỜNG VỤ",
        "PHỤ LỤC 1",
        "PHỤ LỤC 2",
        "Mã số liệu",
    ]
    places = [text.find(words) for words in order]
    assert -1 not in places
    assert places == sorted(places)


def test_the_letterhead_leaves_number_and_date_to_be_filled_in(printed, tmp_path):
    text = words_of(printed.content, tmp_path)
    for words in (
        "ĐẢNG BỘ TỈNH QUẢNG TRỊ",
        "ĐẢNG ỦY KHỐI CƠ QUAN VÀ DOANH NGHIỆP * Số …-BC/ĐUK",
        "Quảng Trị, ngày … tháng … năm …",
        "Nơi nhận:",
        "BÍ THƯ",
    ):
        assert words in text


def test_pages_are_numbered_at_the_top_from_the_second_on(printed, tmp_path):
    pages = text_of(printed.content, tmp_path).split("\f")
    first_lines = [page.strip().splitlines()[0].strip() for page in pages if page.strip()]
    assert first_lines[1:] == [str(number) for number in range(2, printed.pages + 1)]
    assert not first_lines[0].isdigit()


def test_the_heading_row_of_the_annex_stands_on_each_of_its_pages(printed, tmp_path):
    pages = text_of(printed.content, tmp_path).split("\f")
    annex = [page for page in pages if "Đơn vị tưởng tượng" in page]
    assert len(annex) > 2
    assert all("Tổ chức cơ sở đảng" in flat(page) for page in annex)
    assert sum(page.count("Đơn vị tưởng tượng") for page in annex) == 81


def test_synthetic_data_are_marked_on_every_page(printed, tmp_path):
    pages = [page for page in text_of(printed.content, tmp_path).split("\f") if page.strip()]
    assert all("DỰ THẢO – dữ liệu mô phỏng" in page for page in pages)


def test_real_data_carry_no_such_mark(tmp_path):
    real = pdf.render(paper.snapshot(paper.scorecard(synthetic=False)))
    assert "mô phỏng" not in words_of(real.content, tmp_path)


def test_provisional_figures_are_marked_and_explained(open_year, printed, tmp_path):
    text = words_of(open_year.content, tmp_path)
    assert "97,3%*" in text
    assert "(năm 2019 tạm tính)" in text
    assert "Năm 2019 còn 12 phiếu chưa được duyệt" in text
    assert "tạm tính" not in words_of(printed.content, tmp_path)


def test_names_until_2017_stand_beside_the_level_they_are_converted_to(printed, tmp_path):
    text = words_of(printed.content, tmp_path)
    assert "TSVM-TB" in text
    assert "quy đổi" in text


def test_figures_of_the_table_lead_to_their_records(printed, tmp_path):
    urls = info_of(printed.content, tmp_path, "pdfinfo", "-url")
    assert f"{settings.PORTAL_URL}/terms/2015-2020/committee_inspected_orgs/2019/" in urls
    assert f"{settings.PORTAL_URL}/terms/2015-2020/admissions/term/" in urls


def test_the_last_page_says_which_figures_these_are(printed, tmp_path):
    text = words_of(printed.content, tmp_path)
    assert f"Mã số liệu: {paper.snapshot().code}. Số liệu lấy từ cổng thông tin lúc 23/08/2020 22:58." in text


def test_it_is_a_tagged_vietnamese_document_with_its_fonts_inside(printed, tmp_path):
    about = info_of(printed.content, tmp_path)
    assert "Title:           Báo cáo kết quả nhiệm kỳ 2015 – 2020" in about
    assert "Tagged:          yes" in about
    assert "Page size:       595.276 x 841.89 pts (A4)" in about
    fonts = info_of(printed.content, tmp_path, "pdffonts").splitlines()[2:]
    assert {line.split()[0].split("+")[1] for line in fonts} == {
        "Liberation-Serif",
        "Liberation-Serif-Bold",
        "Liberation-Serif-Italic",
    }
    assert all(" yes yes yes " in line for line in fonts)
    catalogue = info_of(printed.content, tmp_path, "qpdf", "--json", "--json-key=qpdf")
    assert '"/Lang": "u:vi"' in catalogue


def test_the_same_snapshot_gives_the_same_bytes_in_any_process(printed):
    """Its own process, with another seed for hashes and another clock zone."""
    code = (
        "import django, hashlib; django.setup();"
        "from reports.renderings import pdf; from tests.reports import paper;"
        "print(hashlib.sha256(pdf.render(paper.snapshot()).content).hexdigest())"
    )
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONHASHSEED": "7", "TZ": "America/Lima"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=settings.BASE_DIR, env=env, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == hashlib.sha256(printed.content).hexdigest()


def test_the_code_tells_figures_apart_and_not_moments():
    first = paper.snapshot()
    later = first.__class__(first.taken_at.replace(year=2021), first.scorecard, first.annex, first.head)
    other = paper.snapshot(facts=paper.annex(members=4988))
    assert first.sha256 == later.sha256
    assert first.sha256 != other.sha256


def test_the_reader_of_the_site_does_not_load_the_engine():
    code = (
        "import sys, django; django.setup(); import portal.urls, reports.jobs.tasks, reports.jobs.views;"
        "sys.exit('weasyprint' in sys.modules)"
    )
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    assert subprocess.run([sys.executable, "-c", code], cwd=settings.BASE_DIR, env=env, check=False).returncode == 0


def test_a_font_without_vietnamese_letters_is_refused_by_name(monkeypatch):
    monkeypatch.setattr(pdf, "FAMILY", "No Such Font")
    with pytest.raises(pdf.FontMissing, match="fonts-liberation2"):
        pdf.check_fonts.__wrapped__()


def test_collection_is_as_before_after_laying_out():
    before = gc.get_threshold()
    pdf.lay_out("<html lang=vi><title>x</title><body><p>x</p>", paper.snapshot())
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0


# Nothing from outside

SECRET = "bi-mat-tren-may-chu"


class Listener(BaseHTTPRequestHandler):
    paths: list[str] = []

    def do_GET(self) -> None:
        self.paths.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def listener():
    Listener.paths = []
    server = HTTPServer(("127.0.0.1", 0), Listener)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def hostile(base: str, secret: Path) -> str:
    return f"""<html lang="vi"><head><title>x</title>
      <link rel="stylesheet" href="{base}/link.css">
      <link rel="attachment" href="{base}/attached"><link rel="attachment" href="{secret.as_uri()}">
      <style>@import url("{base}/import.css"); @font-face {{ font-family: x; src: url("{base}/font.woff") }}
        p {{ font-family: x; background: url("{base}/background.png") }}</style></head>
      <body><p>text <img src="{base}/image.png" alt="x"><img src="{secret.as_uri()}" alt="x">
      <a rel="attachment" href="{secret.as_uri()}">x</a><object data="{base}/object.svg"></object>
      <embed src="{base}/embed.svg"><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>x</title>
      <image href="{base}/inner.png" width="9" height="9"/></svg></p></body></html>"""


def test_a_page_that_names_outside_things_gets_none_of_them(listener, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    printed = pdf.lay_out(hostile(listener, secret), paper.snapshot())
    assert Listener.paths == []
    plain = tmp_path / "plain.pdf"
    (tmp_path / "hostile.pdf").write_bytes(printed.content)
    subprocess.run([program("qpdf"), "--qdf", "--object-streams=disable", tmp_path / "hostile.pdf", plain], check=True)
    assert SECRET.encode() not in plain.read_bytes()
    assert b"/EmbeddedFile" not in plain.read_bytes()


def test_with_the_engines_own_fetcher_the_same_page_would_get_them(listener, tmp_path):
    """The test above would say nothing if its page asked for nothing."""
    from weasyprint import HTML

    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    HTML(string=hostile(listener, secret)).write_pdf(tmp_path / "hostile.pdf")
    plain = tmp_path / "plain.pdf"
    subprocess.run([program("qpdf"), "--qdf", "--object-streams=disable", tmp_path / "hostile.pdf", plain], check=True)
    assert len(set(Listener.paths)) >= 8
    assert SECRET.encode() in plain.read_bytes()
