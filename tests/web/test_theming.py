"""Whatever two colours a district brings, everything made of them can be read."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web import oklch, theming
from web.theming import UnreadableColour, contrast, derive, nearest_readable

TOKENS = (Path(theming.__file__).parent / "static/css/tokens.css").read_text()

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(primary=colours, accent=colours)
def test_any_two_colours_give_readable_pairs(primary, accent):
    assert list(theming.faults(derive(primary, accent))) == []


@given(colour=colours, ground=colours)
def test_the_nearest_readable_is_readable_and_near(colour, ground):
    offered = nearest_readable(colour, ground)
    assert contrast(offered, ground) >= theming.TEXT
    if contrast(colour, ground) >= theming.TEXT:
        assert offered == colour


@given(colour=colours)
def test_a_colour_survives_the_way_there_and_back(colour):
    assert oklch.write(oklch.read(colour)) == colour


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [("#000", "#fff", 21.0), ("#777777", "#ffffff", 4.48), ("#2c4179", "#2c4179", 1.0)],
)
def test_contrast_is_the_one_of_the_guidelines(a, b, expected):
    assert contrast(a, b) == pytest.approx(expected, abs=0.01)
    assert contrast(a, b) == contrast(b, a)


def test_a_pale_colour_is_refused_with_the_nearest_readable():
    with pytest.raises(UnreadableColour) as refused:
        theming.refuse_unreadable("#ffe680")
    assert contrast(refused.value.nearest, theming.PAPER[0]) >= theming.SIGN
    assert abs(oklch.read(refused.value.nearest).hue - oklch.read("#ffe680").hue) < 8


def test_a_readable_colour_is_kept_as_it_is_by_day():
    theming.refuse_unreadable("#1f5c46")
    assert derive("#1f5c46", "#a35b00").day["brand"] == "#1f5c46"


def test_what_is_no_colour_says_so():
    with pytest.raises(ValueError, match="is not a colour"):
        contrast("rebeccapurple", "#fff")


def test_the_stylesheet_names_each_token_once_with_both_lights():
    sheet = theming.stylesheet(derive("#1f5c46", "#c98a1b"))
    assert sheet.startswith(":root {\n  --t-brand: light-dark(#1f5c46, #")
    assert sheet.count("--t-brand:") == 1


def test_the_palette_replaces_tokens_that_exist_and_no_others():
    for name in derive("#1f5c46", "#c98a1b").evening:
        assert f"--t-{name}: light-dark(" in TOKENS


def test_the_palette_without_a_district_is_readable_too():
    found = dict(re.findall(r"--t-([a-z-]+): light-dark\((#\w{6}, #\w{6})\)", TOKENS))
    lights = [{name: pair.split(", ")[at] for name, pair in found.items()} for at in (0, 1)]
    assert list(theming.faults(theming.Palette(*lights))) == []


def test_the_grounds_are_those_of_the_tokens():
    for name, (day, evening) in (
        ("paper", theming.PAPER),
        ("raised", theming.RAISED),
        ("sunk", theming.SUNK),
        ("ink", theming.INK),
    ):
        assert f"--t-{name}: light-dark({day}, {evening});" in TOKENS
