"""What keeps past ratings from being taken back, told before it is asked; a correction that was withdrawn does not."""

from datetime import date

import pytest
from django.urls import reverse

from exchange.models import State
from ratings.models import Edition, RatingYear
from ratings.register.differences import differences
from ratings.register.stands import stand
from ratings.years.corrections import correct_year, take_back_correction
from tests import factories
from tests.ratings.importing.made import ORGANIZATIONS, brought_in, everything, own, taken_back

pytestmark = pytest.mark.django_db
DECIDED = {"decision_number": "7-QĐ/ĐU", "decided_on": date(2024, 5, 5), "reason": "Nhập sót"}


def corrected(world) -> Edition:
    factories.committee(world.bloc, name="Đảng bộ Nhập Sau")
    year = RatingYear.objects.get(year=2021)
    keys = [each.key for each in differences(year)]
    return correct_year(rating_year=year, keys=keys, by=world.users["bloc_office"], **DECIDED)


def withdrawn(world) -> None:
    edition = corrected(world)
    year, by = edition.rating_year, world.users["bloc_office"]
    take_back_correction(rating_year=year, number=edition.number, by=by, **DECIDED)


def page_of(client, world, upload) -> str:
    client.force_login(world.users["bloc_office"])
    return client.get(upload.get_absolute_url()).content.decode()


@pytest.mark.parametrize("times", [1, 2])
def test_a_correction_that_was_withdrawn_is_not_in_the_way(client, world, times):
    before = everything()
    first = brought_in(world, ORGANIZATIONS, own(world.own), own(world.own_cell))
    between = everything()
    second = brought_in(world, ORGANIZATIONS, own(world.own, level="HTXS"), own(world.sibling))
    for _each in range(times):
        withdrawn(world)
    assert reverse("exchange:take_back", args=[second.pk]) in page_of(client, world, second)
    assert taken_back(second).state == State.UNDONE, (second.error, second.refusal)
    assert everything() == between
    withdrawn(world)
    assert taken_back(first).state == State.UNDONE, (first.error, first.refusal)
    assert everything() == before


def test_an_edition_whose_import_was_taken_back_stays_marked_and_its_number_is_not_given_again(client, world):
    brought_in(world, ORGANIZATIONS, own(world.own))
    taken_back(brought_in(world, ORGANIZATIONS, own(world.own, level="HTXS")))
    year = RatingYear.objects.get(year=2021)
    client.force_login(world.users["bloc_office"])
    page = client.get("/ratings/2021/editions/")
    shown = [(each.edition.number, each.counts, each.is_dropped) for each in page.context["editions"]]
    assert shown == [(2, False, True), (1, True, False)]
    assert stand(year).number == 1
    for text in (page.content.decode(), client.get("/ratings/2021/editions/2/").content.decode()):
        assert "Đã hoàn tác cùng tệp đã nhập" in text
    brought_in(world, ORGANIZATIONS, own(world.own, level="HTXS"))
    assert list(year.editions.order_by("number").values_list("number", flat=True)) == [1, 2, 3]
    assert stand(year).number == 3


def test_what_stands_in_the_way_is_one_line_before_the_button_and_no_button(client, world):
    upload = brought_in(world, ORGANIZATIONS, own(world.own), own(world.sibling), own(world.own_cell))
    corrected(world)
    page = page_of(client, world, upload)
    assert page.count("thuộc năm 2021, nay đã có lần chốt mới hơn") == 1
    assert "và 2 dòng khác" in page
    assert reverse("exchange:take_back", args=[upload.pk]) not in page
    assert taken_back(upload).state == State.COMMITTED
    assert len(upload.refusal) == 1


def test_once_taken_back_nothing_says_that_it_can_be_or_what_it_added(client, world):
    upload = taken_back(brought_in(world, ORGANIZATIONS, own(world.own)))
    page = page_of(client, world, upload)
    assert "Hoàn tác được" not in page
    assert "thêm mới" not in page
