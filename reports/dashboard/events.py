"""The admissions and the acts that a figure counts, as lists."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.lists.alphabet import in_vietnamese
from accounts.lists.merged import Merged
from accounts.models import User
from inspections.acts import Acts
from inspections.lists import case_columns, with_names
from inspections.models import CaseQuerySet
from members.search import meant_by
from organizations.matching import each_word
from organizations.namesakes import named_apart
from reports.dashboard.chosen import Chosen
from reports.dashboard.filters import ActsFilter, RecordsFilter
from reports.scorecard import records
from ui.lists.columns import Column
from ui.lists.spec import ListSpec
from ui.numbers import format_integer

Admission = Any
"""An event of the register or of a closed year; both have the same fields (reports.scorecard.records)."""

CASE_COLUMNS = ("number", "opened", "subject", "body", "state")


def admissions_spec(chosen: Chosen) -> ListSpec:
    return ListSpec(
        title=_("Decisions of admission"),
        about=chosen.title,
        columns=_admission_columns(),
        form=lambda asked: RecordsFilter(asked, line=chosen.line),
        counted=lambda count: (
            ngettext("%(total)s decision", "%(total)s decisions", count) % {"total": format_integer(count)}
        ),
        usual="decided",
        search_hint=_("Name, number, organisation or decision; marks are not needed"),
        nothing=_("No decision is like that"),
        download=chosen.download,
    )


def _admission_columns() -> tuple[Column, ...]:
    return (
        Column(
            "name", _("Full name"), lambda event: event.member.full_name, ("member__sort_key",), link=_url, width=30
        ),
        Column("number", _("Number"), lambda event: event.member.code, ("member__code",), kept=True, width=12),
        Column("organization", _("Party organisation"), named_apart, ("organization__path",), width=46),
        Column("decided", _("Date of the decision"), "happened_on", ("happened_on",), card="labelled"),
        Column("decision", _("Decision number"), _decision, (in_vietnamese("decision_number"),)),
    )


def _url(event: Admission) -> str:
    return event.member.get_absolute_url()


def _decision(event: Admission) -> str:
    return gettext("no longer in the register") if event.is_gone else event.decision_number


def admissions_found(chosen: Chosen, asked: dict[str, Any], user: User) -> Merged:
    meant = _meant(asked["q"]) if asked["q"] else Q()
    return records.admissions(chosen.years, chosen.organization, chosen.card.as_of, user, meant)


def _meant(text: str) -> Q:
    return Q(decision_number__startswith=text) | each_word(text, partial(meant_by, place="organization"))


def acts_spec(chosen: Chosen) -> ListSpec:
    return ListSpec(
        title=_("Case by case"),
        about=chosen.title,
        columns=tuple(replace(column, usual=column.key in CASE_COLUMNS) for column in case_columns()),
        form=lambda asked: ActsFilter(asked, line=chosen.line),
        counted=lambda count: ngettext("%(total)s act", "%(total)s acts", count) % {"total": format_integer(count)},
        usual="opened",
        search_hint=_("Number, content or subject; marks are not needed"),
        nothing=_("No case fits this filter"),
        download=chosen.download,
    )


def acts_found(chosen: Chosen, asked: dict[str, Any], user: User) -> CaseQuerySet:
    assert isinstance(chosen.source, Acts)
    found = records.cases(chosen.source, chosen.years, chosen.organization, chosen.card.as_of, user)
    if asked["body"]:
        found = found.filter(body=asked["body"])
    cases = with_names(found).order_by("opened_on", "pk")
    return cases.matching(asked["q"]) if asked["q"] else cases
