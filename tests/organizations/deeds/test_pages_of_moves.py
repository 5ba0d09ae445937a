"""Pages of moves and mergers: what a cell becomes at its new place, and what it is asked for there."""

import re

import pytest

from organizations.models import Sector
from tests import factories
from tests.organizations.deeds.asked import DECISION, office, page, small

__all__ = ["office", "small"]

pytestmark = pytest.mark.django_db


def test_the_preview_says_what_a_cell_becomes_below_a_committee(office, small):
    shown = office.post(page(small.lone, "move"), {**DECISION, "parent": small.own.pk})
    said = "Từ ngày 01/07/2024, Chi bộ Hội là chi bộ trực thuộc, trước đó là chi bộ cơ sở; không còn khối ngành"
    assert shown.context["preview"].notes[0].startswith(said)
    assert shown.context["title"] == "Chuyển trực thuộc"
    [row] = [row for row in shown.context["preview"].rows if row.name == "Chi bộ Hội"]
    assert (row.before.nature[0], row.after.nature) == ("Chi bộ cơ sở", ("Chi bộ trực thuộc",))


def test_many_cells_are_handed_over_to_a_committee_and_named(office, small):
    others = [factories.grassroots_cell(small.one, name=f"Chi bộ {number}") for number in range(1, 7)]
    values = {"parent": small.own.pk, "organizations": [small.lone.pk, *(each.pk for each in others)]}
    note = office.post(page(small.one, "hand-over"), {**DECISION, **values}).context["preview"].notes[0]
    assert "Chi bộ Hội, Chi bộ 1, Chi bộ 2, Chi bộ 3, Chi bộ 4 và 2 tổ chức khác là chi bộ trực thuộc" in note


def test_sector_and_type_of_unit_are_asked_where_a_cell_may_rise(office, small):
    assert "sector" in office.get(page(small.first, "move")).context["form"].fields
    assert "sector" in office.get(page(small.own, "hand-over")).context["form"].fields
    assert "sector" not in office.get(page(small.lone, "move")).context["form"].fields
    assert "sector" not in office.get(page(small.one, "hand-over")).context["form"].fields


def test_a_rising_cell_has_what_is_chosen_else_what_its_committee_has(office, small):
    other = Sector.objects.exclude(pk=small.own.sector_id)[0]
    for chosen, sector in (("", small.own.sector), (other.pk, other)):
        shown = office.post(page(small.first, "move"), {**DECISION, "parent": small.one.pk, "sector": chosen})
        [row] = [row for row in shown.context["preview"].rows if row.name == "Một"]
        assert row.after.nature == ("Chi bộ cơ sở", sector.name)


def test_a_sector_that_nothing_would_have_is_refused_at_its_field(office, small):
    values = {"parent": small.sibling.pk, "sector": small.own.sector_id}
    form = office.post(page(small.first, "move"), {**DECISION, **values}).context["form"]
    assert form.errors["sector"]


def test_a_committee_below_a_committee_is_refused_at_the_field_with_a_way(office, small):
    answer = office.post(page(small.own, "move"), {**DECISION, "parent": small.sibling.pk, "note": "Theo tờ trình"})
    [sentence] = answer.context["form"].errors["parent"]
    assert "chuyển thành chi bộ cơ sở trước" in sentence
    assert "Theo tờ trình" in answer.text


def test_two_of_one_name_below_one_are_named_before(office, small):
    factories.cell(small.sibling, name="Một")
    notes = office.post(page(small.first, "move"), {**DECISION, "parent": small.sibling.pk}).context["preview"].notes
    assert [note for note in notes if "có 2 tổ chức trực thuộc Đảng bộ Ban cùng tên “Một”" in note]
    other = office.post(page(small.second, "move"), {**DECISION, "parent": small.sibling.pk})
    assert not [note for note in other.context["preview"].notes if "cùng tên" in note]


@pytest.mark.parametrize(("goes_on", "title"), [("other", "Sáp nhập"), ("new", "Hợp nhất")])
def test_a_merger_is_called_as_what_was_chosen(office, small, goes_on, title):
    values = {"other": small.second.pk, "goes_on": goes_on, "code": "M1", "name": "Chi bộ Mới"}
    assert office.post(page(small.first, "merge"), {**DECISION, **values}).context["title"] == title


def test_code_and_name_of_a_new_one_are_no_optional_fields(office, small):
    assert "(không bắt buộc)" not in _label(office.get(page(small.first, "merge")).text, "id_code")
    form = office.post(page(small.first, "merge"), {**DECISION, "other": small.second.pk, "goes_on": "new"})
    assert set(form.context["form"].errors) == {"code", "name"}


def _label(text: str, field: str) -> str:
    found = re.search(rf'<label[^>]*for="{field}".*?</label>', text, re.DOTALL)
    assert found
    return found[0]
