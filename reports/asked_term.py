"""Which term an address means: that of the root at hand, or of a root that was merged into it."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from accounts.models import User
from accounts.policy import Request
from organizations.roots import elsewhere, of_root
from reports.models import Term


def terms_of(user: User) -> QuerySet[Term]:
    return Term.objects.filter(of_root(user)).select_related("root")


def term_of(request: Request, code: str) -> Term:
    if found := terms_of(request.user).filter(code=code).first():
        return found
    raise elsewhere(request.user, "terms", code=code) or Http404
