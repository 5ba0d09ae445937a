from datetime import datetime, time, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.models import AuditEvent, User
from accounts.permissions import Permission
from accounts.policy import Request, policy
from accounts.trail.forms import TrailFilter
from accounts.trail.words import lines
from ui.queries import without_page
from ui.vietnamese import fold

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
        events = events.filter(actor__in=_named(person))
    if verb := chosen.get("verb"):
        events = events.filter(verb=verb)
    if since := chosen.get("since"):
        events = events.filter(at__gte=_midnight(since))
    if until := chosen.get("until"):
        events = events.filter(at__lt=_midnight(until + timedelta(days=1)))
    return events


def _named(text: str) -> list[int]:
    """Whose name or user name holds it. Marks are folded here and not in the database: accounts are some thousands."""
    wanted = fold(text)
    people = User.objects.values_list("pk", "full_name", "username")
    return [pk for pk, *names in people if any(wanted in fold(name) for name in names)]


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
