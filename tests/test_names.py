"""The portal bears the name of its root, and no other: not that of the office it was first made for."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from accounts.roles import Role
from organizations.models import Change, Letterhead
from organizations.places import settle
from ratings.models import RatingYear
from reports.models import Term
from reports.renderings import markup, pdf
from reports.snapshots import term, year
from scripts import catalogues
from scripts.programs import program
from tests import routes
from tests.routes import YEAR, Records
from tests.test_access import _ask, _text

ROOT = Path(settings.BASE_DIR)
NAME, ANOTHER = "Đảng bộ Thành phố Hoa Mộc Lan", "Đảng bộ Xã Trúc Đào"
# "Khối ngành" and "khối các cơ quan" are what a committee calls the groups it leads its organisations in; "khối lượng"
# is an amount.
FOREIGN = re.compile(r"\bkhối\b(?! (ngành|lượng|các cơ quan))|quảng trị|\bblocs?\b(?!_)", re.IGNORECASE)
FOLDERS = (
    *(
        "accounts",
        "committees",
        "exchange",
        "inspections",
        "locale",
        "members",
        "notices",
        "organizations",
        "portal",
        "ratings",
    ),
    *("reports", "scripts", "static", "stored", "templates", "ui"),
)
# A value that is stored is no word that is shown, and what is printed or kept of long ago is not rewritten.
STORED = re.compile(r"""["'](bloc|bloc_[a-z]+)["']""")
READ = (".py", ".html", ".js", ".css", ".txt", ".svg", ".json")


@pytest.fixture
def records(db) -> Records:
    found = routes.build()
    for root, name in ((found.world.bloc, NAME), (found.world.foreign_bloc, ANOTHER)):
        Change.objects.filter(organization=root).update(name=name)
        settle([root.pk])
        root.refresh_from_db()
    Letterhead.objects.create(organization=found.world.bloc, superior="Đảng bộ tỉnh Mây Trắng", place="Hoa Mộc Lan")
    return found


def pages(records: Records, client: Client) -> Iterator[tuple[str, str]]:
    for route in routes.routes():
        if route.policy and "GET" in route.policy.methods:
            for address in routes.addresses(route, records).values():
                response = _ask(client, "GET", address)
                if response.status_code == 200:
                    yield address, _text(response)


def shown(text: str) -> str:
    """Without addresses and names of fields, which nobody reads, and titles of sheets cut short."""
    text = re.sub(r"<(definedName|TitlesOfParts)\b.*?</\1>", "", text)
    return re.sub(r'\b(href|action|name|value|id|for|hx-\w+|data-\w+)="[^"]*"', "", text)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("who", [role.value for role in Role])
def test_no_page_bears_a_name_that_is_not_this_portals(records, who, language):
    client = Client(headers={"accept-language": language})
    client.force_login(records.world.users[who])
    seen, named = 0, 0
    for address, text in pages(records, client):
        found = FOREIGN.search(shown(text))
        assert not found, f"{who} reads {text[max(0, found.start() - 80) : found.end() + 80]!r} at {address}"
        seen, named = seen + 1, named + (NAME in text)
    assert seen > 5
    assert named > seen / 2, "the frame bears the name of the root"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_paper_bears_a_name_that_is_not_this_portals(records, language):
    with translation.override(language):
        bloc = records.world.bloc
        papers = (
            term.take(Term.objects.get(code=records.term.code, root=bloc), bloc),
            year.take(RatingYear.objects.get(year=YEAR, root=bloc), bloc),
        )
        for snapshot in papers:
            html = markup.compose(snapshot)
            assert not FOREIGN.search(shown(html))
            assert "Hoa Mộc Lan, ngày … tháng … năm …" in html
            assert "Đảng bộ tỉnh Mây Trắng" in html


def test_the_printed_report_is_headed_and_signed_by_this_portals_committee(records, tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf.render(term.take(records.term, records.world.bloc)).content)
    text = subprocess.run(
        [program("pdftotext"), "-layout", path, "-"], capture_output=True, text=True, check=True
    ).stdout
    about = subprocess.run([program("pdfinfo"), path], capture_output=True, text=True, check=True).stdout
    assert not FOREIGN.search(text + about)
    assert "ĐẢNG ỦY THÀNH PHỐ HOA MỘC LAN" in " ".join(text.split())
    assert "Số …-BC/ĐU" in text
    assert "Đảng ủy Thành phố Hoa Mộc Lan" in about


def written() -> Iterator[tuple[str, str]]:
    for folder in FOLDERS:
        for path in (ROOT / folder).rglob("*"):
            name = path.relative_to(ROOT).as_posix()
            if path.suffix in READ and "/migrations/" not in name:
                yield name, STORED.sub("", path.read_text(encoding="utf-8"))


def said() -> Iterator[tuple[str, str]]:
    for app in catalogues.APPS:
        for message in catalogues.messages(catalogues.read_catalogue(app)):
            for text in (str(message.id), *catalogues.translations(message)):
                yield f"locale/{app}", text


def test_no_code_and_no_message_names_the_office_that_it_was_made_for():
    found = {f"{name}: {hit[0]}" for name, text in (*written(), *said()) if (hit := FOREIGN.search(text))}
    assert found == set()


@pytest.mark.parametrize(
    ("text", "is_foreign"),
    [
        ("Ban Thường vụ Đảng ủy Khối", True),
        ("tỉnh Quảng Trị", True),
        ("The organisation board of the Bloc", True),
        ("theo khối", True),
        ("Tổ chức cơ sở đảng theo khối ngành", False),
        ("khối lượng công việc", False),
        ("a block of rows", False),
    ],
)
def test_the_guard_knows_a_name_from_a_word(text, is_foreign):
    assert bool(FOREIGN.search(text)) is is_foreign
