"""The form of signing in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.fields import UserNameField
from accounts.models import User
from accounts.sign_in.actions import note_throttled, refuse_sign_in
from accounts.sign_in.browsers import known_browser
from accounts.sign_in.throttle import TooManyTries, client_address, forgive, reserve


class SignInForm(forms.Form):
    """Django's AuthenticationForm checks before it asks anyone; here a try is counted first."""

    refused_title = _("Not signed in")

    username = UserNameField(label=_("User name"), max_length=150)
    password = forms.CharField(
        label=_("Password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any):
        self.request = request
        self.user: User | None = None
        super().__init__(*args, **kwargs)
        # Who mistyped the password types the password again, not the name.
        self.fields["password" if self.data.get("username") else "username"].widget.attrs["autofocus"] = True

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
