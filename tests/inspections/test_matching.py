from datetime import date

import pytest

from inspections.models import Case
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def cases():
    bloc = factories.OrganizationFactory(name="Đảng bộ Khối")
    office = factories.committee(bloc, name="Đảng bộ Văn phòng")
    own = factories.cell(office, name="Chi bộ Kế hoạch")
    member = factories.member_of(own, code="DV004408", full_name="Lê Thị An")
    make = factories.CaseFactory
    make(number="KT-2015-001", organization=office, content="Việc thu đảng phí", opened_on=date(2015, 1, 1))
    make(number="KT-2015-002", organization=own, member=member, content="Lối sống", opened_on=date(2015, 2, 1))
    make(number="GS-2016-001", organization=own, content="Công tác cán bộ", opened_on=date(2016, 2, 1))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("kt-2015-001", ["KT-2015-001"]),
        ("kt2015", ["KT-2015-002", "KT-2015-001"]),
        ("dang phi", ["KT-2015-001"]),
        ("an", ["KT-2015-002"]),
        ("dv4408", ["KT-2015-002"]),
        ("ke hoach", ["GS-2016-001", "KT-2015-002"]),
        ("ke hoach loi song", ["KT-2015-002"]),
        ("van phong", ["KT-2015-001"]),
        ("oach", []),
    ],
)
def test_words_are_of_the_number_the_content_or_the_subject(cases, text, numbers):
    assert list(Case.objects.matching(text).nearest_first(text).values_list("number", flat=True)) == numbers
