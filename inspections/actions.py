from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from accounts.trail.record import record
from inspections import notices
from inspections.changes import Announced
from inspections.models import Body, Case, Discipline
from inspections.outcomes import Answers, Outcome, answers_of
from inspections.rules import ACTS_AT, forms_for
from members.changes import changed
from organizations.holding import need_founded, share, still
from organizations.models import Organization
from ui.days import written
from ui.refusals import Refused, Stale
from ui.seen import changes, seen
from ui.vietnamese import number_key

FACTS = (
    "number",
    "kind",
    "basis",
    "body",
    "acting_organization",
    "member",
    "organization",
    "member_position",
    "content",
    "opened_on",
)
OUTCOME = ("concluded_on", "conclusion", *Answers._fields)


@transaction.atomic
def open_case(*, facts: dict[str, Any], by: User) -> Case:
    """`facts`: the fields of FACTS. Raises Refused or the model's own ValidationError, by field where there is one."""
    _hold(facts)
    case = Case(**facts)
    _check(case)
    case.save()
    line = record(by=by, verb="case.open", target=case, subject="member" if case.member_id else "organization")
    notices.opened(case, line)
    return case


@transaction.atomic
def correct_case(*, case: Case, facts: dict[str, Any], seen: str, by: User) -> Case:
    """Only while the case is open. Raises Stale where it is no longer as `seen`, which is facts_seen()."""
    share()
    current = _locked(case)
    if facts_seen(current) != seen:
        raise Stale(current)
    if current.concluded_on is not None:
        raise Refused(gettext("The case is concluded; its facts stay as they are."))
    if not (corrected := changes(current, facts)):
        return current
    _hold(facts)
    _set(current, facts)
    _check(current)
    current.save()
    record(by=by, verb="case.correct", target=current, changes=corrected)
    return current


@transaction.atomic
def conclude(
    *,
    case: Case,
    concluded_on: date,
    conclusion: str,
    outcome: Outcome,
    seen: str,
    by: User,
) -> Case:
    """Also corrects a conclusion; the trail keeps the old one. `seen` is outcome_seen()."""
    current = _locked(case)
    if outcome_seen(current) != seen:
        raise Stale(current)
    if outcome != Outcome.APPLIED and current.disciplines.exists():
        sentence = gettext("Disciplines are entered in this case: choose “%(outcome)s”.")
        raise Refused(outcome=sentence % {"outcome": Outcome.APPLIED.label})
    answers = answers_of(current, outcome)._asdict()
    concluded = {"concluded_on": concluded_on, "conclusion": conclusion, **answers}
    if not (corrected := changes(current, concluded)):
        return current
    _set(current, concluded)
    _check(current)
    current.save()
    notices.concluded(current, record(by=by, verb="case.conclude", target=current, changes=corrected))
    return current


@transaction.atomic
def add_discipline(
    *,
    case: Case,
    form: Discipline.Form,
    decision_number: str,
    decided_on: date,
    announced_on: date | None = None,
    counted_in_year: int | None = None,
    violated_at: Organization | None = None,
    violated_from: date | None = None,
    violated_until: date | None = None,
    by: User,
) -> Discipline:
    """A discipline needs a conclusion that requires one; with it the case counts as applied."""
    current = _locked(case)
    if not current.discipline_required:
        raise Refused(gettext("The conclusion requires no discipline. Correct the conclusion first."))
    _refuse_entered_already(current, decision_number, decided_on)
    probationary = current.member is not None and current.member.is_probationary(decided_on)
    if form not in forms_for(current, probationary):
        raise Refused(form=_refusal(probationary))
    if current.concluded_on is not None and decided_on < current.opened_on:
        raise Refused(decided_on=gettext("The discipline cannot come before the case. Check both dates."))
    if counted_in_year not in (None, decided_on.year, decided_on.year + 1):
        sentence = gettext("A discipline of %(year)s counts in %(year)s or %(next)s. Write one of them, or nothing.")
        years = {"year": decided_on.year, "next": decided_on.year + 1}
        raise Refused(counted_in_year=sentence % years)
    discipline = Discipline(
        case=current,
        member=current.member,
        organization=current.organization,
        form=form,
        decision_number=decision_number,
        decided_on=decided_on,
        announced_on=announced_on,
        counted_in_year=counted_in_year,
        violated_at=violated_at,
        violated_from=violated_from,
        violated_until=violated_until,
    )
    discipline.full_clean()
    discipline.save()
    Case.objects.filter(pk=current.pk).update(discipline_applied=True)
    said = {"case": current.number, "form": form, "happened": discipline.happened}
    line = record(by=by, verb="case.discipline", target=discipline, **said)
    notices.disciplined(current, discipline, line)
    if discipline.announced_on:
        changed.send(sender=Discipline, change=Announced(discipline), event=line.pk, by=by)
    return discipline


def _refuse_entered_already(case: Case, decision_number: str, decided_on: date) -> None:
    """A case has one subject, so a decision stands in it once; numbers begin anew with each year."""
    for there in case.disciplines.filter(decided_on__year=decided_on.year):
        if number_key(there.decision_number) == number_key(decision_number):
            sentence = gettext("This case has this decision already: %(form)s, %(number)s of %(day)s.")
            words = {"number": there.decision_number, "day": written(there.decided_on)}
            raise Refused(decision_number=sentence % {"form": there.get_form_display(), **words})


def facts_seen(case: Case) -> str:
    return seen(case, FACTS)


def outcome_seen(case: Case) -> str:
    return seen(case, OUTCOME)


def note_download(*, rows: int, asked: str, by: User) -> None:
    """A list left the portal: how many rows, by which filter."""
    record(by=by, verb="cases.download", target=by, rows=rows, filter=asked)


def _hold(facts: dict[str, Any]) -> None:
    """What was chosen while it stood still stands. What had ended before may be chosen: it remains liable."""
    share()
    for name in ("organization", "acting_organization"):
        if facts[name].closed_on is None:
            still(facts[name], name)


def _locked(case: Case) -> Case:
    return Case.objects.select_for_update(of=("self",)).select_related("member", "organization").get(pk=case.pk)


def _set(case: Case, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(case, name, value)


def _check(case: Case) -> None:
    if case.acting_organization.kind not in ACTS_AT[Body(case.body)]:
        raise Refused(acting_organization=_acting_refusal(Body(case.body)))
    if not case.conclusion and case.concluded_on is not None:
        raise Refused(conclusion=gettext("Write what was concluded, in a sentence or two."))
    case.full_clean()
    need_founded(case.organization, case.opened_on, "opened_on")
    if case.member and case.opened_on < case.member.admitted_on:
        sentence = gettext("%(name)s entered the Party on %(day)s only. Check the date of the decision.")
        raise Refused(opened_on=sentence % {"name": case.member, "day": written(case.member.admitted_on)})


def _acting_refusal(body: Body) -> str:
    kinds = ", ".join(str(kind.label) for kind in ACTS_AT[body])
    return gettext("“%(body)s” acts at: %(kinds)s. Choose such an organisation.") % {"body": body.label, "kinds": kinds}


def _refusal(probationary: bool) -> str:
    if probationary:
        return gettext("A probationary member can only be reprimanded or warned.")
    return gettext("This form of discipline does not exist for this subject.")
