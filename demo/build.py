"""All rows of the demo data, in the order in which they can be written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Model

from accounts.models import User
from demo import accounts, notices, organizations, plans, published, resolutions, work
from demo.cases import build as cases
from demo.history import years
from demo.ratings import build as ratings
from demo.sheets import build as sheets


@dataclass(frozen=True)
class Demo:
    rows: tuple[Sequence[Model], ...]
    """Each list of one model, what others point to first."""
    users: list[User]
    """Those who may sign in."""


def build(sector_ids: Mapping[str, int], today: date) -> Demo:
    """What is under way, and the round of the open year, lie around `today`."""
    tree = organizations.build(sector_ids)
    register = years.build(tree, today)
    docket = cases.build(tree, register, today)
    rounds = ratings.build(tree, register, docket)
    numbers = work.build(tree, rounds)
    people = accounts.build(tree, register)
    terms = resolutions.terms(tree.bloc)
    papers = sheets.build(tree, register, rounds, numbers, people, accounts.story(tree), today)
    return Demo(
        rows=(
            list(tree.organizations()),
            [tree.letterhead()],
            tree.lineage(),
            people.users,
            people.assignments,
            register.members,
            register.memberships,
            register.events,
            docket.cases,
            docket.disciplines,
            papers.years,
            papers.sheets,
            papers.members,
            papers.organizations,
            papers.work,
            papers.trail,
            notices.build(papers, docket, people),
            terms,
            resolutions.targets(terms),
            published.published(tree.bloc, terms),
            plans.plans(tree.bloc),
            plans.provincial_figures(tree.bloc),
        ),
        users=[user for user in people.users if user.username in accounts.USERNAMES],
    )
