from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ratings.printed.dossier import Dossier, Kept, fingerprint
from ratings.printed.texts import DOSSIER
from ui.forms import PlainLineField, SeenForm

PRESENT = (("", _("Not told yet")), ("yes", _("In the dossier")), ("no", _("Not in the dossier")))
STORED = {"": None, "yes": True, "no": False}


class DossierForm(SeenForm, forms.Form):
    seen_of = staticmethod(fingerprint)

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any):
        initial = {"seen": fingerprint(dossier), **_initial(dossier)}
        super().__init__(*args, initial=initial, **kwargs)
        for number, name in enumerate(DOSSIER, start=1):
            label = f"{number}. {name}"
            self.fields[f"present_{number}"] = forms.ChoiceField(label=label, choices=PRESENT, required=False)
            self.fields[f"place_{number}"] = PlainLineField(label=_("Where it is kept"), max_length=200, required=False)

    def dossier(self) -> Dossier:
        typed = self.cleaned_data
        return {
            number: Kept(STORED[typed[f"present_{number}"]], typed[f"place_{number}"])
            for number in range(1, len(DOSSIER) + 1)
        }


def _initial(dossier: Dossier) -> dict[str, str]:
    words = {stored: word for word, stored in STORED.items()}
    present = {f"present_{number}": words[kept.present] for number, kept in dossier.items()}
    return present | {f"place_{number}": kept.place for number, kept in dossier.items()}
