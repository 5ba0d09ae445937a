"""Members in a picker, told apart by year of birth and cell; and where a person may look for or put a member."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.lists.nearest import MOST, Nearest
from accounts.models import User
from accounts.permissions import Permission
from members.models import Member, MemberQuerySet, Membership
from members.numbers import codes_meant
from organizations.matching import CONSIDERED, alike
from organizations.models import Organization, OrganizationQuerySet, reach_of
from organizations.namesakes import named_apart, under
from organizations.pickers import OrganizationFinder
from organizations.roots import root_path
from organizations.tree import below
from ui.numbers import format_integer
from ui.pickers.fields import PickerField
from ui.pickers.rows import SHOWN, Finder, Row
from ui.searching import search_key
from ui.vietnamese import compare_key, number_key


class MemberFinder(Finder):
    hint = _("Name, number or year of birth")
    outside = _("There is no member with this number or name. Look it up on the list of members.")
    nothing = _("No member matches “%(text)s”. Type fewer words, or the number.")
    records: MemberQuerySet
    most_counted = MOST

    def __init__(self, by: User, permission: Permission) -> None:
        seen = Membership.objects.visible_to(by, permission)
        # As Member.objects.visible_to, but asked of each candidate: few of half a million match what is typed.
        super().__init__(Member.objects.filter(Exists(seen.filter(member=OuterRef("pk")))))
        self._found: dict[str, Nearest] = {}
        self.seen = seen.select_related("organization").annotate(under=under("organization__")).order_by("-since")

    def first(self, text: str, most: int = SHOWN) -> list[Member]:
        return self._nearest(text)[:most] if text else super().first(text, most)

    def _nearest(self, text: str) -> Nearest:
        """Asked for its rows and for their number: read once."""
        if text not in self._found:
            self._found[text] = self.records.nearest(text, self.detailed)
        return self._found[text]

    def detailed(self, records: Any) -> Any:
        places = Prefetch("memberships", self.seen, to_attr="places")
        return records.prefetch_related(places) if isinstance(records, MemberQuerySet) else records

    def row(self, record: Member) -> Row:
        born = gettext("born %(year)s") % {"year": record.birth_date.year}
        places = getattr(record, "places", None)
        place = (places or [None])[0] if places is not None else self.seen.filter(member=record).first()
        detail = " · ".join([born, *([named_apart(place)] if place else [])])
        return Row(record.code, record.full_name, record.code, detail)

    def by_value(self, value: str) -> Member | None:
        return self.detailed(self.records).filter(code__in=codes_meant(value)).first()

    def by_values(self, values: Iterable[str]) -> Any:
        found = {one.code: one for one in self.detailed(self.records.filter(code__in=list(values)))}
        return [found[value] for value in values if value in found]

    def meant(self, text: str) -> Sequence[Member]:
        """The number, or the whole name with or without marks; "Name (number)" is what the box shows."""
        records = self.detailed(self.records)
        _name, _sign, code = text.rpartition(" (")
        if found := list(records.filter(code__in=[*codes_meant(number_key(text)), code.rstrip(")").upper()])):
            return found
        whole = list(records.filter(search_key=search_key(text))[:CONSIDERED])
        written = [one for one in whole if compare_key(one.full_name) == compare_key(text)]
        is_bare = compare_key(text) == search_key(text)
        return whole if is_bare else written

    def alike(self, text: str) -> Sequence[Member]:
        return alike(self.detailed(self.records), text, "full_name")

    def count(self, text: str) -> int:
        if not text:
            return self.records.order_by()[: MOST + 1].count()
        found = self._nearest(text)
        return found.count() + found.is_cut

    def counted(self, text: str, found: int) -> str:
        if found > MOST:
            return gettext("More than %(most)s members") % {"most": format_integer(MOST)}
        return ngettext("%(found)s member matches", "%(found)s members match", found) % {"found": format_integer(found)}


class MemberField(PickerField):
    """A form calls `search_in(MemberFinder(...))`."""


def places_seen(by: User) -> OrganizationFinder:
    return OrganizationFinder(Organization.objects.visible_to(by, Permission.VIEW_MEMBERS))


def editable_cells(by: User) -> OrganizationFinder:
    """Where the person may put a member: cells that still stand."""
    visible = Organization.objects.visible_to(by, Permission.EDIT_MEMBERS)
    return OrganizationFinder(visible.open_on(timezone.localdate()).filter(kind__in=Organization.Kind.cells()))


class ReceiverFinder(OrganizationFinder):
    """What is not the person's own is found by its name or code, and listed to nobody."""

    def __init__(self, records: OrganizationQuerySet, own: Q) -> None:
        super().__init__(records)
        self.own = own

    def matching(self, text: str) -> Any:
        return super().matching(text) if text else self.records.filter(self.own)

    def count(self, text: str) -> int:
        return self.matching(text).order_by().count()

    def counted(self, text: str, found: int) -> str:
        words = ngettext("%(found)s organisation matches", "%(found)s organisations match", found)
        return words % {"found": format_integer(found)} if text else super().counted(text, found)


def receivers(by: User) -> OrganizationFinder:
    """Where a member may be sent: the person's own cells, and below the same root every other place by its name."""
    own = reach_of(by, Permission.EDIT_MEMBERS)
    kinds = Organization.Kind
    elsewhere = below(root_path(by)) & ~own & Q(kind__in=[*kinds.grassroots(), *kinds.cells()])
    here = own & Q(kind__in=kinds.cells())
    return ReceiverFinder(Organization.objects.open_on(timezone.localdate()).filter(here | elsewhere), here)


def may_put(by: User, organization: Organization) -> bool:
    return editable_cells(by).records.filter(pk=organization.pk).exists()


def cells_within(by: User, organization: Organization) -> OrganizationFinder:
    return OrganizationFinder(editable_cells(by).records.below(organization))
