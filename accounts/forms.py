from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.fields import OTHER_SIGNS, SIGNS, UserNameField
from accounts.models import TAKEN, User
from accounts.preferences import Letters, Scheme
from ui.forms import PlainEmailField
from ui.vietnamese import number_key

LANGUAGES_BY_THEIR_NAMES = [("vi", "Tiếng Việt"), ("en", "English")]


class UserForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ("username", "full_name")
        field_classes = {"username": UserNameField}
        help_texts = {"username": SIGNS}
        error_messages = {"username": {"invalid": OTHER_SIGNS}}
        labels = {"username": _("User name")}

    def clean_username(self) -> str:
        username = self.cleaned_data["username"]
        if User.objects.filter(username_key=number_key(username)).exclude(pk=self.instance.pk).exists():
            raise ValidationError(TAKEN["unique"])
        return username


class PreferencesForm(forms.Form):
    """What is not sent stays as it is: the button of the frame sends the language alone."""

    letters = forms.ChoiceField(
        label=_("Letters"),
        choices=Letters.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Beside this, the browser's own enlargement goes on working."),
    )
    scheme = forms.ChoiceField(
        label=_("Light or dark"), choices=Scheme.choices, required=False, widget=forms.RadioSelect
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=LANGUAGES_BY_THEIR_NAMES, required=False, widget=forms.RadioSelect
    )

    def chosen(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if value}


class EmailForm(forms.Form):
    email = PlainEmailField(
        label=_("E-mail address"),
        required=False,
        max_length=254,
        help_text=_("Reminders before and after due dates go there. Leave it empty to get none."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("This is no e-mail address. Write it like ten@donvi.example, or leave it empty.")},
    )

    def clean_email(self) -> str:
        if self.add_prefix("email") not in self.data:
            raise ValidationError(_("The form arrived without the address, so nothing was changed. Send it once more."))
        return User.objects.normalize_email(self.cleaned_data["email"])
