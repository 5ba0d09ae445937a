"""What rooms.toml can't say of itself: that it leaves no package out, and that nothing reaches up by a name."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from scripts.serve import ROOT

RULES = tomllib.loads((ROOT / "rooms.toml").read_text())["tool"]["importlinter"]
# From the ground up: apps with tables.
FLOORS = (
    "accounts",
    "notices",
    "exchange",
    "organizations",
    "members",
    "committees",
    "inspections",
    "ratings",
    "reports",
)
NOT_SERVED = {"tests", "scripts", "benchmarks"}
# A person's roles hang on organisations, one floor above: read by User.grants, and shown on the own account's page.
REACHING_UP = {("accounts/models.py", "assignments"), ("accounts/views.py", "assignments")}


def packages() -> Iterator[str]:
    """Every folder of modules; what Django writes or asks for by place has no order of its own."""
    for name in RULES["root_packages"]:
        for init in (ROOT / name).rglob("__init__.py"):
            folder = init.parent
            modules = [path for path in folder.iterdir() if path.suffix == ".py" and path != init]
            if modules and folder.name != "migrations":
                yield ".".join(folder.relative_to(ROOT).parts)


def test_every_package_has_an_order_over_all_its_modules():
    ordered = {
        container
        for contract in RULES["contracts"]
        if contract["type"] == "layers" and contract.get("exhaustive")
        for container in contract["containers"]
    }
    assert ordered == set(packages())
    assert not any(contract.get("exhaustive_ignores") for contract in RULES["contracts"])


def test_what_is_let_through_is_each_library_in_its_one_room():
    let_through = [each for contract in RULES["contracts"] for each in contract.get("ignore_imports", ())]
    assert let_through == [
        "reports.renderings.pdf -> weasyprint",
        "exchange.files.** -> python_calamine",
        "ui.workbooks.** -> openpyxl",
        "ui.workbooks.** -> xlsxwriter",
    ]


def test_no_code_stands_where_the_rules_do_not_look():
    """Import-linter sees packages only: of the roots, and with an __init__.py."""
    folders = [path for path in ROOT.iterdir() if path.is_dir() and path.name[0] != "." and path.name != "var"]
    code = [path.relative_to(ROOT) for folder in folders for path in folder.rglob("*.py")]
    assert {path.parts[0] for path in code} - {*RULES["root_packages"], *NOT_SERVED} == set()
    product = {path.parent for path in code if path.parts[0] in RULES["root_packages"]}
    parents = {parent for folder in product for parent in (folder, *folder.parents) if parent.parts}
    assert [str(folder) for folder in sorted(parents) if not (ROOT / folder / "__init__.py").exists()] == []
    assert [path.name for path in ROOT.glob("*.py")] == ["manage.py"]


def test_every_rule_on_all_of_the_product_names_all_of_it():
    """A root that a rule does not name may import what it likes."""
    whole = [each for each in RULES["contracts"] if "portal" in each.get("source_modules", ())]
    assert len(whole) == 3
    assert all(set(each["source_modules"]) == set(RULES["root_packages"]) for each in whole)
    [order] = [each for each in RULES["contracts"] if each["type"] == "layers" and "containers" not in each]
    assert {name for layer in order["layers"] for name in layer.split(" | ")} == set(RULES["root_packages"])


def names_from_above(floor: str) -> dict[str, set[str]]:
    """{name by which a model of this floor reaches one of a floor above: the floors above that give it}."""
    names: dict[str, set[str]] = {}
    for model in apps.get_app_config(floor).get_models():
        for relation in model._meta.related_objects:
            above, name = relation.related_model._meta.app_label, relation.get_accessor_name()
            if name and above in FLOORS[FLOORS.index(floor) + 1 :]:
                names.setdefault(name, set()).add(above)
    return names


def reaching_up(app: str) -> Iterator[tuple[str, str]]:
    """Attributes that a foreign key from a floor above hangs on a model of this floor or below: no import shows it."""
    floor = FLOORS.index(app)
    names: dict[str, set[str]] = {}
    for below in FLOORS[: floor + 1]:
        for name, above in names_from_above(below).items():
            if all(FLOORS.index(each) > floor for each in above):
                names[name] = above
    for path in sorted((ROOT / app).rglob("*.py")):
        if "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in names:
                yield str(path.relative_to(ROOT)), node.attr


@pytest.mark.parametrize("app", FLOORS)
def test_nothing_reaches_a_floor_above_by_name(app):
    assert set(reaching_up(app)) == {(path, name) for path, name in REACHING_UP if Path(path).parts[0] == app}
