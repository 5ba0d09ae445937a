"""Year after year, each remembering who failed in the one before."""

from demo.cases.docket import Docket
from demo.chance import chance
from demo.history.figures import YEARS
from demo.history.register import MemberTables
from demo.ratings.bench import Bench, Round
from demo.ratings.figures import NOT_COMPLETED
from demo.ratings.heads import Heads
from demo.ratings.members import Members
from demo.ratings.organizations import Organizations
from demo.tree import Tree


def build(tree: Tree, register: MemberTables, docket: Docket) -> dict[int, Round]:
    random = chance("ratings")
    renown = {each.organization.pk: random.randint(0, 100) for each in tree.grassroots}
    failed: set[int] = set()
    rounds = {}
    for year in YEARS:
        bench = Bench(tree, year, register.rosters[year], docket, renown, failed, random)
        Members(bench).rate()
        Organizations(bench).rate()
        Heads(bench).follow_their_organizations()
        rounds[year] = bench.round
        failed = {pk for pk, verdict in bench.round.members.items() if verdict.level == NOT_COMPLETED}
    return rounds
