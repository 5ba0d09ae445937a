from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.policy import Request, signed_in
from portal.findable import advice_for
from portal.searching.found import search

ON_THE_PAGE, BELOW_THE_BOX = 8, 3


@signed_in()
def search_page(request: Request) -> HttpResponse:
    """Field: `q`. The very number of one record opens that record."""
    findings = search(request.user, request.GET.get("q", ""), ON_THE_PAGE)
    if findings.exact_url:
        return redirect(findings.exact_url)
    return render(request, "portal/search.html", {"findings": findings, "advice": advice_for(request.user)})


@signed_in()
def suggestions(request: Request) -> HttpResponse:
    """The list below the box, as a fragment. Field: `q`."""
    findings = search(request.user, request.GET.get("q", ""), BELOW_THE_BOX)
    return render(request, "portal/_suggestions.html", {"findings": findings})
