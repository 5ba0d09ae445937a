from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from accounts.policy import Request, signed_in
from portal.guide.glossary import WORDS
from portal.guide.topics import TOPICS, topics_for
from ui.crumbs import Crumb, crumbs


@signed_in()
def index(request: Request) -> HttpResponse:
    """What the person's own roles do."""
    return render(request, "portal/help.html", {"topics": topics_for(request.user)})


@signed_in()
def topic(request: Request, slug: str) -> HttpResponse:
    """Whatever the role: a guide holds no record, and a colleague may send its address."""
    found = next((one.shown_to(request.user) for one in TOPICS if one.slug == slug), None)
    if found is None:
        raise Http404
    return render(request, "portal/help_topic.html", {"topic": found, "crumbs": _way(found.words)})


@signed_in()
def words(request: Request) -> HttpResponse:
    return render(request, "portal/help_words.html", {"words": WORDS, "crumbs": _way(gettext("Words"))})


def _way(title: str) -> tuple[Crumb, ...]:
    return crumbs(Crumb(gettext("Help"), reverse("help")), Crumb(title))
