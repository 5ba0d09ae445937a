"""A yearly question is added, changed, asked otherwise from a year on, retired, taken out, put in its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.trail.record import record
from organizations.models import Organization, Sector
from ratings.catalogue.answered import closed_years, is_answered
from ratings.catalogue.starting import STARTING, Starting
from ratings.models import RatingYear, Sheet, YearlyQuestion
from ui.refusals import Refused, Stale
from ui.seen import changes, plain, seen

FIELDS = ("wording", "part_wording", "kind", "unit", "chapter", "audience", "first_year", "last_year")
REWORDED = ("wording", "part_wording", "chapter")
"""What may change of a question that was answered on an approved sheet."""
Values = Mapping[str, Any]
KIND_STAYS = _("What is counted stays of one kind. Retire this question, and add another one.")
UNIT_STAYS = _("What is counted stays of one unit. Retire this question, and add another one.")
PART_STAYS = _("A question keeps its part, or stays without one. Retire this question, and add another one.")


def seen_of(question: YearlyQuestion) -> str:
    return seen(question, FIELDS)


@transaction.atomic
def add(*, root: Organization, values: Values, by: User) -> YearlyQuestion:
    _hold(root)
    _refuse_closed(root, values["first_year"])
    number = _next(root, "number")
    added = YearlyQuestion(root=root, number=number, code=f"q{root.pk}_{number}", position=_next(root, "position"))
    _save(added, values)
    _record(added, "question.add", by)
    return added


@transaction.atomic
def change(*, question: YearlyQuestion, values: Values, seen: str, by: User) -> YearlyQuestion:
    """Raises Stale where it is no longer what the person had before them; the trail hears of a change only."""
    current = _known(question)
    if seen_of(current) != seen:
        raise Stale(current)
    plain_values = {name: values[name] for name in FIELDS if name in values}
    changed = changes(current, plain_values)
    if "sectors" in values and set(values["sectors"]) != set(current.sectors.all()):
        changed["sectors"] = [_named(current.sectors.all()), _named(values["sectors"])]
    if changed:
        _refuse_fixed(current, changed, values)
        _save(current, values)
        _record(current, "question.change", by, changes=changed)
    return current


@transaction.atomic
def ask_otherwise(*, question: YearlyQuestion, values: Values, by: User) -> YearlyQuestion:
    """From `first_year` on: the version before ends the year before, and both are counted as one question."""
    former, first = _known(question), values["first_year"]
    _refuse_closed(former.root, first)
    if first <= former.first_year or not former.is_of_year(first - 1):
        raise Refused(first_year=gettext("Write a year after the first in which the question is asked as it is."))
    for name, sentence in (("kind", KIND_STAYS), ("unit", UNIT_STAYS)):
        if values[name] != getattr(former, name):
            raise Refused(**{name: str(sentence)})
    if bool(values["part_wording"]) is not bool(former.part_wording):
        raise Refused(part_wording=str(PART_STAYS))
    last, former.last_year = former.last_year, first - 1
    former.save(update_fields=["last_year"])
    kept = {"number": former.number, "code": former.code, "position": former.position}
    added = YearlyQuestion(root=former.root, **kept)
    _save(added, {**values, "last_year": values.get("last_year") or last})
    _record(added, "question.version", by)
    return added


@transaction.atomic
def retire(*, question: YearlyQuestion, last_year: int, by: User) -> YearlyQuestion:
    current = _known(question)
    if last_year < current.first_year:
        raise Refused(last_year=gettext("The last year is not before the first."))
    later = {year for year in closed_years(current.root) if year > last_year and current.is_of_year(year)}
    if later:
        sentence = gettext("%(year)s is closed, and the question was asked in it. Write that year or a later one.")
        raise Refused(last_year=sentence % {"year": max(later)})
    if current.last_year != last_year:
        _save(current, {"last_year": last_year})
        _record(current, "question.retire", by)
    return current


@transaction.atomic
def take_out(*, question: YearlyQuestion, by: User) -> None:
    """Of what nobody ever answered: as if it had not been added."""
    current = _known(question)
    if current.answers.exists():
        raise Refused(gettext("The question was answered, so it stays. Retire it: write until which year it is asked."))
    _record(current, "question.take_out", by)
    current.delete()


@transaction.atomic
def move(*, question: YearlyQuestion, up: bool, by: User) -> None:
    """Past its neighbour in the chapter; all versions of one question stand at one place."""
    current = _known(question)
    there = YearlyQuestion.objects.filter(root=current.root_id, chapter=current.chapter).exclude(code=current.code)
    beside = (
        there.filter(position__lt=current.position).order_by("-position").first()
        if up
        else there.filter(position__gt=current.position).order_by("position").first()
    )
    if beside is None:
        return
    of_root = YearlyQuestion.objects.filter(root=current.root_id)
    of_root.filter(code=current.code).update(position=beside.position)
    of_root.filter(code=beside.code).update(position=current.position)
    _record(current, "question.move", by)


@transaction.atomic
def start(*, root: Organization, first_year: int, by: User) -> list[YearlyQuestion]:
    """Whatever of the catalogue to start from the root does not have yet."""
    _hold(root)
    _refuse_closed(root, first_year)
    there = set(YearlyQuestion.objects.filter(root=root).values_list("code", flat=True))
    added = [_started(root, each, first_year) for each in STARTING if each.code not in there]
    if added:
        record(by=by, verb="question.start", target=root, year=first_year, questions=[each.code for each in added])
    return added


def _started(root: Organization, each: Starting, first_year: int) -> YearlyQuestion:
    question = YearlyQuestion(root=root, code=each.code, number=_next(root, "number"), position=_next(root, "position"))
    sectors = list(Sector.objects.filter(kind=each.sectors)) if each.sectors else []
    of_it = {"wording": each.wording, "part_wording": each.part, "kind": each.kind.value, "unit": each.unit}
    where = {"chapter": each.chapter.value, "audience": each.audience.value, "sectors": sectors}
    _save(question, {**of_it, **where, "first_year": first_year})
    return question


def _hold(root: Organization) -> None:
    """Two who add at once get two numbers; and no year is closed between the question and the deed."""
    Organization.objects.select_for_update().get(pk=root.pk)
    list(RatingYear.objects.select_for_update(of=("self",)).filter(root=root).order_by("pk"))


def _known(question: YearlyQuestion) -> YearlyQuestion:
    _hold(question.root)
    found = YearlyQuestion.objects.filter(pk=question.pk).select_related("root").first()
    if found is None:
        raise Refused(gettext("This question was taken out meanwhile. If it is still asked, add it again."))
    return found


def _next(root: Organization, name: str) -> int:
    return (YearlyQuestion.objects.filter(root=root).aggregate(last=Max(name))["last"] or 0) + 1


def _refuse_closed(root: Organization, first_year: int) -> None:
    if closed := [year for year in closed_years(root) if year >= first_year]:
        sentence = gettext("%(year)s is closed: its sheets ask nothing new. Write a later year.")
        raise Refused(first_year=sentence % {"year": max(closed)})


def _refuse_fixed(current: YearlyQuestion, changed: Mapping[str, Any], values: Values) -> None:
    has_answers, is_approved = is_answered(current), is_answered(current, state=Sheet.State.APPROVED)
    had_part, has_part = bool(current.part_wording), bool(values.get("part_wording", current.part_wording))
    if has_answers and "kind" in changed:
        raise Refused(kind=gettext("It is answered already, so the kind stays. Retire it, and add another one."))
    if has_answers and had_part is not has_part:
        raise Refused(part_wording=gettext("It is answered already. Retire it, and add another one."))
    if is_approved and (fixed := [name for name in changed if name not in REWORDED]):
        sentence = gettext(
            "It is answered on an approved sheet: only its wording and chapter may change. Ask otherwise from a year."
        )
        raise Refused(**{fixed[0]: sentence})
    if "first_year" in changed:
        _refuse_closed(current.root, values["first_year"])


def _save(question: YearlyQuestion, values: Values) -> None:
    for name in FIELDS:
        if name in values:
            setattr(question, name, values[name])
    question.full_clean()
    question.save()
    if "sectors" in values:
        question.sectors.set(values["sectors"])


def _named(sectors: Any) -> list[str]:
    return sorted(each.code for each in sectors)


def _record(question: YearlyQuestion, verb: str, by: User, **more: Any) -> None:
    told = {name: plain(getattr(question, name)) for name in FIELDS}
    record(by=by, verb=verb, target=question.root, question=told, code=question.printed_code, **more)
