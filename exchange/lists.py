"""The list of imports, and the list of an import's rows."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.lists.pages import list_page
from accounts.lists.ranks import by_words
from accounts.models import User
from accounts.policy import Request
from exchange.kinds import Judged, Outcome, kinds
from exchange.models import Import, ImportQuerySet, State
from exchange.rows import JudgedRows
from exchange.worksheets import Worksheets
from ui.lists.columns import Column
from ui.lists.filters import ListFilter
from ui.lists.pages import ListPage
from ui.lists.spec import ListSpec
from ui.numbers import format_integer

ALL = ("", _("All"))


class ImportFilter(ListFilter):
    search = ""
    kind = forms.ChoiceField(label=_("What"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[ALL, *State.choices])

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            ALL,
            *((code, kind.title) for code, kind in kinds().items()),
        ]


def imports_listed(request: Request) -> ListPage:
    return list_page(request, "imports", _imports(), lambda chosen: _found(request.user, chosen))


def _imports() -> ListSpec:
    return ListSpec(
        title=_("Imports from files"),
        columns=(
            Column("file", _("File"), "file_name", ("file_name",), link=Import.get_absolute_url, width=40),
            Column("what", _("What"), "title", width=24),
            Column("place", _("For"), "scope_name", ("scope_path",), width=36),
            Column("sent", _("Sent at"), "sent_at", ("sent_at",), width=18),
            Column("by", _("Sent by"), lambda each: each.sent_by.full_name, ("sent_by__sort_key",), width=26),
            Column("new", _("To be added"), "new_count", ("new_count",), number=True, card="labelled"),
            Column("changed", _("Changed"), "changed_count", ("changed_count",), number=True, card="labelled"),
            Column("errors", _("With errors"), "error_count", ("error_count",), number=True, card="labelled"),
            Column("state", _("State"), "get_state_display", (by_words("state", State.choices),), width=20),
        ),
        form=ImportFilter,
        counted=lambda count: ngettext("%(total)s file", "%(total)s files", count) % {"total": format_integer(count)},
        usual="-sent",
        views=((_("All files"), ""), (_("Written"), "state=committed")),
        nothing=_("No file fits this filter"),
        download="",
    )


def _found(user: User, chosen: dict[str, Any]) -> ImportQuerySet:
    exact = {name: chosen[name] for name in ("kind", "state") if chosen[name]}
    return Import.objects.visible_to(user).filter(**exact).select_related("sent_by").order_by("-sent_at", "pk")


class RowFilter(ListFilter):
    search = ""
    outcome = forms.ChoiceField(label=_("Outcome"), required=False, choices=[ALL, *Outcome.choices])


def rows_listed(request: Request, upload: Import) -> ListPage:
    drawn = Drawn(upload)
    path = reverse("exchange:rows", args=[upload.pk])
    return list_page(request, "import_rows", _rows(drawn), drawn.found, path=path)


def _rows(drawn: Drawn) -> ListSpec:
    return ListSpec(
        title=_("Rows of the file"),
        columns=(
            Column("row", _("Row of the file"), drawn.row, card="labelled"),
            Column("label", _("Name"), "label", link=lambda each: each.url, width=40),
            Column("outcome", _("Outcome"), lambda each: each.outcome.label, width=16),
            Column("told", _("What it changes, what is wrong"), drawn.text, html=drawn.html, width=70),
        ),
        form=RowFilter,
        counted=lambda count: ngettext("%(total)s row", "%(total)s rows", count) % {"total": format_integer(count)},
        usual="row",
        views=((_("All rows"), ""), *((outcome.label, f"outcome={outcome.value}") for outcome in Outcome)),
        nothing=_("No row has this outcome"),
        download="",
    )


class Drawn:
    """The rows of one import in words."""

    def __init__(self, upload: Import):
        self.upload = upload
        self.titles = {column.code: str(column.title) for column in upload.kind_of.columns}
        self.worksheets = Worksheets(upload)

    def found(self, chosen: dict[str, Any]) -> JudgedRows:
        return JudgedRows(self.worksheets.tables, Outcome(chosen["outcome"]) if chosen["outcome"] else None)

    def address(self, judged: Judged, column: str) -> str:
        return self.worksheets.address(judged.number, column)

    def row(self, judged: Judged) -> str:
        return self.worksheets.of(judged.number).row(judged.number)

    def text(self, judged: Judged) -> str:
        return "; ".join(
            [f"{self.address(judged, each.column)}: {each.sentence}" for each in judged.problems]
            + [f"{self.titles.get(each.column, '')}: {each.before} → {each.after}" for each in judged.differences]
        )

    def html(self, judged: Judged) -> SafeString:
        problems = (
            (self.address(judged, each.column), each.sentence, each.mend and f" {each.mend}.")
            for each in judged.problems
        )
        return format_html(
            '<ul class="told">{}{}</ul>',
            format_html_join("", "<li><code>{}</code> {}.<small>{}</small></li>", problems),
            format_html_join("", "<li>{}</li>", ([self._difference(each)] for each in judged.differences)),
        )

    def _difference(self, each: Any) -> SafeString:
        title = self.titles.get(each.column, each.column)
        if not each.before:
            return format_html("<span>{}:</span> {}", title, each.after)
        return format_html("<span>{}:</span> {} → <b>{}</b>", title, each.before, each.after)
