"""What a root had published before it was merged is told beside the figures of the root that came of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from reports.models import Published
from tests import factories
from tests.reports import merged_roots

pytestmark = pytest.mark.django_db
CODE = "member_rated_good_up"
Q = Published.Qualifier


@pytest.fixture
def merged() -> merged_roots.Merged:
    return merged_roots.merged()


@pytest.fixture
def leader(client, merged):
    client.force_login(factories.user_with(Role.LEADER, merged.whole))
    return client


def say(root, document: str, **values) -> Published:
    given = {"indicator": CODE, "qualifier": Q.EXACTLY, "low": 100, "document": document}
    return Published.objects.create(root=root, **{**given, **values})


def row_of(client, prefix: str = "", term: str = "2015-2020"):
    rows = client.get(f"{prefix}/terms/{term}/").context["rows"]
    return next(row for row in rows if row.code == CODE and not row.is_minor)


def told(cell) -> list[tuple[str, bool | None, str]]:
    return [(each.published.document, each.agrees, each.whose) for each in cell.told]


def test_that_of_a_year_stands_in_its_year_with_whose_it_is(leader, merged):
    say(merged.first, "BC 1", year=2018)
    say(merged.second, "BC 2", year=2018, low=50)
    say(merged.whole, "BC 3", year=2018, low=99)
    of_year = next(cell for cell in row_of(leader).cells if cell.label == "2018")
    assert told(of_year) == [
        ("BC 3", False, ""),
        ("BC 1", None, "Đảng bộ Khối Sông"),
        ("BC 2", None, "Đảng bộ Khối Núi"),
    ]
    assert not any(cell.told for cell in row_of(leader).cells if cell.label != "2018")


def test_that_of_a_term_stands_beside_the_term_of_the_same_years(leader, merged):
    say(merged.first, "BC 1", term=merged.term(merged.first))
    say(merged.first, "BC 2", term=merged.first.terms.get(code="2020-2025"))
    assert told(row_of(leader).term) == [("BC 1", None, "Đảng bộ Khối Sông")]
    assert told(row_of(leader, term="2020-2025").term) == [("BC 2", None, "Đảng bộ Khối Sông")]


def test_at_the_predecessor_itself_it_is_held_against_its_own_figure(leader, merged):
    say(merged.first, "BC 1", year=2018)
    say(merged.second, "BC 2", year=2018, low=50)
    cells = row_of(leader, f"/r/{merged.first.pk}").cells
    assert [told(cell) for cell in cells if cell.label == "2018"] == [[("BC 1", True, "")]]


def test_the_page_behind_the_figure_tells_it_too_and_so_does_the_table(leader, merged):
    say(merged.first, "BC 1", year=2018, words="đạt 100%")
    text = leader.get(f"/terms/2015-2020/{CODE}/2018/").text
    for words in ("BC 1", "đạt 100%", "của riêng Đảng bộ Khối Sông"):
        assert words in text
    assert "riêng Đảng bộ Khối Sông" in leader.get("/terms/2015-2020/").text


def test_that_of_another_root_stands_nowhere(leader, merged):
    say(factories.OrganizationFactory(name="Đảng bộ Khối khác"), "BC 1", year=2018)
    assert not any(cell.told for cell in row_of(leader).cells)


def test_it_takes_as_many_queries_for_many_as_for_one(leader, merged):
    counts = []
    for number in (1, 3):
        say(merged.first, f"BC {number}", year=2018)
        say(merged.second, f"BC {number}", year=2017)
        with CaptureQueriesContext(connection) as asked:
            leader.get("/terms/2015-2020/")
        counts.append(len(asked))
    assert counts[0] == counts[1]
