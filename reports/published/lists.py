"""Published figures of a root as a list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.lists.pages import list_page
from accounts.lists.ranks import by_words
from accounts.models import User
from accounts.policy import Request
from organizations.roots import of_root
from reports.indicators.catalogue import BY_CODE, INDICATORS
from reports.models import Published
from reports.scorecard.published import words_of
from ui.forms import PlainLineField
from ui.lists.columns import Column
from ui.lists.filters import ListFilter
from ui.lists.pages import ListPage
from ui.lists.spec import ListSpec
from ui.numbers import format_integer

NAMES = [(each.code, each.name) for each in INDICATORS]


class PublishedFilter(ListFilter):
    q = PlainLineField(label=_("Document"), required=False, max_length=120)
    indicator = forms.ChoiceField(label=_("Indicator"), required=False, choices=[("", _("All")), *NAMES])


def published_listed(request: Request) -> ListPage:
    path = reverse("reports:published")
    return list_page(request, "published", _spec(), lambda chosen: found(request.user, chosen), path=path)


def found(user: User, chosen: dict[str, Any]) -> QuerySet[Published]:
    rows = Published.objects.filter(of_root(user)).select_related("term")
    if chosen["indicator"]:
        rows = rows.filter(indicator=chosen["indicator"])
    return rows.filter(document__icontains=chosen["q"]) if chosen["q"] else rows


def _spec() -> ListSpec:
    return ListSpec(
        title=_("Published figures"),
        columns=_columns(),
        form=PublishedFilter,
        counted=lambda count: (
            ngettext("%(total)s figure", "%(total)s figures", count) % {"total": format_integer(count)}
        ),
        usual="indicator",
        search_hint=_("Document"),
        nothing=_("No published figure is like that"),
        none_yet=_("No published figure is entered yet"),
        download=reverse("reports:download_published"),
    )


def _columns() -> tuple[Column, ...]:
    """As the file has them that brings them in: reports.importing."""
    in_words = by_words("indicator", NAMES)
    return (
        Column("indicator", _("Indicator"), _name, (in_words, "year"), link=_url, width=46),
        Column("when", _("Term or year"), "when", ("year", "term__first_year"), card="labelled", width=14),
        Column("figure", _("As it was published"), words_of, card="labelled", width=24),
        Column("document", _("Source"), "document", ("document",), card="labelled", width=46),
        Column("day", _("Date of the document"), "published_on", ("published_on",), card="labelled", width=14),
        Column("words", _("In its own words"), "words", usual=False, kept=True, card="labelled", width=60),
    )


def _name(published: Published) -> str:
    return str(BY_CODE[published.indicator].name)


def _url(published: Published) -> str:
    return reverse("reports:change_published", args=[published.pk])
