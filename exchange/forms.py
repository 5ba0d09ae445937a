from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from exchange.files.reading import MAX_BYTES
from exchange.files.refusals import REFUSALS
from exchange.kinds import Kind, Scope
from ui.files import FileChoice
from ui.pickers.fields import PickingForm


def scopes_of(user: User, kind: Kind) -> list[Scope]:
    """The places that the person may bring this in at, each outermost one."""
    held = {grant.path: grant.organization for grant in user.grants if kind.permission in grant.permissions}
    outermost = [path for path in sorted(held) if not any(path != each and path.startswith(each) for each in held)]
    return [Scope(path, held[path]) for path in outermost]


class UploadForm(PickingForm, forms.Form):
    """`scope` stands there only where there is something to choose; `scope_field` is that of a kind with its own."""

    scope = forms.ChoiceField(label=_("For"))
    file = forms.FileField(
        label=_("File (.xlsx, .xls, .ods, .csv)"),
        widget=FileChoice(attrs={"accept": ".xlsx,.xls,.ods,.csv,.txt,.tsv"}),
        error_messages={
            "required": _("Choose the file."),
            "empty": _("The file is empty. Choose another one."),
            "invalid": _("Choose the file."),
            "missing": _("Choose the file."),
        },
        max_length=200,
    )

    def __init__(self, *args: Any, scopes: list[Scope], scope_field: forms.Field | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.scopes = {scope.path: scope for scope in scopes}
        if scope_field:
            self.fields["scope"] = scope_field
        elif len(scopes) > 1:
            self.fields["scope"].choices = [("", _("Choose")), *((scope.path, scope.name) for scope in scopes)]
        else:
            del self.fields["scope"]

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise ValidationError(REFUSALS["too_big"], code="too_big")
        return file

    @property
    def scope_chosen(self) -> Scope:
        chosen = self.cleaned_data.get("scope")
        if isinstance(chosen, Scope):
            return chosen
        [only, *more] = self.scopes.values()
        return self.scopes[self.cleaned_data["scope"]] if more else only
