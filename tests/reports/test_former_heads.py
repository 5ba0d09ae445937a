"""Snapshots that were frozen before they held how their paper is headed."""

import pytest

from organizations.models import Letterhead
from reports.documents import papers
from reports.models import Report
from reports.renderings import markup
from reports.snapshots.term import take
from tests.reports import paper, worlds, year_paper

pytestmark = pytest.mark.django_db
HEAD = {"superior": "Đảng bộ tỉnh Mây Trắng", "place": "Hoa Mộc Lan"}


def test_a_term_is_headed_as_is_on_record_and_keeps_its_code():
    world = worlds.bloc()
    Letterhead.objects.create(organization=world.bloc, **HEAD)
    now = paper.snapshot()
    data = now.to_json()
    del data["head"]
    former = papers.frozen(Report(kind=Report.Kind.TERM, organization=world.bloc, snapshot=data))
    assert former.sha256 == now.sha256
    html = markup.compose(former)
    assert "Đảng bộ tỉnh Mây Trắng" in html
    assert "Hoa Mộc Lan, ngày … tháng … năm …" in html


def test_a_year_is_written_where_is_on_record_and_keeps_its_code():
    world = worlds.bloc()
    Letterhead.objects.create(organization=world.bloc, **HEAD)
    now = year_paper.snapshot()
    data = now.to_json()
    del data["summary"]["place"]
    former = papers.frozen(Report(kind=Report.Kind.YEAR, organization=world.bloc, snapshot=data))
    assert former.sha256 == now.sha256
    assert "Hoa Mộc Lan, ngày … tháng … năm …" in markup.compose(former)


def test_a_head_that_changes_later_does_not_change_what_is_printed_again():
    world = worlds.bloc()
    kept = Letterhead.objects.create(organization=world.bloc, **HEAD)
    asked = Report(kind=Report.Kind.TERM, organization=world.bloc, snapshot=take(worlds.term(), world.bloc).to_json())
    printed = markup.compose(papers.frozen(asked))
    kept.place = "Trúc Đào"
    kept.save()
    world.bloc.name = "Đảng bộ Xã Trúc Đào"
    world.bloc.save()
    assert markup.compose(papers.frozen(asked)) == printed
