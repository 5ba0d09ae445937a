"""What the forms of a sheet show: what is held stands there, the rest are lines for the pen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlencode

from members.models import Member
from ratings import rules
from ratings.grid.material import Material
from ratings.grid.title_groups import leading_in, likely
from ratings.grid.values import points_written
from ratings.grounds import TitleGroup
from ratings.levels import Level, NotRatedReason
from ratings.models import Rerating, Sheet
from ratings.printed import texts
from ratings.rules.forms import Forms
from ratings.rules.names import level_names
from ratings.sheets.decided import Decided, decided, decision_on
from ratings.sheets.entry import OWN, Row, blank, key_of
from ui.days import written
from ui.numbers import format_integer, format_percent, percent_of


class Choice(NamedTuple):
    """A form that a member may be printed on, and how it is asked for."""

    number: str
    query: str


class Box(NamedTuple):
    name: str
    ticked: bool


@dataclass(frozen=True)
class Paper:
    """A form filled from one row. `sections` is empty where the guide's layout was not seen."""

    number: str
    row: Row
    levels: Mapping[Level, Any]
    sections: Sequence[texts.Section] = ()
    annex: str = ""
    subtitle: str = ""
    member: Member | None = None
    choices: Sequence[Choice] = ()
    set_anew: Rerating | None = None

    @property
    def group_told(self) -> bool:
        return len(self.choices) < 2

    @property
    def points(self) -> tuple[str, str, str]:
        """Common, for results, together; empty where not entered."""
        both = [self.row["points_common"], self.row["points_results"]]
        total = None if None in both else sum(both)
        common, results, together = ("" if each is None else points_written(each) for each in (*both, total))
        return common, results, together

    @property
    def has_tasks(self) -> bool:
        return self.row["tasks_given"] is not None

    @property
    def tasks(self) -> str:
        given, done = self.row["tasks_given"], self.row["tasks_done"]
        words = [f"được giao {format_integer(given)}"]
        if done is not None:
            words.append(f"hoàn thành {format_integer(done)} ({format_percent(percent_of(done, given), 0)})")
        named = (("tasks_late", "trong đó chậm"), ("tasks_above", "vượt yêu cầu"))
        words += [f"{name} {format_integer(self.row[key])}" for key, name in named if self.row[key] is not None]
        return ", ".join(words)

    @property
    def boxes(self) -> list[Box]:
        """The level that the person, or the collective, proposes."""
        return [Box(str(name), self.row["self_level"] == level) for level, name in self.levels.items()]

    @property
    def level(self) -> str:
        if self.row["level"] is not None:
            return f"{self.levels[Level(self.row['level'])]}{self._by_decision}"
        reason = self.row["not_rated_reason"]
        return str(NotRatedReason(reason).label) if reason else ""

    @property
    def _by_decision(self) -> str:
        made = self.set_anew
        if made is None or not decision_on(made, self.row["level"]):
            return ""
        return f" (theo Quyết định số {made.decision_number} ngày {written(made.decided_on)})"

    @property
    def ballot(self) -> str:
        votes, present = self.row.get("ballot_for"), self.row.get("ballot_present")
        return "" if votes is None or present is None else f"{format_integer(votes)}/{format_integer(present)}"


def forms_of(sheet: Sheet) -> Forms | None:
    return rules.by_code(sheet.rating_year.rule_set).forms


def member_papers(material: Material, forms: Forms, group: str = "") -> list[Paper]:
    """In the order of the sheet. `group`: the form chosen for a row that does not say of which group it is;
    else the one of the likely group."""
    names = level_names(material.sheet.rating_year.rule_set, of_members=True)
    made = decided(material.sheet)
    leads = leading_in([each.member.pk for each in material.participants], material.sheet.rating_year.year)
    likely_in = {each.member.pk: likely(each.member, leads.get(each.member.pk)) for each in material.participants}
    return [
        _of_member(material, forms, names, each.member, group or likely_in[each.member.pk], made)
        for each in material.participants
    ]


def collective_paper(material: Material, forms: Forms) -> Paper:
    names = level_names(material.sheet.rating_year.rule_set, of_members=False)
    row = material.stored.get(OWN) or blank(OWN)
    made = decided(material.sheet).get(OWN)
    return Paper(forms.collective, row, names, texts.COLLECTIVE, texts.COLLECTIVE_ANNEX, set_anew=made)


def _of_member(
    material: Material, forms: Forms, names: Mapping[Level, Any], member: Member, chosen: str, made: Decided
) -> Paper:
    key = key_of(member.pk)
    row = material.stored.get(key) or blank(key)
    group = TitleGroup(row["title_group"] or chosen)
    laid_out = forms.laid_out
    return Paper(
        number=forms.members[group],
        row=row,
        levels=names,
        sections=texts.MEMBERS[group] if laid_out else (),
        annex=texts.ANNEXES[group] if laid_out else "",
        subtitle=texts.SUBTITLES[group] if len(set(forms.members.values())) > 1 else "",
        member=member,
        choices=_choices(forms, member, row["title_group"]),
        set_anew=made.get(key),
    )


def _choices(forms: Forms, member: Member, told: str) -> list[Choice]:
    """One where the row says which it is, or where the guide has one for all."""
    numbers = {number: group for group, number in reversed(list(forms.members.items()))}
    if told or len(numbers) == 1:
        return [Choice(forms.members[TitleGroup(told or TitleGroup.STAFF)], urlencode({"member": member.pk}))]
    asked = {number: urlencode({"member": member.pk, "group": group}) for number, group in numbers.items()}
    return [Choice(number, asked[number]) for number in sorted(asked)]
