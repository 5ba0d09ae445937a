"""The field in which people type a user name."""

from typing import Any

from django import forms

from ui.forms import PlainLineField


class UserNameField(PlainLineField):
    """A phone's keyboard begins with a capital letter unless told otherwise."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "autocapitalize": "none", "autocomplete": "username"}
