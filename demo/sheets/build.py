"""Every sheet of every year."""

from datetime import date

from demo.accounts import Accounts, Story
from demo.chance import chance
from demo.history.figures import YEARS
from demo.history.register import MemberTables
from demo.progress import YearProgress
from demo.ratings.bench import Round
from demo.sheets.desk import SheetDesk
from demo.sheets.papers import Papers
from demo.sheets.way import Way
from demo.sheets.years import OPEN_YEAR, Dates, rating_year_of
from demo.tree import Tree
from demo.work import Numbers


def build(
    tree: Tree,
    register: MemberTables,
    rounds: dict[int, Round],
    work: dict[tuple[int, int], Numbers],
    accounts: Accounts,
    cast: Story,
    today: date,
) -> Papers:
    papers, random = Papers(), chance("sheets")
    for number, year in enumerate(YEARS, start=1):
        dates = Dates.around(today) if year == OPEN_YEAR else Dates.of(year)
        rating_year = rating_year_of(tree.bloc, number, year, dates)
        papers.years.append(rating_year)
        progress = YearProgress.unfinished(tree, cast) if year == OPEN_YEAR else YearProgress.finished()
        way = Way(year, dates.moved, accounts, papers, random)
        desk = SheetDesk(rating_year, register, rounds[year], work, way, progress, papers, random)
        for each in tree.grassroots:
            for cell in each.cells if each.is_committee else ():
                if cell.opened_on <= date(year, 12, 31):
                    desk.lay(cell.organization, each)
            for section in each.sections:
                desk.lay(section, each)
            desk.lay(each.organization, each)
    papers.trail.sort(key=lambda event: event.at)
    return papers
