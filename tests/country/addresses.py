"""Where every list is, and the homes, by the role that has them; with what a list holds less of, or more."""

from accounts.roles import Role
from tests.country.growth import YEAR

TERM = "2020-2025"
SUMMARY, FIGURES = f"/ratings/{YEAR}/summary", f"/terms/{TERM}"
EMPTIEST = "/account/views/"
LISTS = {
    Role.OFFICE: (
        "/members/",
        "/members/?q=an",
        "/members/?sort=organization",
        "/members/waiting/",
        "/members/waiting/?which=late&q=an",
        "/members/same-person/",
        "/members/reconciliations/",
        "/organizations/",
        "/organizations/?q=ke+toan",
        f"/ratings/{YEAR}/",
        f"/ratings/{YEAR}/?state=late",
        f"/ratings/{YEAR}/?sort=-time",
        f"/ratings/{YEAR}/?state=submitted&sort=-time",
        f"/ratings/{YEAR}/?levels=every",
        f"/ratings/{YEAR}/?levels=every&sort=entered",
        f"{SUMMARY}/members/",
        f"{SUMMARY}/organizations/",
        f"/ratings/{YEAR}/appeals/",
        f"/ratings/{YEAR}/appeals/?state=mine",
        f"/ratings/{YEAR}/five-years/members/",
        f"/ratings/{YEAR}/five-years/organizations/",
        f"/ratings/{YEAR}/calibration/",
        f"/ratings/{YEAR}/calibration/?kind=subordinate_cell",
        f"{FIGURES}/levels/",
        f"{FIGURES}/member_rated_good_up/{YEAR}/",
        f"{FIGURES}/admissions/term/",
        "/reports/",
        "/plans/",
        "/published/",
        "/notices/",
    ),
    Role.INSPECTOR: ("/cases/", "/cases/?q=ke+toan", "/terms/2015-2020/violation_inspected_orgs/term/"),
    Role.AUDITOR: ("/account/audit/", "/account/audit/?person=an"),
    Role.ADMINISTRATOR: ("/organizations/users/", "/organizations/users/?q=an", "/account/audit/"),
}
OTHER_PAGES = {
    Role.CLERK: ("/",),
    Role.COMMITTEE: ("/",),
    Role.OFFICE: (
        "/",
        f"{SUMMARY}/",
        f"/ratings/ledger/?first={YEAR}-01-01&last={YEAR}-12-31",
        f"/ratings/ledger/people/?first={YEAR}-01-01&last={YEAR}-12-31",
        f"{FIGURES}/",
        "/search/?q=an",
        "/search/?q=ke+toan",
        "/search/suggestions/?q=an",
        "/members/enter/",
    ),
    Role.INSPECTOR: (
        "/",
        "/search/?q=ke+toan",
        "/cases/open/",
        "/cases/pick-subject/?q=ke+toan",
        "/cases/pick-member/?q=an",
    ),
    Role.LEADER: ("/",),
    Role.AUDITOR: ("/",),
    Role.ADMINISTRATOR: ("/",),
}
