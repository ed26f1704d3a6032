"""How well one colour can be read on another, how far apart two are, and the nearest that do."""

import math
from collections.abc import Iterator

from rules.colours.oklch import channels, read, write

TEXT = 4.5
SIGN = 3.0
"""The least contrasts of WCAG 2.2 AA: of what is read, and of what is only seen."""

APART = 0.09
"""The least distance at which two bars beside each other are told apart without looking twice."""


def contrast(a: str, b: str) -> float:
    """The WCAG contrast of two hex colours, from 1 to 21."""
    light, dark = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def distance(a: str, b: str) -> float:
    """How far apart the eye sees two colours, in OKLab; from black to white it is 1."""
    one, other = read(a), read(b)
    turn = math.radians(one.hue - other.hue)
    around = one.chroma**2 + other.chroma**2 - 2 * one.chroma * other.chroma * math.cos(turn)
    return math.sqrt((one.lightness - other.lightness) ** 2 + max(around, 0.0))


def readable(colour: str, grounds: tuple[str, ...], least: float) -> str:
    """The colour, moved in lightness only as far as each of the grounds demands."""

    def worst(candidate: str) -> float:
        return min(contrast(candidate, ground) for ground in grounds)

    found = (shade for shade in shades(colour) if worst(shade) >= least)
    return next(found, max(("#000000", "#ffffff"), key=worst))


def shades(colour: str) -> Iterator[str]:
    """The colour, then the lighter and darker ones of its hue, nearest first."""
    yield colour
    start = read(colour)
    for step in range(1, 101):
        for lightness in (start.lightness - step / 100, start.lightness + step / 100):
            if 0.0 <= lightness <= 1.0:
                yield write(start._replace(lightness=lightness))


def _luminance(colour: str) -> float:
    red, green, blue = channels(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
