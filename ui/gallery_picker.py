"""A picker over three invented organisations, for the gallery: as it comes, and where what was typed fits several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from ui.pickers.fields import PickerField
from ui.pickers.rows import Finder, Row

ROWS = (
    Row("1", "Đảng bộ Văn phòng Mẫu", "DB-001", "Đảng bộ cơ sở · Đảng bộ Thành phố Mẫu"),
    Row("2", "Chi bộ Văn phòng Mẫu", "DB-001.01", "Chi bộ trực thuộc · Đảng bộ Văn phòng Mẫu"),
    Row("3", "Chi bộ Hội Mẫu", "CB-027", "Chi bộ cơ sở · Đảng bộ Thành phố Mẫu"),
)


class SampleFinder(Finder):
    hint = "Tên hoặc mã"
    nothing = "Không có tổ chức nào khớp “%(text)s”."
    outside = "Không có tổ chức này."

    def row(self, record: Row) -> Row:
        return record

    def detailed(self, records: Any) -> Any:
        return records

    def by_value(self, value: str) -> Row | None:
        return next((row for row in self.records if row.value == value), None)

    def meant(self, text: str) -> Sequence[Row]:
        return [row for row in self.records if text in (row.name, row.number)]

    def matching(self, text: str) -> Sequence[Row]:
        return [row for row in self.records if text in row.name]

    def alike(self, text: str) -> Sequence[Row]:
        return self.records[:1]


class PickerForm(forms.Form):
    organization = PickerField(search="", label="Tổ chức đảng", help_text="Gõ tên hoặc mã, không cần dấu.")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["organization"].search_in(SampleFinder(ROWS))  # type: ignore[attr-defined]


def picker_sample() -> dict[str, Any]:
    typed = {"several-organization_text": "Văn phòng", "none-organization_text": "Văn phòng Xớm"}
    return {
        "picker_form": PickerForm(prefix="chosen", initial={"organization": "3"}),
        "several_form": PickerForm(typed, prefix="several"),
        "none_form": PickerForm(typed, prefix="none"),
    }
