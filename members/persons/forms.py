"""Which number stays, which facts are the person's, and why the two records are one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from members.deeds import FACTS
from members.models import Member
from members.pickers import MemberField, MemberFinder
from ui.days import written
from ui.forms import PlainLineField
from ui.pickers.fields import PickingForm
from ui.seen import changes

ONE, OTHER = "one", "other"


class OtherRecordForm(PickingForm, forms.Form):
    """Sent by GET: with whom a member is compared."""

    other = MemberField(search="members:pick_member", label=_("The other record"))

    def __init__(self, *args: Any, by: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["other"].search_in(MemberFinder(by, Permission.EDIT_MEMBERS))


class MergeForm(forms.Form):
    stays = forms.ChoiceField(label=_("Number that stays"), widget=forms.RadioSelect)
    reason = PlainLineField(label=_("How you know that it is one person"), max_length=300)

    def __init__(self, *args: Any, one: Member, other: Member, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.one, self.another = one, other
        self.fields["stays"].choices = [(ONE, one.code), (OTHER, other.code)]
        self.fields["stays"].initial = ONE
        self.differing = [*changes(one, {name: getattr(other, name) for name in FACTS})]
        for name in self.differing:
            self.fields[name] = self._choice(name)
        self.order_fields(["stays", *self.differing, "reason"])

    def _choice(self, name: str) -> forms.ChoiceField:
        label = capfirst(_field(name).verbose_name)
        values = [(key, _said(record, name)) for key, record in self._records()]
        return forms.ChoiceField(label=label, choices=values, initial=ONE, widget=forms.RadioSelect)

    def _records(self) -> Iterator[tuple[str, Member]]:
        yield ONE, self.one
        yield OTHER, self.another

    def arguments(self) -> dict[str, Any]:
        records, data = dict(self._records()), self.cleaned_data
        stayed, gone = (self.one, self.another) if data["stays"] == ONE else (self.another, self.one)
        facts = {name: getattr(records[data[name]], name) for name in self.differing}
        return {"stayed": stayed, "gone": gone, "facts": facts, "reason": data["reason"]}


def _field(name: str) -> models.Field[Any, Any]:
    field = Member._meta.get_field(name)
    assert isinstance(field, models.Field)
    return field


def _said(member: Member, name: str) -> str:
    value = getattr(member, name)
    if isinstance(value, date):
        return written(value)
    return str(member.get_sex_display() if name == "sex" else value) or gettext("not written down")


class TakeBackForm(forms.Form):
    reason = PlainLineField(label=_("Why they are two persons after all"), max_length=300)
