"""The glossary's chosen words are used; those that it sets aside name no class, folder or page."""

import ast
import re
from pathlib import Path

from engine.settings import ROOT

# What we say instead stands in the glossary: person, participant, reviewer, district, evidence …
SET_ASIDE = {
    "account", "approver", "assertion", "attachment", "bundle", "category", "course", "earner",
    "edition", "evaluator", "learner", "org", "quota", "registration", "scoreboard", "submission",
    "tenant", "tier", "user", "helper", "manager", "util", "utils",
}  # fmt: skip


def test_no_class_folder_or_page_has_a_word_that_was_set_aside():
    named = {name for path in places() for name in [path.stem, *classes(path)]}

    assert {name for name in named if words(name) & SET_ASIDE} == set()


def places() -> list[Path]:
    code = [path for floor in ("rules", "engine", "web") for path in (ROOT / floor).rglob("*.py")]
    pages = (ROOT / "web" / "templates").rglob("*.html")
    return [path for each in (*code, *pages) for path in (each, each.parent)]


def classes(path: Path) -> list[str]:
    if path.suffix != ".py":
        return []
    tree = ast.parse(path.read_text("utf-8"))
    return [node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]


def words(name: str) -> set[str]:
    return {word.lower().removesuffix("s") for word in re.findall(r"[A-Z]?[a-z]+", name)}
