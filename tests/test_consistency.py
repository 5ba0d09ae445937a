"""Rules that hold for the whole repository, whoever adds the next file."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml
from babel.messages.catalog import Catalog, Message
from django.apps import apps

from scripts import catalogues, programs
from scripts.catalogues import APPS, ROOT

PLACEHOLDER = re.compile(r"%\(\w+\)[#0\- +]*[\d.]*[a-zA-Z]|(?<!%)%[sd]|(?<!\{)\{\w*\}")
INLINE = re.compile(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=", re.IGNORECASE)
COLUMNS, TAG_COLUMNS, TEMPLATE_LINES = 120, 210, 200
ANOTHER_HOST = re.compile(r"""(?:src|href|action)=["'](?:https?:)?//|url\(["']?(?:https?:)?//""", re.IGNORECASE)


@cache
def translated(app: str) -> Catalog:
    return catalogues.read_catalogue(app)


def words(message: Message) -> tuple[str, ...]:
    return message.id if isinstance(message.id, tuple) else (message.id,)


def own_files(*suffixes: str) -> Iterator[Path]:
    for folder in ("templates", "static"):
        yield from (path for path in (ROOT / folder).rglob("*") if path.suffix in suffixes)


# --- translations


@pytest.mark.parametrize("app", APPS)
def test_every_message_has_a_vietnamese_translation(app):
    def translation(message: Message) -> Message | None:
        found = (translated(other).get(message.id, message.context) for other in APPS)
        return next((there for there in found if there is not None and catalogues.is_translated(there)), None)

    missing = [
        words(message)[0] for message in catalogues.messages(catalogues.extracted(app)) if not translation(message)
    ]
    assert not missing, f"scripts/messages {app} writes them into locale/{app}; then translate"


def test_the_same_message_is_translated_the_same_way_everywhere():
    ways = defaultdict(set)
    for app in APPS:
        for message in catalogues.messages(translated(app)):
            if catalogues.is_translated(message):
                ways[words(message)[0], message.context].add(catalogues.translations(message))
    assert not {key: found for key, found in ways.items() if len(found) > 1}


@pytest.mark.parametrize("app", APPS)
def test_a_translation_has_the_placeholders_of_its_message(app):
    wrong = [
        (message.id, text)
        for message in catalogues.messages(translated(app))
        if catalogues.is_translated(message)
        for text in catalogues.translations(message)
        # Vietnamese has one plural form: it says what the English plural says.
        if sorted(set(PLACEHOLDER.findall(text))) != sorted(set(PLACEHOLDER.findall(words(message)[-1])))
    ]
    assert not wrong


@pytest.mark.parametrize("app", APPS)
def test_a_catalogue_holds_nothing_that_its_app_no_longer_says(app):
    said = {(message.id, message.context) for message in catalogues.messages(catalogues.extracted(app))}
    said |= catalogues.said_by_django()
    stale = [m.id for m in catalogues.messages(translated(app)) if (m.id, m.context) not in said]
    assert not stale, f"scripts/messages {app} takes them out"


# --- pages


def test_templates_hold_no_inline_style_or_script():
    """The Content-Security-Policy would refuse it, and the page would look or act wrong without a word."""
    assert not [str(path) for path in own_files(".html", ".svg") if INLINE.search(path.read_text(encoding="utf-8"))]


def test_nothing_is_loaded_from_another_host():
    found = own_files(".html", ".svg", ".css", ".js")
    assert not [str(path) for path in found if ANOTHER_HOST.search(path.read_text(encoding="utf-8"))]


ONE_TAG = re.compile(r"""\s*([\w-]+=")?\{%[^%]*%\}"?""")


def test_lines_of_templates_are_short():
    """The formatter breaks markup at 120 columns; Django cannot have a tag on two lines."""
    long = [
        f"{path}:{number}: {len(line)} columns"
        for path in (ROOT / "templates").rglob("*.*")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > (TAG_COLUMNS if ONE_TAG.fullmatch(line) else COLUMNS)
    ]
    assert not long


def test_templates_are_small():
    sizes = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in (ROOT / "templates").rglob("*.*")}
    assert {path: size for path, size in sizes.items() if size > TEMPLATE_LINES} == {}


def test_every_template_is_used():
    sources = [path for app in APPS for path in (ROOT / app).rglob("*.py")]
    sources += [path for path in (ROOT / "templates").rglob("*") if path.is_file()]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    by_django = {"400.html", "403.html", "404.html", "500.html", "403_csrf.html"}
    by_crispy = {"bootstrap5/uni_form.html"}
    names = {str(path.relative_to(ROOT / "templates")) for path in (ROOT / "templates").rglob("*") if path.is_file()}

    def is_named(word: str) -> bool:
        return f'"{word}"' in text or f"'{word}'" in text

    # Components and their examples are found by their bare name.
    short = {name: Path(name).stem.removeprefix("_") for name in names if name.startswith("ui/")}
    assert not {
        name for name in names - by_django - by_crispy if not is_named(name) and not is_named(short.get(name, name))
    }


# --- code


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module or ""


def test_ui_has_no_models_and_asks_no_database():
    assert not list(apps.get_app_config("ui").get_models())
    assert not [str(path) for path in (ROOT / "ui").rglob("*.py") if "django.db" in " ".join(imported(path))]


@pytest.mark.parametrize("app", APPS)
def test_figures_are_never_floats(app):
    """Percentages are compared with bounds: 80 % must be 80 %, not 79.99999999999999 %."""
    found = [
        f"{path}:{node.lineno}"
        for path in (ROOT / app).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Name) and node.id == "float" and isinstance(node.ctx, ast.Load))
        or (isinstance(node, ast.Attribute) and node.attr == "FloatField")
    ]
    assert not found


def test_migrations_of_an_app_form_one_chain():
    for app in APPS:
        names = sorted(path.stem for path in (ROOT / app / "migrations").glob("[0-9]*.py"))
        numbers = [name.split("_")[0] for name in names]
        assert numbers == [f"{number:04d}" for number in range(1, len(numbers) + 1)], app


# --- requirements and deployment


def pinned(path: str) -> dict[str, str]:
    lines = (ROOT / path).read_text(encoding="utf-8").splitlines()
    found = [re.match(r"([\w.-]+)(?:\[[\w,]+\])?==(\S+)", line) for line in lines]
    return {re.sub(r"[-_.]+", "-", match[1]).lower(): match[2] for match in found if match}


@pytest.mark.parametrize("path", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_as_in_the_constraints_and_says_why(path):
    constraints = pinned("constraints.txt")
    assert {name: version for name, version in pinned(path).items() if constraints.get(name) != version} == {}
    lines = (ROOT / path).read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if "==" in line and "#" not in line]


def test_every_setting_of_the_environment_is_in_the_example():
    source = (ROOT / "portal/settings.py").read_text(encoding="utf-8")
    asked = set(re.findall(r"""\benv(?:\.\w+)?\(\s*"([A-Z_]+)\"""", source))
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert not {name for name in asked if not re.search(rf"^#? ?{name}=", example, re.MULTILINE)}


def test_the_image_has_the_libraries_that_setup_installs():
    image = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    libraries = {row.package.strip("()").split("|")[0] for row in programs.rows() if row.needed_by == "run"}
    assert {"libpango-1.0-0", "libharfbuzz-subset0", "fonts-liberation2"} <= libraries
    assert not {name for name in libraries if name not in image}


def test_compose_starts_what_the_operations_guide_names():
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    assert set(compose["services"]) == {"postgres", "redis", "prepare", "web", "worker", "beat"}
    for name, service in compose["services"].items():
        assert "image" in service or "build" in service, name
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            assert source.startswith(".") or source in compose["volumes"], f"{name}: {source}"
        for other in service.get("depends_on", {}):
            assert other in compose["services"]
    assert "noeviction" in str(compose["services"]["redis"]["command"])


def test_the_hook_before_a_commit_calls_the_fast_check():
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert [hook["entry"] for repo in hooks["repos"] for hook in repo["hooks"]] == ["scripts/check --fast"]


def named_paths(guide: Path) -> Iterator[Path]:
    """Files and folders of ours, in code or behind a link. NAME stands for one that the reader chooses."""
    text = guide.read_text(encoding="utf-8")
    folders = "|".join((*APPS, "tests", "scripts", "docs", "templates", "static"))
    yield from (ROOT / path for path in re.findall(rf"`((?:{folders})/[\w./-]*)`", text) if "NAME" not in path)
    yield from (guide.parent / path for path in re.findall(r"\]\((?!http)([\w./-]+)\)", text))


def test_the_guides_name_only_what_is_there():
    """Not docs/howto/: its pages name what the reader is about to write."""
    guides = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "docs/adr").glob("*.md")]
    assert not [(guide.name, str(path)) for guide in guides for path in named_paths(guide) if not path.exists()]
