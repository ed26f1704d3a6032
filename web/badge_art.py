"""A badge without a picture of its own is drawn: alike for a title each time, never plain."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from markupsafe import escape

from rules.colours import Oklch, read, write
from web import icons
from web.badge_shapes import CENTRE, HEART, MIDDLE, OUTLINES, PATTERNS, RADIUS, WIDTH, closed
from web.lettering import centred, is_known, width

HEIGHT = 252
RIBBON_TOP = 182.0
RIBBON_WIDTH = 208.0
CREAM, GOLD, BRONZE = "#fcf5e4", "#ecbf5a", "#b98420"
STARS = {"learned": 1, "used": 2, "top": 3}
_SIGNS = {"top": "trophy"}
"""What stands on a badge that belongs to no campus; on others an award."""
_SIGN_SCALE = 2.75


@dataclass(frozen=True)
class Dye:
    """The shades of one badge."""

    deep: str
    body: str
    light: str


def draw(
    title: str,
    seed: str,
    stage: str = "learned",
    family: str = "",
    *,
    name: str = "",
    sign: str = "",
) -> str:
    """The SVG of a badge; `seed` is a colour such as #1f5c46, `family` decides shape and shade.

    `name` keeps the drawing alike when the title is written in another language; `sign` is the icon
    of its campus.
    """
    chance = _Chance(f"{family}/{name or title}/{stage}")
    dye = _dye(seed, family)
    outline = OUTLINES[_number(family or name or title, len(OUTLINES))]
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
            f'role="img" aria-label="{escape(title)}">',
            _field(outline, dye, chance),
            _emblem(sign or _SIGNS.get(stage, "award"), dye),
            _stars(stage),
            _ribbon(title, dye),
            "</svg>",
        )
    )


class _Chance:
    """Numbers that look like luck and come from the key alone."""

    def __init__(self, key: str) -> None:
        self._bytes = iter(sha256(key.encode()).digest())
        self.name = sha256(key.encode()).hexdigest()[:8]

    def below(self, limit: int) -> int:
        return next(self._bytes) % limit


def _number(key: str, limit: int) -> int:
    return sha256(key.encode()).digest()[0] % limit


def _dye(seed: str, family: str) -> Dye:
    """Each family leans a little to one side of the district's hue, so that campuses differ."""
    colour = read(seed)
    lean = (_number(f"hue of {family}", 7) - 3) * 16 if family else 0
    hue, chroma = (colour.hue + lean) % 360, min(max(colour.chroma, 0.05), 0.11)
    return Dye(
        deep=write(Oklch(0.31, chroma * 0.8, hue)),
        body=write(Oklch(0.43, chroma, hue)),
        light=write(Oklch(0.86, chroma * 0.5, hue)),
    )


# ---- the field: outline, rim and pattern -------------------------------------------------------


def _field(outline: Callable[[float], str], dye: Dye, chance: _Chance) -> str:
    pattern = PATTERNS[chance.below(len(PATTERNS))]
    marks = "".join(pattern(chance.below))
    clip = f"b{chance.name}"
    return (
        f'<clipPath id="{clip}"><path d="{outline(RADIUS - 9)}"/></clipPath>'
        f'<path d="{outline(RADIUS)}" fill="{dye.deep}"/>'
        f'<path d="{outline(RADIUS - 4.5)}" fill="none" stroke="{GOLD}" stroke-width="2"/>'
        f'<path d="{outline(RADIUS - 9)}" fill="{dye.body}"/>'
        f'<g clip-path="url(#{clip})" fill="none" stroke="{dye.light}" stroke-width="2" '
        f'stroke-opacity=".2">{marks}</g>'
    )


# ---- what stands on it -------------------------------------------------------------------------


def _emblem(sign: str, dye: Dye) -> str:
    """A medallion with the sign of the campus, the same on all of its badges."""
    drawing = icons.drawing(sign)
    left, top = CENTRE - 12 * _SIGN_SCALE, HEART - 12 * _SIGN_SCALE
    return (
        f'<circle cx="{CENTRE}" cy="{HEART}" r="54" fill="{dye.deep}" stroke="{GOLD}" '
        f'stroke-width="1.5"/><circle cx="{CENTRE}" cy="{HEART}" r="49" fill="none" '
        f'stroke="{GOLD}" stroke-width=".6" stroke-opacity=".7"/>'
        f'<g transform="translate({left:.1f} {top:.1f}) scale({_SIGN_SCALE})" fill="none" '
        f'stroke="{CREAM}" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">'
        f"{drawing}</g>"
    )


def _stars(stage: str) -> str:
    """One for learned, two for used with pupils, three for the top of a pathway."""
    count = STARS.get(stage, 1)
    starts = (CENTRE + (at - (count - 1) / 2) * 20 for at in range(count))
    return "".join(
        f'<path d="{_star(x, MIDDLE + 51)}" fill="{GOLD}" stroke="{BRONZE}" stroke-width=".6"/>'
        for x in starts
    )


def _star(x: float, y: float) -> str:
    reach = (8.0, 3.6)
    angles = (math.pi * (at / 5 - 0.5) for at in range(10))
    return closed(
        (x + reach[at % 2] * math.cos(angle), y + reach[at % 2] * math.sin(angle))
        for at, angle in enumerate(angles)
    )


def _ribbon(title: str, dye: Dye) -> str:
    lines, size = _set_in_type(title)
    height = 16 + len(lines) * size * 1.16
    top = RIBBON_TOP
    left, right = (WIDTH - RIBBON_WIDTH) / 2 - 8, (WIDTH + RIBBON_WIDTH) / 2 + 8
    return (
        f'<path d="{_tail(left - 8, top + 8, height * 0.8, 1)}" fill="{BRONZE}"/>'
        f'<path d="{_tail(right + 8, top + 8, height * 0.8, -1)}" fill="{BRONZE}"/>'
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{height:.1f}" '
        f'rx="2" fill="{CREAM}" stroke="{GOLD}"/>'
        + "".join(
            _line(line, top + 8 + size * (at + 0.86) * 1.1, size, dye)
            for at, line in enumerate(lines)
        )
    )


def _tail(x: float, y: float, height: float, inward: int) -> str:
    """The end that hangs behind: notched outside, hidden inside."""
    notch = f"l{8 * inward} {-height / 2:.1f}l{-8 * inward} {-height / 2:.1f}"
    return f"M{x:.1f} {y:.1f}h{22 * inward}v{height:.1f}h{-22 * inward}{notch}z"


def _line(text: str, y: float, size: float, dye: Dye) -> str:
    """One line, drawn; words in another script are left to the reader's own letters."""
    if is_known(text):
        words = centred(text, CENTRE, y, size, widest=RIBBON_WIDTH)
        return f'<g class="line" fill="{dye.deep}">{words}</g>'
    squeeze = ""
    if width(text, size) > RIBBON_WIDTH:
        squeeze = f' textLength="{RIBBON_WIDTH:.0f}" lengthAdjust="spacingAndGlyphs"'
    return (
        f'<g class="line" fill="{dye.deep}"><text x="{CENTRE}" y="{y:.1f}" text-anchor="middle" '
        f'font-size="{size:.1f}" font-family="Figtree, system-ui, sans-serif" font-weight="650"'
        f"{squeeze}>{escape(text)}</text></g>"
    )


def _set_in_type(title: str) -> tuple[list[str], float]:
    """The fewest lines in which the title stands at a size that can be read."""
    words = " ".join(re.findall(r"\S+", title)) or "…"
    for count, size in ((1, 20.0), (1, 17.0), (2, 17.0), (2, 15.0), (3, 14.0)):
        lines = _broken(words, count)
        if max(width(line, size) for line in lines) <= RIBBON_WIDTH:
            return lines, size
    return _broken(words, 3), 13.0


def _broken(text: str, count: int) -> list[str]:
    """The words in at most so many lines, as even as they come."""
    if count == 1 or " " not in text:
        return [text]
    spaces = [at for at, letter in enumerate(text) if letter == " "]
    first = min(spaces, key=lambda at: abs(at - len(text) / count))
    return [text[:first], *_broken(text[first + 1 :], count - 1)]
