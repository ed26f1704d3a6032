"""A drawn badge is well formed, always the same, and its words stay on the ribbon."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web import icons, lettering
from web.badge_art import RIBBON_WIDTH, draw

SVG = "{http://www.w3.org/2000/svg}"
TITLES = st.text(st.characters(categories=("L", "N", "P", "Zs", "S")), max_size=80)


@given(title=TITLES, stage=st.sampled_from(["learned", "used", "top", "other"]), family=TITLES)
def test_any_title_gives_a_drawing_that_can_be_read(title, stage, family):
    drawing = ElementTree.fromstring(draw(title, "#1f5c46", stage, family))  # noqa: S314
    assert 1 <= len(drawing.findall(f"{SVG}g[@class='line']")) <= 3
    assert drawing.get("aria-label") == title


def test_the_same_badge_is_drawn_the_same_and_another_differs():
    first = draw("Number Talks", "#1f5c46", "learned", "STEAM")
    assert first == draw("Number Talks", "#1f5c46", "learned", "STEAM")
    assert first != draw("Number Walks", "#1f5c46", "learned", "STEAM")
    assert first != draw("Number Talks", "#1f5c46", "used", "STEAM")


@pytest.mark.parametrize(("stage", "stars"), [("learned", 1), ("used", 2), ("top", 3)])
def test_the_stage_is_told_by_stars(stage, stars):
    drawing = ElementTree.fromstring(draw("Portfolio", "#1f5c46", stage, "A"))  # noqa: S314
    found = [p for p in drawing.findall(f"{SVG}path") if p.get("stroke-width") == ".6"]
    assert len(found) == stars


def test_a_word_too_long_for_the_ribbon_is_drawn_together():
    drawing = ElementTree.fromstring(draw("W" * 60, "#1f5c46"))  # noqa: S314
    (line,) = drawing.findall(f"{SVG}g[@class='line']/{SVG}g")
    across = float(re.search(r"scale\((\S+) ", line.get("transform"))[1])
    assert across * 1000 * lettering.width("W" * 60, 1) <= RIBBON_WIDTH * 1.01


def test_words_of_another_script_are_left_to_the_readers_own_letters():
    drawing = ElementTree.fromstring(draw("Ж" * 60, "#1f5c46"))  # noqa: S314
    (text,) = drawing.findall(f"{SVG}g[@class='line']/{SVG}text")
    assert float(text.get("textLength")) <= RIBBON_WIDTH


def test_words_are_drawn_in_the_houses_own_letters():
    drawing = ElementTree.fromstring(draw("Lectura y más", "#1f5c46"))  # noqa: S314
    assert drawing.findall(f".//{SVG}text") == []
    (line,) = drawing.findall(f"{SVG}g[@class='line']/{SVG}g")
    assert len(line.findall(f"{SVG}path")) == len("Lecturaymás")


def test_all_badges_of_a_campus_have_its_sign():
    for title in ("Number Talks", "Coding for All"):
        assert str(icons.drawing("bulb")) in draw(title, "#1f5c46", family="steam", sign="bulb")


def test_words_from_a_pack_cannot_become_markup():
    assert "<script" not in draw("<script>alert(1)</script>", "#1f5c46", family='"><script>')
