"""The guide to what an office does by decision: organisations that change, and years that are closed."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from accounts.permissions import Permission as P
from portal.guide.topic import Step, Topic

OFFICE = (
    Topic(
        "changes",
        gettext_noop("Change organisations by decision"),
        P.MANAGE_ORGANIZATIONS,
        ("organizations:change", "organizations:pick_for_deed"),
        (
            Step(
                gettext_noop(
                    "Open the page of the organisation, press {Change the organisation} and choose: {Found an"
                    " organisation}, {Rename}, {Move}, {Merge}, {Divide}, {Dissolve}."
                )
            ),
            Step(
                gettext_noop(
                    "{Hand organisations over} moves many below another committee at once: choose it on the page of the"
                    " committee that gives them."
                )
            ),
            Step(
                gettext_noop(
                    "Write the decision and the day from which it holds, then press {See what changes}. Nothing is"
                    " written yet: read both sides, and what becomes of members, sheets and cases."
                )
            ),
            Step(
                gettext_noop(
                    "What still has members or organisations is not dissolved: transfer them first, or merge it."
                )
            ),
            Step(
                gettext_noop(
                    "What was only mistyped needs no new decision: {Put right what was mistyped}, {Put day and number"
                    " of the founding right}."
                )
            ),
            Step(
                gettext_noop(
                    "A wrong change is taken back on its own page, {Take it back}. If something newer hangs on it, the"
                    " page says what."
                )
            ),
        ),
        gettext_noop("merge hand over dissolve divide found rename move decision take back undo"),
    ),
    Topic(
        "corrections",
        gettext_noop("Correct a closed year"),
        P.CORRECT_YEARS,
        ("ratings:editions", "ratings:edition", "ratings:correct_year", "ratings:take_back_correction"),
        (
            Step(
                gettext_noop(
                    "Closing a year fixes its figures: that is an edition. What is entered later with a day of that"
                    " year changes no figure; it stands beside them as “entered after closing”."
                )
            ),
            Step(gettext_noop("All editions of a year stand on its board, below {Editions of the figures}.")),
            Step(
                gettext_noop(
                    "There press {Correct the year}, tick what shall enter the figures, write the decision and the"
                    " reason, and press {See the figures before and after}."
                )
            ),
            Step(gettext_noop("{Make a new edition} puts it in. The edition before is kept and can be looked at.")),
            Step(gettext_noop("A wrong correction is taken back by a decision: {Take the correction back}.")),
            Step(gettext_noop("A correction changes no level and no sheet: for these {Reopen the year}.")),
        ),
        gettext_noop("correction closed year edition entered after closing take back undo"),
    ),
)
