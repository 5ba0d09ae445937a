"""Below what each row of a file stands: an organisation of the portal, or another row, in whatever order they come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.utils.translation import gettext, ngettext

from organizations.importing.reading import Kind, Sent
from organizations.importing.stored import Known, Stored
from ui.days import written
from ui.vietnamese import compare_key, number_key

Parent = Known | Sent
# So many rows of a circle are named.
NAMED = 10


def parent_column(sent: Sent) -> str:
    return "parent" if not sent.cells.row.get("parent_code") and sent.cells.row.get("parent") else "parent_code"


def names_itself(sent: Sent) -> bool:
    """By its code or its name: nothing else that is called so stands above it."""
    return bool(sent.above) and (number_key(sent.above) == sent.key or compare_key(sent.above) == sent.name_key)


def below_itself(sent: Sent) -> None:
    sentence = gettext("The organisation cannot belong to itself")
    sent.cells.wrong(parent_column(sent), sentence, gettext("Write which organisation it belongs to"))


class Parents:
    """Of the rows that are new: `of` is filled for each whose parent was found."""

    def __init__(self, rows: Sequence[Sent], stored: Stored):
        self.rows, self.stored = rows, stored
        self.by_code = {sent.key: sent for sent in rows if sent.key}
        self.by_name: defaultdict[str, list[Sent]] = defaultdict(list)
        for sent in rows:
            self.by_name[sent.name_key].append(sent)
        self.of: dict[int, Parent] = {}
        for sent in rows:
            self._find(sent)
        self._refuse_circles(rows)
        self._date_as_above(rows)
        self._refuse_unfitting(rows)

    def _find(self, sent: Sent) -> None:
        if not sent.above:
            self._stands_below_root(sent)
            return
        found = self._named(sent)
        if len(found) == 1:
            self.of[sent.number] = found[0]
            return
        words = {"above": sent.above[:80], "count": len(found)}
        if not found and names_itself(sent):
            below_itself(sent)
            return
        if found:
            sentence = ngettext(
                "%(count)s organisation is called “%(above)s”",
                "%(count)s organisations are called “%(above)s”",
                len(found),
            )
            sent.cells.wrong(parent_column(sent), sentence % words, gettext("Write its code instead"))
            return
        sentence = gettext("No organisation “%(above)s”, on the portal or in this file")
        sent.cells.wrong(parent_column(sent), sentence % words, gettext("Correct the code or the name"))

    def _named(self, sent: Sent) -> list[Parent]:
        key = number_key(sent.above)
        by_code = self.by_code.get(key) or self.stored.in_scope(sent.above)
        if by_code is not None:
            return [by_code]
        name = compare_key(sent.above)
        sent_rows = [each for each in self.by_name[name] if each.number != sent.number]
        listed = {each.key for each in sent_rows}
        known = [each for each in self.stored.by_name[name] if number_key(each.code) not in listed]
        return [*sent_rows, *known]

    def _stands_below_root(self, sent: Sent) -> None:
        root = self.stored.root
        if not sent.kind:
            return
        if root is not None and root.kind in Kind.parents()[Kind(sent.kind)]:
            self.of[sent.number] = root
        else:
            sent.cells.wrong(
                "parent_code", gettext("It does not say what it belongs to"), gettext("Fill in a code or a name")
            )

    def _refuse_circles(self, rows: Sequence[Sent]) -> None:
        for sent in rows:
            if names_itself(sent) and self.of.get(sent.number) is sent:
                del self.of[sent.number]
                below_itself(sent)
            elif circle := self._circle(sent):
                sentence = gettext("Rows %(rows)s belong to each other in a circle")
                listed = ", ".join(map(str, sorted(circle)[:NAMED]))
                mend = gettext("Correct what it belongs to")
                sent.cells.wrong(parent_column(sent), sentence % {"rows": listed}, mend)

    def _circle(self, sent: Sent) -> list[int]:
        """The rows that the way up comes to again. No tree is deeper than its kinds allow: a longer way has no end."""
        way, above = [sent.number], self.of.get(sent.number)
        while isinstance(above, Sent):
            if above.number in way:
                return way[way.index(above.number) :]
            if len(way) > len(Kind):
                return way
            way.append(above.number)
            above = self.of.get(above.number)
        return []

    def _date_as_above(self, rows: Sequence[Sent]) -> None:
        """A row without a day of founding stands there as long as what it belongs to."""
        for sent in rows:
            if sent.opened is None and not sent.cells.problems:
                sent.opened = self._opened(sent)

    def _opened(self, sent: Sent) -> date | None:
        above = self.of.get(sent.number)
        while isinstance(above, Sent) and above.opened is None:
            above = self.of.get(above.number)
        return above.opened if above else None

    def _refuse_unfitting(self, rows: Sequence[Sent]) -> None:
        for sent in rows:
            above = self.of.get(sent.number)
            if above is None or not sent.kind or not above.kind:
                continue
            if above.kind not in Kind.parents()[Kind(sent.kind)]:
                sentence = gettext("%(kind)s cannot stand below %(above)s")
                kinds = {"kind": Kind(sent.kind).label, "above": Kind(above.kind).label}
                sent.cells.wrong(
                    parent_column(sent), sentence % kinds, gettext("Correct the type or what it belongs to")
                )
            self._refuse_too_early(sent, above)

    def below(self, wrong: Iterable[Sent]) -> Iterator[tuple[Sent, Sent]]:
        """Everything that stands below these rows, each with what it stands below."""
        children: defaultdict[int, list[Sent]] = defaultdict(list)
        for sent in self.rows:
            if isinstance(above := self.of.get(sent.number), Sent):
                children[above.number].append(sent)
        level, seen = list(wrong), {sent.number for sent in wrong}
        while level:
            found = [(child, above) for above in level for child in children[above.number] if child.number not in seen]
            seen.update(child.number for child, _above in found)
            yield from found
            level = [child for child, _above in found]

    def _refuse_too_early(self, sent: Sent, above: Parent) -> None:
        if isinstance(above, Known) and above.closed is not None:
            sentence = gettext("%(name)s ended on %(day)s")
            words = {"name": above.name, "day": written(above.closed)}
            sent.cells.wrong(parent_column(sent), sentence % words, gettext("Correct what it belongs to"))
        elif sent.opened and above.opened and sent.opened < above.opened:
            sentence = gettext("Before %(name)s, to which it belongs, was founded on %(day)s")
            words = {"name": above.name, "day": written(above.opened)}
            sent.cells.wrong("opened", sentence % words, gettext("Write the day from which it stands there"))
