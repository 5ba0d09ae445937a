"""All cases: what the programmes ask for, then what signs of violation bring, then what is under way."""

from datetime import date

from demo.cases.desk import CaseDesk
from demo.cases.docket import Docket
from demo.cases.programme import Programme
from demo.cases.suspicion import Suspicion
from demo.cases.under_way import UnderWay
from demo.history.register import MemberTables
from demo.tree import Tree


def build(tree: Tree, register: MemberTables, today: date) -> Docket:
    desk = CaseDesk(tree, register)
    Programme(desk).carry_out()
    suspicion = Suspicion(desk)
    suspicion.carry_out()
    UnderWay(desk, suspicion.known, today).open()
    return desk.docket.numbered()
