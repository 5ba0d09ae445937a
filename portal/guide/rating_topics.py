"""The guide to what the rules of 2025 on ask, and to what is done around a rating year."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from accounts.permissions import Permission as P
from portal.guide.topic import Step, Topic

RATING = (
    Topic(
        "points",
        gettext_noop("Rate by points and grounds"),
        P.EDIT_SHEETS,
        ("ratings:row",),
        (
            Step(
                gettext_noop(
                    "In a year by Regulation 366-QĐ/TW each row asks for two numbers: common points, at most 30, and"
                    " points for results, at most 70."
                )
            ),
            Step(
                gettext_noop(
                    "An empty level follows from their sum: from 90, from 70, from 50 points, or below. A level that"
                    " you choose yourself stays; the row then says what the points give."
                )
            ),
            Step(
                gettext_noop(
                    "Press {grounds} beside a name for the group of titles, the tasks of the year, and the cause where"
                    " tasks are not completed. {Save and go to the next row} leads on."
                )
            ),
            Step(
                gettext_noop(
                    "{Fill the empty groups of titles from the positions} suggests the groups of all. Look"
                    " them through."
                )
            ),
            Step(gettext_noop("The organisation itself has points and grounds, too: at the end of the sheet.")),
            Step(gettext_noop("The workbook and {On paper} have columns for points as well.")),
        ),
        gettext_noop("points score tasks cause group of titles leader pensioner 366"),
    ),
    Topic(
        "forms",
        gettext_noop("Print the forms and keep the dossier"),
        P.VIEW_SHEETS,
        ("ratings:printed", "ratings:dossier"),
        (
            Step(gettext_noop("Open a sheet or its brief and press {Print the forms}, where the year has forms.")),
            Step(
                gettext_noop(
                    "By Regulation 366-QĐ/TW these are form 01 of the collective, 2A, 2B or 2C of each member by the"
                    " group of titles, and 04, the list of the dossier."
                )
            ),
            Step(gettext_noop("What the sheet holds is filled in, points too; the dotted lines are for the pen.")),
            Step(
                gettext_noop(
                    "On the list of the dossier press {Mark what is in the dossier} and say of each paper whether it is"
                    " there and where it is kept."
                ),
                P.EDIT_SHEETS,
            ),
        ),
        gettext_noop("form 01 2A 2B 2C 03 04 print dossier papers"),
    ),
    Topic(
        "appeals",
        gettext_noop("Appeals and rating again"),
        P.VIEW_SHEETS,
        ("ratings:appeal", "ratings:record_appeal", "ratings:rate_again", "ratings:rerating"),
        (
            Step(gettext_noop("All appeals of a year stand on its board, below {Appeals}.")),
            Step(
                gettext_noop(
                    "On the brief of an approved sheet press {Record an appeal}: whose level, who asks, on which day,"
                    " for what and on what grounds."
                ),
                P.SUBMIT_SHEETS,
            ),
            Step(
                gettext_noop(
                    "An appeal against an approved level waits in {My tasks}: press {Look and answer}, keep the level"
                    " or rate again by a decision. The sheet stays approved."
                ),
                P.DECIDE_SHEETS,
            ),
            Step(
                gettext_noop(
                    "Without an appeal press {Rate again} on the brief: the old level is cancelled and a new one set,"
                    " by a decision and with its reason."
                ),
                P.DECIDE_SHEETS,
            ),
            Step(gettext_noop("The decision can be printed as form 03. What earlier decisions counted is kept.")),
        ),
        gettext_noop("appeal complaint rate again cancel decision form 03"),
    ),
    Topic(
        "years",
        gettext_noop("Open, close and reopen a year"),
        P.MANAGE_RATING_YEARS,
        ("ratings:settings", "ratings:open_year", "ratings:close_year", "ratings:reopen_year"),
        (
            Step(gettext_noop("Choose {Yearly rating}, then {Settings of the year}: dates, rules and cap.")),
            Step(gettext_noop("{Open the year for entry} gives each organisation its sheet.")),
            Step(
                gettext_noop(
                    "{Close the year} shows first which sheets are not approved, and can remind who has not submitted."
                    " Then it asks for the decision and the reason."
                )
            ),
            Step(gettext_noop("In a closed year nobody saves, submits or approves. Everyone concerned is told.")),
            Step(
                gettext_noop(
                    "For 24 hours {Undo the closing} takes it back; later {Reopen the year} by a new decision."
                )
            ),
        ),
        gettext_noop("open close reopen lock undo settings rules dates"),
    ),
    Topic(
        "caps",
        gettext_noop("Record a raised share of “excellent”"),
        P.DECIDE_SHEETS,
        ("ratings:raised_caps", "ratings:pick_raised"),
        (
            Step(gettext_noop("Choose {Yearly rating}, then {Raised shares}, in a year by Regulation 366-QĐ/TW.")),
            Step(
                gettext_noop(
                    "Name the organisation, the group, the share (21 to 25 percent), the decision and the ground, then"
                    " press {Record the decision}."
                )
            ),
            Step(gettext_noop("It holds for that group alone; sheet, brief and findings count with it at once.")),
            Step(gettext_noop("{Take back} needs a reason. Once the year is closed nothing is changed.")),
        ),
        gettext_noop("cap 20 25 percent excellent share decision"),
    ),
    Topic(
        "summary",
        gettext_noop("Sum up a year"),
        P.VIEW_SHEETS,
        ("ratings:summary", "ratings:running"),
        (
            Step(gettext_noop("Choose {Yearly rating}, then {Summary form}. Each number leads to its records.")),
            Step(
                gettext_noop(
                    "{Forms 7A, 7B and 6F} count by type of unit and by the cause of “not completed”. {Download"
                    " workbook} takes them home."
                )
            ),
            Step(gettext_noop("{Excellent five years running} lists members and organisations, year by year.")),
        ),
        gettext_noop("summary form 7A 7B 6F five years running excellent count"),
    ),
)
