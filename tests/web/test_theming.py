"""The style sheet of a district replaces tokens of the house, and the house's own are readable."""

import re
from pathlib import Path

from rules.colours import Palette, derive, faults, palette
from web import theming

TOKENS = (Path(theming.__file__).parent / "static/css/tokens.css").read_text()


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
    assert list(faults(Palette(*lights))) == []


def test_the_grounds_are_those_of_the_tokens():
    for name, (day, evening) in (
        ("paper", palette.PAPER),
        ("raised", palette.RAISED),
        ("sunk", palette.SUNK),
        ("ink", palette.INK),
        ("ink-soft", palette.INK_SOFT),
    ):
        assert f"--t-{name}: light-dark({day}, {evening});" in TOKENS
