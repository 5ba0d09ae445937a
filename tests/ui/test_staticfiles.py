import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command

from ratings.levels import Level
from ui.staticfiles import PACKAGE_FILES, PackageFilesFinder
from ui.tones import AREA, DRAWN, DRAWN_INK, INK, PALE_EDGE, PAPER, STRIPE


@pytest.mark.parametrize("package", PACKAGE_FILES, ids=lambda package: package[0])
def test_the_files_of_packages_are_found(package):
    _name, _folder, prefix, names = package
    for name in names:
        assert Path(str(finders.find(f"{prefix}/{name}"))).is_file()


def test_other_files_of_packages_are_not_served():
    assert PackageFilesFinder().find("vendor/bootstrap/bootstrap.css") is None
    assert PackageFilesFinder().find("vendor/bootstrap/../bootstrap/bootstrap.min.css") is None


def test_every_address_in_the_styles_resolves_under_hashed_names(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "ui.whole_styles.WholeStylesStorage"}}
    call_command("collectstatic", interactive=False, verbosity=0)
    [fonts] = tmp_path.glob("ui/fonts.*.css")
    assert re.search(r"vendor/fonts/BeVietnamPro-Regular\.[0-9a-f]{12}\.ttf", fonts.read_text())
    for whole in (*tmp_path.glob("ui/all.*.css"), *tmp_path.glob("ratings/all.*.css")):
        assert_is_whole(whole.read_text(), settings.BASE_DIR / "static" / whole.parent.name)


def test_nothing_is_coloured_on_paper_that_is_on_the_screen(settings):
    """Whoever prints backgrounds too gets white ones: of each token for a ground, the paper has its own."""
    styles = settings.BASE_DIR / "static" / "ui"
    grounds = set(re.findall(r"(--[a-z]+-bg):", (styles / "tokens.css").read_text())) - {"--bs-body-bg"}
    assert grounds <= set(re.findall(r"(--[a-z]+-bg): #fff;", (styles / "print.css").read_text()))


def assert_is_whole(style: str, folder: Path) -> None:
    """All that it imports stands in it, in that order."""
    parts = imports_of(folder / "all.css")
    heads = [style.index((folder / part).read_text().split("url(")[0][:200]) for part in parts]
    assert heads == sorted(heads)
    assert "@import" not in style


def imports_of(style: Path) -> list[str]:
    return re.findall(r'@import url\("([^"]+)"\);', style.read_text())


def test_every_style_of_the_face_is_linked(settings):
    folder = settings.BASE_DIR / "static/ui"
    linked = {*imports_of(folder / "all.css"), "all.css", "dark.css", "gallery.css"}
    assert {path.name for path in folder.glob("*.css")} - linked == set()
    assert "url(" not in "".join((folder / part).read_text() for part in linked if part.startswith("../"))


def test_styles_use_only_tokens_that_exist(settings):
    styles = [path.read_text() for path in (settings.BASE_DIR / "static/ui").glob("*.css")]
    defined = {name for style in styles for name in re.findall(r"(--[\w-]+)\s*:", style)}
    used = {name for style in styles for name in re.findall(r"var\((--[\w-]+)", style)}
    assert {name for name in used - defined if not name.startswith("--bs-")} == set()


def light_tokens(settings) -> dict[str, str]:
    tokens = (settings.BASE_DIR / "static/ui/tokens.css").read_text().split("@media")[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", tokens))


def test_paper_and_screen_have_the_same_colours(settings):
    tokens = light_tokens(settings)
    named = {"ink": INK, "paper": PAPER, "track": DRAWN["none"], "pale-edge": PALE_EDGE, "stripe": STRIPE}
    named |= {f"{tone}-drawn": colour for tone, colour in DRAWN.items() if tone != "none"}
    named |= {f"{tone}-drawn-ink": colour for tone, colour in DRAWN_INK.items() if tone != "none"}
    named |= {f"{tone}-area": colour for tone, colour in AREA.items()}
    assert {name: tokens[name] for name in named} == named


def test_the_drawings_take_their_colours_from_the_tokens(settings):
    drawings = [
        *(settings.BASE_DIR / "templates/ui").glob("_*chart*.html"),
        settings.BASE_DIR / "templates/ui/_share_bar.html",
    ]
    assert len(drawings) == 8
    colours = {colour for path in drawings for colour in re.findall(r"#[0-9a-f]{6}", path.read_text())}
    assert colours - set(light_tokens(settings).values()) == set()


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["tokens.css", "dark.css"])
def test_drawn_levels_can_be_read_and_told_apart_also_in_grey(settings, scheme):
    text = (settings.BASE_DIR / "static/ui" / scheme).read_text()
    colour = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", text))
    for tone in ("l4", "l3", "l2", "l1", "l0"):
        assert contrast(colour[f"{tone}-drawn"], colour[f"{tone}-drawn-ink"]) >= 4.5, tone
    for strong in ("l4", "l1"):
        assert contrast(colour[f"{strong}-drawn"], colour["l3-drawn"]) >= 3, strong
        assert contrast(colour[f"{strong}-drawn"], colour["paper"]) >= 3, strong
    assert contrast(colour["pale-edge"], colour["paper"]) >= 3
    assert contrast(colour["stripe"], colour["l2-drawn"]) >= 3


def test_every_level_has_a_tone():
    assert [level.tone for level in Level] == ["l4", "l3", "l2", "l1"]
    assert {level.tone for level in Level} < AREA.keys() < DRAWN.keys() == DRAWN_INK.keys()


def test_widths_are_asked_of_the_page_in_rem_so_that_large_letters_count(settings):
    """A media query knows neither the letters that the account chose nor, in px, those of the browser."""
    styles = (settings.BASE_DIR / "static").rglob("*.css")
    asked = {
        path.name: re.findall(r"@media[^{]*width[^{]*|@container[^{]*\dpx[^{]*", path.read_text()) for path in styles
    }
    assert {name: queries for name, queries in asked.items() if queries} == {}
