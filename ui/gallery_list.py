"""The list that the gallery shows."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django import forms
from django.http import QueryDict

from ui.forms import PlainLineField
from ui.lists.columns import Column
from ui.lists.filters import ListFilter
from ui.lists.pages import ListPage
from ui.lists.spec import ListSpec


class Person(NamedTuple):
    name: str
    number: str
    born_on: date


PEOPLE = [
    Person("Trần Văn Mẫu", "DV000102", date(1980, 5, 17)),
    Person("Lê Thị Mẫu", "DV000101", date(1991, 12, 3)),
]


class PeopleFilter(ListFilter):
    implied = {"state": "any"}

    q = PlainLineField(label="Họ tên, số hiệu", required=False, max_length=120)
    state = forms.ChoiceField(
        label="Tình trạng", required=False, choices=[("", "Đang sinh hoạt"), ("any", "Tất cả")], initial=""
    )


def sample_list() -> ListPage:
    spec = ListSpec(
        title="Đảng viên",
        columns=(
            Column("name", "Họ và tên", "name", by=lambda person: person.name, link=lambda person: "#list"),
            Column("number", "Số hiệu", "number", by=lambda person: person.number),
            Column("born", "Ngày sinh", "born_on", by=lambda person: person.born_on, card="labelled"),
        ),
        form=PeopleFilter,
        counted=lambda count: f"{count} đảng viên",
        usual="name",
        views=(("Đang sinh hoạt", ""), ("Tất cả", "state=any")),
        search_hint="Họ tên, số hiệu; không cần dấu",
    )
    return ListPage(spec, QueryDict("sort=-number"), "", lambda chosen: PEOPLE, save_url="#list")
