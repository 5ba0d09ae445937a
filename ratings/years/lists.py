"""The board of a year as a list: its columns, and which organisations are on it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from django import forms
from django.db.models import Case, Value, When
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.lists.alphabet import in_vietnamese
from accounts.lists.order import in_order
from accounts.lists.pages import list_page
from accounts.models import User
from accounts.permissions import Permission
from accounts.policy import Request
from organizations.models import Kind, Sector
from organizations.namesakes import named_apart
from organizations.tree import STEP
from ratings import roster
from ratings.counts.groups import GRASSROOTS_LENGTH
from ratings.models import RatingYear, Sheet
from ratings.progress import board
from ratings.progress.board import Progress
from ratings.progress.entered import entered
from ratings.progress.rows import BoardRows, since
from ratings.register import reading
from ratings.register.named import matching, under
from ratings.years.folded_page import BoardPage
from ui.fields import INTEGER_MAX
from ui.forms import PlainLineField
from ui.lists.columns import Column, WordedLink
from ui.lists.filters import ListFilter
from ui.lists.pages import ListPage
from ui.lists.spec import ListSpec
from ui.numbers import format_integer

TIME = "time"
STATES = [value for value, _words in board.STATE_CHOICES]


class BoardFilter(ListFilter):
    q = PlainLineField(label=_("Name or code"), required=False, max_length=120)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *board.STATE_CHOICES])
    sector = forms.ModelChoiceField(
        Sector.objects.all(), to_field_name="code", label=_("Sector"), required=False, empty_label=_("All")
    )
    levels = forms.ChoiceField(
        label=_("Levels of the tree"),
        required=False,
        choices=[
            ("", _("All")),
            (board.EVERY, _("All, without folds")),
            (board.GRASSROOTS, _("Grassroots Party organisations only")),
        ],
    )
    open = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1, max_value=INTEGER_MAX)

    def __init__(self, asked: QueryDict, *, sectors: bool):
        super().__init__(asked)
        if not sectors:
            del self.fields["sector"]


def board_listed(request: Request, rating_year: RatingYear) -> ListPage:
    """Who sees one branch only is offered no sectors."""
    spec = _spec(rating_year, sees_several_branches(request.user))
    path = rating_year.get_absolute_url()
    rows = partial(found, request.user, rating_year)
    drawn = partial(BoardPage, folds=_sees_whole_branches(request.user))
    return list_page(request, "board", spec, rows, path=path, drawn=drawn, in_order=_in_order)


def sees_several_branches(user: User) -> bool:
    return any(len(path) == STEP for path in user.paths(Permission.VIEW_SHEETS))


def _sees_whole_branches(user: User) -> bool:
    """A whole root, and nothing that would stand on no line of a folded board."""
    lengths = {len(path) for path in user.paths(Permission.VIEW_SHEETS)}
    return STEP in lengths and lengths <= {STEP, GRASSROOTS_LENGTH}


def _spec(rating_year: RatingYear, sectors: bool) -> ListSpec:
    return ListSpec(
        title=_("Sheets of the year"),
        columns=_columns(rating_year),
        form=lambda asked: BoardFilter(asked, sectors=sectors),
        counted=lambda count: ngettext("%(total)s sheet", "%(total)s sheets", count) % {"total": format_integer(count)},
        views=(
            (_("All"), ""),
            (_("Grassroots Party organisations only"), "levels=grassroots"),
            (_("Waiting longest first"), "state=submitted&sort=-time"),
        ),
        search_hint=_("Name or code; marks are not needed"),
        nothing=_("No organisation is like that"),
        nothing_hint=_("Choose another state or another sector."),
        row_css=lambda progress: f"depth-{progress.depth}",
        download=reverse("ratings:board_workbook", args=[rating_year.year]),
    )


def _columns(rating_year: RatingYear) -> tuple[Column, ...]:
    return (
        Column("name", _("Party organisation"), _name, (in_vietnamese("named"),), link=_url, more=_of_cells, width=46),
        Column("state", _("State"), "state_words", (_by_state(),), html=_state_html),
        Column(TIME, _("Time"), "time_words", (since(rating_year),), html=_time_html),
        Column("entered", _("Entered"), "progress_words", (entered(rating_year),)),
        Column("level", _("Level"), "level_words", ("sheet__organization_rating__level",), html=_level_html),
        Column("submitted", _("Submitted by"), "submitted_by", ("sheet__submitted_by__sort_key",), card="no"),
    )


def _name(progress: Progress) -> str:
    return named_apart(progress.organization)


def _by_state() -> Case:
    places = (When(standing=state, then=Value(STATES.index(state))) for state in Sheet.State.values)
    return Case(*places, default=Value(STATES.index(board.NO_SHEET)))


def _url(progress: Progress) -> str:
    return progress.url if progress.sheet else ""


def _of_cells(progress: Progress) -> list[WordedLink]:
    if progress.sheet is None or progress.organization.is_cell:
        return []
    url = reverse("ratings:cells", args=[progress.rating_year.year, progress.organization.pk])
    return [(gettext("Members of all cells"), url)]


def _state_html(progress: Progress) -> str:
    return format_html('<span class="state state-{}">{}</span>', progress.state, progress.state_words)


def _time_html(progress: Progress) -> str:
    late = format_html('<span class="late">{}</span>', progress.time_words)
    return late if progress.is_late else progress.time_words


def _level_html(progress: Progress) -> str:
    """Short for the eye, where the words are those of the level itself."""
    level, words = progress.level, str(progress.level_words or "—")
    if level is None or words != str(level.label):
        return words
    return format_html('<span aria-hidden="true">{}</span><span class="visually-hidden">{}</span>', level.short, words)


def found(user: User, rating_year: RatingYear, chosen: dict[str, Any]) -> BoardRows:
    """Late ones first."""
    rows = rows_of_all(user, rating_year, chosen)
    return rows.in_state(chosen["state"]) if chosen["state"] else rows


def rows_of_all(user: User, rating_year: RatingYear, chosen: dict[str, Any]) -> BoardRows:
    """Whatever their state. Name, sector, level and reach are those of the year: what came later hides nobody."""
    placed = roster.reached(rating_year, user, Permission.VIEW_SHEETS)
    if chosen.get("sector"):
        placed = placed.filter(reading.of_sector(reading.places(rating_year), chosen["sector"]))
    if chosen["levels"] == board.GRASSROOTS:
        placed = placed.filter(kind__in=Kind.grassroots())
    organizations = roster.standing(matching(placed, rating_year, chosen["q"])).annotate(under=under(rating_year))
    return BoardRows.of(organizations, rating_year, user)


def _in_order(rows: BoardRows, column: Column, *, down: bool) -> BoardRows:
    # The longest time is the earliest day.
    return replace(rows, organizations=in_order(rows.organizations, column, down=down is not (column.key == TIME)))
