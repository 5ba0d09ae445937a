"""Pages of the portal by their own words and by what people call them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from accounts.models import User
from accounts.permissions import Permission
from portal.guide.glossary import WORDS
from portal.guide.topics import topics_for
from ratings.asked_year import years_of
from reports.asked_term import terms_of
from ui.hits import Hit, Hits
from ui.searching import begins_with, search_key, typed_words


@dataclass(frozen=True)
class Entry:
    """`other_words`: what people may type instead, in any order; the catalogue gives those of its language."""

    label: str
    url_name: str
    permission: Permission | None
    other_words: str = ""


PAGES = (
    Entry(gettext_noop("My tasks"), "home", None, gettext_noop("home start page to do")),
    Entry(gettext_noop("Yearly rating"), "ratings:index", Permission.VIEW_SHEETS, gettext_noop("board sheets levels")),
    Entry(gettext_noop("Members"), "members:list", Permission.VIEW_MEMBERS, gettext_noop("people list comrades")),
    Entry(
        gettext_noop("Add a member"),
        "members:enter",
        Permission.EDIT_MEMBERS,
        gettext_noop("add new admission arrival transfer"),
    ),
    Entry(
        gettext_noop("Party organisations"),
        "organizations:list",
        Permission.VIEW_ORGANIZATIONS,
        gettext_noop("cells committees units tree"),
    ),
    Entry(
        gettext_noop("Terms of committees"),
        "committees:list",
        Permission.VIEW_MEMBERS,
        gettext_noop("congress election offices secretary due"),
    ),
    Entry(
        gettext_noop("Inspection and supervision"),
        "inspections:list",
        Permission.VIEW_CASES,
        gettext_noop("cases violations discipline"),
    ),
    Entry(gettext_noop("Add a case"), "inspections:open", Permission.EDIT_CASES, gettext_noop("add new decision")),
    Entry(
        gettext_noop("Term targets"),
        "reports:index",
        Permission.VIEW_SCORECARDS,
        gettext_noop("dashboard figures resolution results"),
    ),
    Entry(
        gettext_noop("Reports"),
        "reports:list",
        Permission.VIEW_SHEETS,
        gettext_noop("PDF print paper term year summary"),
    ),
    Entry(
        gettext_noop("Users and roles"),
        "organizations:users",
        Permission.MANAGE_USERS,
        gettext_noop("accounts permissions passwords"),
    ),
    Entry(gettext_noop("Add a user"), "organizations:add_user", Permission.MANAGE_USERS, gettext_noop("new account")),
    Entry(
        gettext_noop("Audit trail"),
        "accounts:audit",
        Permission.VIEW_AUDIT,
        gettext_noop("log history actions deeds who"),
    ),
    Entry(gettext_noop("My account"), "accounts:account", None, gettext_noop("profile preferences e-mail")),
    Entry(
        gettext_noop("Change the password"), "accounts:change_password", None, gettext_noop("new password forgotten")
    ),
    Entry(
        gettext_noop("Letters, colours, language"),
        "accounts:preferences",
        None,
        gettext_noop("font size larger dark light theme display settings"),
    ),
    Entry(
        gettext_noop("Change the e-mail address"), "accounts:change_email", None, gettext_noop("mail notices settings")
    ),
    Entry(gettext_noop("Notices"), "notices:list", None, gettext_noop("messages news bell unread")),
    Entry(gettext_noop("My views"), "accounts:saved_views", None, gettext_noop("saved filters lists")),
    Entry(gettext_noop("Help"), "help", None, gettext_noop("guide how to instructions")),
    Entry(gettext_noop("Words and abbreviations"), "help_words", None, gettext_noop("glossary explain terms meaning")),
)
GUIDE_WORDS = gettext_noop("help guide how to instructions")
YEAR_WORDS = gettext_noop("board sheets levels approve")
TERM_WORDS = gettext_noop("dashboard figures resolution results report")


def pages_found(user: User, text: str, most: int) -> Hits:
    """Those whose own title has all the words come first."""
    fitting = [each for each in _all(user) if _fits(f"{each[0]} {each[1]}", text)]
    fitting.sort(key=lambda each: not _fits(each[0], text))
    found = [Hit(words, url, note) for words, _other, url, note in fitting]
    return Hits("page", gettext("Pages and help"), found[:most], len(found))


def _all(user: User) -> Iterator[tuple[str, str, str, str]]:
    for page in PAGES:
        if page.permission is None or user.holds(page.permission):
            words = gettext(page.label)
            yield words, f"{page.label} {gettext(page.other_words)} {page.other_words}", reverse(page.url_name), ""
    for topic in topics_for(user):
        other = f"{topic.title} {gettext(topic.other_words)} {topic.other_words} {gettext(GUIDE_WORDS)} {GUIDE_WORDS}"
        yield topic.words, other, reverse("help_topic", args=[topic.slug]), gettext("Help")
    yield from _by_time(user)
    for word in WORDS:
        yield word.word, "", f"{reverse('help_words')}#{word.anchor}", word.shown


def _by_time(user: User) -> Iterator[tuple[str, str, str, str]]:
    if user.holds(Permission.VIEW_SHEETS):
        for rating_year in years_of(user):
            words = gettext("Yearly rating %(year)s") % {"year": rating_year.year}
            yield words, f"{gettext(YEAR_WORDS)} {YEAR_WORDS}", rating_year.get_absolute_url(), ""
    if user.holds(Permission.VIEW_SCORECARDS):
        for term in terms_of(user):
            words = gettext("Targets of the term %(term)s") % {"term": term.code}
            yield words, f"{gettext(TERM_WORDS)} {TERM_WORDS}", term.get_absolute_url(), ""


def _fits(said: str, text: str) -> bool:
    words, typed = search_key(said).split(), [word for one in typed_words(text) for word in one.split()]
    return bool(typed) and all(any(begins_with(word, one) for word in words) for one in typed)
