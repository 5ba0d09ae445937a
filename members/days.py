"""Days of a member's life held against each other; what cannot be is refused at its field."""

from datetime import date, timedelta

from django.utils.translation import gettext

from members.models import LifeEvent, Member
from ui.days import written
from ui.refusals import Refused

# The ceremony is to follow within 30 working days of the decision's arrival (Regulation 24-QĐ/TW, item 3); what lies
# a year apart is a slip of the pen.
LONGEST_TO_CEREMONY = timedelta(days=365)
# Recognition is looked into when the probation is complete (Charter, Art. 5): a decision may name a day soon to come.
LONGEST_AHEAD = timedelta(days=31)


def check_entry(member: Member, kind: LifeEvent.Kind, decided_on: date) -> None:
    if kind == LifeEvent.Kind.ADMITTED:
        check_ceremony(decided_on, member.admitted_on)
    elif decided_on < member.admitted_on:
        raise Refused(decided_on=gettext("The transfer cannot come before the admission. Check both dates."))


def check_ceremony(decided_on: date, admitted_on: date) -> None:
    if admitted_on < decided_on:
        sentence = gettext("The ceremony cannot come before the decision of %(day)s. Check both dates.")
    elif admitted_on - decided_on > LONGEST_TO_CEREMONY:
        sentence = gettext("The ceremony is more than a year after the decision of %(day)s. Check both dates.")
    else:
        return
    raise Refused(admitted_on=sentence % {"day": written(decided_on)})


def check_recognition(member: Member, on: date, decided_on: date) -> None:
    """Probation lasts twelve months from the ceremony (Charter, Art. 5)."""
    complete = a_year_after(member.admitted_on)
    if on < complete:
        sentence = gettext("The twelve months of probation are complete on %(day)s. Write that day or a later one.")
        raise Refused(on=sentence % {"day": written(complete)})
    if on - decided_on > LONGEST_AHEAD:
        sentence = gettext("The decision cannot come more than a month before %(day)s. Check both dates.")
        raise Refused(decided_on=sentence % {"day": written(on)})


def a_year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)
