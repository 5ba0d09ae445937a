import pytest

from organizations.models import Organization
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def organizations():
    bloc = factories.OrganizationFactory(code="KHOI", name="Đảng bộ Khối")
    office = factories.committee(bloc, code="TC01", name="Đảng bộ Văn phòng Nắng Sớm")
    factories.cell(office, code="TC01-01", name="Chi bộ Phòng Tổ chức - Hành chính Nắng Sớm")
    factories.cell(office, code="TC01-02", name="Chi bộ Văn Phòng")
    factories.grassroots_cell(bloc, code="TC10", name="Chi bộ Nang Sơm")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("van phong nang", ["TC01"]),
        ("to chuc hanh chinh", ["TC01-01"]),
        ("tổ-chức", ["TC01-01"]),
        ("nắng sớm", ["TC01", "TC01-01", "TC10"]),
        ("nang", ["TC10", "TC01", "TC01-01"]),
        ("TC01", ["TC01", "TC01-01", "TC01-02"]),
        ("tc01-02", ["TC01-02"]),
        ("tc0102", ["TC01-02"]),
        ("10", ["TC10"]),
        ("ong", []),
        ("-", []),
        ("chi bo van phong", ["TC01-02", "TC01-01"]),
        ("chi bo van phong nang som", ["TC01-01", "TC01-02"]),
        ("van phong nang som", ["TC01"]),
        ("tc01 hanh chinh", ["TC01-01"]),
        ("nang som hanh chinh", ["TC01-01"]),
        ("vp nang", []),
        ("khoi hanh chinh", []),
    ],
)
def test_words_begin_words_of_the_name_or_the_code_the_nearest_first(organizations, text, codes):
    assert list(Organization.objects.matching(text).nearest_first(text).values_list("code", flat=True)) == codes


def test_a_changed_name_is_found_and_the_old_one_no_longer():
    one = factories.OrganizationFactory(name="Đảng bộ Cũ")
    one.name = "Đảng bộ Mới"
    one.save()

    assert list(Organization.objects.matching("moi")) == [one]
    assert not Organization.objects.matching("cu")
