"""The page of one row: what a level rests on, for one member or for the organisation itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import Http404
from django.utils.text import capfirst
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import Permission
from ratings import findings, rules
from ratings.crumbs import sheet_crumbs
from ratings.grid import choices, rows
from ratings.grid.differences import in_words
from ratings.grid.frame import GridFrame
from ratings.grid.grid_row import GridRow
from ratings.grid.material import Material
from ratings.grid.reading import Typed
from ratings.grid.row_form import GROUP, OPINION, RowForm, names_of, subject_of
from ratings.grid.title_groups import likely_on
from ratings.grounds import QUARTERS, TitleGroup
from ratings.models import MemberRating, Sheet
from ratings.roster import Participant
from ratings.rules.base import Clause
from ratings.sheets.entry import OWN, Entry, blank, key_of, member_id_of
from ratings.transitions import reaches
from ui.components import Fact, LevelChoice
from ui.crumbs import Crumb
from ui.numbers import format_percent, percent_of

SHARES = ("tasks_done", "tasks_late", "tasks_above")


@dataclass(frozen=True)
class RowPage:
    sheet: Sheet
    frame: GridFrame
    choices: Sequence[LevelChoice]
    line: GridRow
    form: RowForm
    version: int
    can_edit: bool
    before: str
    after: str
    suggested: str
    shares: Sequence[Fact]
    facts: Sequence[Fact]
    task_clauses: Sequence[Clause]
    cause_clauses: Sequence[Clause]
    quarter_clauses: Sequence[Clause]
    notes: Sequence[Clause]

    @property
    def key(self) -> str:
        return self.line.key

    @property
    def of_member(self) -> bool:
        return self.key != OWN

    @property
    def about(self) -> str:
        """Who it is, and where."""
        organization = self.sheet.organization
        if self.of_member:
            return f"{organization.name} · {self.line.about}"
        above = self.sheet.parent
        return f"{organization.get_kind_display()} · {above.name}" if above else organization.get_kind_display()

    @property
    def crumbs(self) -> Sequence[Crumb]:
        return sheet_crumbs(self.sheet, Crumb(gettext("Grounds: %(name)s") % {"name": self.line.name}))

    @property
    def rule(self) -> Clause | None:
        return self.frame.points.clause if self.frame.points else None


def keys_of(material: Material) -> list[str]:
    """The rows that have such a page, in their order; none in years whose rules know no points."""
    if rules.by_code(material.sheet.rating_year.rule_set).points is None:
        return []
    return [*(key_of(each.member.pk) for each in material.participants), OWN]


def may_change(material: Material, user: User, key: str) -> bool:
    left = {key_of(each.member.pk) for each in material.participants if each.left}
    sheet = material.sheet
    return key not in left and sheet.is_editable and reaches(user, Permission.EDIT_SHEETS, sheet)


def row_page(
    material: Material, user: User, key: str, now: Entry, *, typed: Typed | None = None, version: int | None = None
) -> RowPage:
    """`now`: the rows as they stand in the inputs of the sheet, saved or not."""
    keys = keys_of(material)
    if key not in keys:
        raise Http404
    sheet, rule_set = material.sheet, rules.by_code(material.sheet.rating_year.rule_set)
    line = _line(material, key, now, typed)
    can_edit = may_change(material, user, key)
    raw, suggested = dict(line.raw), ""
    if can_edit and typed is None and key != OWN and not raw[GROUP]:
        raw[GROUP] = likely_on(_participant(material, key).member, sheet.rating_year.year)
        suggested = str(TitleGroup(raw[GROUP]).label)
    place = keys.index(key)
    row = now.get(key) or blank(key)
    quarters = _has_quarters(material, key, raw)
    subject = subject_of(key, raw.get(GROUP, ""))
    return RowPage(
        sheet=sheet,
        frame=GridFrame.of(sheet),
        choices=choices.own_choices(sheet) if key == OWN else choices.member_choices(sheet),
        line=line,
        form=RowForm(key, raw, line.errors, causes=rule_set.causes(subject), quarters=quarters),
        version=sheet.version if version is None else version,
        can_edit=can_edit,
        before=keys[place - 1] if place else "",
        after=keys[place + 1] if place + 1 < len(keys) else "",
        suggested=suggested,
        shares=_shares(row),
        facts=_facts(key, row, quarters=quarters),
        task_clauses=[rule.clause for rule in rule_set.tasks],
        cause_clauses=[each.clause for each in rule_set.grounds(subject)],
        quarter_clauses=[rule_set.quarters.one, rule_set.quarters.two] if quarters and rule_set.quarters else (),
        notes=rule_set.notes,
    )


def _line(material: Material, key: str, now: Entry, typed: Typed | None) -> GridRow:
    sheet, found = material.sheet, findings.check(material.sheet)
    raw, errors = (typed.raw, typed.errors) if typed else ({}, {})
    if key == OWN:
        return rows.own_line(sheet, now, raw, errors, found)
    return rows.member_lines(sheet, [_participant(material, key)], now, raw, errors, found)[0]


def _participant(material: Material, key: str) -> Participant:
    return next(each for each in material.participants if each.member.pk == member_id_of(key))


def _has_quarters(material: Material, key: str, raw: Mapping[str, str]) -> bool:
    """Of who leads or manages; of anybody else only what was said before, so that it can be taken out."""
    year = material.sheet.rating_year
    if key == OWN or not rules.by_code(year.rule_set).asks_for_quarters(year.year):
        return False
    return raw[GROUP] in TitleGroup.leading() or any(raw[name] for name in QUARTERS)


def _shares(row: Mapping[str, object]) -> list[Fact]:
    given = row["tasks_given"]
    if not isinstance(given, int) or not given:
        return []
    return [
        Fact(_label(name), format_percent(percent_of(part, given)))
        for name in SHARES
        if isinstance(part := row[name], int)
    ]


def _facts(key: str, row: dict[str, object], *, quarters: bool) -> list[Fact]:
    names = [name for name in names_of(key, quarters=quarters) if name != OPINION or row[name] is not None]
    return [Fact(_label(name), in_words(name, row)) for name in names]


def _label(name: str) -> str:
    return capfirst(str(MemberRating._meta.get_field(name).verbose_name))  # type: ignore[union-attr]
