"""A box for a file in the language of the page: browsers write theirs in their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer
from django.template.loader import render_to_string
from django.utils.safestring import SafeString


class FileChoice(forms.FileInput):
    """For a field that is required: by `:valid` the style tells a file that is chosen, without JavaScript."""

    def render(
        self, name: str, value: Any, attrs: Mapping[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        box = super().render(name, value, dict(attrs or {}), renderer)
        return render_to_string("ui/_file_choice.html", {"box": box})
