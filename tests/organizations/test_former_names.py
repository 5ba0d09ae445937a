"""An organisation is found by every name that it ever had, and said to be so."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse

from organizations.deeds.changing import rename
from organizations.models import Organization
from organizations.search import organizations_found
from tests.organizations.deeds.small import Small, build, decided

pytestmark = pytest.mark.django_db


@pytest.fixture
def small() -> Small:
    return build(size=1)


def found(small: Small, text: str) -> list[str]:
    hits = organizations_found(small.office, text, 5)
    return [f"{hit.title}: {hit.note}" for hit in hits.nearest] if hits else []


def test_a_former_name_finds_it_in_the_search_and_says_so(small):
    small.rename(small.own, "Đảng bộ Trung tâm")
    assert Organization.objects.matching("dang bo so").get().former_names == ["Đảng bộ Sở"]
    [hit] = found(small, "dang bo so")
    assert hit.startswith("Đảng bộ Trung tâm: ")
    assert "tên cũ: Đảng bộ Sở" in hit
    [hit] = found(small, "trung tâm")
    assert "tên cũ" not in hit


def test_a_rename_taken_back_leaves_no_former_name(small):
    deed = small.rename(small.own, "Đảng bộ Trung tâm")
    small.take_back(deed)
    assert found(small, "trung tam") == []
    assert Organization.objects.get(pk=small.own.pk).former_names == []


def test_each_name_stays_and_one_that_came_back_is_its_own(small):
    small.rename(small.own, "Đảng bộ Trung tâm")
    rename(decision=decided(date(2024, 8, 1)), organization=small.own, name="Đảng bộ Cục", by=small.office)
    rename(decision=decided(date(2024, 9, 1)), organization=small.own, name="Đảng bộ Sở", by=small.office)
    assert Organization.objects.get(pk=small.own.pk).former_names == ["Đảng bộ Trung tâm", "Đảng bộ Cục"]


def test_the_list_finds_it_too_and_says_so_only_then(client, small):
    small.rename(small.own, "Đảng bộ Trung tâm")
    client.force_login(small.office)
    address = reverse("organizations:list")
    assert "tên cũ: Đảng bộ Sở" in client.get(address, {"q": "đảng bộ sở", "state": "any"}).text
    page = client.get(address).text
    assert "Đảng bộ Trung tâm" in page
    assert "tên cũ" not in page


def test_what_ended_is_marked_in_the_search(small):
    small.merge(small.sibling, into=small.own)
    [hit] = found(small, "dang bo ban")
    assert "kết thúc ngày 01/07/2024" in hit


def test_the_migration_brings_the_names_of_before(small):
    small.rename(small.own, "Đảng bộ Trung tâm")
    Organization.objects.update(former_names=[], former_key="")
    import_module("organizations.migrations.0013_former_names").fill(apps, None)
    assert Organization.objects.get(former_key="dang bo so").former_names == ["Đảng bộ Sở"]
