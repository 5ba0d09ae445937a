"""What would become of each row: new, the same, filled in, or wrong and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exchange.kinds import Difference, Judged, Outcome, Row, Scope
from organizations.importing.codes import Given, recognize
from organizations.importing.late import Late
from organizations.importing.parents import Parents, below_itself, names_itself, parent_column
from organizations.importing.reading import Kind, Reading, Sent
from organizations.importing.stored import Known, Stored
from organizations.models import Sector, UnitType
from ui.days import written
from ui.vietnamese import compare_key, nfc

BY_DEED: dict[str, str | Promise] = {
    "name": _("Another name has a day and a decision: rename it on its page"),
    "kind": _("Another type has a day and a decision: change it on its page"),
    "parent": _("Another place has a day and a decision: move it on its page"),
    "sector": _("Another sector has a day: change it on its page"),
    "unit": _("Another type of unit has a day: change it on its page"),
    "opened": _("The portal holds another day of founding: put it right on its page"),
}


def judge(rows: Iterable[Row], scope: Scope) -> Iterator[Judged]:
    stored, reading = Stored(scope), Reading()
    sent = [reading.sent(row) for row in rows]
    recognize(sent, stored)
    _refuse_twice(sent)
    new = [each for each in sent if not stored.is_taken(each.code)]
    parents = Parents(new, stored)
    sectors = {each.code: str(each) for each in Sector.objects.all()}
    late = Late(scope)
    for each in new:
        _refuse_root(each)
    _refuse_below_wrong(new, parents)
    Given(new, parents, stored).give()
    fresh = {each.number for each in new}
    for each in sent:
        if each.number in fresh:
            yield late.noted(_new(each, parents, sectors), each.opened)
        elif found := stored.in_scope(each.code):
            yield late.noted(_compared(each, found, stored, sectors), found.opened)
        else:
            yield _refused(each)


def _refuse_twice(sent: list[Sent]) -> None:
    first: dict[str, int] = {}
    often = Counter(each.key for each in sent if each.key)
    for each in sent:
        if often[each.key] > 1:
            at = first.setdefault(each.key, each.number)
            if at != each.number:
                sentence = gettext("The same code stands in row %(row)s") % {"row": at}
                each.cells.wrong("code", sentence, gettext("Leave one of the two rows"))


def _refuse_root(sent: Sent) -> None:
    if sent.kind and not Kind.parents()[Kind(sent.kind)]:
        sentence = gettext("A root organisation is not brought in from a file")
        sent.cells.wrong("kind", sentence, gettext("Take the row out of the file"))


def _refuse_below_wrong(new: list[Sent], parents: Parents) -> None:
    """What stands below a row that will not be written cannot be written either, however deep."""
    for each, above in list(parents.below([each for each in new if each.cells.problems])):
        if not each.cells.problems:
            sentence = gettext("Row %(row)s, to which it belongs, has an error") % {"row": above.number}
            each.cells.wrong(parent_column(each), sentence, gettext("Correct that row first"))


def _refused(sent: Sent) -> Judged:
    if sent.code and not sent.cells.is_wrong("code"):
        sentence = gettext("This code is taken by an organisation that you do not keep")
        sent.cells.wrong("code", sentence, gettext("Choose another code"))
    return _wrong(sent)


def _wrong(sent: Sent, url: str = "") -> Judged:
    return Judged(sent.number, Outcome.ERROR, sent.label, tuple(sent.cells.problems), url=url)


def _new(sent: Sent, parents: Parents, sectors: dict[str, str]) -> Judged:
    above = parents.of.get(sent.number)
    if sent.cells.problems or above is None or sent.opened is None:
        return _wrong(sent)
    shown = {
        "code": "" if sent.cells.row.get("code") else sent.code,
        "kind": str(Kind(sent.kind).label),
        "parent": above.name,
        "sector": sectors.get(sent.sector, ""),
        "unit": str(UnitType(sent.unit).label) if sent.unit else "",
        "opened": written(sent.opened),
        "decision": sent.decision,
    }
    data = {
        "code": sent.code,
        "name": sent.name,
        "kind": sent.kind,
        "parent": above.code,
        "sector": sent.sector,
        "unit": sent.unit,
        "opened": sent.opened.isoformat(),
        "decision": sent.decision,
    }
    told = tuple(Difference(name, "", words) for name, words in shown.items() if words)
    return Judged(sent.number, Outcome.NEW, sent.label, differences=told, data=data)


def _compared(sent: Sent, known: Known, stored: Stored, sectors: dict[str, str]) -> Judged:
    """What a deed of its own changes is refused; what was not told yet is filled in; an empty cell says nothing."""
    url = reverse("organizations:detail", args=[known.pk])
    cells = sent.cells
    cells.problems = [each for each in cells.problems if cells.row.get(each.column)]
    for column in _by_deed(sent, known, stored):
        if column == "parent" and names_itself(sent) and _called_alone(known, sent, stored):
            below_itself(sent)
            continue
        at = column if column != "parent" else parent_column(sent)
        cells.wrong(at, str(BY_DEED[column]), gettext("Open its page"), url)
    if cells.problems:
        return _wrong(sent, url)
    changed = _filled_in(sent, known)
    told = tuple(_difference(name, getattr(known, name), value, sectors) for name, value in changed.items())
    data: Any = {"pk": known.pk, "changed": changed} if changed else None
    outcome = Outcome.CHANGED if changed else Outcome.SAME
    return Judged(sent.number, outcome, sent.label or known.name, differences=told, data=data, url=url)


def _called_alone(known: Known, sent: Sent, stored: Stored) -> bool:
    return all(each.pk == known.pk for each in stored.by_name[compare_key(sent.above)])


def _by_deed(sent: Sent, known: Known, stored: Stored) -> Iterator[str]:
    if sent.name and nfc(sent.name) != known.name:
        yield "name"
    if sent.kind and sent.kind != known.kind:
        yield "kind"
    above = stored.by_pk[known.parent] if known.parent else None
    if sent.above and not (above and above.is_called(sent.above)):
        yield "parent"
    if sent.opened and sent.opened != known.opened:
        yield "opened"
    for name in ("sector", "unit"):
        if getattr(known, name) and getattr(sent, name) not in ("", getattr(known, name)):
            yield name


def _filled_in(sent: Sent, known: Known) -> dict[str, str]:
    told = {"sector": sent.sector, "unit": sent.unit, "decision": sent.decision}
    return {name: value for name, value in told.items() if value and value != getattr(known, name)}


def _difference(name: str, before: str, after: str, sectors: dict[str, str]) -> Difference:
    return Difference(name, _shown(name, before, sectors), _shown(name, after, sectors))


def _shown(name: str, value: str, sectors: dict[str, str]) -> str:
    if name == "sector":
        return sectors.get(value, value)
    return str(UnitType(value).label) if name == "unit" and value else value
