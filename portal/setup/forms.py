from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from accounts.fields import OTHER_SIGNS, SIGNS, UserNameField
from accounts.models import User
from organizations.models import Organization
from portal.setup.actions import Administrator, Root
from portal.setup.tries import check
from ui.days import DayField
from ui.forms import PersonNameField, PlainLineField, PlainNameField
from ui.vietnamese import number_key

Kind = Organization.Kind
ROOTS = [Kind(kind) for kind, above in Kind.parents().items() if not above]
LIKE_A_PASSWORD = lazy(password_validators_help_text_html, str)()
AGAIN = _("The two passwords are not alike. Type both once more.")
ALSO_OFFICE = _("Also enters organisations and members and opens rating years")


class CodeForm(forms.Form):
    refused_title = _("The portal was not opened")

    code = PlainLineField(
        label=_("One-time code"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autofocus": True}),
    )

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any):
        self.request = request
        super().__init__(*args, **kwargs)

    def clean_code(self) -> str:
        code = self.cleaned_data["code"]
        check(self.request, code)
        return code


def _full_name() -> PersonNameField:
    return PersonNameField(label=_("Full name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}))


def _username() -> UserNameField:
    return UserNameField(
        label=_("User name"),
        max_length=150,
        validators=[UnicodeUsernameValidator(message=OTHER_SIGNS)],
        help_text=SIGNS,
    )


def _password(label: Any, help_text: Any = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    return forms.CharField(label=label, strip=False, widget=widget, help_text=help_text)


class RootForm(forms.Form):
    name = PlainNameField(label=_("Name"), max_length=200, help_text=_("As it stands in its decision."))
    kind = forms.ChoiceField(label=_("Type"), choices=[(kind.value, kind.label) for kind in ROOTS])
    code = PlainLineField(
        label=_("Code"), max_length=20, help_text=_("Short, without spaces; imports name the organisation by it.")
    )
    opened_on = DayField(label=_("Founded on"))
    decision_number = PlainLineField(label=_("Decision number"), max_length=60, required=False)
    superior = PlainNameField(
        label=_("Party organisation above"),
        max_length=200,
        required=False,
        help_text=_("The first line of a paper's head. Empty: the line is left out."),
    )

    def clean_code(self) -> str:
        code = self.cleaned_data["code"]
        if " " in code:
            together = {"code": code.replace(" ", "")}
            raise ValidationError(_("A code has no spaces. Write it together, like %(code)s."), params=together)
        return code

    def clean_opened_on(self) -> date:
        day = self.cleaned_data["opened_on"]
        if day > timezone.localdate():
            raise ValidationError(_("This day is still to come. Write the day of the founding."))
        return day

    def root(self) -> Root:
        return Root(**{name: self.cleaned_data[name] for name in Root.__dataclass_fields__})


class SetUpForm(RootForm):
    first_full_name = _full_name()
    first_username = _username()
    first_password = _password(_("Password"), LIKE_A_PASSWORD)
    first_again = _password(_("Password, once more"))
    first_is_office = forms.BooleanField(label=ALSO_OFFICE, required=False)

    second_full_name = _full_name()
    second_username = _username()
    second_is_office = forms.BooleanField(label=ALSO_OFFICE, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self._check_password(data)
        names = [number_key(data.get(name, "")) for name in ("first_username", "second_username")]
        if all(names) and names[0] == names[1]:
            self.add_error("second_username", _("Both administrators need a user name of their own."))
        return data

    def _check_password(self, data: dict[str, Any]) -> None:
        password, again = data.get("first_password"), data.get("first_again")
        if password and again and password != again:
            self.add_error("first_again", AGAIN)
        elif password:
            try:
                validate_password(password, self._first_user(data))
            except ValidationError as weak:
                self.add_error("first_password", weak)

    @staticmethod
    def _first_user(data: dict[str, Any]) -> User:
        return User(username=data.get("first_username", ""), full_name=data.get("first_full_name", ""))

    def administrators(self) -> list[Administrator]:
        return [self._administrator("first"), self._administrator("second")]

    def _administrator(self, which: str) -> Administrator:
        given = {name: self.cleaned_data.get(f"{which}_{name}", "") for name in Administrator.__dataclass_fields__}
        return Administrator(**given)
