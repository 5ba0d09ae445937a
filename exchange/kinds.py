"""What can be brought in from a file. Each app above names its kinds when it starts.

The engine reads the file, keeps its rows, shows what was judged of them, and holds the transaction; a kind knows what
its rows mean. Rows come as a stream that can be gone through more than once and is never held whole.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django import forms
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from exchange.columns import Column
from exchange.tables.across import Across

Json = Any
"""What json.dumps takes as it is: texts, numbers, lists, dicts with texts as keys."""


class Outcome(models.TextChoices):
    ERROR = "error", _("Error")
    NEW = "new", _("To be added")
    CHANGED = "changed", _("Changed")
    SAME = "same", _("Unchanged")


@dataclass(frozen=True)
class Scope:
    """The place in the tree that an import is for: its path, and its name for people. Nothing outside is touched.

    `upload`: the key of the import, and `file_name` of its file, for the trail. `decision`: by which it is written,
    where the kind asked for one; `reason`: why it is taken back, where that was asked.
    """

    path: str
    name: str
    upload: int = 0
    file_name: str = ""
    decision: Mapping[str, Any] = field(default_factory=dict, hash=False)
    reason: str = ""

    def holds(self, path: str) -> bool:
        return path.startswith(self.path)


class Row(NamedTuple):
    """`cells`: {code of the column: text}, cleaned and trimmed; a column that the file lacks is not in it.

    A number and a day of the file stand as a person types them: 99,16 and 31/12/2024.
    """

    number: int
    cells: Mapping[str, str]

    def get(self, column: str) -> str:
        return self.cells.get(column, "")


class Problem(NamedTuple):
    """What is wrong at a cell and how to mend it, each in a few words; with `url` the mending is a link."""

    column: str
    sentence: str
    mend: str = ""
    url: str = ""


class Difference(NamedTuple):
    """What a cell changes: as it stands on the portal, and as it will."""

    column: str
    before: str
    after: str


class Judged(NamedTuple):
    """What would become of a row. `data` is all that `write` needs of it, so that exactly what was shown is written.

    `label`: how a person names the row. `url`: the record that it is already, where there is one. `notes`: the codes
    of what the page says once of all rows like it (`Kind.noted`).
    """

    number: int
    outcome: Outcome
    label: str
    problems: tuple[Problem, ...] = ()
    differences: tuple[Difference, ...] = ()
    data: Json = None
    url: str = ""
    notes: tuple[str, ...] = ()


class Change(NamedTuple):
    """A row to be written: new or changed, never one with an error or one that is the same."""

    number: int
    outcome: Outcome
    data: Json


class Written(NamedTuple):
    """What `undo` needs to know of a row that was written: which records, and what stood there before."""

    number: int
    label: str
    data: Json


class Touched(NamedTuple):
    """A written row that something newer stands on, and what that is, in a sentence."""

    label: str
    sentence: str
    url: str = ""


class Kind(ABC):
    """`home`: the name of the list's address that the records are on, `home_title` its heading.

    `guide`: lines for the first worksheet of the template. `named_by_worksheet`: where a worksheet holds none of these
    columns, its name may say the first of them (`said_by_worksheet`). `across`: columns for several years side by side.
    `touched_at_sight`: whether `touched` is quick enough for a page, of whatever many rows. `at_once`: so few rows are
    judged while the person waits, where that is fewer than of other kinds. `compares`: what is written is a comparison
    with what is stored, worth as much where every row agrees; it stands at the address `made_at`.
    """

    code: str
    title: str | Promise
    permission: Permission
    columns: Sequence[Column]
    home: str
    home_title: str | Promise
    file_name: str
    guide: Sequence[str | Promise] = ()
    examples: Sequence[Mapping[str, str]] = ()
    named_by_worksheet: Sequence[str] = ()
    across: Across | None = None
    touched_at_sight = False
    at_once: int | None = None
    compares = False

    @abstractmethod
    def judge(self, rows: Iterable[Row], scope: Scope, by: User) -> Iterator[Judged]:
        """Each row in its order, with all that is wrong in it. `rows` may be gone through as often as needed.

        The number of queries is the same for three rows and for sixty thousand. Nothing is written.
        """

    @abstractmethod
    def write(self, changes: Iterable[Change], scope: Scope, by: User) -> Iterable[Written]:
        """In bulk, within the engine's transaction; exactly what was judged. The trail's line is the engine's.

        `changes` may be gone through more than once, too; they leave out rows with errors, so what a row needs of
        another that was left out is itself in error (`judge` says so) and never comes here.
        """

    @abstractmethod
    def touched(self, written: Iterable[Written], scope: Scope) -> Iterable[Touched]:
        """Of what was written, that on which something newer stands: then the import is not taken back."""

    @abstractmethod
    def undo(self, written: Iterable[Written], scope: Scope, by: User) -> None:
        """All of it as it was before, within the engine's transaction; nothing of it is touched.

        Raises Refused where something rests on it that `touched` does not look for: then nothing is taken back.
        """

    def hold(self) -> None:  # noqa: B027
        """Before anything is compared or written, in that transaction: what must stay as it is until it ends."""

    @abstractmethod
    def stamp(self, scope: Scope) -> str:
        """A fingerprint, of up to 64 signs, of the stored data that `judge` compares with.

        The same as long as judging again would give the same; read again in the transaction that writes.
        """

    def scope_field(self, by: User) -> forms.Field | None:
        """Where more places are meant than the outermost of the person's: the field that gives a Scope."""
        return None

    def made_at(self, upload: int) -> str:
        """The page of what was made of the import, where a kind makes one."""
        return ""

    def noted(self, counts: Mapping[str, int]) -> str:
        """What a person should know of so many rows with these notes of one sort ("sort:which"), and what to do."""
        raise KeyError(*counts)

    def decision_form(self, notes: Collection[str], *values: Any, **more: Any) -> forms.Form | None:
        """What is asked before rows with these notes are written, as `decided` takes it; None where nothing is."""
        return None

    def decided(self, notes: Collection[str], scope: Scope, decision: Mapping[str, Any]) -> dict[str, Any]:
        """The decision as it is kept, `Scope.decision`. Raises Refused where it is needed and not whole."""
        return {}

    def reason_form(self, notes: Collection[str], *values: Any) -> forms.Form | None:
        """What is asked before such an import is taken back: the field `reason`."""
        return None

    def said_by_worksheet(self, name: str, *, is_one_of_several: bool) -> dict[str, str]:
        """{column: what the name of a worksheet says of each of its rows}."""
        return dict.fromkeys(self.named_by_worksheet[:1], name) if is_one_of_several else {}

    def column(self, code: str) -> Column:
        return next(column for column in self.columns if column.code == code)


_kinds: dict[str, Kind] = {}


def name_kinds(kinds: Iterable[Kind]) -> None:
    _kinds.update({kind.code: kind for kind in kinds})


def kinds() -> Mapping[str, Kind]:
    return _kinds


def forgotten_columns() -> list[Column]:
    """Of all kinds: a list that is sent to the wrong place is none the less one with these.

    Each once: a heading that fits two columns alike is taken for none.
    """
    return list({each.code: each for kind in _kinds.values() for each in kind.columns if each.forgotten}.values())
