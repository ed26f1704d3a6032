"""The glossary's chosen words are used; those that it sets aside name no class, folder or page."""

import ast
import re
from collections.abc import Iterator
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


# Pages, letters, packs and the prompt are read in US schools; code and its docs may say colour.
ELSEWHERE = re.compile(
    r"\b(programme|colour|favour|catalogue|centre|honour|behaviour|cancelled|judgement)",
    re.IGNORECASE,
)


def test_what_people_read_is_spelled_as_in_the_united_states():
    assert [(name, line) for name, line in read_by_people() if ELSEWHERE.search(line)] == []


def test_a_program_is_spelled_one_way_in_code_and_docs_too():
    texts = [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")]
    code = [path for floor in ("rules", "engine", "web") for path in (ROOT / floor).rglob("*.py")]

    found = [path for path in (*texts, *code) if "programme" in path.read_text("utf-8").lower()]
    assert found == []


def read_by_people() -> Iterator[tuple[str, str]]:
    for floor in ("rules", "engine", "web"):
        for path in (ROOT / floor).rglob("*.py"):
            yield from ((path.name, text) for text in sentences(path))
    texts = [*(ROOT / "engine/outbox/letters/en").glob("*.txt"), *packs()]
    for path in texts:
        yield from (
            (path.name, line.split("#")[0]) for line in path.read_text("utf-8").splitlines()
        )
    for path in (ROOT / "web/templates").rglob("*.html"):
        said = re.findall(r'(?:_|ngettext)\(["\'](.*?)["\'],? ?[)a-z]', path.read_text("utf-8"))
        yield from ((path.name, text) for text in said)


def packs() -> Iterator[Path]:
    return (ROOT / "data/packs").rglob("*.yaml")


def sentences(path: Path) -> Iterator[str]:
    """Texts of several words in the code that are no captions."""
    tree = ast.parse(path.read_text("utf-8"))
    captions = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and " " in text and id(node) not in captions:
            yield text


def test_spanish_writes_numbers_as_spanish_is_written_in_the_united_states():
    spanish = [*(ROOT / "web/translations/es").rglob("*.po"), *packs()]
    spanish += (ROOT / "engine/outbox/letters/es").glob("*.txt")
    odd = re.compile(r"\d,\d(?!\d\d)|\d %(?!\()|\b\d{4,} puntos|[«»]")
    assert [(path.name, found) for path in spanish for found in odd.findall(path.read_text())] == []


NOT_EARNED = re.compile(
    r"\b(not|never|nothing) (yet )?earned\b|\bno (se )?(ha )?(ganad|obtenid|conseguid)[oa]",
    re.IGNORECASE,
)


def test_nobody_ever_reads_that_she_has_not_earned_it():
    """ME-12: in no message, template, letter or pack, in either language."""
    translated = ROOT.glob("web/translations/*/LC_MESSAGES/messages.po")
    letters = ROOT.glob("engine/outbox/letters/*/*.txt")
    texts = [*(ROOT / "web/templates").rglob("*.html"), *translated, *letters, *packs()]

    told = [(path.name, found) for path in texts for found in NOT_EARNED.findall(lines(path))]
    assert told == []


def lines(path: Path) -> str:
    return " ".join(path.read_text("utf-8").split())
