from datetime import datetime, time, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.permissions import Permission
from accounts.policy import Request, policy
from accounts.trail.forms import TrailFilter
from accounts.trail.words import lines
from ui.queries import without_page

PER_PAGE = 50


@policy(Permission.VIEW_AUDIT)
def audit(request: Request) -> HttpResponse:
    form = TrailFilter(request.GET or None)
    events = AuditEvent.objects.visible_to(request.user).select_related("actor")
    chosen = form.cleaned_data if form.is_valid() else {}
    page = Paginator(_chosen(events, chosen), PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "lines": lines(page.object_list), "query": without_page(request.GET)}
    return render(request, "accounts/audit.html", context)


def _chosen(events: QuerySet[AuditEvent], chosen: dict[str, Any]) -> QuerySet[AuditEvent]:
    if person := chosen.get("person"):
        events = events.filter(Q(actor__full_name__icontains=person) | Q(actor__username__icontains=person))
    if verb := chosen.get("verb"):
        events = events.filter(verb=verb)
    if since := chosen.get("since"):
        events = events.filter(at__gte=_midnight(since))
    if until := chosen.get("until"):
        events = events.filter(at__lt=_midnight(until + timedelta(days=1)))
    return events


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
