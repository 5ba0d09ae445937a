"""Who was excellent five years running, as a list: its columns, and what narrows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.lists.pages import list_page
from accounts.models import User
from accounts.permissions import Permission
from accounts.policy import Request
from members.search import meant_by
from organizations.matching import each_word
from organizations.models import Sector, of_sector
from organizations.tree import STEP
from ratings.running import counted
from stored.matching import begins
from ui.forms import PlainLineField
from ui.lists.columns import Column
from ui.lists.filters import ListFilter
from ui.lists.pages import ListPage
from ui.lists.spec import ListSpec
from ui.numbers import format_integer

MEMBERS, ORGANIZATIONS = "members", "organizations"
PLACE = "sheet__organization"


class RunningFilter(ListFilter):
    q = PlainLineField(label=_("Name or number"), required=False, max_length=120)
    sector = forms.ModelChoiceField(
        Sector.objects.all(), to_field_name="code", label=_("Sector"), required=False, empty_label=_("All")
    )

    def __init__(self, asked: QueryDict, *, sectors: bool):
        super().__init__(asked)
        if not sectors:
            del self.fields["sector"]


@dataclass(frozen=True)
class Subject:
    """Of whom a list is."""

    tab: str | Promise
    title: str | Promise
    rows: Callable[[User, int], QuerySet[Any]]
    columns: tuple[Column, ...]
    meant_by: Callable[[str], Q]


def _name(row: Any) -> str:
    return row.sheet.name


def _sheet(row: Any) -> str:
    return row.sheet.get_absolute_url()


SUBJECTS = {
    MEMBERS: Subject(
        _("Party members"),
        _("Party members excellent five years running"),
        counted.members,
        (
            Column(
                "name",
                _("Full name"),
                lambda row: row.member.full_name,
                ("member__sort_key",),
                link=lambda row: row.member.get_absolute_url(),
                width=30,
            ),
            Column("number", _("Number"), lambda row: row.member.code, ("member__code",), kept=True, width=12),
            Column("organization", _("Party organisation"), _name, (f"{PLACE}__path",), link=_sheet, width=46),
        ),
        lambda word: meant_by(word, PLACE),
    ),
    ORGANIZATIONS: Subject(
        _("Party organisations"),
        _("Party organisations excellent five years running"),
        counted.organizations,
        (
            Column("name", _("Party organisation"), _name, (f"{PLACE}__path",), link=_sheet, width=46),
            Column("code", _("Code"), lambda row: row.sheet.organization.code, (f"{PLACE}__code",), kept=True),
            Column("kind", _("Type"), lambda row: row.sheet.get_kind_display(), width=26),
        ),
        lambda word: begins(word, f"{PLACE}__search_key"),
    ),
}


def running_listed(request: Request, of: str, last: int) -> ListPage:
    subject = SUBJECTS[of]
    path = reverse(f"ratings:running_{of}", args=[last])
    spec = ListSpec(
        title=subject.title,
        sheet=_("Records"),
        columns=(*subject.columns, _years(request.user, last)),
        form=lambda asked: RunningFilter(asked, sectors=_sees_several_branches(request.user)),
        counted=lambda count: ngettext("%(total)s row", "%(total)s rows", count) % {"total": format_integer(count)},
        search_hint=_("Name or number; marks are not needed"),
        nothing=_("Nobody was excellent in all five years"),
        nothing_hint=_("Only approved sheets count, in each of the five years."),
        download=f"{path}download/",
    )
    return list_page(
        request, f"running_{of}", spec, lambda chosen: _found(request.user, subject, last, chosen), path=path
    )


def _found(user: User, subject: Subject, last: int, chosen: dict[str, Any]) -> QuerySet[Any]:
    rows = subject.rows(user, last)
    if chosen.get("sector"):
        rows = rows.filter(of_sector(chosen["sector"], f"{PLACE}__path"))
    return rows.filter(each_word(chosen["q"], subject.meant_by)) if chosen["q"] else rows


def _years(user: User, last: int) -> Column:
    """The same for all on the list: said in each row, so that it stands in the workbook too."""
    marked = counted.converted(user, last)
    words = ", ".join(f"{year}*" if year in marked else str(year) for year in counted.years_to(last))
    return Column("years", _("Years"), lambda _row: words, width=34)


def _sees_several_branches(user: User) -> bool:
    return any(len(path) == STEP for path in user.paths(Permission.VIEW_SHEETS))
