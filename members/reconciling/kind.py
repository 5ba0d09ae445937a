"""A list kept elsewhere as a kind of import: what it brings is a comparison, and no member."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from django import forms
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from exchange.kinds import Change, Judged, Kind, Row, Scope, Touched, Written
from members.importing import stored
from members.models import Difference, Reconciliation
from members.reconciling import judging, writing
from members.reconciling.columns import COLUMNS
from members.reconciling.forms import ScopeField
from organizations.holding import share
from ui.numbers import format_integer


class OtherList(Kind):
    code = "reconciliation"
    title = _("Comparison of the list of members")
    permission = Permission.EDIT_MEMBERS
    columns = COLUMNS
    home = "members:reconciliations"
    home_title = _("Comparisons with other lists")
    file_name = "mau-doi-chieu"
    compares = True
    guide = (
        _("One row for each member who is on the list that you compare with."),
        _("A member is known by the number, else by name and date of birth; marks may be missing."),
        _("An empty cell says nothing: it is no difference."),
        _("Nothing changes by comparing: each difference is settled by you."),
    )
    examples = (
        {
            "full_name": "Nguyễn Thị Thí Dụ",
            "birth_date": "17/05/1980",
            "sex": "Nữ",
            "organization": "Chi bộ Văn phòng",
            "admitted_on": "03/02/2005",
            "official_on": "03/02/2006",
        },
    )

    def scope_field(self, by: User) -> forms.Field:
        return ScopeField(by)

    def made_at(self, upload: int) -> str:
        made = Reconciliation.objects.filter(upload=upload).values_list("pk", flat=True).first()
        return reverse("members:reconciliation", args=[made]) if made else ""

    def hold(self) -> None:
        share()

    def judge(self, rows: Iterable[Row], scope: Scope, by: User) -> Iterator[Judged]:
        return judging.judge(rows, scope, by)

    def write(self, changes: Iterable[Change], scope: Scope, by: User) -> Iterator[Written]:
        made = writing.write(scope, by)
        yield Written(0, scope.file_name, {"reconciliation": made.pk})

    def touched(self, written: Iterable[Written], scope: Scope) -> Iterator[Touched]:
        done = Difference.objects.filter(reconciliation__upload=scope.upload, state=Difference.State.SETTLED)
        for each in done.order_by("pk"):
            yield Touched(each.full_name, gettext("was settled since"), each.get_absolute_url())

    def undo(self, written: Iterable[Written], scope: Scope, by: User) -> None:
        Reconciliation.objects.filter(upload=scope.upload).delete()

    def noted(self, counts: Mapping[str, int]) -> str:
        [count] = counts.values()
        sentence = ngettext(
            "%(count)s row names a cell that is not known here: who belongs where was not compared in it.",
            "%(count)s rows name a cell that is not known here: who belongs where was not compared in them.",
            count,
        )
        return sentence % {"count": format_integer(count)}

    def stamp(self, scope: Scope) -> str:
        return stored.stamp(scope)
