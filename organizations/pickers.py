"""Organisations in a picker, and which of them a person may choose where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q
from django.db.models.functions import Length
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from organizations.matching import CONSIDERED, alike
from organizations.models import Organization, OrganizationQuerySet
from ui.moments import day
from ui.numbers import format_integer
from ui.pickers.fields import PickerField
from ui.pickers.rows import Finder, Row
from ui.queries import pk_of
from ui.searching import search_key
from ui.vietnamese import compare_key

TYPE_TO_CHOOSE = _("Type the name or the code, with or without marks.")


class OrganizationFinder(Finder):
    hint = _("Name or code")
    outside = _("This organisation is not among those you may choose here. Type its name or code.")
    nothing = _("No organisation matches “%(text)s”. Type fewer words, or the code.")
    narrowing = _("Add the name of what it belongs to.")
    records: OrganizationQuerySet

    def detailed(self, records: Any) -> Any:
        return records.select_related("parent") if isinstance(records, OrganizationQuerySet) else records

    def row(self, record: Organization) -> Row:
        parts = [str(record.get_kind_display()), record.parent.name if record.parent else ""]
        if record.closed_on:
            parts.append(gettext("ended on %(day)s") % {"day": day(record.closed_on)})
        return Row(str(record.pk), record.name, record.code, " · ".join(filter(None, parts)))

    def by_value(self, value: str) -> Organization | None:
        return self.detailed(self.records).filter(pk=pk_of(value)).first()

    def by_values(self, values: Iterable[str]) -> Any:
        found = self.detailed(self.records).in_bulk([pk for value in values if (pk := pk_of(value))])
        return [found[pk] for value in values if (pk := pk_of(value)) in found]

    def meant(self, text: str) -> Sequence[Organization]:
        """The code, or the whole name with or without marks; "Name (code)" is what the box shows."""
        records = self.detailed(self.records)
        name, _sign, code = text.rpartition(" (")
        if found := list(records.filter(Q(code__iexact=text) | Q(code__iexact=code.rstrip(")"), name=name))):
            return found
        key = search_key(text)
        shortest = records.filter(search_key__startswith=f"{key} ").order_by(Length("search_key"), "path")[:CONSIDERED]
        whole = [one for one in shortest if search_key(one.name) == key]
        written = [one for one in whole if compare_key(one.name) == compare_key(text)]
        return written or (whole if compare_key(text) == key else [])

    def alike(self, text: str) -> Sequence[Organization]:
        return alike(self.detailed(self.records), text, "name")

    def count(self, text: str) -> int:
        return self.matching(text).order_by().count()

    def counted(self, text: str, found: int) -> str:
        total = self.records.count() if text else found
        if not text:
            return ngettext("%(total)s organisation", "%(total)s organisations", total) % {
                "total": format_integer(total)
            }
        said = ngettext(
            "%(found)s organisation matches, of %(total)s", "%(found)s organisations match, of %(total)s", found
        )
        return said % {"found": format_integer(found), "total": format_integer(total)}


class OrganizationField(PickerField):
    """A form calls `search_in(OrganizationFinder(...))` with what its person may choose."""


def holders(by: User) -> OrganizationFinder:
    """Where an administrator may give a role."""
    visible = Organization.objects.visible_to(by, Permission.MANAGE_USERS)
    return OrganizationFinder(visible.open_on(timezone.localdate()))
