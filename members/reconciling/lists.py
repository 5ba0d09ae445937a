"""The list of comparisons, and the differences of one."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.lists.alphabet import in_vietnamese
from accounts.lists.pages import list_page
from accounts.lists.ranks import by_words
from accounts.models import User
from accounts.policy import Request
from members.models import Difference, DifferenceQuerySet, Reconciliation
from members.reconciling.filters import ALL, ComparisonFilter, DifferenceFilter
from members.reconciling.words import ours, theirs
from organizations.matching import each_word
from stored.matching import begins
from ui.components import Link
from ui.lists.columns import Column
from ui.lists.pages import ListPage
from ui.lists.spec import ListSpec
from ui.numbers import format_integer

UPLOAD = "reconciliation"
Kind = Difference.Kind


def comparisons_listed(request: Request) -> ListPage:
    return list_page(request, "reconciliations", _comparisons(), lambda chosen: _compared(request.user, chosen))


def _comparisons() -> ListSpec:
    return ListSpec(
        title=_("Comparisons with other lists"),
        columns=(
            Column("file", _("File"), _file, ("upload__file_name",), link=Reconciliation.get_absolute_url, width=40),
            Column("place", _("Compared with"), _place, (in_vietnamese("organization__name"),), width=40),
            Column("at", _("Compared at"), "at", ("at", "pk"), width=18),
            Column("by", _("Compared by"), lambda each: each.by.full_name, ("by__sort_key",), width=26),
            Column("agreed", _("Agree"), "agreed", ("agreed",), number=True, card="labelled"),
            Column("open", _("To be settled"), "open", ("open",), number=True, card="labelled"),
        ),
        form=ComparisonFilter,
        counted=lambda count: (
            ngettext("%(total)s comparison", "%(total)s comparisons", count) % {"total": format_integer(count)}
        ),
        usual="-at",
        views=((_("All"), ""),),
        search_hint=_("Name of the file"),
        nothing=_("No comparison fits this filter"),
        none_yet=_("No list was compared yet"),
        begin=[Link(gettext("Compare a list"), reverse("exchange:upload", args=[UPLOAD]))],
        download="",
    )


def _file(each: Reconciliation) -> str:
    return each.upload.file_name


def _place(each: Reconciliation) -> str:
    return each.organization.name


def _compared(user: User, chosen: dict[str, Any]) -> QuerySet[Reconciliation]:
    found = Reconciliation.objects.editable_by(user).select_related("upload", "organization", "by")
    if text := chosen["q"]:
        found = found.filter(upload__file_name__icontains=text)
    still = Count("differences", filter=Q(differences__state=Difference.State.OPEN))
    return found.annotate(open=still).order_by("-at", "-pk")


def differences_listed(request: Request, compared: Reconciliation) -> ListPage:
    path = compared.get_absolute_url()
    return list_page(
        request, "differences", _spec(compared), lambda chosen: found(request.user, compared, chosen), path=path
    )


def _spec(compared: Reconciliation) -> ListSpec:
    return ListSpec(
        title=_("Differences"),
        columns=_columns(),
        form=DifferenceFilter,
        counted=lambda count: (
            ngettext("%(total)s difference", "%(total)s differences", count) % {"total": format_integer(count)}
        ),
        usual="kind",
        views=((_("All to be settled"), ""), *((kind.label, f"kind={kind.value}") for kind in Kind)),
        search_hint=_("Name; marks are not needed"),
        nothing=_("No difference fits this filter"),
        none_yet=_("Nothing is left to be settled"),
        download=reverse("members:reconciliation_download", args=[compared.pk]),
        about=str(compared),
    )


def _columns() -> tuple[Column, ...]:
    kinds, states = by_words("kind", Kind.choices), by_words("state", Difference.State.choices)
    return (
        Column("name", _("Full name"), "full_name", ("sort_key",), link=Difference.get_absolute_url, width=30),
        Column("birth", _("Date of birth"), "birth_date", ("birth_date",)),
        Column("number", _("Number"), _code, ("member__code",), width=12),
        Column("kind", _("Difference"), _what, (kinds, "fact", "sort_key"), width=24),
        Column("theirs", _("In the file"), theirs, card="labelled", width=34),
        Column("ours", _("Here"), ours, card="labelled", width=34),
        Column("row", _("Row of the file"), "row", card="labelled", usual=False),
        Column("state", _("State"), _stands, (states,), width=40),
    )


def _code(row: Difference) -> str:
    return row.member.code if row.member else ""


def _what(row: Difference) -> str:
    return str(row.get_fact_display() if row.fact else row.get_kind_display())


def _stands(row: Difference) -> str:
    """With why it was refused, or why it was left."""
    return ": ".join(filter(None, (str(row.get_state_display()), row.refusal or row.note)))


def found(user: User, compared: Reconciliation, chosen: dict[str, Any]) -> DifferenceQuerySet:
    rows = Difference.objects.editable_by(user).filter(reconciliation=compared)
    exact = {name: chosen[name] for name in ("kind", "fact") if chosen[name]}
    if chosen["state"] != ALL:
        exact["state"] = chosen["state"] or Difference.State.OPEN
    if text := chosen["q"]:
        rows = rows.filter(each_word(text, begins))
    return rows.filter(**exact).with_places(user).order_by("kind", "sort_key", "pk")
