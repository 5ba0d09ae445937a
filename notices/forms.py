from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from notices.kinds import offered_to
from notices.models import Muted


class ChoiceForm(forms.Form):
    wanted = forms.MultipleChoiceField(
        label=_("Tell me when"), required=False, widget=forms.CheckboxSelectMultiple, choices=()
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any):
        muted = set(Muted.objects.filter(user=by).values_list("kind", flat=True))
        offered = offered_to(by)
        super().__init__(*args, initial={"wanted": [k.code for k in offered if k.code not in muted]}, **kwargs)
        self.fields["wanted"].choices = [(kind.code, kind.label) for kind in offered]
