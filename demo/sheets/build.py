"""Every sheet of every year."""

from datetime import date

from demo.accounts import Accounts, Story
from demo.chance import chance
from demo.history.figures import YEARS
from demo.history.register import MemberTables
from demo.progress import YearProgress
from demo.questions import Asked
from demo.ratings.bench import Round
from demo.sheets.desk import SheetDesk
from demo.sheets.papers import Papers
from demo.sheets.way import Way
from demo.sheets.years import OPEN_YEAR, Dates, rating_year_of
from demo.standing import Standing
from demo.tree import Tree
from demo.work import Numbers
from ratings.models import RatingYear


def build(
    tree: Tree,
    stood: Standing,
    register: MemberTables,
    rounds: dict[int, Round],
    work: dict[tuple[int, int], Numbers],
    accounts: Accounts,
    cast: Story,
    today: date,
    asked: Asked,
) -> Papers:
    papers, random = Papers(), chance("sheets")
    for year in YEARS:
        dates = Dates.around(today) if year == OPEN_YEAR else Dates.of(year)
        rating_years = _rating_years(tree, year, dates, papers)
        progress = YearProgress.unfinished(tree, cast) if year == OPEN_YEAR else YearProgress.finished()
        way = Way(year, dates.moved, accounts, papers, random)
        desk = SheetDesk(rating_years, stood, register, rounds[year], work, way, progress, papers, random, asked)
        for each in tree.grassroots:
            for cell in each.cells if each.is_committee else ():
                if cell.opened_on <= date(year, 12, 31):
                    desk.lay(cell.organization, each)
            for section in each.sections:
                desk.lay(section, each)
            desk.lay(each.organization, each)
    papers.trail.sort(key=lambda event: event.at)
    return papers


def _rating_years(tree: Tree, year: int, dates: Dates, papers: Papers) -> dict[int, RatingYear]:
    """By root: of both Blocs while they were two."""
    roots = tree.roots_on(date(year, 12, 31))
    first = len(papers.years) + 1
    made = {root.pk: rating_year_of(root, number, year, dates) for number, root in enumerate(roots, start=first)}
    papers.years.extend(made.values())
    return made
