"""Which term an address means: that of the root at hand, or of a root that was merged into it."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from accounts.models import User
from accounts.policy import Request
from organizations.roots import Elsewhere, merged_into, of_root, root_path
from reports.models import Term


def terms_of(user: User) -> QuerySet[Term]:
    return Term.objects.filter(of_root(user))


def term_of(request: Request, code: str) -> Term:
    if found := terms_of(request.user).filter(code=code).first():
        return found
    if before := [root for root in merged_into({root_path(request.user)}) if root.terms.filter(code=code)]:
        raise Elsewhere(before)
    raise Http404
