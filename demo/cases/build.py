"""All cases: what the programmes ask for, then what signs of violation bring."""

from demo.cases.desk import Desk
from demo.cases.docket import Docket
from demo.cases.programme import Programme
from demo.cases.suspicion import Suspicion
from demo.history.register import Register
from demo.tree import Tree


def build(tree: Tree, register: Register) -> Docket:
    desk = Desk(tree, register)
    Programme(desk).carry_out()
    Suspicion(desk).carry_out()
    return desk.docket.numbered()
