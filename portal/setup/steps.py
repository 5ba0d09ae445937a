"""The six steps from an empty portal to the first open year, as far as the data says they are done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from accounts.models import User
from accounts.permissions import Permission as P
from exchange.kinds import kinds
from portal.setup.facts import Covered, Facts

# Fewer, and one who is away locks all out.
ADMINISTRATORS = 2


@dataclass(frozen=True)
class Way:
    """Where something is done, and what a person must be allowed for it."""

    words: str
    url: str
    permission: P


@dataclass(frozen=True)
class Step:
    """`words` say what is there, once it is done; what to do, before. What is begun keeps nobody from the next."""

    title: str
    is_done: bool
    words: str
    ways: Sequence[Way] = ()
    is_begun: bool = False


def steps(facts: Facts) -> Iterator[Step]:
    yield _administrators(facts)
    yield _root(facts)
    yield _organizations(facts)
    yield _members(facts)
    yield _clerks(facts)
    yield _year(facts)


def add_user() -> Way:
    return Way(gettext("Add a user"), reverse("organizations:add_user"), P.MANAGE_USERS)


def _administrators(facts: Facts) -> Step:
    title, there = gettext("Create the administrators"), facts.administrators
    if len(there) < ADMINISTRATORS:
        words = gettext("Add a second one: if the only one is away, nobody can let anybody in.")
        return Step(title, False, words, [add_user()])
    waiting = [user for user in there if not user.has_usable_password()]
    words = " ".join(_of_links(waiting, facts)) or _names(there)
    return Step(title, True, words, [_account_of(user) for user in waiting])


def _of_links(waiting: Sequence[User], facts: Facts) -> Iterator[str]:
    """A link that was made is not asked for again while it opens."""
    if without := [user for user in waiting if user.pk not in facts.linked]:
        yield gettext("Make a link for the password and hand it over: %(names)s.") % {"names": _names(without)}
    if linked := [user for user in waiting if user.pk in facts.linked]:
        yield gettext("The link is made; the password is still to be set: %(names)s.") % {"names": _names(linked)}


def _account_of(user: User) -> Way:
    words = gettext("Account of %(name)s") % {"name": user.full_name}
    return Way(words, reverse("organizations:user", args=[user.pk]), P.MANAGE_USERS)


def _names(users: Sequence[User]) -> str:
    return ", ".join(user.full_name for user in users)


def _root(facts: Facts) -> Step:
    name = facts.root.name
    words = name if facts.has_term else gettext("%(name)s. Its term is still to be entered.") % {"name": name}
    enter = Way(gettext("Enter the term"), reverse("reports:enter_term"), P.MANAGE_RATING_YEARS)
    title = gettext("Enter root and term")
    return Step(title, facts.has_term, words, [] if facts.has_term else [enter], is_begun=True)


def _organizations(facts: Facts) -> Step:
    words = (
        ""
        if facts.has_organizations
        else gettext("All from one Excel file; its template lies beside the field for the file.")
    )
    found = reverse("organizations:change", args=[facts.root.pk, "found"])
    ways = [*_from_a_file("organizations"), Way(gettext("One by one"), found, P.MANAGE_ORGANIZATIONS)]
    return Step(gettext("Enter the tree of organisations"), facts.has_organizations, words, ways)


def _members(facts: Facts) -> Step:
    words = "" if facts.has_members else gettext("From an Excel file, or one by one. Their organisations come first.")
    ways = [*_from_a_file("members"), Way(gettext("Add a member"), reverse("members:enter"), P.EDIT_MEMBERS)]
    return Step(gettext("Enter the members"), facts.has_members, words, ways)


def _from_a_file(code: str, words: str = "") -> Sequence[Way]:
    """Where the portal has such an import."""
    kind, url = kinds().get(code), reverse("exchange:upload", args=[code])
    return [Way(words or gettext("From a file"), url, kind.permission)] if kind else []


def _clerks(facts: Facts) -> Step:
    """Of committees too: without somebody there the sheets of their cells would wait for nobody."""
    there = facts.entering
    words = [gettext("For each an account, a role at the own organisation, and a link to set the password.")]
    if there.there:
        words = [_entering(there)]
    if there.there and not facts.deciding.is_whole and facts.deciding.of:
        words.append(_deciding(facts.deciding))
    is_done = there.is_whole and facts.deciding.there == facts.deciding.of
    title = gettext("Invite the clerks of the organisations")
    return Step(title, is_done, " ".join(words), [add_user()], is_begun=there.there > 0)


def _entering(there: Covered) -> str:
    words = ngettext(
        "Somebody enters for %(there)s of %(count)s organisation.",
        "Somebody enters for %(there)s of %(count)s organisations.",
        there.of,
    )
    return words % {"there": there.there, "count": there.of}


def _deciding(there: Covered) -> str:
    words = ngettext(
        "At %(count)s of %(of)s committees nobody decides on the sheets of its cells.",
        "At %(count)s of %(of)s committees nobody decides on the sheets of their cells.",
        there.of - there.there,
    )
    return words % {"count": there.of - there.there, "of": there.of}


def _year(facts: Facts) -> Step:
    words = gettext("The portal proposes deadlines, rules and cap.")
    ways = [
        *([] if facts.has_planned_year or facts.has_year else [_plan(timezone.localdate().year)]),
        Way(gettext("Yearly rating"), reverse("ratings:index"), P.MANAGE_RATING_YEARS),
        *_from_a_file("organization_ratings", gettext("Results of earlier years, from a file")),
    ]
    return Step(gettext("Open the rating year"), facts.has_year, words, ways)


def _plan(year: int) -> Way:
    words = gettext("Plan %(year)s") % {"year": year}
    return Way(words, reverse("ratings:settings", args=[year]), P.MANAGE_RATING_YEARS)
