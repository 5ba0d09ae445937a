"""Sheets of the small world, as far on their way as a test needs."""

from datetime import date
from html.parser import HTMLParser

from accounts.models import User
from accounts.roles import Role
from organizations.roots import root_of
from ratings import roster
from ratings.approval import actions as approval_actions
from ratings.models import RatingYear, Sheet
from ratings.sheets import entry, saving
from ratings.years import actions as years_actions
from tests import factories
from tests.world import World

DECISION = {"decision_number": "12-QĐ/ĐU", "decided_on": date(2025, 1, 6)}
# What allows to reopen what DECISION approved.
AGAIN = {"decision_number": "3-QĐ/ĐUK", "decided_on": date(2025, 1, 20)}
EXPLAINED = "Chi bộ đã xem xét từng trường hợp."
NO_BALLOT = "Chi bộ chưa tổ chức bỏ phiếu."
# As the action takes them, and as the form of the brief sends them.
EXPLANATIONS = {"justification": EXPLAINED, "no_ballot_reason": NO_BALLOT}
SENT = {f"submit-{name}": words for name, words in EXPLANATIONS.items()}


def row(**values):
    return {**entry.blank("m0"), **values}


def own(**values):
    return {**entry.blank(entry.OWN), **values}


def open_year(world: World, year: int = 2024, **values: str) -> RatingYear:
    rating_year = factories.RatingYearFactory(year=year, state=RatingYear.State.PLANNED, **values)
    years_actions.open_year(rating_year=rating_year, by=world.users["bloc_office"])
    return rating_year


def foreign_sheet(world: World, year: int = 2024) -> Sheet:
    """Of another root, in a year of its own."""
    rating_year = factories.RatingYearFactory(root=world.foreign_bloc, year=year, state=RatingYear.State.PLANNED)
    years_actions.open_year(rating_year=rating_year, by=None)
    return sheet_of(world.foreign_cell, year)


def close_year(rating_year: RatingYear, by: User, reason: str = "Hết thời hạn") -> int | None:
    return years_actions.close_year(rating_year=rating_year, by=by, reason=reason, **DECISION)


def sheet_of(organization, year: int = 2024) -> Sheet:
    """As a view has it: fresh, with its organisation and year; below another root in a year of that one."""
    if not Sheet.objects.filter(organization=organization, rating_year__year=year).exists():
        of_root = factories.RatingYearFactory(root=root_of(organization), year=year)
        factories.SheetFactory(rating_year=of_root, organization=organization)
    sheets = Sheet.objects.select_related("organization__parent", "organization__sector", "rating_year__root")
    return sheets.get(organization=organization, rating_year__year=year)


def fill(sheet: Sheet, by: User, level: int = 3) -> Sheet:
    return fill_at(sheet, by, level, sheet.version)


def fill_at(sheet: Sheet, by: User, level: int, version: int) -> Sheet:
    rows = {entry.key_of(each.member.pk): row(level=level) for each in roster.participants(sheet)}
    saving.save_rows(sheet=sheet, rows={**rows, entry.OWN: own(level=level)}, version=version, by=by)
    return sheet


def submitted(sheet: Sheet, by: User) -> Sheet:
    fill(sheet, by)
    approval_actions.submit(sheet=sheet, version=sheet.version, by=by, **EXPLANATIONS)
    return sheet_of(sheet.organization, sheet.rating_year.year)


def approved(sheet: Sheet, submitter: User, decider: User) -> Sheet:
    sent = submitted(sheet, submitter)
    approval_actions.approve(sheet=sent, version=sent.version, by=decider, **DECISION)
    return sheet_of(sheet.organization, sheet.rating_year.year)


def returned(sheet: Sheet, submitter: User, decider: User) -> Sheet:
    sent = submitted(sheet, submitter)
    approval_actions.return_(sheet=sent, version=sent.version, by=decider, reason="Thiếu biên bản bỏ phiếu.")
    return sheet_of(sheet.organization, sheet.rating_year.year)


def in_state(state: str, sheet: Sheet, submitter: User, decider: User) -> Sheet:
    if state == Sheet.State.DRAFT:
        return sheet
    made = {Sheet.State.SUBMITTED: lambda: submitted(sheet, submitter)}
    made[Sheet.State.APPROVED] = lambda: approved(sheet, submitter, decider)
    made[Sheet.State.RETURNED] = lambda: returned(sheet, submitter, decider)
    return made[Sheet.State(state)]()


def clerk_of(organization) -> User:
    return factories.user_with(Role.CLERK, organization)


class Fields(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.inside, self.text, self.select = False, "", ""

    def handle_starttag(self, tag, pairs) -> None:
        attributes = dict(pairs)
        if tag == "form":
            self.inside = attributes.get("id") == "sheet"
        name = attributes.get("name", "")
        if not self.inside or name == "csrfmiddlewaretoken":
            return
        if tag == "input" and attributes.get("type") in ("radio", "checkbox"):
            if "checked" in attributes:
                self.fields[name] = attributes["value"]
        elif tag == "input" and name:
            self.fields[name] = attributes.get("value") or ""
        elif tag == "select":
            self.select = name
            self.fields[name] = ""
        elif tag == "option" and "selected" in attributes:
            self.fields[self.select] = attributes["value"]
        elif tag == "textarea":
            self.text = name
            self.fields[name] = ""

    def handle_data(self, data) -> None:
        if self.text:
            self.fields[self.text] += data

    def handle_endtag(self, tag) -> None:
        if tag == "textarea":
            # As a browser reads it.
            self.fields[self.text] = self.fields[self.text].removeprefix("\n")
            self.text = ""
        if tag == "form":
            self.inside = False


def form_of(client, url: str) -> dict[str, str]:
    """What a browser without JavaScript would send back: every field as it stands on the page."""
    response = client.get(url)
    assert response.status_code == 200
    return fields_in(response.content.decode())


def fields_in(page: str) -> dict[str, str]:
    parser = Fields()
    parser.feed(page)
    return parser.fields
