from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import UsernameField
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actions import note_throttled, refuse_sign_in
from accounts.audit import verb_words
from accounts.browsers import known_browser
from accounts.models import User
from accounts.throttle import TooManyTries, client_address, forgive, reserve
from ui.days import DayField
from ui.vietnamese import nfc


class SignInForm(forms.Form):
    """Django's AuthenticationForm checks before it asks anyone; here a try is counted first."""

    username = UsernameField(label=_("User name"), max_length=150, widget=forms.TextInput(attrs={"autofocus": True}))
    password = forms.CharField(
        label=_("Password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any):
        self.request = request
        self.user: User | None = None
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors:
            self.user = self._check(data["username"], data["password"])
        return data

    def _check(self, username: str, password: str) -> User:
        try:
            attempt = reserve(
                username=username,
                address=client_address(self.request),
                browser=known_browser(self.request, username),
            )
        except TooManyTries as refused:
            if refused.is_news:
                note_throttled(attempt=refused.attempt)
            raise ValidationError(
                _(
                    "Too many tries that did not succeed. Please try again after %(time)s. "
                    "If you have forgotten the password, ask the administrator for a new link."
                ),
                code="throttled",
                params={"time": f"{timezone.localtime(refused.until):%H:%M:%S}"},
            )
        user = authenticate(self.request, username=username, password=password)
        if user is None:
            refuse_sign_in(attempt=attempt, reason="password")
            raise ValidationError(
                _("The user name or the password is not right. Check the keyboard, the capital letters and try again."),
                code="invalid_login",
            )
        forgive(attempt)
        return user


class UserForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ("username", "full_name")
        field_classes = {"username": UsernameField}
        help_texts = {"username": _("Letters, digits and the signs . _ - only, for example: van.an")}
        labels = {"username": _("User name")}

    def clean_username(self) -> str:
        username = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=username).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("This user name is taken. Choose another, for example with a number at the end."))
        return username

    def clean_full_name(self) -> str:
        return nfc(self.cleaned_data["full_name"])


class EmailForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        max_length=254,
        help_text=_("Reminders before and after due dates go there. Leave it empty to get none."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("This is no e-mail address. Write it like ten@donvi.example, or leave it empty.")},
    )

    def clean_email(self) -> str:
        return User.objects.normalize_email(self.cleaned_data["email"])


class TrailFilter(forms.Form):
    person = forms.CharField(label=_("Person"), required=False, max_length=120)
    verb = forms.ChoiceField(label=_("Deed"), required=False)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["verb"].choices = [("", _("All")), *sorted(verb_words().items(), key=lambda item: str(item[1]))]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("This day comes before the first one. Exchange the two."))
        return data
