"""Discipline on the axis of a member's life, for those alone who may see cases."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import Permission
from inspections.models import Discipline
from members.lives import Told
from members.models import Member
from ui.charts.timeline import Lane, Mark


def told(member: Member, user: User, on: date) -> Told:
    if not user.holds(Permission.VIEW_CASES):
        return Told()
    disciplines = Discipline.objects.visible_to(user).filter(member=member, decided_on__lte=on)
    marks = tuple(Mark(each.decided_on, str(each.get_form_display()), grave=True) for each in disciplines)
    return Told((Lane(gettext("Discipline"), marks=marks),))
