"""What was answered to the yearly questions of a year, as a list: its workbook comes back in as it is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.lists.alphabet import in_vietnamese
from accounts.lists.pages import list_page
from accounts.lists.ranks import by_words
from accounts.models import User
from accounts.policy import Request
from organizations.models import Organization, Sector
from organizations.namesakes import apart, under
from ratings.asked.form import FIELD, choices_of
from ratings.asked.sessions import as_text
from ratings.catalogue.answered import GIVEN
from ratings.models import AnswerType, RatingYear, Sheet, SheetQuerySet, YearlyAnswer, YearlyQuestion, YearlySession
from ratings.register import reading
from ui.forms import PlainLineField
from ui.lists.columns import Column, written
from ui.lists.filters import ListFilter
from ui.lists.pages import ListPage
from ui.lists.spec import ListSpec
from ui.numbers import format_integer


class QuestionChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.printed_code}. {obj.wording}"


class AnswerFilter(ListFilter):
    q = PlainLineField(label=_("Name or code"), required=False, max_length=120)
    question = QuestionChoice(
        YearlyQuestion.objects.none(),
        to_field_name="number",
        label=_("Question"),
        required=False,
        empty_label=_("All"),
    )
    sector = forms.ModelChoiceField(
        Sector.objects.all(), to_field_name="code", label=_("Sector"), required=False, empty_label=_("All")
    )
    state = forms.ChoiceField(
        label=_("State of the sheet"), required=False, choices=[("", _("All")), *Sheet.State.choices]
    )

    def __init__(self, *args: Any, rating_year: RatingYear, **kwargs: Any):
        super().__init__(*args, **kwargs)
        asked = YearlyQuestion.objects.filter(root=rating_year.root_id).of_year(rating_year.year)
        self.fields["question"].queryset = asked.order_by("number")  # type: ignore[attr-defined]


def answers_listed(request: Request, rating_year: RatingYear) -> ListPage:
    path = reverse("ratings:answers", args=[rating_year.year])

    def found(chosen: dict[str, Any]) -> QuerySet[YearlyAnswer]:
        return answers(request.user, rating_year, chosen)

    return list_page(request, "answers", _spec(rating_year, path), found, path=path)


def _spec(rating_year: RatingYear, path: str) -> ListSpec:
    return ListSpec(
        title=_("Answers to yearly questions"),
        about=gettext("Answers to the yearly questions of %(year)s") % {"year": rating_year},
        columns=_columns(),
        form=lambda asked: AnswerFilter(asked, rating_year=rating_year),
        counted=lambda count: (
            ngettext("%(total)s answer", "%(total)s answers", count) % {"total": format_integer(count)}
        ),
        usual="organization",
        search_hint=_("Name or code; marks are not needed"),
        nothing=_("No answer is like that"),
        none_yet=_("Nothing is answered yet"),
        nothing_hint=_("Questions are answered on the sheets of the year."),
        download=f"{path}download/",
    )


def _columns() -> tuple[Column, ...]:
    """The titles are those by which a file of answers is read."""
    states, place = by_words("sheet__state", Sheet.State.choices), ("sheet__path", "question__number")
    code, question = ("sheet__organization__code", "question__number"), ("question__number", "sheet__path")
    wording = (in_vietnamese("question__wording"), "sheet__path")
    return (
        Column("organization", _("Party organisation"), _organization, place, link=_url, kept=True, width=40),
        Column("year", _("Year"), _year, usual=False, kept=True, card="no", width=8),
        Column("code", _("Code of the organisation"), _code, code, usual=False, kept=True, card="labelled", width=18),
        Column("question", _("Code of the question"), _question, question, kept=True, card="labelled", width=14),
        Column("wording", _("Question"), _wording, wording, width=40),
        Column("answer", _("Answer"), given, ("number",), html=_lines, kept=True, card="labelled", width=30),
        Column("part", _("Of which"), "part", ("part",), number=True, kept=True, card="labelled"),
        Column("unit", _("Unit"), _unit, usual=False, card="labelled"),
        Column("state", _("State of the sheet"), _state, (states,), card="labelled", width=20),
    )


def answers(user: User, rating_year: RatingYear, chosen: dict[str, Any]) -> QuerySet[YearlyAnswer]:
    sessions = YearlySession.objects.filter(sheet=OuterRef("sheet"), question=OuterRef("question")).order_by()
    sheets = _sheets(user, rating_year, chosen).order_by()
    found = YearlyAnswer.objects.filter(GIVEN | Exists(sessions), sheet__in=sheets.values("pk"))
    if chosen["question"]:
        found = found.filter(question=chosen["question"])
    named = found.annotate(under=under("sheet__organization__")).order_by("sheet__path", "question__number")
    related = named.select_related("question", "sheet__organization", "sheet__rating_year")
    return related.prefetch_related("sheet__yearly_sessions")


def _sheets(user: User, rating_year: RatingYear, chosen: dict[str, Any]) -> SheetQuerySet:
    found = Sheet.objects.visible_to(user).filter(rating_year=rating_year)
    if chosen["q"]:
        found = found.filter(organization__in=Organization.objects.matching(chosen["q"]).values("pk"))
    if chosen["sector"]:
        found = found.filter(reading.of_sector(reading.places(rating_year), chosen["sector"]))
    return found.filter(state=chosen["state"]) if chosen["state"] else found


def given(answer: YearlyAnswer) -> Any:
    """As a person writes it into a file."""
    match answer.question.answer_type:
        case AnswerType.YES_NO:
            return choices_of(answer.question)[str(answer.held).lower()]
        case AnswerType.LEVEL:
            return str(answer.get_level_display())
        case AnswerType.SESSIONS:
            held = (each for each in answer.sheet.yearly_sessions.all() if each.question_id == answer.question_id)
            return as_text([[each.day.isoformat(), each.topic, each.people] for each in held])
        case kind:
            return getattr(answer, FIELD[kind])


def _lines(answer: YearlyAnswer) -> SafeString:
    return format_html_join(mark_safe("<br>"), "{}", ([line] for line in str(written(given(answer))).splitlines()))


def _organization(answer: Any) -> str:
    return apart(answer.sheet.name, answer.under)


def _url(answer: YearlyAnswer) -> str:
    return answer.sheet.get_absolute_url()


def _year(answer: YearlyAnswer) -> str:
    return str(answer.sheet.rating_year.year)


def _code(answer: YearlyAnswer) -> str:
    return answer.sheet.organization.code


def _question(answer: YearlyAnswer) -> str:
    return answer.question.printed_code


def _wording(answer: YearlyAnswer) -> str:
    return answer.question.wording


def _unit(answer: YearlyAnswer) -> str:
    return answer.question.unit


def _state(answer: YearlyAnswer) -> str:
    return answer.sheet.get_state_display()
