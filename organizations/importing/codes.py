"""Of rows without a code: which organisation each is by its name and place, or the code that a new one is given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import count

from django.utils.translation import gettext

from organizations.importing.parents import Parents
from organizations.importing.reading import CODE_LENGTH, Sent
from organizations.importing.stored import Known, Stored
from ui.vietnamese import compare_key, number_key


def recognize(rows: Iterable[Sent], stored: Stored) -> None:
    """Few offices number their organisations, so a file that is sent again is known by names."""
    first: dict[tuple[str, str], int] = {}
    for sent in rows:
        if not sent.name or sent.cells.row.get("code"):
            continue
        at = first.setdefault((sent.name_key, compare_key(sent.above)), sent.number)
        if at != sent.number:
            sentence = gettext("The same name at the same place stands in row %(row)s") % {"row": at}
            sent.cells.wrong("name", sentence, gettext("Leave one of the two rows, or give each a code"))
        else:
            _find(sent, [each for each in stored.by_name[sent.name_key] if _stands_there(each, sent, stored)])


def _find(sent: Sent, found: list[Known]) -> None:
    if len(found) > 1:
        sentence = gettext("%(count)s organisations have this name there") % {"count": len(found)}
        sent.cells.wrong("code", sentence, gettext("Write its code"))
    elif found:
        sent.code = found[0].code


def _stands_there(known: Known, sent: Sent, stored: Stored) -> bool:
    if known.closed is not None or known.parent is None:
        return False
    above = stored.by_pk[known.parent]
    return above.is_called(sent.above) if sent.above else above is stored.root


class Given:
    """Codes after that of what each belongs to: DU01.01, DU01.02, ... None is given twice."""

    def __init__(self, rows: Iterable[Sent], parents: Parents, stored: Stored):
        self.rows, self.parents = list(rows), parents
        self.taken = {*stored.by_code, *(each.key for each in self.rows if each.key)}
        self.next: defaultdict[str, count[int]] = defaultdict(lambda: count(1))

    def give(self) -> None:
        for sent in self.rows:
            if not sent.code and not sent.cells.problems:
                self._give(sent)

    def _give(self, sent: Sent) -> None:
        above = self.parents.of[sent.number]
        if isinstance(above, Sent) and not above.code:
            self._give(above)
        code = self._free(above.code)
        if len(code) > CODE_LENGTH:
            sentence = gettext("The code of what it belongs to is too long to number this one after it")
            sent.cells.wrong("code", sentence, gettext("Fill in a code"))
        sent.code = code

    def _free(self, above: str) -> str:
        code = next(code for number in self.next[above] if number_key(code := f"{above}.{number:02}") not in self.taken)
        self.taken.add(number_key(code))
        return code
