import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from accounts.roles import Role
from organizations.models import Letterhead
from organizations.paper_heads import PaperHead, by_name, head_of
from tests import factories

pytestmark = pytest.mark.django_db
NAME = "Đảng bộ Thành phố Hoa Mộc Lan"
WORDS = {
    "committee": "Thành ủy Hoa Mộc Lan",
    "committee_in_text": "Thành ủy",
    "superior": "Đảng bộ tỉnh Mây Trắng",
    "reports_to": "Ban Thường vụ Tỉnh ủy",
    "abbreviation": "TU",
    "place": "Hoa Mộc Lan",
}


@pytest.fixture
def root():
    return factories.OrganizationFactory(name=NAME)


def page_of(root) -> str:
    return reverse("organizations:letterhead", args=[root.pk])


def test_what_nobody_said_follows_from_the_name(root):
    assert head_of(root) == PaperHead(NAME, "Đảng ủy Thành phố Hoa Mộc Lan", "Đảng ủy", "", "", "ĐU", "")


def test_a_root_is_headed_as_it_was_set(root):
    Letterhead.objects.create(organization=root, **WORDS)
    assert head_of(root) == PaperHead(NAME, **WORDS)


def test_who_stands_below_writes_where_the_root_does_and_reports_to_the_committee_above(root):
    Letterhead.objects.create(organization=root, **WORDS)
    own = factories.committee(root)
    assert head_of(own) == by_name(own.name, superior=NAME, reports_to="Thành ủy Hoa Mộc Lan", place="Hoa Mộc Lan")
    assert head_of(factories.cell(own)).reports_to == own.committee


@pytest.mark.parametrize(
    ("in_text", "whole"), [("Đảng ủy", "Đảng bộ"), ("Đảng ủy Xã", "Đảng bộ Xã"), ("Thành ủy", "Đảng bộ")]
)
def test_the_whole_is_named_as_shortly_as_its_committee(in_text, whole):
    assert by_name(NAME, committee_in_text=in_text).whole_in_text == whole


def test_an_administrator_sets_it_and_the_trail_says_so(client, root):
    client.force_login(factories.user_with(Role.ADMINISTRATOR, root))
    assert "Để trống thì in: Đảng ủy Thành phố Hoa Mộc Lan." in client.get(page_of(root)).text
    for _twice in range(2):
        assert client.post(page_of(root), WORDS).url == reverse("organizations:letterheads")
    assert head_of(root) == PaperHead(NAME, **WORDS)
    [line] = AuditEvent.objects.filter(verb="letterhead.set")
    assert line.data["after"] == WORDS
    assert "Đảng bộ tỉnh Mây Trắng" in client.get(reverse("organizations:letterheads")).text


def test_nobody_sets_it_for_another_root_or_for_what_is_none(client, root):
    client.force_login(
        factories.user_with(Role.ADMINISTRATOR, factories.OrganizationFactory(name="Đảng bộ Xã Trúc Đào"))
    )
    assert client.get(page_of(root)).status_code == 404
    client.force_login(factories.user_with(Role.ADMINISTRATOR, root))
    assert client.get(page_of(factories.committee(root))).status_code == 404
