"""Which deeds there are for an organisation, with the form that asks and the action that is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from organizations.deeds import changing, correcting, founding, merging, moving, splitting
from organizations.deeds.pages import forms, forms_natures, forms_places
from organizations.models import Kind, Organization, Reorganization


@dataclass(frozen=True)
class Offered:
    code: str
    title: str | Promise
    form: type[forms.DeedForm]
    act: Callable[[Any, User], Reorganization]
    fits: Callable[[Organization], bool] = lambda organization: True


def _found(form: forms_natures.FoundForm, by: User) -> Reorganization:
    kind = Kind(form.cleaned_data["kind"])
    is_root = kind == form.organization.kind and form.organization.parent_id is None
    return changing.found(
        decision=form.decision,
        named=form.named,
        kind=kind,
        parent=None if is_root else form.organization,
        beside=form.organization if is_root else None,
        by=by,
        sector=form.cleaned_data["sector"],
        unit_type=form.cleaned_data["unit_type"],
    )


def _on(action: Callable[..., Reorganization], *names: str) -> Callable[[Any, User], Reorganization]:
    def act(form: forms.DecisionForm, by: User) -> Reorganization:
        facts = {name: form.cleaned_data[name] for name in names}
        return action(decision=form.decision, organization=form.organization, by=by, **facts)

    return act


def _correct(form: forms_natures.CorrectForm, by: User) -> Reorganization:
    data = form.cleaned_data
    said = {"reason": data["note"], "number": data["decision_number"]}
    return correcting.correct(organization=form.organization, on=data["on"], by=by, **said, **form.right)


def _correct_founding(form: forms_natures.FoundingForm, by: User) -> Reorganization:
    reason = form.cleaned_data["note"]
    return founding.correct_founding(organization=form.organization, founded=form.founded, reason=reason, by=by)


def _to_committee(form: forms_natures.ToCommitteeForm, by: User) -> Reorganization:
    return changing.to_committee(
        decision=form.decision,
        organization=form.organization,
        cells=form.cells_named,
        name=form.cleaned_data["name"],
        by=by,
    )


def _move(form: forms_places.MoveForm, by: User) -> Reorganization:
    parent = form.cleaned_data["parent"]
    return moving.move(decision=form.decision, organizations=[form.organization], parent=parent, by=by, **form.nature)


def _hand_over(form: forms_places.HandOverForm, by: User) -> Reorganization:
    chosen = list(Organization.objects.filter(pk__in=form.cleaned_data["organizations"]).order_by("path"))
    parent = form.cleaned_data["parent"]
    return moving.move(decision=form.decision, organizations=chosen, parent=parent, by=by, **form.nature)


def _merge(form: forms_places.MergeForm, by: User) -> Reorganization:
    chosen = form.cleaned_data["goes_on"]
    if chosen == "new":
        return merging.merge_anew(decision=form.decision, organizations=form.merged, named=form.named, by=by)
    survivor = form.merged[0 if chosen == "this" else 1]
    others = [each for each in form.merged if each is not survivor]
    return merging.merge_into(decision=form.decision, organizations=others, survivor=survivor, by=by)


def _split(form: forms_places.SplitForm, by: User) -> Reorganization:
    part, organization = form.cleaned_data["part"], form.organization
    return splitting.split(
        decision=form.decision,
        organization=organization,
        named=form.named,
        by=by,
        members=part if organization.is_cell else (),
        below=() if organization.is_cell else list(Organization.objects.filter(pk__in=part).order_by("path")),
    )


def _holds_others(organization: Organization) -> bool:
    return not organization.is_cell


OFFERED = (
    Offered("found", _("Found an organisation"), forms_natures.FoundForm, _found, _holds_others),
    Offered("correct", _("Put right what was mistyped"), forms_natures.CorrectForm, _correct),
    Offered("founding", _("Put day and number of the founding right"), forms_natures.FoundingForm, _correct_founding),
    Offered("rename", _("Rename"), forms_natures.RenameForm, _on(changing.rename, "name")),
    Offered(
        "classify",
        _("Change sector or type of unit"),
        forms_natures.ClassifyForm,
        _on(changing.classify, "sector", "unit_type"),
        lambda organization: organization.is_grassroots,
    ),
    Offered(
        "to-committee",
        _("Make it a committee"),
        forms_natures.ToCommitteeForm,
        _to_committee,
        lambda organization: organization.kind == Kind.GRASSROOTS_CELL,
    ),
    Offered(
        "to-cell",
        _("Make it a cell"),
        forms_natures.ToCellForm,
        _on(changing.to_cell, "name"),
        lambda organization: organization.kind == Kind.GRASSROOTS_COMMITTEE,
    ),
    Offered("move", _("Move"), forms_places.MoveForm, _move, lambda organization: organization.parent_id is not None),
    Offered("hand-over", _("Hand organisations over"), forms_places.HandOverForm, _hand_over, _holds_others),
    Offered("merge", _("Merge"), forms_places.MergeForm, _merge),
    Offered("split", _("Divide"), forms_places.SplitForm, _split),
    Offered("dissolve", _("Dissolve"), forms.DissolveForm, _on(changing.dissolve)),
)


def offered_for(organization: Organization) -> list[Offered]:
    return [] if organization.closed_on else [each for each in OFFERED if each.fits(organization)]
