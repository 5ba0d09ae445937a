"""The guide: what people do, topic by topic, and which of it is a person's own."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from accounts.models import User
from accounts.permissions import Permission as P
from portal.guide.office_topics import OFFICE
from portal.guide.rating_topics import RATING
from portal.guide.topic import ShownTopic, Step, Topic, may

TOPICS = (
    Topic(
        "sheet",
        gettext_noop("Enter the yearly sheet"),
        P.EDIT_SHEETS,
        ("ratings:sheet", "ratings:cells", "ratings:workbook", "ratings:paper"),
        (
            Step(gettext_noop("Choose {My tasks}, then the sheet of your organisation."), P.SUBMIT_SHEETS),
            Step(
                gettext_noop(
                    "In each row press 4, 3, 2 or 1 for the level; ↑ and ↓ lead to another row, Ctrl+D copies downward."
                )
            ),
            Step(
                gettext_noop(
                    "For whoever is not rated press 0 and choose the reason. Sick or maternity leave, temporary "
                    "activity and suspension from the committee alone are no reasons: {Who is not rated, and who is "
                    "all the same}."
                )
            ),
            Step(gettext_noop("Press {Save}. What is entered is also kept by itself while you type.")),
            Step(
                gettext_noop(
                    "Press {Save, review and submit} when all rows are full. Read what stands against the sheet."
                ),
                P.SUBMIT_SHEETS,
            ),
            Step(
                gettext_noop(
                    "Press {Submit}. The committee above is told; until it decides you may take the sheet back."
                ),
                P.SUBMIT_SHEETS,
            ),
            Step(
                gettext_noop(
                    "A sheet that is locked says so on top. If it has to be corrected, press {Ask to reopen this sheet}"
                    " and write why; you are told of the answer."
                ),
                P.SUBMIT_SHEETS,
            ),
        ),
        gettext_noop("rate levels members cell submit Excel file locked reopen"),
    ),
    Topic(
        "decide",
        gettext_noop("Decide on a sheet"),
        P.DECIDE_SHEETS,
        ("ratings:review", "ratings:approve_each", "ratings:return", "ratings:approve"),
        (
            Step(gettext_noop("Choose {My tasks}. Sheets that wait longest stand on top; press {Review and decide}.")),
            Step(gettext_noop("Read what changed against last year and what the rules say.")),
            Step(gettext_noop("If all is right, write number and day of the decision and press {Approve}.")),
            Step(
                gettext_noop(
                    "If something is wrong, write what to mend and press {Return for correction}. The clerk reads it."
                )
            ),
            Step(
                gettext_noop(
                    "A request to reopen a sheet waits in {My tasks}. Reopen the sheet, or the closed year, by a"
                    " decision: that is the answer. If not, write why and press {Don't reopen, tell who asked}."
                ),
                P.REOPEN_SHEETS,
            ),
        ),
        gettext_noop("approve return correct mistake reason"),
    ),
    Topic(
        "year",
        gettext_noop("Follow the rating year"),
        P.VIEW_SHEETS,
        ("ratings:",),
        (
            Step(gettext_noop("Choose {Yearly rating}. The numbers on top lead to who is late and who waits.")),
            Step(gettext_noop("A level stands in italics while it is provisional: its sheet is not approved.")),
            Step(gettext_noop("Whoever is late is named first on {My tasks}.")),
        ),
        gettext_noop("board progress overdue"),
    ),
    *RATING,
    Topic(
        "import",
        gettext_noop("Bring in a list from a file"),
        P.IMPORT_FILES,
        ("exchange",),
        (
            Step(
                gettext_noop("Open the list of organisations or of members and press {From a file}. Choose the file."),
            ),
            Step(
                gettext_noop(
                    "Look at what each column was taken for. For one that is not clear choose where it goes, or "
                    "{Do not bring this column in}."
                )
            ),
            Step(gettext_noop("Read the cells to mend, or take home the file: {Download with errors marked}.")),
            Step(
                gettext_noop("Write the rows without errors with the button at the foot. The others stay in the file.")
            ),
            Step(
                gettext_noop(
                    "A wrong import is taken back whole on its page, {Take back what it wrote}: within 30 days, while "
                    "nothing newer stands on its rows."
                )
            ),
        ),
        gettext_noop("import Excel csv file list upload take back undo"),
    ),
    Topic(
        "members",
        gettext_noop("Find, enter and transfer members"),
        P.VIEW_MEMBERS,
        ("members:",),
        (
            Step(gettext_noop("Choose {Members}. Type a name, a number or a year of birth; marks do not matter.")),
            Step(gettext_noop("For a new member press {Add a member} and fill in the form."), P.EDIT_MEMBERS),
            Step(
                gettext_noop("For a transfer open the member and choose the new organisation and the day."),
                P.EDIT_MEMBERS,
            ),
            Step(
                gettext_noop(
                    "If a change touches a sheet that was submitted, the form says which. Tick {I know this; go on}; "
                    "the people of that sheet are told."
                ),
                P.EDIT_MEMBERS,
            ),
            Step(
                gettext_noop(
                    "What was entered wrongly is corrected or revoked beside the event on the member's page, with a "
                    "reason; the form says first what follows."
                ),
                P.EDIT_MEMBERS,
            ),
            Step(
                gettext_noop(
                    "Of two records of one person choose {Perhaps the same person} on the list, compare, and put them "
                    "together; that can be taken back."
                ),
                P.EDIT_MEMBERS,
            ),
            Step(
                gettext_noop(
                    "To hold another list against this one press {Compare with another list} and send it: what differs "
                    "stands there by kind, to be taken from the file or left, one by one or many at once."
                ),
                P.EDIT_MEMBERS,
            ),
            Step(gettext_noop("Nothing is deleted: whoever leaves stays in the history."), P.EDIT_MEMBERS),
        ),
        gettext_noop("admission arrival departure probation death"),
        gettext_noop("Find members"),
    ),
    Topic(
        "committees",
        gettext_noop("Committees and offices"),
        P.VIEW_MEMBERS,
        ("committees:",),
        (
            Step(gettext_noop("The page of an organisation shows its committee today and those of earlier terms.")),
            Step(
                gettext_noop(
                    "After an election press {Enter the committee of a new term}: one form takes who was elected, and "
                    "ends the committee before it."
                ),
                P.EDIT_MEMBERS,
            ),
            Step(
                gettext_noop("An office ends, is corrected or taken back beside the name, with a reason."),
                P.EDIT_MEMBERS,
            ),
        ),
        gettext_noop("secretary deputy election term committee office"),
    ),
    Topic(
        "organizations",
        gettext_noop("Find a Party organisation"),
        P.VIEW_ORGANIZATIONS,
        (
            "organizations:list",
            "organizations:detail",
            "organizations:reorganization",
        ),
        (
            Step(gettext_noop("Choose {Party organisations}. Type words of the name, or the code.")),
            Step(gettext_noop("The page of an organisation shows its members, its ratings and who acts for it.")),
        ),
        gettext_noop("cell committee unit tree code"),
    ),
    *OFFICE,
    Topic(
        "cases",
        gettext_noop("Keep cases of inspection and supervision"),
        P.VIEW_CASES,
        ("inspections:",),
        (
            Step(
                gettext_noop(
                    "Choose {Inspection and supervision}. Each row is one act on one subject; open it to read it."
                )
            ),
            Step(gettext_noop("Press {Add a case} for a new one."), P.EDIT_CASES),
            Step(
                gettext_noop(
                    "Open the case when it is concluded and write the day, the conclusion and what was found."
                ),
                P.EDIT_CASES,
            ),
            Step(
                gettext_noop(
                    "A discipline is entered after a conclusion that requires it; it shows on the sheet at once."
                ),
                P.EDIT_CASES,
            ),
            Step(gettext_noop("Do not enter what is a state secret."), P.EDIT_CASES),
        ),
        gettext_noop("violation conclusion discipline decision"),
        gettext_noop("Read cases of inspection and supervision"),
    ),
    Topic(
        "targets",
        gettext_noop("Read the targets of the term"),
        P.VIEW_SCORECARDS,
        ("reports:dashboard", "reports:index", "reports:levels", "reports:figure"),
        (
            Step(gettext_noop("Choose {Term targets}. Each figure is a link to the records behind it.")),
            Step(gettext_noop("A figure in italics is provisional: some sheets of its year are not approved.")),
            Step(
                gettext_noop(
                    "A target of each year is missed when one year misses it; the whole term stands beside it."
                )
            ),
            Step(gettext_noop("Press {Make the term report} for the report as PDF."), P.REQUEST_REPORTS),
        ),
        gettext_noop("dashboard figures chart resolution share"),
    ),
    Topic(
        "reports",
        gettext_noop("Get a report as PDF"),
        P.VIEW_SHEETS,
        ("reports:",),
        (
            Step(gettext_noop("Choose {Reports}, then the report. You may close the page while it is made.")),
            Step(gettext_noop("The summary form of a year is asked for on its own page, below {Yearly rating}.")),
        ),
        gettext_noop("print paper download summary"),
    ),
    Topic(
        "users",
        gettext_noop("Keep accounts and roles"),
        P.MANAGE_USERS,
        (
            "organizations:users",
            "organizations:user",
            "organizations:letterhead",
            "organizations:add_user",
            "organizations:assign",
            "organizations:pick_for_role",
            "setup",
        ),
        (
            Step(gettext_noop("What is left of setting up a new portal stands first on {My tasks}, step by step.")),
            Step(gettext_noop("Choose {Users and roles}, then {Add a user}.")),
            Step(gettext_noop("Give the account a role at an organisation: without a role nothing can be seen.")),
            Step(gettext_noop("Make a link for the password and hand it over; it works once, for three days.")),
            Step(gettext_noop("Whoever leaves: end the role, then disable the account. Nothing of the past is lost.")),
        ),
        gettext_noop("password forgotten link permission disable"),
    ),
    Topic(
        "trail",
        gettext_noop("Read the audit trail"),
        P.VIEW_AUDIT,
        ("accounts:audit",),
        (
            Step(gettext_noop("Choose {Audit trail}. Each line is one action of one person; none can be changed.")),
            Step(gettext_noop("Filter by person, action and days.")),
        ),
        gettext_noop("log history who when"),
    ),
    Topic(
        "account",
        gettext_noop("Your account, notices and search"),
        None,
        ("accounts:", "notices:", "search", "home"),
        (
            Step(gettext_noop("Press / or Ctrl+K, type what you look for, choose with the arrow keys, press Enter.")),
            Step(gettext_noop("Your name on the right leads to {My account}: password, e-mail, language.")),
            Step(gettext_noop("After 30 minutes without an action you are signed out. Sign in again and go on.")),
        ),
        gettext_noop("password e-mail language letters sign out keys keyboard"),
    ),
)


def topics_for(user: User) -> list[ShownTopic]:
    return [topic.shown_to(user) for topic in TOPICS if may(user, topic.permission)]


def topic_of(view_name: str, user: User) -> Topic | None:
    """The topic of a page: of those that are the person's, the one that names its route most closely."""
    mine = [topic for topic in TOPICS if may(user, topic.permission)]
    fitting = [(len(route), topic) for topic in mine for route in topic.routes if view_name.startswith(route)]
    return max(fitting, key=lambda pair: pair[0], default=(0, None))[1]
