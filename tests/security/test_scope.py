"""What somebody may not reach by an address must not be reached by a field, a filter or a list of ids either."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.roles import Role
from inspections.models import Case
from members.models import Deed, Member
from organizations.models import Assignment
from ratings.models import MemberRating, RatingYear, Sheet
from tests import factories, routes
from tests.ratings import sheets
from tests.routes import Records

pytestmark = pytest.mark.django_db
FAR, NEXT = "Sao Xa", "Hoàng Hôn"


@pytest.fixture
def records() -> Records:
    return routes.build()


def signed_in(records: Records, who: str) -> Client:
    client = Client()
    client.force_login(records.world.users[who])
    return client


# --- filters and choices

FILTERS = [
    ("committee", "/members/?organization={organization}"),
    ("committee", "/members/?q={name}"),
    ("committee", "/organizations/?q={name}"),
    ("committee", "/ratings/2024/?q={name}&organization={organization}"),
    ("bloc_office", "/members/?organization={organization}"),
    ("inspector", "/cases/?organization={organization}"),
    ("inspector", "/cases/open/?member={code}"),
    ("administrator", "/organizations/users/?q={name}"),
]


@pytest.mark.parametrize(("who", "address"), FILTERS)
def test_a_filter_names_nothing_foreign(records, who, address):
    client = signed_in(records, who)
    here, far = records.places["committee"], records.places["foreign"]

    def page(place, name):
        values = {"organization": place.organization.pk, "code": place.member.code, "name": name}
        response = client.get(address.format(**values))
        return response.text.replace(f'value="{name}"', "")

    assert FAR not in page(far, FAR)
    assert "Bình Minh" in page(here, "Bình Minh") or who in ("administrator", "inspector")


@pytest.mark.parametrize(
    "name", ["summary", "summary_members", "summary_organizations", "summary_workbook", "summary_official"]
)
@pytest.mark.parametrize(("who", "place"), [("clerk", "sibling"), ("committee", "sibling"), ("bloc_office", "foreign")])
def test_a_summary_of_a_foreign_organization_does_not_exist(records, name, who, place):
    client, address = signed_in(records, who), reverse(f"ratings:{name}", args=[2024])
    assert client.get(address, {"organization": records.places[place].organization.pk}).status_code == 404
    assert client.get(address, {"organization": records.places["cell"].organization.pk}).status_code == 200


# --- ids in posted fields


def test_rows_of_members_who_are_not_on_the_sheet_are_not_saved(records):
    client, sheet = (
        signed_in(records, "clerk"),
        Sheet.objects.get(rating_year__year=routes.YEAR, organization=records.world.own_cell),
    )
    typed = {"version": sheet.version, "own-note": "đã xem", "own-level": "3"}
    for member in Member.objects.all():
        typed |= {f"m{member.pk}-level": "4", f"m{member.pk}-note": "thêm vào"}
    junk = {"state": "approved", "sheet": records.places["foreign"].organization.pk, "organization": "1", "id": "1"}
    junk |= {"approved_by": "1", "own-remark": "x", "m1-sheet": "1", "work-revenue": "5"}

    client.post(reverse("ratings:sheet", args=[2024, records.world.own_cell.pk]), {**typed, **junk})

    here = Member.objects.belonging_to(records.world.own_cell, sheet.rating_year.day).values_list("pk", flat=True)
    assert set(MemberRating.objects.values_list("member", "sheet")) == {(member, sheet.pk) for member in here}
    sheet.refresh_from_db()
    assert (sheet.state, sheet.version, sheet.approved_by) == (Sheet.State.DRAFT, 2, None)
    assert sheet.organization_rating.remark == ""
    assert not hasattr(sheet, "work_result")


@pytest.mark.parametrize("place", ["sibling", "foreign"])
def test_a_bulk_approval_takes_no_sheet_of_another_committee(records, place):
    of = records.places[place].organization
    submitter = factories.user_with(Role.CLERK, of)
    foreign = sheets.submitted(Sheet.objects.get(rating_year__year=routes.YEAR, organization=of), submitter)
    own = sheets.submitted(
        Sheet.objects.get(rating_year__year=routes.YEAR, organization=records.world.own_cell),
        records.world.users["clerk"],
    )
    typed = {
        "sheet": [f"{foreign.pk}:{foreign.version}", f"{own.pk}:{own.version}"],
        "decision_number": "1",
        "decided_on": "06/01/2025",
    }

    signed_in(records, "committee").post(reverse("ratings:approve_each", args=[2024]), typed)

    foreign.refresh_from_db()
    own.refresh_from_db()
    assert (foreign.state, own.state) == (Sheet.State.SUBMITTED, Sheet.State.APPROVED)


@pytest.mark.parametrize("deed", ["workbook_import", "workbook_marked", "workbook_commit", "workbook_renew"])
def test_a_workbook_of_another_sheet_is_not_found_under_ones_own(records, deed):
    client, own = signed_in(records, "clerk"), records.places["cell"]
    method = "get" if deed in ("workbook_import", "workbook_marked") else "post"
    for place in ("committee", "sibling", "foreign"):
        address = reverse(f"ratings:{deed}", args=[2024, own.organization.pk, records.places[place].workbook.pk])
        assert getattr(client, method)(address).status_code == 404


@pytest.mark.parametrize("place", ["sibling", "foreign"])
def test_a_committee_moves_and_enters_nobody_into_another_branch(records, place):
    """Into one of the same root a member is offered, and belongs where they did until it accepts."""
    client, member = signed_in(records, "committee"), factories.member_of(records.world.own_cell)
    there = records.places[place].organization.pk
    moved = client.post(reverse("members:transfer", args=[member.pk]), {"organization": there, "on": "01/02/2024"})
    facts = {"full_name": "Trần Văn Lạc", "sex": "male", "birth_date": "01/02/1980", "admitted_on": "01/02/2010"}
    entered = client.post(
        reverse("members:enter"), {**facts, "kind": "admitted", "organization": there, "decided_on": "01/01/2010"}
    )
    offered = list(Deed.objects.filter(member=member).values_list("state", flat=True))
    assert offered == ([Deed.State.OFFERED] if place == "sibling" else [])
    assert moved.status_code == 302 or "organization" in moved.context["form"].errors
    assert "organization" in entered.context["form"].errors
    assert member.memberships.get().organization_id == records.world.own_cell.pk
    assert not Member.objects.filter(full_name="Trần Văn Lạc").exists()


@pytest.mark.parametrize("field", ["acting_organization", "subject_organization", "member_number"])
def test_an_inspector_opens_no_case_about_another_bloc(records, field):
    far = records.places["foreign"]
    typed = {
        "number": "KT-MỚI",
        "kind": "inspection",
        "basis": "programme",
        "body": "bloc_commission",
        "acting_organization": records.world.bloc.pk,
        "subject_organization": records.world.own.pk,
        "content": "Việc chấp hành quy chế",
        "opened_on": "05/05/2023",
        "no_secrets": "on",
    }
    foreign = {"member_number": far.member.code, "acting_organization": records.world.foreign_bloc.pk}
    changed = {**typed, field: foreign.get(field, far.organization.pk)}
    client = signed_in(records, "inspector")

    response = client.post(reverse("inspections:open"), changed)

    assert field in response.context["form"].errors
    assert FAR not in response.text
    assert not Case.objects.filter(number="KT-MỚI").exists()
    assert client.post(reverse("inspections:open"), typed).status_code == 302


def test_a_session_changes_no_level_of_another_bloc(records):
    far = Sheet.objects.get(rating_year__year=routes.YEAR, organization=records.places["foreign"].organization)
    client = signed_in(records, "bloc_office")
    for method in ("get", "post"):
        address = reverse("ratings:calibration_record", args=[2024])
        assert getattr(client, method)(address, {"sheet": far.pk}).status_code == 404


# --- roles and time


def test_two_roles_of_one_person_are_not_two_people(records):
    both = records.world.users["clerk"]
    factories.AssignmentFactory(user=both, role=Role.COMMITTEE, organization=records.world.own)
    sheet = sheets.submitted(
        Sheet.objects.get(rating_year__year=routes.YEAR, organization=records.world.own_cell), both
    )
    typed = {"version": sheet.version, "approve-decision_number": "1", "approve-decided_on": "06/01/2025"}
    bulk = {"sheet": f"{sheet.pk}:{sheet.version}", "decision_number": "1", "decided_on": "06/01/2025"}
    client = signed_in(records, "clerk")

    refused = client.post(reverse("ratings:approve", args=[2024, records.world.own_cell.pk]), typed)
    client.post(reverse("ratings:approve_each", args=[2024]), bulk)

    assert refused.status_code == 422
    sheet.refresh_from_db()
    assert sheet.state == Sheet.State.SUBMITTED


@pytest.mark.parametrize(("since", "until", "holds"), [(-9, -1, False), (1, None, False), (-9, 0, True), (0, 0, True)])
def test_a_role_holds_from_its_first_day_to_its_last_also_amid_a_session(records, since, until, holds):
    client, today = signed_in(records, "clerk"), timezone.localdate()
    address = reverse("ratings:sheet", args=[2024, records.world.own_cell.pk])
    assert client.get(address).status_code == 200

    Assignment.objects.filter(user=records.world.users["clerk"]).update(
        since=today + timedelta(days=since), until=None if until is None else today + timedelta(days=until)
    )

    assert client.get(address).status_code == (200 if holds else 404)


@pytest.mark.parametrize("state", [RatingYear.State.CLOSED, RatingYear.State.PLANNED])
def test_nothing_moves_in_a_year_that_is_not_open(records, state):
    world = records.world
    year = RatingYear.objects.get(year=2024, root=world.bloc)
    waiting = sheets.submitted(
        Sheet.objects.get(rating_year__year=routes.YEAR, organization=world.own_cell), world.users["clerk"]
    )
    RatingYear.objects.update(state=state)
    before, events = list(Sheet.objects.order_by("pk").values()), AuditEvent.objects.count()
    deeds = {
        "sheet": ("clerk", {"own-note": "x", "own-level": "3"}),
        "draft": ("clerk", {}),
        "withdraw": ("clerk", {}),
        "submit": ("clerk", {"submit-justification": "x", "submit-no_ballot_reason": "x"}),
        "return": ("committee", {"return-reason": "x"}),
        "approve": ("committee", {"approve-decision_number": "1", "approve-decided_on": "06/01/2025"}),
        "reopen": (
            "bloc_office",
            {"reopen-reason": "x", "reopen-decision_number": "1", "reopen-decided_on": "06/01/2025"},
        ),
        "workbook_upload": ("clerk", {}),
    }
    for deed, (who, typed) in deeds.items():
        address = reverse(f"ratings:{deed}", args=[year.year, world.own_cell.pk])
        response = signed_in(records, who).post(address, {"version": waiting.version, **typed})
        assert response.status_code in (400, 409, 422), deed
    bulk = {"sheet": f"{waiting.pk}:{waiting.version}", "decision_number": "1", "decided_on": "06/01/2025"}
    signed_in(records, "committee").post(reverse("ratings:approve_each", args=[2024]), bulk)

    assert list(Sheet.objects.order_by("pk").values()) == before
    assert AuditEvent.objects.count() == events


# --- every route


def test_every_deed_needs_its_token(records):
    client = Client(enforce_csrf_checks=True)
    client.force_login(records.world.users["bloc_office"])
    before = AuditEvent.objects.count()
    for route in routes.routes():
        if "POST" in route.policy.methods:
            for address in routes.addresses(route, records).values():
                assert client.post(address).status_code == 403, address
    assert AuditEvent.objects.count() == before


@pytest.mark.parametrize("who", ["bloc_office", "inspector", "administrator"])
def test_no_answer_to_somebody_signed_in_is_kept_or_framed(records, who):
    client = signed_in(records, who)
    for route in routes.routes():
        addresses = [*routes.addresses(route, records).values()] if route.name != "accounts:sign_out" else []
        for address in [*addresses, "/nowhere/"]:
            response = client.generic(route.policy.methods[0], address)
            headers = response.headers
            assert {"no-store", "no-cache"} & {word.strip() for word in headers["Cache-Control"].split(",")}, address
            assert headers["X-Content-Type-Options"] == "nosniff", address
            assert headers["X-Frame-Options"] == "DENY", address
            assert headers["Referrer-Policy"] == "same-origin", address
            assert "frame-ancestors 'none'" in headers["Content-Security-Policy"], address
            assert "unsafe" not in headers["Content-Security-Policy"], address


def test_an_old_cookie_opens_nothing(records):
    user, address = records.world.users["clerk"], reverse("home")
    mine, other = Client(), Client()
    for client in (mine, other):
        client.post(reverse("accounts:sign_in"), {"username": user.username, "password": factories.PASSWORD})
        assert client.get(address).status_code == 200
    kept = mine.cookies["sessionid"].value
    mine.post(reverse("accounts:sign_out"))
    mine.cookies["sessionid"] = kept
    assert mine.get(address).status_code == 302

    third = Client()
    third.post(reverse("accounts:sign_in"), {"username": user.username, "password": factories.PASSWORD})
    new = "mot-mat-khau-khac-han"
    typed = {"old_password": factories.PASSWORD, "new_password1": new, "new_password2": new}
    assert third.post(reverse("accounts:change_password"), typed).status_code == 302
    assert (third.get(address).status_code, other.get(address).status_code) == (200, 302)


def test_signing_in_takes_a_session_of_its_own(records):
    client = Client()
    client.cookies["sessionid"] = "planted0planted0planted0planted0"
    user = records.world.users["clerk"]
    client.post(reverse("accounts:sign_in"), {"username": user.username, "password": factories.PASSWORD})
    assert client.get(reverse("home")).status_code == 200
    assert client.cookies["sessionid"].value != "planted0planted0planted0planted0"
