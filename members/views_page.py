"""The page of one member."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from accounts.permissions import Permission
from accounts.policy import Request, policy
from accounts.trail.record import history
from accounts.trail.words import lines
from members import standing
from members.beside import beside
from members.deed_pages.offered import offered_for
from members.filters import DayAsked
from members.lives import told
from members.milestones import milestones
from members.models import Member, RecordMerger
from members.offers.lists import open_deeds_of
from members.seen import Seen, seen
from members.timeline import timeline
from ui.crumbs import Crumb
from ui.lists.ways import kept, record_crumbs, way_back
from ui.moments import day

RECENT = 5


@policy(Permission.VIEW_MEMBERS)
def member_detail(request: Request, pk: int) -> HttpResponse:
    user, today = request.user, timezone.localdate()
    if merged := RecordMerger.objects.visible_to(user).standing().filter(gone=pk).select_related("stayed").first():
        return redirect(kept(request, merged.stayed.get_absolute_url()))
    member = get_object_or_404(Member.objects.visible_to(user), pk=pk)
    form = DayAsked(request.GET)
    of = seen(member, user, form.day())
    tales, back = told(member, user, of.last_day), way_back(request)
    may_edit = Member.objects.editable_by(user).filter(pk=pk).exists()
    context = {
        "member": member,
        "seen": of,
        "form": form,
        "note": _note(of),
        "status": _status(of),
        "of_today": of.on == today,
        "back": back,
        "beside": beside(back, user, pk),
        "crumbs": record_crumbs(request, gettext("Party members"), "members:list", Crumb(member.full_name)),
        "current": of.current,
        "has_left": of.current is None and not of.has_moved_on,
        "open_deeds": open_deeds_of(user, member),
        "mergers": member.mergers.standing().select_related("gone") if may_edit else (),
        "course": timeline(of, tales, today),
        "milestones": milestones(of, tales, today),
        "offered": offered_for(member) if may_edit and of.on == today else None,
        "deeds": lines(history(member)[:RECENT]) if may_edit else [],
        **_may(request, of, may_edit, today),
    }
    return render(request, "members/detail.html", context)


def _may(request: Request, of: Seen, may_edit: bool, today: date) -> dict[str, bool]:
    return {
        "may_correct": may_edit,
        "may_view_sheets": request.user.holds(Permission.VIEW_SHEETS),
        "may_view_cases": request.user.holds(Permission.VIEW_CASES),
    }


def _note(of: Seen) -> str:
    born = gettext("born on %(day)s") % {"day": day(of.member.birth_date)}
    place = of.current.organization.name if of.current else ""
    return " · ".join(filter(None, (of.member.code, _status(of), born, of.position, place)))


def _status(of: Seen) -> str:
    if of.has_moved_on:
        return gettext("moved away")
    if of.ending:
        what: dict[str, Any] = {"what": of.ending.get_kind_display(), "day": day(of.ending.happened_on)}
        return gettext("%(what)s on %(day)s") % what
    own = gettext("probationary member") if of.probationary else gettext("full member")
    return ", ".join([own, *map(standing.told, of.in_force)])
