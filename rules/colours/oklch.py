"""Colours as the eye orders them: sRGB hex to lightness, chroma and hue, and back."""

import math
import re
from typing import NamedTuple

_HEX = re.compile(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")


class Oklch(NamedTuple):
    """Lightness from 0 to 1, chroma from 0 to about 0.37, hue in degrees."""

    lightness: float
    chroma: float
    hue: float


def channels(colour: str) -> tuple[float, float, float]:
    """The three linear channels of a hex colour, each from 0 to 1."""
    found = _HEX.fullmatch(colour.strip())
    if not found:
        raise ValueError(f"{colour!r} is not a color such as #2c4179")
    digits = found.group(1)
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (_linear(int(digits[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return red, green, blue


def read(colour: str) -> Oklch:
    """A hex colour in OKLCH (Björn Ottosson's matrices)."""
    red, green, blue = channels(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return Oklch(lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360)


def write(colour: Oklch) -> str:
    """The hex colour nearest to it that a screen can show: chroma gives way, hue stays."""
    lightness = min(max(colour.lightness, 0.0), 1.0)
    if _fits(_mix(colour._replace(lightness=lightness))):
        return _hex(_mix(colour._replace(lightness=lightness)))
    low, high = 0.0, colour.chroma
    for _ in range(12):
        middle = (low + high) / 2
        if _fits(_mix(Oklch(lightness, middle, colour.hue))):
            low = middle
        else:
            high = middle
    return _hex(_mix(Oklch(lightness, low, colour.hue)))


def _mix(colour: Oklch) -> tuple[float, float, float]:
    a = colour.chroma * math.cos(math.radians(colour.hue))
    b = colour.chroma * math.sin(math.radians(colour.hue))
    long = (colour.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (colour.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (colour.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _fits(linear: tuple[float, float, float]) -> bool:
    return all(-0.0005 <= part <= 1.0005 for part in linear)


def _hex(linear: tuple[float, float, float]) -> str:
    parts = (round(_gamma(min(max(part, 0.0), 1.0)) * 255) for part in linear)
    return "#" + "".join(f"{part:02x}" for part in parts)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _gamma(part: float) -> float:
    if part <= 0.0031308:
        return 12.92 * part
    return float(1.055 * part ** (1 / 2.4) - 0.055)
