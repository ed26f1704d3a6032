"""Floors: what import-linter's contracts cannot say by themselves."""

import ast
import re

import grimp
import pytest

from engine.settings import ROOT

MODULES = sorted(
    path
    for floor in ("rules", "engine", "web")
    for path in (ROOT / floor).rglob("*.py")
    if "versions" not in path.relative_to(ROOT).parts
)


def test_every_feature_is_entered_by_its_front_door():
    graph = grimp.build_graph("engine", "web", cache_dir=None)
    behind = {
        (importer, module)
        for importer, module in imports(graph)
        if len(feature(module)) == 3 and feature(importer)[:2] != feature(module)[:2]
    }

    assert {pair for pair in behind if pair[0].split(".")[1] != "migrations"} == set()


def imports(graph: grimp.ImportGraph) -> list[tuple[str, str]]:
    modules = [module for module in graph.modules if module.startswith("engine.")]
    return [
        (importer, module)
        for module in modules
        for importer in graph.find_modules_that_directly_import(module)
    ]


def feature(module: str) -> list[str]:
    return module.split(".", maxsplit=2)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_opens_with_a_sentence(path):
    caption = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""

    assert re.match(r"[^a-z].+?[.;](\s|$)", caption, re.DOTALL)


def test_the_engine_asks_no_clock():
    """Actions are told the time; the clock comes in at `page.now()` and in the command line."""
    asking = re.compile(r"datetime\.(now|utcnow)\(|date\.today\(|time\.time\(")
    found = [
        str(path.relative_to(ROOT))
        for path in MODULES
        if path.is_relative_to(ROOT / "engine") and asking.search(path.read_text("utf-8"))
    ]

    assert found == ["engine/cli/house.py"]
