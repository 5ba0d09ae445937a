"""From a list to a record and back."""

import re
from html import escape, unescape
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from inspections.outcomes import Outcome
from ratings.models import Sheet
from tests import factories
from tests.ratings import sheets
from tests.ratings.workbook.uploads import LEVEL
from tests.ratings.workbooks import downloaded, filled
from tests.reports.factories import term_report
from ui.lists import ways
from ui.lists.ways import place_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "url",
    [
        "https://elsewhere.example/members/",
        "//elsewhere.example/members/",
        "/\\elsewhere.example/members/",
        "\t/members/",
        "javascript:alert(1)",
        "/members/1/",
        "/account/sign-out/",
        "/nothing/",
        "/members/?q=" + "x" * 3000,
        "/members/?q=\ud800",
        "",
    ],
)
def test_only_a_list_of_this_portal_is_a_way_back(url):
    assert place_of(url) is None


def test_a_list_is_known_by_its_address():
    assert place_of("/members/?q=an&page=2").name == "members"
    assert place_of("/cases/").name == "cases"


def test_the_way_back_keeps_filter_order_and_page(client, world):
    for number in range(30):
        factories.member_of(world.own_cell, full_name=f"Hà {number}")
    client.force_login(world.users["committee"])
    there = f"{reverse('members:list')}?q=h%C3%A0&sort=-number&size=25"

    row = client.get(f"{there}&page=2").context["list"].table_rows[0]
    record = client.get(row[2][0].url)

    assert record.status_code == 200
    assert record.context["back"].url == f"{there}&page=2"
    assert record.context["crumbs"][0] == ("Đảng viên", f"{there}&page=2")
    assert "Về danh sách: Đảng viên" in record.text


def test_a_way_out_of_the_portal_is_no_way_back(client, world):
    client.force_login(world.users["committee"])
    record = client.get(world.members["own"].get_absolute_url(), {"list": "//evil.example/members/"})

    assert record.context["back"] is None
    assert 'href="//evil.example' not in record.text
    assert record.context["crumbs"][0] == ("Đảng viên", reverse("members:list"))


def opened(client, listed: str, record: str):
    """The page of the record, reached from the list, and the way back that it shows."""
    page = client.get(ways.with_way_back(record, listed))
    assert page.context["back"].url == listed
    return page


def links_to(page, name: str, *args) -> str:
    found = re.search(rf'(?:href|action)="({re.escape(reverse(name, args=args))}[^"]*)"', page.text)
    assert found, name
    return unescape(found[1])


def test_the_way_back_outlives_a_correction_of_a_member(client, world):
    client.force_login(world.users["committee"])
    member, listed = world.members["own"], f"{reverse('members:list')}?q=binh&size=25"

    form = client.get(links_to(opened(client, listed, member.get_absolute_url()), "members:transfer", member.pk))
    assert links_to(form, "members:detail", member.pk) == ways.with_way_back(member.get_absolute_url(), listed)
    refused = client.post(form.request["PATH_INFO"] + "?" + form.request["QUERY_STRING"], {})
    assert links_to(refused, "members:detail", member.pk).endswith(quote(listed, safe=""))


def test_the_way_back_outlives_deeds_on_an_account(client, world):
    client.force_login(world.users["administrator"])
    person, listed = world.users["clerk"], f"{reverse('organizations:users')}?role=clerk"
    record = reverse("organizations:user", args=[person.pk])

    page = opened(client, listed, record)
    done = client.post(links_to(page, "organizations:disable_user", person.pk))

    assert done.url == ways.with_way_back(record, listed)
    assert client.get(done.url).context["back"].url == listed


def test_the_way_back_outlives_the_conclusion_of_a_case(client, world):
    client.force_login(world.users["inspector"])
    case, listed = factories.CaseFactory(organization=world.own_cell), f"{reverse('inspections:list')}?state=open"

    page = opened(client, listed, case.get_absolute_url())
    address = links_to(page, "inspections:conclude", case.pk)
    typed = {"concluded_on": "01/06/2024", "conclusion": "Không có vi phạm", "outcome": Outcome.NONE}
    done = client.post(address, {**typed, "seen": client.get(address).context["form"]["seen"].value()})

    assert done.status_code == 302, done.context["form"].errors
    assert done.url == ways.with_way_back(case.get_absolute_url(), listed)


def test_a_report_opened_from_its_list_leads_back_also_after_it_was_cancelled(client, world):
    client.force_login(world.users["leader"])
    report, listed = term_report(organization=world.bloc), f"{reverse('reports:list')}?state=queued"

    page = opened(client, listed, report.get_absolute_url())
    assert page.context["crumbs"][0] == ("Báo cáo", listed)
    fragment = client.get(links_to(page, "reports:cancel", report.pk).replace("/cancel/", "/progress/"))
    assert links_to(fragment, "reports:cancel", report.pk) == links_to(page, "reports:cancel", report.pk)
    done = client.post(links_to(page, "reports:cancel", report.pk))
    assert done.url == ways.with_way_back(report.get_absolute_url(), listed)


def test_a_forged_way_back_is_not_kept_by_a_deed(client, world):
    client.force_login(world.users["administrator"])
    person = world.users["clerk"]
    forged = f"{reverse('organizations:disable_user', args=[person.pk])}?list=//evil.example/members/"

    assert client.post(forged).url == reverse("organizations:user", args=[person.pk])


def test_a_sheet_opened_from_the_board_leads_back_to_it_also_after_it_was_saved_and_submitted(client, world):
    sheets.open_year(world)
    sheet = sheets.sheet_of(world.own_cell)
    sheets.fill(sheet, world.users["clerk"])
    client.force_login(world.users["clerk"])
    listed = f"{sheet.rating_year.get_absolute_url()}?q=binh&sort=-time"

    page = client.get(client.get(listed).context["list"].table_rows[0][2][0].url)
    assert page.context["back"].url == listed
    assert f'<a href="{escape(listed)}">2024</a>' in page.text
    own = ways.with_way_back(sheet.get_absolute_url(), listed)
    assert f'action="{escape(own)}"' in page.text
    review = client.get(client.post(own, {**sheets.fields_in(page.text), "then": "review"}).url)
    assert review.context["back"].url == listed
    sent = {"version": Sheet.objects.get(pk=sheet.pk).version, **sheets.SENT}
    done = client.post(links_to(review, "ratings:submit", 2024, sheet.organization_id), sent)
    assert done.url == ways.with_way_back(reverse("ratings:review", args=[2024, sheet.organization_id]), listed)


def test_the_members_of_all_cells_lead_back_to_the_board(client, world):
    sheets.open_year(world)
    client.force_login(world.users["committee"])
    listed = f"{reverse('ratings:year', args=[2024])}?levels=grassroots"

    [(words, url)] = client.get(listed).context["list"].table_rows[0][2][0].more
    page = client.get(url)
    assert (str(words), page.context["back"].url) == ("Bảng chung của các chi bộ", listed)
    sheet = client.get(links_to(page, "ratings:sheet", 2024, world.own.pk))
    assert sheet.context["back"].url == listed
    assert links_to(sheet, "ratings:cells", 2024, world.own.pk).endswith(quote(listed, safe=""))


def test_the_pages_of_a_workbook_lead_back_to_the_board(client, world):
    sheets.open_year(world)
    sheet = sheets.sheet_of(world.own_cell)
    clerk = world.users["clerk"]
    sheets.fill(sheet, clerk)
    client.force_login(clerk)
    place, listed = [2024, sheet.organization_id], f"{sheet.rating_year.get_absolute_url()}?q=binh&sort=-time"
    content = filled(downloaded(sheet), {(world.members["own"].code, LEVEL): 4})

    sheet_page = client.get(ways.with_way_back(sheet.get_absolute_url(), listed))
    upload_url = ways.with_way_back(reverse("ratings:workbook_upload", args=place), listed)
    assert f'href="{escape(upload_url)}"' in sheet_page.text
    offer = client.get(upload_url)
    assert offer.context["back"].url == listed
    paper = client.get(links_to(offer, "ratings:paper", *place))
    assert (paper.context["back"].url, paper.context["page"].empty) == (listed, True)
    with_what_is_saved = client.get(f"{paper.request['PATH_INFO']}{querystring_in(paper)}")
    assert (with_what_is_saved.context["back"].url, with_what_is_saved.context["page"].empty) == (listed, False)

    sent = client.post(address_of(offer), {"workbook": SimpleUploadedFile("phiếu.xlsx", content)})
    preview = client.get(sent.url)
    assert preview.context["back"].url == listed
    upload = preview.context["page"].upload
    version = {"version": upload.sheet_version}
    saved = client.post(links_to(preview, "ratings:workbook_commit", *place, upload.pk), version)
    receipt = client.get(saved.url)
    assert receipt.context["back"].url == listed
    undone = client.post(links_to(receipt, "ratings:workbook_undo", *place, upload.pk))
    assert client.get(undone.url).context["back"].url == listed
    assert ways.with_way_back(sheet.get_absolute_url(), listed) in unescape(receipt.text)


def address_of(page) -> str:
    return f"{page.request['PATH_INFO']}?{page.request['QUERY_STRING']}"


def querystring_in(page) -> str:
    """Where the button of the page's head leads."""
    return unescape(re.search(r'<a class="btn" href="(\?[^"]*)"', page.text)[1])


@pytest.mark.parametrize(
    ("who", "listed", "entering", "typed"),
    [
        ("committee", "members:list", "members:enter", {}),
        ("inspector", "inspections:list", "inspections:open", {}),
        ("administrator", "organizations:users", "organizations:add_user", {"username": "van.an", "full_name": "An"}),
    ],
)
def test_whoever_enters_something_from_a_list_comes_back_to_it_as_it_was(client, world, who, listed, entering, typed):
    client.force_login(world.users[who])
    there = f"{reverse(listed)}?q=an&size=25"

    form = client.get(links_to(client.get(there), entering))
    assert f'href="{escape(there)}"' in form.text
    answer = client.post(address_of(form), typed)
    if typed:
        assert client.get(answer.url).context["back"].url == there
    else:
        assert f'href="{escape(there)}"' in answer.text


def test_a_sheet_below_opened_from_that_of_its_committee_leads_back_to_the_board(client, world):
    sheets.open_year(world)
    own, below = sheets.sheet_of(world.own), sheets.sheet_of(world.own_cell)
    client.force_login(world.users["committee"])
    listed = f"{own.rating_year.get_absolute_url()}?levels=grassroots"

    for name in ("ratings:sheet", "ratings:cells", "ratings:review"):
        page = client.get(ways.with_way_back(reverse(name, args=[2024, world.own.pk]), listed))
        assert links_to(page, "ratings:sheet", 2024, below.organization_id).endswith(quote(listed, safe="")), name
