"""What is refused with "one of the words that the template offers" is offered there, to be chosen and to be read."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from exchange.kinds import kinds
from exchange.template import template_file
from organizations.importing.words import KINDS, UNITS, sector_names
from reports.indicators.catalogue import INDICATORS

pytestmark = pytest.mark.django_db
OFFERED = [
    ("organizations", "sector", sector_names),
    ("organizations", "kind", lambda: [words[0] for words in KINDS.values()]),
    ("organizations", "unit", lambda: [words[0] for words in UNITS.values()]),
    ("published", "indicator", lambda: [str(each.name) for each in INDICATORS]),
    ("plans", "indicator", lambda: [str(each.name) for each in INDICATORS]),
]


@pytest.mark.parametrize(("kind", "code", "words"), OFFERED, ids=[" ".join(each[:2]) for each in OFFERED])
def test_the_words_of_a_column_can_be_chosen_and_are_listed(kind, code, words):
    found = kinds()[kind]
    book = load_workbook(BytesIO(template_file(found)))
    table, guide = book.worksheets[0], book.worksheets[1]
    title = str(found.column(code).title)
    [heading] = [cell for cell in table[1] if cell.value == title]
    below = f"{heading.column_letter}{heading.row + 1}"
    [chosen] = [each for each in table.data_validations.dataValidation if below in each.sqref]
    name, _mark, cells = chosen.formula1.replace("$", "").replace("'", "").partition("!")
    assert [cell.value for (cell,) in book[name][cells]] == words()
    assert ["; ".join(words())] == [row[3].value for row in guide.iter_rows() if row[0].value == title]
