"""Words as outlines, for images, which can load no fonts: Figtree, letter by letter."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_OUTLINES = Path(__file__).parent / "static" / "vendor" / "figtree" / "outlines.json"
_EM = 1000
_STRANGE = (620, "")
"""A letter that there is no outline of leaves its room."""


def width(text: str, size: float) -> float:
    """How wide the words stand at that size."""
    return sum(_outlines().get(letter, _STRANGE)[0] for letter in text) * size / _EM


def is_known(text: str) -> bool:
    """Whether there is an outline of every letter."""
    return all(letter in _outlines() for letter in text)


def centred(text: str, x: float, y: float, size: float, *, widest: float) -> str:
    """The path's data and place, centred at x on the line y; drawn together where it is wider."""
    natural = width(text, size)
    squeeze = min(1.0, widest / natural) if natural else 1.0
    scale = size / _EM
    letters, at = [], 0
    for letter in text:
        advance, outline = _outlines().get(letter, _STRANGE)
        if outline:
            letters.append(f'<path transform="translate({at})" d="{outline}"/>')
        at += advance
    left = x - natural * squeeze / 2
    place = f"translate({left:.1f} {y:.1f}) scale({scale * squeeze:.5f} {scale:.5f})"
    return f'<g transform="{place}">{"".join(letters)}</g>'


@cache
def _outlines() -> Mapping[str, tuple[int, str]]:
    found: dict[str, tuple[int, str]] = json.loads(_OUTLINES.read_text("utf-8"))
    return found
