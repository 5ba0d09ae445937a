import hashlib
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from organizations.models import Organization
from reports.models import Report
from reports.renderings import pdf
from tests import world

pytestmark = pytest.mark.django_db


def build(output, term: str = "2015-2020") -> str:
    said = StringIO()
    roots = Organization.objects.filter(name="Đảng bộ Khối thử nghiệm")
    code = next(iter(roots.values_list("code", flat=True)), "")
    call_command("build_report", term=term, organization=code, output=str(output), stdout=said)
    return said.getvalue()


def test_it_writes_the_pdf_and_says_what_it_wrote(tmp_path):
    world.build()
    output = tmp_path / "report.pdf"
    said = build(output)
    content = output.read_bytes()
    assert content.startswith(b"%PDF")
    assert hashlib.sha256(content).hexdigest() in said
    assert " pages, " in said
    assert not Report.objects.exists()


def test_an_unknown_term_is_named_with_the_known_ones(tmp_path):
    world.build()
    with pytest.raises(CommandError, match=r"no term 1999-2004\. Known terms: 2015-2020, 2020-2025"):
        build(tmp_path / "report.pdf", term="1999-2004")


def test_without_a_bloc_it_says_what_to_load(tmp_path):
    with pytest.raises(CommandError, match=r"manage\.py demo"):
        build(tmp_path / "report.pdf")


def test_a_path_that_cannot_be_written_is_said_before_the_work(tmp_path, monkeypatch):
    world.build()
    monkeypatch.setattr(pdf, "render", lambda snapshot: pytest.fail("the work was done for nothing"))
    with pytest.raises(CommandError, match=r"Cannot write .*/missing/report\.pdf"):
        build(tmp_path / "missing" / "report.pdf")


def test_a_missing_font_is_said_and_leaves_no_empty_file(tmp_path, monkeypatch):
    def refuse(snapshot):
        raise pdf.FontMissing("no letters")

    world.build()
    monkeypatch.setattr(pdf, "render", refuse)
    output = tmp_path / "report.pdf"
    with pytest.raises(CommandError, match="no letters"):
        build(output)
    assert not output.exists()


def test_an_older_report_survives_a_failed_try(tmp_path, monkeypatch):
    def refuse(snapshot):
        raise pdf.FontMissing("no letters")

    world.build()
    monkeypatch.setattr(pdf, "render", refuse)
    output = tmp_path / "report.pdf"
    output.write_bytes(b"older")
    with pytest.raises(CommandError):
        build(output)
    assert output.read_bytes() == b"older"
