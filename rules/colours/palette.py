"""A district's two colours become a palette for day and evening that everyone can read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rules.colours.contrast import APART, SIGN, TEXT, contrast, distance, readable, shades
from rules.colours.oklch import Oklch, read, write

# The grounds of the site's tokens.css, which no district changes.
PAPER, RAISED, SUNK = ("#fcfaf6", "#191a21"), ("#ffffff", "#21232b"), ("#f4f0e8", "#14151b")
INK, INK_SOFT = ("#1f2430", "#ebe6db"), ("#565c6a", "#b4b0a8")
DAY, EVENING = 0, 1

# What must be readable on what: (foreground, grounds, least contrast); grounds that begin with
# a hyphen are a palette's own tokens.
PAIRS: tuple[tuple[str, tuple[str, ...], float], ...] = (
    ("on-brand", ("-brand", "-brand-hover"), TEXT),
    ("brand-text", ("paper", "raised", "sunk", "-brand-tint"), TEXT),
    ("on-brand-tint", ("-brand-tint",), TEXT),
    ("ink", ("-brand-tint", "-accent-tint"), TEXT),
    ("ink-soft", ("-brand-tint", "-accent-tint"), TEXT),
    ("brand", ("paper", "raised", "sunk"), SIGN),
    ("brand-line", ("paper", "raised", "sunk"), SIGN),
    ("on-accent", ("-accent",), TEXT),
    ("accent-text", ("paper", "raised", "sunk", "-accent-tint"), TEXT),
    ("on-accent-tint", ("-accent-tint",), TEXT),
    ("accent", ("paper", "raised", "sunk"), SIGN),
)


@dataclass(frozen=True)
class Palette:
    """Token name → colour, for each of the two lights."""

    day: Mapping[str, str]
    evening: Mapping[str, str]


def derive(primary: str, accent: str) -> Palette:
    """Every brand token from two colours; tints, texts and lines keep their hues."""
    return Palette(
        day=_tokens(read(primary), read(accent), DAY),
        evening=_tokens(read(primary), read(accent), EVENING),
    )


def faults(palette: Palette) -> Iterator[tuple[str, str, float]]:
    """Every pair of the palette that falls short: foreground, ground, contrast."""
    for light, tokens in ((DAY, palette.day), (EVENING, palette.evening)):
        fixed = {"paper": PAPER[light], "raised": RAISED[light], "sunk": SUNK[light]}
        inks = {**tokens, "ink": INK[light], "ink-soft": INK_SOFT[light]}
        for name, under, least in PAIRS:
            for ground in under:
                colour = tokens[ground[1:]] if ground.startswith("-") else fixed[ground]
                if (found := contrast(inks[name], colour)) < least:
                    yield name, ground, found


def _tokens(primary: Oklch, accent: Oklch, light: int) -> dict[str, str]:
    fill = _filled(primary, light)
    return {
        **_family("brand", primary, fill, light),
        **_family("accent", accent, _beside(fill, _filled(accent, light), light), light),
        **_hover(primary, fill),
    }


def _family(name: str, seed: Oklch, fill: str, light: int) -> dict[str, str]:
    """The colour as a fill, as text and as a tint, with what is written on each."""
    tint = write(Oklch((0.955, 0.305)[light], min(seed.chroma, (0.022, 0.03)[light]), seed.hue))
    return {
        name: fill,
        f"on-{name}": _ink_on(fill, seed),
        f"{name}-text": readable(_as_text(seed, light), (*grounds(light), tint), TEXT),
        f"{name}-tint": tint,
        f"on-{name}-tint": readable(_tinted_text(seed, light), (tint,), TEXT + 1.5),
    } | (
        {"brand-line": readable(_line(seed, light), grounds(light), SIGN)}
        if name == "brand"
        else {}
    )


def _filled(seed: Oklch, light: int) -> str:
    """By day the district's own colour, by evening lifted so that it glows instead of sinking."""
    if light == EVENING:
        seed = Oklch(max(seed.lightness, 0.78), min(seed.chroma, 0.13), seed.hue)
    return readable(write(seed), grounds(light), SIGN)


def _beside(brand: str, accent: str, light: int) -> str:
    """The accent's fill; where the evening lifts both to one shade, the accent gives way."""
    if light == DAY:
        return accent
    glowing = (shade for shade in shades(accent) if contrast(shade, RAISED[light]) >= SIGN)
    return next(shade for shade in glowing if distance(brand, shade) >= APART)


def _hover(primary: Oklch, brand: str) -> dict[str, str]:
    """One shade further from the ink that stands on the button, so that it stays readable."""
    fill = read(brand)
    step = -0.07 if _ink_on(brand, primary) == "#ffffff" else 0.05
    return {"brand-hover": write(fill._replace(lightness=min(fill.lightness + step, 0.97)))}


def _ink_on(fill: str, seed: Oklch) -> str:
    """White if it can be read, else the darkest shade of the hue, else black."""
    dark = write(Oklch(0.2, min(seed.chroma, 0.04), seed.hue))
    return next((ink for ink in ("#ffffff", dark) if contrast(ink, fill) >= TEXT + 0.1), "#000000")


def _as_text(seed: Oklch, light: int) -> str:
    if light == DAY:
        return write(seed._replace(lightness=min(seed.lightness, 0.5)))
    return write(Oklch(max(seed.lightness, 0.82), min(seed.chroma, 0.1), seed.hue))


def _tinted_text(seed: Oklch, light: int) -> str:
    return write(Oklch((0.34, 0.9)[light], min(seed.chroma, (0.12, 0.06)[light]), seed.hue))


def _line(seed: Oklch, light: int) -> str:
    return write(Oklch((0.56, 0.65)[light], min(seed.chroma, 0.11), seed.hue))


def grounds(light: int) -> tuple[str, ...]:
    """What pages lie on in that light."""
    return PAPER[light], RAISED[light], SUNK[light]
