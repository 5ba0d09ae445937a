"""The field in which people type a user name."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ui.forms import PlainLineField

SIGNS = _("Letters, digits and the signs . _ - only, for example: van.an")
OTHER_SIGNS = _("Take spaces and other signs out of the user name. Write it like van.an.")


class UserNameField(PlainLineField):
    """A phone's keyboard begins with a capital letter unless told otherwise."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "autocapitalize": "none", "autocomplete": "username"}
