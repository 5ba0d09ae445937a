"""What was brought in is held by the editions of closed years that stand, and by none that was taken back."""

from datetime import date

import pytest

from exchange import actions
from exchange.kinds import Scope, kinds
from exchange.models import State
from members.models import Member
from organizations.models import Organization
from ratings.models import RatingYear, Sheet, YearEvent, YearMembership, YearPlace
from ratings.years.actions import close_year, open_year, reopen_year, undo_closing
from tests.factories import OrganizationRatingFactory, RatingYearFactory
from tests.members.importing.made import csv_file

pytestmark = pytest.mark.django_db
DECISION = {"decision_number": "31-QĐ/ĐU", "decided_on": date(2026, 1, 5), "reason": "Theo quyết định"}
MEMBERS = ("Họ và tên", "Ngày sinh", "Giới tính", "Tổ chức đảng", "Ngày vào đảng")
ORGANIZATIONS = ("Mã", "Tên", "Loại", "Mã cấp trên", "Ngày thành lập")


def a_member(world):
    return "members", MEMBERS, ("Hoàng Thị Mới", "17/05/1985", "Nữ", world.own_cell.name, "03/02/2024")


def an_organization(world):
    return "organizations", ORGANIZATIONS, ("X1", "Chi bộ Nhập", "Chi bộ cơ sở", world.bloc.code, "1/2/2015")


def written(world, made):
    kind, headings, row = made(world)
    scope, content = Scope(world.bloc.path, world.bloc.name), csv_file(headings, row)
    by = world.users["bloc_office"]
    upload = actions.send(kind=kinds()[kind], scope=scope, file_name="ds.csv", content=content, by=by)
    actions.write(upload=upload, edition=upload.edition, by=by)
    assert upload.state == State.COMMITTED, upload.error
    return upload


def kept() -> list[list]:
    return [list(model.objects.order_by("pk").values_list("pk")) for model in (YearPlace, YearMembership, YearEvent)]


def there(world) -> tuple[int, int]:
    return Organization.objects.count(), Member.objects.count()


@pytest.fixture
def year(world):
    opened = RatingYearFactory(year=2024, root=world.bloc, state=RatingYear.State.PLANNED)
    open_year(rating_year=opened, by=world.users["bloc_office"])
    return opened


def closed(year, by):
    close_year(rating_year=year, by=by, **DECISION)


@pytest.mark.parametrize("made", [a_member, an_organization])
def test_once_the_closing_was_undone_an_import_is_taken_back(world, year, made):
    by, before = world.users["bloc_office"], there(world)
    upload = written(world, made)
    closed(year, by)
    assert undo_closing(rating_year=year, by=by)
    rows = kept()
    actions.take_back(upload=upload, by=by)
    assert upload.state == State.UNDONE, (upload.error, upload.refusal)
    assert there(world) == before
    gone = [len(then) - len(now) for then, now in zip(rows, kept(), strict=True)]
    assert gone == ([0, 1, 1] if made is a_member else [1, 0, 0])


def test_the_sheet_that_it_got_goes_with_it_though_editions_that_were_taken_back_name_that(world, year):
    by, before = world.users["bloc_office"], there(world)
    upload = written(world, an_organization)
    for _each in range(2):
        closed(year, by)
        assert undo_closing(rating_year=year, by=by)
    assert YearPlace.objects.filter(sheet__organization__code="X1").exists()
    actions.take_back(upload=upload, by=by)
    assert upload.state == State.UNDONE, (upload.error, upload.refusal)
    assert there(world) == before


def test_a_sheet_with_something_on_it_holds_the_organisation(world, year):
    by = world.users["bloc_office"]
    upload = written(world, an_organization)
    closed(year, by)
    assert undo_closing(rating_year=year, by=by)
    OrganizationRatingFactory(sheet=Sheet.objects.get(organization__code="X1"))
    actions.take_back(upload=upload, by=by)
    assert upload.state == State.COMMITTED
    assert "phiếu xếp loại" in str(upload.refusal)


@pytest.mark.parametrize("made", [a_member, an_organization])
@pytest.mark.parametrize("reopened", [False, True])
def test_an_edition_that_stands_holds_it(world, year, made, reopened):
    by = world.users["bloc_office"]
    upload = written(world, made)
    closed(year, by)
    if reopened:
        reopen_year(rating_year=year, by=by, **DECISION)
    rows = kept()
    actions.take_back(upload=upload, by=by)
    assert upload.state == State.COMMITTED
    assert "trong các năm đã khóa" in str(upload.refusal)
    assert kept() == rows
