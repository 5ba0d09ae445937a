from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from accounts.policy import Request, public, signed_in
from portal import deadline
from portal.home import first_of, waiting_for
from portal.leading import leading, oversees
from portal.schema import missing_tables


@signed_in()
def home(request: Request) -> HttpResponse:
    """Who oversees gets an answer, who works gets what waits."""
    if oversees(request.user):
        return render(request, "portal/leader.html", {"leading": leading(request.user)})
    groups = waiting_for(request.user)
    return render(request, "portal/home.html", {"groups": groups, "first": first_of(groups)})


@public()
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked, so that a slow database does not restart it."""
    return HttpResponse("ok", content_type="text/plain")


@public()
def readyz(request: HttpRequest) -> HttpResponse:
    """Ready for people: the database answers, has every migration and the tables that they make."""
    try:
        with deadline.within(settings.DATABASE_PROBE_SECONDS):
            executor = MigrationExecutor(connection)
            pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
            missing = [] if pending else missing_tables()
    except DatabaseError:
        return JsonResponse({"database": "no answer"}, status=503)
    state = {"database": "ok", "migrations_pending": len(pending), "tables_missing": missing}
    return JsonResponse(state, status=503 if pending or missing else 200)
