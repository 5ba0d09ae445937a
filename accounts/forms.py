from __future__ import annotations

from django import forms
from django.contrib.auth.forms import UsernameField
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from ui.vietnamese import nfc


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
