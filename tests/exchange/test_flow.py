"""A file from its bytes to what it wrote, and back."""

import pytest

from exchange import actions
from exchange.kinds import Outcome, Scope, kinds
from exchange.models import Import, State
from exchange.rows import JudgedRows
from organizations.models import Organization
from tests.exchange.sheets import csv_file

pytestmark = pytest.mark.django_db
ROWS = [
    ("DU01", "Đảng bộ Sở Một", "ĐBCS", "", "1/2/2015", "12-QĐ/ĐU"),
    ("DU01.1", "Chi bộ Văn phòng", "Chi bộ trực thuộc", "DU01", "2/2/2015", ""),
    ("CB02", "Chi bộ Hội Hai", "Chi bộ cơ sở", "", "3/2/2015", ""),
]


def sent(world, rows=ROWS, **values) -> Import:
    scope = Scope(world.bloc.path, world.bloc.name)
    by = world.users["bloc_office"]
    return actions.send(
        kind=kinds()["organizations"], scope=scope, file_name="ds.csv", content=csv_file(rows, **values), by=by
    )


def test_from_the_file_to_the_tree_and_back(world):
    before = list(Organization.objects.order_by("pk").values())
    upload = sent(world)
    assert upload.state == State.PREVIEWED, upload.error
    judged = list(JudgedRows(upload.sent_table))
    assert [each.outcome for each in judged] == [Outcome.NEW] * 3, judged
    actions.write(upload=upload, edition=upload.edition, by=upload.sent_by)
    assert upload.state == State.COMMITTED, upload.error
    cell = Organization.objects.get(code="DU01.1")
    assert cell.parent.code == "DU01"
    assert cell.path.startswith(cell.parent.path)
    actions.take_back(upload=upload, by=upload.sent_by)
    assert upload.state == State.UNDONE, (upload.error, upload.refusal)
    assert list(Organization.objects.order_by("pk").values()) == before
