import re
import tomllib
from datetime import UTC, date, datetime

import pytest
from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.template import TemplateSyntaxError, engines

from ui.gallery import EXAMPLES, examples
from ui.templatetags import markup, ui
from ui.wrong import asked

COMPONENTS = sorted({**ui.register.tags, **markup.register.tags})
BLOCKS = {"page_head", "fold", "card", "notice", "table", "empty", "foot_bar", "svg_link"}
OPTIONS = [(4, "HTXSNV", "Hoàn thành xuất sắc nhiệm vụ", "l4"), (3, "HTTNV", "Hoàn thành tốt nhiệm vụ", "l3")]


def render(source: str, **context) -> str:
    return " ".join(engines["django"].from_string(source).render(context).split())


@pytest.mark.parametrize("name", COMPONENTS)
def test_the_gallery_shows_every_component(name):
    assert name in EXAMPLES
    assert any(f"{{% {name} " in example.source or f"{{% {name} %}}" in example.source for example in examples())


@pytest.mark.parametrize("name", COMPONENTS)
def test_an_attribute_that_a_component_does_not_know_is_refused(name):
    end = f"{{% end{name} %}}" if name in BLOCKS else ""
    with pytest.raises(TemplateSyntaxError, match="unexpected keyword argument 'colour'"):
        render(f"{{% {name} colour='red' %}}{end}")


def test_the_formatter_of_templates_knows_every_component_that_has_an_end_tag():
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))
    assert set(project["tool"]["djangofmt"]["custom-blocks"]) == BLOCKS


@pytest.mark.parametrize(
    "source",
    [
        '{% card tone="red" %}{% endcard %}',
        '{% notice tone="danger" %}{% endnotice %}',
        '{% verdict "failed" %}',
        '{% figure 1 verdict="failed" %}',
        '{% share_bar parts "x" %}',
        '{% steps parts "x" %}',
        '{% levels "x" 1 options "x" %}',
    ],
)
def test_a_word_outside_a_closed_set_is_refused(source):
    with pytest.raises(TemplateSyntaxError, match="must be one of"):
        render(source, parts=[("a", 1, "red")] if "share" in source else [("a", "red")], options=[(1, "a", "b", "l9")])


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("met", "Đạt"),
        ("exceeded", "Vượt"),
        ("not_met", "Không đạt"),
        ("pending", "Đang thực hiện"),
        ("no_data", "Chưa có số liệu"),
        ("no_target", "Không đặt chỉ tiêu"),
    ],
)
def test_a_verdict_is_a_mark_and_a_word(value, word):
    html = render("{% verdict value %}", value=value)
    assert "<svg" in html
    assert word in html


def test_a_figure_links_to_its_records_and_says_what_colour_and_slant_say():
    html = render("{% figure 1062|integer href='/records/' verdict='not_met' provisional=True %}")
    assert '<a href="/records/">1.062</a>' in html
    assert "Không đạt" in html
    assert "(tạm tính)" in html


def test_a_figure_without_data_is_a_dash():
    assert "—" in render("{% figure nothing %}", nothing=None)
    assert "> 0 <" in render("{% figure nought|integer %}", nought=0)


def test_what_people_wrote_is_escaped():
    html = render("{% card title=name %}{{ name }}{% endcard %}", name="<script>")
    assert "<script>" not in html
    assert html.count("&lt;script&gt;") == 2


def test_the_markup_inside_a_block_is_kept():
    assert '<a href="#">x</a>' in render('{% page_head title="T" %}<a href="#">x</a>{% endpage_head %}')


def test_a_fold_opens_without_a_script_and_keeps_what_is_in_it():
    html = render('{% fold "Bảng tính" %}<a href="#">x</a>{% endfold %}')
    assert '<summary class="btn">Bảng tính</summary>' in html
    assert '<a href="#">x</a>' in html


def test_levels_are_radio_buttons_with_their_long_names():
    html = render("{% levels 'row-7' value options 'Mức của An' %}", value=3, options=OPTIONS)
    assert html.count('type="radio" name="row-7"') == 2
    assert 'value="3" checked' in html
    assert "Hoàn thành tốt nhiệm vụ</span>" in html
    assert "Mức của An</legend>" in html


def test_levels_without_a_value_have_nothing_chosen():
    html = render("{% levels 'row-7' value options 'Mức' disabled=True %}", value=None, options=OPTIONS)
    assert "checked" not in html
    assert re.search(r'<fieldset class="levels" disabled\s*>', html)


def test_a_share_bar_fills_its_whole_width():
    html = render("{% share_bar parts 'x' %}", parts=[("a", 1, "l4"), ("b", 1, "l3"), ("c", 1, "l2")])
    assert re.findall(r' x="(\d+)" width="(\d+)"', html) == [("0", "333"), ("333", "333"), ("666", "334")]
    assert "1 a</li>" in html


def test_a_share_bar_of_nothing_is_empty():
    assert 'width="0"' in render("{% share_bar parts 'x' %}", parts=[("a", 0, "l4")])


def test_a_cap_beyond_its_limit_is_full_and_says_the_number():
    html = render("{% meter 3 2 'Khung' %}")
    assert 'max="2" value="2"' in html
    assert "3 / 2" in html
    assert "meter-over" in html


def test_the_current_step_is_said():
    html = render("{% steps items 'Đường đi' %}", items=[("Nhập", "done"), ("Trình", "now"), ("Duyệt", "todo")])
    assert html.count('aria-current="step"') == 1
    assert 'Trình<span class="visually-hidden"> (bước hiện tại)' in html


def test_the_pager_keeps_the_filter():
    page = Paginator(range(100), 10).page(2)
    html = render("{% pager page query='q=an&year=2024' %}", page=page)
    assert 'href="?q=an&amp;year=2024&amp;page=3"' in html
    assert "11 – 20 trong tổng số 100" in html


def test_one_page_needs_no_pager():
    assert not render("{% pager page %}", page=Paginator(range(3), 10).page(1))


class PersonForm(forms.Form):
    name = forms.CharField(label="Họ tên", help_text="Như trong lý lịch")
    way = forms.ChoiceField(label="Cách", choices=[("a", "A")], widget=forms.RadioSelect, required=False)


def test_a_field_names_its_help_and_errors():
    form = PersonForm({"name": ""})
    html = render("{% field form.name %}", form=form)
    for place in ("id_name_helptext", "id_name_error"):
        assert f'id="{place}"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'for="id_name"' in html


def test_choices_stand_in_a_fieldset():
    html = render("{% field form.way %}", form=PersonForm())
    assert "<legend" in html
    assert "(không bắt buộc)" in html
    assert "form-control" not in html


def test_a_choice_that_is_made_is_nothing_to_leave_out():
    assert "(không bắt buộc)" not in render("{% field form.way %}", form=PersonForm(initial={"way": "a"}))


@pytest.mark.parametrize(
    ("choices", "optional"),
    [
        ([("", "Chỉ mình tôi"), ("clerk", "Mọi cán bộ nhập liệu")], False),
        ([("a", "A"), ("b", "B")], False),
        ([("", "Chọn"), ("a", "A")], True),
        ([("", "---------"), ("a", "A")], True),
        ([("Nhóm", [("a", "A")])], False),
    ],
)
def test_a_list_is_called_optional_only_where_it_may_stay_at_its_question(choices, optional):
    form = type("SomeForm", (forms.Form,), {"who": forms.ChoiceField(label="Ai", choices=choices, required=False)})()
    assert ("(không bắt buộc)" in render("{% field form.who %}", form=form)) == optional


def test_the_summary_names_counts_and_leads():
    html = render("{% error_summary form %}", form=PersonForm({"name": "", "way": "x"}))
    assert "Còn 2 mục cần sửa" in html
    assert '<a href="#id_name">Hãy ghi họ tên.</a>' in html
    assert '<a href="#id_way_0">Cách: ' in html
    assert "autofocus" in html


def test_what_is_only_asked_is_no_mistake():
    form = PersonForm({"name": "An"})
    form.add_error("way", asked(["Đồng chí An đã có.", "Nếu vẫn thực hiện, hãy đánh dấu."]))
    html = render("{% error_summary form %}{% error_mark %}", form=form)
    assert "Đồng chí cần xác nhận" in html
    assert html.count("<a ") == 1
    assert '<a href="#id_way_0">Cách</a>' in html
    assert "notice-warning" in html
    assert "Lỗi" not in html


def test_what_is_asked_beside_a_mistake_is_not_counted():
    form = PersonForm({"name": ""})
    form.add_error("way", asked(["Đồng chí An đã có."]))
    html = render("{% error_summary form %}{% error_mark %}", form=form)
    assert "Còn 1 mục cần sửa" in html
    assert "Lỗi" in html


def test_a_form_that_is_right_or_not_sent_has_no_summary():
    assert not render("{% error_summary form %}", form=PersonForm({"name": "An"})).strip()
    assert not render("{% error_summary form %}", form=PersonForm()).strip()
    assert not render("{% error_summary form %}", form=None).strip()


def test_a_summary_of_a_form_that_is_not_drawn_leads_nowhere():
    assert "<a " not in render("{% error_summary form links=False %}", form=PersonForm({"name": ""}))


def test_a_refusal_of_the_whole_has_its_own_heading_and_leaves_focus_to_a_form_that_takes_it():
    form = PersonForm({"name": "An"})
    form.fields["name"].widget.attrs["autofocus"] = True
    form.refused_title = "Chưa đăng nhập được"
    form.add_error(None, "Mật khẩu chưa đúng.")
    html = render("{% error_summary form %}", form=form)
    assert "Chưa đăng nhập được" in html
    assert "mục cần sửa" not in html
    assert "autofocus" not in html


ROW_ERRORS = {"note": "Quá <dài>"}


def test_an_input_that_is_wrong_names_the_place_of_its_error():
    html = render('<i {% input_state "form-control" "m7" "note" e %}></i>{% input_error "m7" "note" e %}', e=ROW_ERRORS)
    assert '<i class="form-control is-invalid" aria-describedby="m7-note-error">' in html
    assert '<span class="row-error" id="m7-note-error">Quá &lt;dài&gt;</span>' in html


def test_an_input_that_is_right_has_its_class_only():
    source = '<i {% input_state "form-select" "m7" "level" e %}>{% input_error "m7" "level" e %}</i>'
    html = render(source, e=ROW_ERRORS)
    assert html == '<i class="form-select"></i>'


def test_shapes_are_a_link_where_they_lead_somewhere():
    source = "{% svg_link href label links=links %}<rect/>{% endsvg_link %}"
    linked = render(source, href="/cases/?a=1&b=2", label='Ô "một"', links=True)
    assert linked == '<a href="/cases/?a=1&amp;b=2"><title>Ô &quot;một&quot;</title><rect/></a>'
    assert render(source, href="", label="Ô", links=True) == "<g><title>Ô</title><rect/></g>"
    assert render(source, href="/cases/", label="Ô", links=False) == "<g><title>Ô</title><rect/></g>"


@pytest.mark.parametrize(
    ("source", "value", "shown"),
    [
        ("{{ value|integer }}", 1062, "1.062"),
        ("{{ value|integer }}", None, "—"),
        ("{{ value|decimal:2 }}", 5, "5,00"),
        ("{{ value|percent:1 }}", None, "—"),
        ("{{ value|day }}", date(2024, 1, 2), "02/01/2024"),
        ("{{ value|day }}", datetime(2024, 1, 2, 18, tzinfo=UTC), "03/01/2024"),
        ("{{ value|moment }}", datetime(2024, 1, 2, 18, 5, tzinfo=UTC), "03/01/2024 01:05"),
        ("{{ value|moment }}", None, "—"),
    ],
)
def test_filters(source, value, shown):
    assert render(source, value=value) == shown
