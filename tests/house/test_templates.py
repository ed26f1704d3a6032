"""Templates: what each needs, one name for a partial and its place, and nothing inline."""

import re
from pathlib import Path

import pytest

from engine.settings import ROOT

FOLDER = ROOT / "web" / "templates"
TEMPLATES = sorted(FOLDER.rglob("*.html"))
PARTIALS = [path for path in TEMPLATES if path.name.startswith("_")]


def name(path: Path) -> str:
    return str(path.relative_to(FOLDER))


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_the_first_line_says_what_it_needs(path):
    first = path.read_text("utf-8").partition("\n")[0]

    macros = path.parent.name == "macros"
    assert first.startswith("{# " if macros else "{# needs: ")


@pytest.mark.parametrize("path", PARTIALS, ids=name)
def test_a_partial_has_the_id_that_its_file_name_says(path):
    word = path.stem.removeprefix("_").replace("_", "-")
    root = re.search(r"<\w[^>]*>", path.read_text("utf-8"))
    said = re.search(r'\sid="([^"]+)"', root[0]) if root else None

    assert said or name(path) not in answers(), "what is swapped in has an id"
    assert not said or re.fullmatch(rf"{word}(-\{{\{{.*)?", said[1])


def answers() -> set[str]:
    """The partials that pages answer with."""
    code = "".join(path.read_text("utf-8") for path in (ROOT / "web").rglob("views*.py"))
    return set(re.findall(r'answer\(\s*"([^"]+)"', code))


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_nothing_is_inline_and_nothing_comes_from_elsewhere(path):
    text = re.sub(r"\{#.*?#\}", "", path.read_text("utf-8"), flags=re.DOTALL)

    assert re.findall(r"<style|\sstyle\s*=", text) == []
    assert re.findall(r"\son[a-z]+\s*=|\shx-on|javascript:", text) == []
    assert [
        tag
        for tag in re.findall(r"<script[^>]*>", text)
        if not re.search("src=|application/json", tag)
    ] == []
    assert re.findall(r"<(?:script|link|img|iframe)[^>]*(?:src|href)=\"(?:https?:)?//", text) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_form_works_without_scripts(path):
    for tag in re.findall(r"<form\b[^>]*>", path.read_text("utf-8")):
        assert "action=" in tag
        posts = re.search(r'hx-post="([^"]*)"', tag)
        assert posts is None or f'action="{posts[1]}"' in tag


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_whatever_opens_has_our_chevron_and_not_the_browsers(path):
    for tag in re.findall(r"<details\b[^>]*", path.read_text("utf-8")):
        assert re.search(r"t-(open|box|menu|served|foretold)\b", tag) or path.stem == "_entry"


def test_styles_come_from_here_alone():
    for path in (ROOT / "web" / "static").rglob("*.css"):
        assert re.findall(r"url\(['\"]?(?:https?:)?//|@import", path.read_text("utf-8")) == []
