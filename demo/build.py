"""All rows of the demo data, in the order in which they can be written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Model

from accounts.models import User
from demo import (
    accounts,
    deeds,
    notices,
    offices,
    organizations,
    plans,
    published,
    questions,
    resolutions,
    standing,
    work,
)
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
    stood = standing.build(tree)
    register = years.build(tree, today)
    docket = cases.build(tree, register, today)
    rounds = ratings.build(tree, register, docket)
    numbers = work.build(tree, rounds)
    people = accounts.build(tree, register)
    formed = offices.build(tree, register)
    terms = [*resolutions.terms(tree.bloc), *resolutions.cut_short(tree.predecessors())]
    asked = questions.build(tree, sector_ids)
    papers = sheets.build(tree, stood, register, rounds, numbers, people, accounts.story(tree), today, asked)
    return Demo(
        rows=(
            list(tree.organizations()),
            stood.seats,
            stood.changes,
            stood.places,
            tree.letterheads(),
            tree.lineage(),
            people.users,
            people.assignments,
            register.members,
            register.memberships,
            register.events,
            formed.committees,
            formed.offices,
            deeds.build(tree, register, people, today),
            docket.cases,
            docket.disciplines,
            asked.questions,
            asked.narrowed,
            papers.years,
            papers.sheets,
            papers.members,
            papers.organizations,
            papers.work,
            asked.answers,
            asked.sessions,
            papers.trail,
            notices.build(papers, docket, people),
            terms,
            resolutions.targets(terms),
            published.published(tree.bloc, terms),
            plans.plans(tree),
            plans.provincial_figures(tree),
        ),
        users=[user for user in people.users if user.username in accounts.USERNAMES],
    )
