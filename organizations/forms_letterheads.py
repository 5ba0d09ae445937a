from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from organizations.models import Letterhead, Organization
from organizations.paper_heads import WORDS, by_name


class LetterheadForm(forms.ModelForm):
    class Meta:
        model = Letterhead
        fields = WORDS
        help_texts = {
            "committee_in_text": _("Such as “Thành ủy” or “Đảng ủy”."),
            "superior": _("The first line of a paper's head. Empty: the line is left out."),
            "reports_to": _("Stands first among those who get a report."),
            "abbreviation": _("Such as “ĐU” in “Số 15-BC/ĐU”."),
            "place": _("Stands before the day: “…, ngày 05 tháng 01 năm 2026”."),
        }

    def __init__(self, *args: Any, root: Organization, **kwargs: Any):
        super().__init__(*args, **kwargs)
        named = by_name(root.name)
        self.fields["committee"].help_text = format_html(str(_("Empty: {committee}.")), committee=named.committee)
