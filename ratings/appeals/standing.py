"""What stands in a row of a sheet, in words and as it is chosen anew: a level, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.utils.translation import gettext

from members.models import Member
from ratings import rules
from ratings.grid.row_form import subject_of
from ratings.grid.title_groups import likely_on
from ratings.grounds import Cause
from ratings.levels import Level, NotRatedReason
from ratings.models import Appeal, Rerating, Sheet
from ratings.rules.names import level_names
from ratings.sheets.entry import OWN, Row, key_of, member_id_of, stored
from ui.refusals import Refused


class Standing(NamedTuple):
    level: int | None
    reason: str = ""

    @property
    def code(self) -> str:
        """As a form sends it."""
        return str(self.level) if self.level else self.reason

    def row(self, sheet: Sheet, key: str) -> Row:
        values: Row = {"level": self.level, "not_rated_reason": self.reason}
        if key == OWN:
            rule_set = rules.by_code(sheet.rating_year.rule_set)
            values["legacy_level"] = rule_set.legacy_name(self.level) if self.level else ""
        return values


def read(code: str) -> Standing:
    return Standing(int(code)) if code.isdecimal() else Standing(None, code)


def standing(sheet: Sheet, key: str) -> Standing:
    """Refused where the row is not on the sheet, or empty."""
    row = stored(sheet).get(key)
    if row is None or key not in rows_of(sheet):
        raise Refused(row=gettext("This row does not stand on the sheet. Load the page again and choose another."))
    found = Standing(row["level"], row["not_rated_reason"])
    if not found.code:
        raise Refused(row=gettext("Nothing is decided in this row: it holds no level and no reason."))
    return found


def rows_of(sheet: Sheet) -> dict[str, str]:
    """{key: name} of the rows that are filled; the organisation's own comes first."""
    filled = {key for key, row in stored(sheet).items() if row.get("level") or row.get("not_rated_reason")}
    ids = {pk: key for key in filled if (pk := member_id_of(key)) is not None}
    members = Member.objects.filter(pk__in=ids).order_by("sort_key", "pk").values_list("pk", "full_name")
    own = {OWN: sheet.name} if OWN in filled else {}
    return own | {ids[pk]: name for pk, name in members}


def row_key(record: Appeal | Rerating) -> str:
    return key_of(record.member_id) if record.member_id else OWN


def names(sheet: Sheet, *, of_members: bool) -> Mapping[str, str]:
    """{code: words}: the levels by the names of the year, then the reasons."""
    levels = level_names(sheet.rating_year.rule_set, of_members=of_members)
    return {
        **{str(level.value): str(levels[level]) for level in Level},
        **{reason.value: gettext("Not rated: %(reason)s") % {"reason": reason.label} for reason in NotRatedReason},
    }


def stands(sheet: Sheet, key: str) -> str:
    """The level that holds now, in the words of the year."""
    row = stored(sheet).get(key, {})
    code = Standing(row.get("level"), row.get("not_rated_reason", "")).code
    return names(sheet, of_members=key != OWN).get(code, "")


def before_and_after(made: Rerating) -> dict[str, str]:
    words = names(made.sheet, of_members=made.member_id is not None)
    before, after = Standing(made.old_level, made.old_reason), Standing(made.new_level, made.new_reason)
    return {"before": words[before.code], "after": words[after.code]}


def fitting_causes(sheet: Sheet, key: str) -> tuple[Sequence[Cause], str]:
    """Those of "not completed" that the rules name for the row, and what stands in it."""
    row = stored(sheet).get(key)
    if row is None:
        return tuple(Cause), ""
    group = row.get("title_group", "")
    if not group and (member_id := member_id_of(key)) is not None:
        group = likely_on(Member.objects.get(pk=member_id), sheet.rating_year.year)
    return rules.by_code(sheet.rating_year.rule_set).causes(subject_of(key, group)), row["cause"]


def offered(sheet: Sheet, *, of_members: bool | None) -> Mapping[str, str]:
    """What can be set anew; a reason that only the other kind can have is none. None where it may be either."""
    apart = {True: NotRatedReason.of_organizations(), False: NotRatedReason.of_members(), None: ()}[of_members]
    return {
        code: words for code, words in names(sheet, of_members=of_members is not False).items() if code not in apart
    }
