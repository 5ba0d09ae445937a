"""The components. Each takes only the attributes it names; a word outside a closed set is an error, not a grey box."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.template.loader import render_to_string
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from ui.charts.heat import heat_layout
from ui.charts.plots import column_layout, line_layout
from ui.charts.shapes import ColumnChart, HeatChart, LineChart, StackedChart, StripChart
from ui.charts.stacks import stacked_layout
from ui.charts.strip import strip_layout
from ui.charts.timeline import Timeline, timeline_layout
from ui.components import Fact, LevelChoice, Option, Slice, Step, Tab
from ui.crumbs import Crumb
from ui.hits import pieces
from ui.lists.ways import WayBack, on_the_way
from ui.moments import day, moment, near
from ui.numbers import NO_VALUE, Number, format_decimal, format_integer, format_percent
from ui.tones import AREA
from ui.typed import Typed

register = template.Library()


TONES = ("info", "success", "warning", "error", "locked")


STEP_STATES = {
    "done": _("done"),
    "now": _("current step"),
    "todo": _("to do"),
    "locked": _("locked here"),
    "shut": _("no longer open"),
}


VERDICTS = {
    "met": _("Met"),
    "exceeded": _("Exceeded"),
    "not_met": _("Not met"),
    "pending": _("In progress"),
    "no_data": _("No data yet"),
    "no_target": _("No target"),
}


def one_of(value: str, allowed: Iterable[str], name: str) -> str:
    if value not in allowed:
        raise template.TemplateSyntaxError(f"{name} must be one of {', '.join(allowed)}; got {value!r}")
    return value


def _render(component: str, **context: Any) -> SafeString:
    return render_to_string(f"ui/_{component}.html", context)


# Frames
@register.simple_block_tag(takes_context=True)
def page_head(
    context: template.Context,
    content: str,
    *,
    title: str,
    note: str = "",
    crumbs: Sequence[Crumb] | None = None,
    chain: Iterable[Step] = (),
    chain_label: str = "",
) -> str:
    """Crumbs lead to a list as it was when the page was opened from it; the steps of `chain` share their line."""
    request = context.get("request")
    way = on_the_way(request, crumbs or ()) if request else crumbs
    values = {"title": title, "note": note, "crumbs": way, "chain": chain, "chain_label": chain_label}
    return _render("page_head", actions=SafeString(content.strip()), **values)


@register.simple_block_tag
def fold(content: str, label: str) -> str:
    """Deeds that are seldom needed, under one button of a page's head; opens without a script."""
    return _render("fold", content=SafeString(content.strip()), label=label)


@register.simple_block_tag
def card(content: str, *, title: str = "", tone: str = "", flush: bool = False, id: str = "") -> str:
    one_of(tone, ("", *TONES), "tone")
    return _render("card", content=content, title=title, tone=tone, flush=flush, id=id)


@register.simple_block_tag
def notice(content: str, *, tone: str = "info", title: str = "") -> str:
    return _render("notice", content=content, tone=one_of(tone, TONES, "tone"), title=title)


@register.simple_block_tag
def empty(content: str, title: str) -> str:
    return _render("empty", content=content, title=title)


@register.simple_block_tag
def foot_bar(content: str) -> str:
    return _render("foot_bar", content=content)


@register.simple_block_tag
def table(content: str, caption: str, *, stack: bool = False, caption_hidden: bool = False, label: str = "") -> str:
    """`label` names the scroll region where the caption is too long to be heard each time."""
    return _render(
        "table", content=content, caption=caption, stack=stack, caption_hidden=caption_hidden, label=label or caption
    )


# Figures
@register.inclusion_tag("ui/_verdict.html")
def verdict(value: str, *, label: str = "") -> dict[str, Any]:
    one_of(value, VERDICTS, "verdict")
    return {"value": value, "label": label or VERDICTS[value]}


@register.inclusion_tag("ui/_figure.html")
def figure(
    value: Any, *, href: str = "", verdict: str = "", provisional: bool = False, note: str = ""
) -> dict[str, Any]:
    one_of(verdict, ("", *VERDICTS), "verdict")
    shown = NO_VALUE if value is None or value == "" else value
    return {
        "value": format_html('<a href="{}">{}</a>', href, shown) if href else shown,
        "missed": verdict == "not_met",
        "provisional": provisional,
        "note": note,
    }


@register.inclusion_tag("ui/_progress.html")
def progress(value: int, total: int, label: str) -> dict[str, Any]:
    return {"value": value, "total": total, "label": label}


@register.inclusion_tag("ui/_meter.html")
def meter(value: int, limit: int, label: str) -> dict[str, Any]:
    """What is used of a cap; the words beside it say how much is left."""
    return {"value": value, "limit": limit, "shown": min(value, limit), "over": value > limit, "label": label}


@register.inclusion_tag("ui/_share_bar.html")
def share_bar(parts: Iterable[Slice], label: str, *, legend: bool = True) -> dict[str, Any]:
    """Best first, with the tones of the levels. What is left of the whole is no part."""
    listed = [Slice(name, number, one_of(tone, AREA, "tone")) for name, number, tone in parts]
    total = sum(part.number for part in listed)
    bars, at = [], 0
    for part in listed:
        until = at + part.number
        left, right = (1000 * at // total, 1000 * until // total) if total else (0, 0)
        bars.append({"x": left, "width": right - left, "tone": part.tone, "fill": AREA[part.tone]})
        at = until
    return {"parts": listed, "bars": bars, "label": label, "legend": legend}


# Ways
@register.inclusion_tag("ui/_steps.html")
def steps(items: Iterable[Step], label: str) -> dict[str, Any]:
    listed = [(name, one_of(state, STEP_STATES, "state"), STEP_STATES[state]) for name, state in items]
    return {"items": listed, "label": label}


@register.inclusion_tag("ui/_tabs.html")
def tabs(items: Iterable[Tab], label: str) -> dict[str, Any]:
    return {"items": items, "label": label}


@register.inclusion_tag("ui/_pager.html")
def pager(page: Page[Any], *, query: str = "") -> dict[str, Any]:
    """`query`: the filter to keep, encoded and without the page ("q=an&year=2024")."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"page": page, "numbers": list(numbers), "prefix": f"?{query}&page=" if query else "?page="}


@register.inclusion_tag("ui/lists/_way_back.html")
def way_back(back: WayBack | None) -> dict[str, Any]:
    """Above a record: the list that it was opened from, as it was then."""
    return {"back": back}


@register.inclusion_tag("ui/_facts.html")
def facts(pairs: Iterable[Fact]) -> dict[str, Any]:
    return {"pairs": pairs}


# Stand in a drawn component for what differs from row to row; no keyboard writes them.
_NAME, _LEGEND, _DESCRIBED = "\ue000", "\ue001", "\ue002"


@register.simple_tag
def levels(
    name: str,
    value: Any,
    options: Iterable[LevelChoice],
    legend: str,
    *,
    disabled: bool = False,
    describedby: str = "",
) -> SafeString:
    listed = tuple(LevelChoice(str(key), str(short), str(long), tone) for key, short, long, tone in options)
    drawn = _levels("" if value is None else str(value), listed, disabled, bool(describedby))
    written = drawn.replace(_NAME, escape(name)).replace(_DESCRIBED, escape(describedby))
    return SafeString(written.replace(_LEGEND, escape(legend)))


@lru_cache(maxsize=256)
def _levels(chosen: str, options: tuple[LevelChoice, ...], disabled: bool, described: bool) -> str:
    """Drawn once for each value that can be chosen, without its indentation: a sheet has hundreds of rows."""
    for option in options:
        one_of(option.tone, AREA, "tone")
    drawn = _render(
        "levels",
        name=_NAME,
        chosen=chosen,
        options=options,
        legend=_LEGEND,
        disabled=disabled,
        describedby=_DESCRIBED if described else "",
    )
    return " ".join(drawn.split())


@register.inclusion_tag("ui/_typed_again.html")
def typed_again(typed: Typed) -> dict[str, Any]:
    """What was posted and not saved, in a form that sends it again; Django hands the token on to it."""
    return {"typed": typed}


@register.inclusion_tag("ui/_help_contact.html")
def help_contact() -> dict[str, str]:
    """Whom to ask, as the office set it; nothing where it did not."""
    return {"contact": settings.HELP_CONTACT}


# Charts: `links=False` for paper, `font` for a document that has its own typeface
CHART_FONT = "Be Vietnam Pro, sans-serif"


@register.inclusion_tag("ui/_column_chart.html", name="column_chart")
def draw_columns(chart: ColumnChart, *, links: bool = True, font: str = CHART_FONT) -> dict[str, Any]:
    linked = links and any(point.href for point in chart.points)
    return {"chart": chart, "layout": column_layout(chart), "linked": linked, "font": font}


@register.inclusion_tag("ui/_line_chart.html", name="line_chart")
def draw_lines(chart: LineChart, *, links: bool = True, font: str = CHART_FONT) -> dict[str, Any]:
    linked = links and any(point.href for point in chart.points)
    return {"chart": chart, "layout": line_layout(chart), "linked": linked, "font": font}


@register.inclusion_tag("ui/_stacked_chart.html", name="stacked_chart")
def draw_stacks(chart: StackedChart, *, links: bool = True, font: str = CHART_FONT) -> dict[str, Any]:
    linked = links and any(share.href for stack in chart.stacks for share in stack.shares)
    return {"chart": chart, "layout": stacked_layout(chart), "linked": linked, "font": font}


@register.inclusion_tag("ui/_strip_chart.html", name="strip_chart")
def draw_strip(chart: StripChart, *, links: bool = True, font: str = CHART_FONT) -> dict[str, Any]:
    linked = links and any(point.href for point in chart.points)
    return {"chart": chart, "layout": strip_layout(chart), "linked": linked, "font": font}


@register.inclusion_tag("ui/_heat_chart.html", name="heat_chart")
def draw_heat(chart: HeatChart, *, links: bool = True, font: str = CHART_FONT) -> dict[str, Any]:
    linked = links and any(row.href or any(cell.href for cell in row.cells) for row in chart.rows)
    return {"chart": chart, "layout": heat_layout(chart), "linked": linked, "font": font}


@register.inclusion_tag("ui/_timeline.html", name="timeline")
def draw_timeline(chart: Timeline, *, font: str = CHART_FONT) -> dict[str, Any]:
    return {"chart": chart, "layout": timeline_layout(chart), "font": font}


# Filters
@register.filter
def integer(value: Number | None) -> str:
    return _written(value, format_integer)


@register.filter
def decimal(value: Number | None, places: int = 2) -> str:
    return _written(value, lambda number: format_decimal(number, places))


@register.filter
def percent(value: Number | None, places: int = 1) -> str:
    """Of a number in percent: 99.16 is "99,2%"."""
    return _written(value, lambda number: format_percent(number, places))


def _written(value: Any, how: Any) -> str:
    return NO_VALUE if value is None or value == "" else how(value)


register.filter(day)
register.filter(moment)
register.filter(near)
register.filter(pieces)


@register.filter
@lru_cache(maxsize=256)
def options(choices: tuple[Option, ...], chosen: str) -> SafeString:
    """What stands in a select, drawn once for each value that can be chosen."""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((value, SafeString(" selected" if value == chosen else ""), words) for value, words in choices),
    )
