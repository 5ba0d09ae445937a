"""All cases: what the programmes ask for, then what signs of violation bring."""

from demo.cases.desk import CaseDesk
from demo.cases.docket import Docket
from demo.cases.programme import Programme
from demo.cases.suspicion import Suspicion
from demo.history.register import MemberTables
from demo.tree import Tree


def build(tree: Tree, register: MemberTables) -> Docket:
    desk = CaseDesk(tree, register)
    Programme(desk).carry_out()
    Suspicion(desk).carry_out()
    return desk.docket.numbered()
