"""Pages travel compressed, where no other site can have asked for them: docs/adr/0019."""

import gzip

import pytest
from django.test import Client
from django.urls import reverse

MEMBERS = reverse("members:list")


@pytest.fixture
def clerk(world) -> Client:
    client = Client(headers={"Accept-Encoding": "gzip, br"})
    client.force_login(world.users["clerk"])
    return client


@pytest.mark.django_db
def test_a_page_is_compressed_and_the_same(clerk):
    plain = clerk.get(MEMBERS, headers={"Accept-Encoding": ""})
    answer = clerk.get(MEMBERS)
    assert (answer["Content-Encoding"], answer["Content-Length"]) == ("gzip", str(len(answer.content)))
    assert "Accept-Encoding" in answer["Vary"]
    assert len(gzip.decompress(answer.content)) == len(plain.content) > 3 * len(answer.content)


@pytest.mark.django_db
def test_its_length_is_not_the_same_twice(clerk):
    assert len({len(clerk.get(MEMBERS).content) for _ in range(8)}) > 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked_by", "compressed"),
    [("same-origin", True), ("none", True), ("same-site", False), ("cross-site", False), ("", False)],
)
def test_behind_tls_only_for_a_page_of_ours_or_the_person(clerk, asked_by, compressed):
    answer = clerk.get(MEMBERS, {"q": "a"}, secure=True, headers={"Sec-Fetch-Site": asked_by})
    assert answer.has_header("Content-Encoding") is compressed


@pytest.mark.django_db
def test_a_file_is_handed_out_as_it_is(clerk):
    answer = clerk.post(reverse("members:download"))
    assert "html" not in answer["Content-Type"]
    assert not answer.has_header("Content-Encoding")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("accepted", "compressed"),
    [
        *(("gzip;q=0, *;q=0", False), ("br, GZIP ; q=0.000", False), ("gzip;q=0", False)),
        *(("gzip;q=0.001", True), ("gzip;q=1.0, br;q=0", True), ("identity;q=0, gzip", True)),
    ],
)
def test_a_browser_may_refuse_it(clerk, accepted, compressed):
    answer = clerk.get(MEMBERS, headers={"Accept-Encoding": accepted})
    assert answer.has_header("Content-Encoding") is compressed
    assert "Accept-Encoding" in answer["Vary"]
