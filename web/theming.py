"""A district's two colours become a palette for day and evening that everyone can read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from web.oklch import Oklch, channels, read, write

TEXT = 4.5
SIGN = 3.0

# The grounds of tokens.css, which no district changes.
PAPER, RAISED, SUNK = ("#fcfaf6", "#191a21"), ("#ffffff", "#21232b"), ("#f4f0e8", "#14151b")
INK = ("#1f2430", "#ebe6db")
DAY, EVENING = 0, 1

# What must be readable on what: (foreground, grounds, least contrast); grounds that begin with
# a hyphen are a palette's own tokens.
PAIRS: tuple[tuple[str, tuple[str, ...], float], ...] = (
    ("on-brand", ("-brand", "-brand-hover"), TEXT),
    ("brand-text", ("paper", "raised", "sunk"), TEXT),
    ("on-brand-tint", ("-brand-tint",), TEXT),
    ("ink", ("-brand-tint", "-accent-tint"), TEXT),
    ("brand", ("paper", "raised"), SIGN),
    ("brand-line", ("paper", "raised", "sunk"), SIGN),
    ("on-accent", ("-accent",), TEXT),
    ("accent-text", ("paper", "raised", "sunk"), TEXT),
    ("on-accent-tint", ("-accent-tint",), TEXT),
    ("accent", ("paper", "raised"), SIGN),
)


@dataclass(frozen=True)
class Palette:
    """Token name → colour, for each of the two lights."""

    day: Mapping[str, str]
    evening: Mapping[str, str]


class UnreadableColour(ValueError):
    """A colour that cannot be read where it is wanted; it brings the nearest one that can."""

    def __init__(self, colour: str, on: str, nearest: str) -> None:
        super().__init__(f"{colour} cannot be read on {on}; the nearest that can is {nearest}")
        self.colour, self.on, self.nearest = colour, on, nearest


def contrast(a: str, b: str) -> float:
    """The WCAG contrast of two hex colours, from 1 to 21."""
    light, dark = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def nearest_readable(colour: str, on: str, least: float = TEXT) -> str:
    """The colour itself if it can be read there, else the nearest lightness of its hue that can."""
    return _read_on(colour, (on,), least)


def refuse_unreadable(colour: str, on: str = PAPER[DAY], least: float = SIGN) -> None:
    """Called when a district saves a colour: buttons and rings are drawn with it on paper."""
    if contrast(colour, on) < least:
        raise UnreadableColour(colour, on, nearest_readable(colour, on, least))


def derive(primary: str, accent: str) -> Palette:
    """Every brand token from two colours; tints, texts and lines keep their hues."""
    return Palette(
        day=_tokens(read(primary), read(accent), DAY),
        evening=_tokens(read(primary), read(accent), EVENING),
    )


def stylesheet(palette: Palette) -> str:
    """The district's theme.css: each token once, with its two lights."""
    lines = (
        f"  --t-{name}: light-dark({palette.day[name]}, {palette.evening[name]});"
        for name in palette.day
    )
    return "\n".join((":root {", *lines, "}", ""))


def faults(palette: Palette) -> Iterator[tuple[str, str, float]]:
    """Every pair of the palette that falls short: foreground, ground, contrast."""
    for light, tokens in ((DAY, palette.day), (EVENING, palette.evening)):
        grounds = {"paper": PAPER[light], "raised": RAISED[light], "sunk": SUNK[light]}
        known = {**tokens, "ink": INK[light]}
        for name, under, least in PAIRS:
            for ground in under:
                colour = tokens[ground[1:]] if ground.startswith("-") else grounds[ground]
                if (found := contrast(known[name], colour)) < least:
                    yield name, ground, found


def _tokens(primary: Oklch, accent: Oklch, light: int) -> dict[str, str]:
    return {
        **_family("brand", primary, light),
        **_family("accent", accent, light),
        **_hover(primary, light),
    }


def _family(name: str, seed: Oklch, light: int) -> dict[str, str]:
    """The colour as a fill, as text and as a tint, with what is written on each."""
    fill = _filled(seed, light)
    tint = write(Oklch((0.955, 0.305)[light], min(seed.chroma, (0.022, 0.03)[light]), seed.hue))
    return {
        name: fill,
        f"on-{name}": _ink_on(fill, seed),
        f"{name}-text": _read_on(_as_text(seed, light), _grounds(light), TEXT),
        f"{name}-tint": tint,
        f"on-{name}-tint": _read_on(_tinted_text(seed, light), (tint,), TEXT + 1.5),
    } | (
        {"brand-line": _read_on(_line(seed, light), _grounds(light), SIGN)}
        if name == "brand"
        else {}
    )


def _filled(seed: Oklch, light: int) -> str:
    """By day the district's own colour, by evening lifted so that it glows instead of sinking."""
    if light == EVENING:
        seed = Oklch(max(seed.lightness, 0.78), min(seed.chroma, 0.13), seed.hue)
    return _read_on(write(seed), _grounds(light), SIGN)


def _hover(primary: Oklch, light: int) -> dict[str, str]:
    """One shade further from the ink that stands on the button, so that it stays readable."""
    fill = read(_filled(primary, light))
    step = -0.07 if _ink_on(write(fill), primary) == "#ffffff" else 0.05
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


def _read_on(colour: str, grounds: tuple[str, ...], least: float) -> str:
    """The colour, moved in lightness only as far as each of the grounds demands."""

    def worst(candidate: str) -> float:
        return min(contrast(candidate, ground) for ground in grounds)

    if worst(colour) >= least:
        return colour
    start = read(colour)
    nearby = (write(start._replace(lightness=light)) for light in _outward(start.lightness))
    found = (candidate for candidate in nearby if worst(candidate) >= least)
    return next(found, max(("#000000", "#ffffff"), key=worst))


def _grounds(light: int) -> tuple[str, ...]:
    return PAPER[light], RAISED[light], SUNK[light]


def _outward(start: float) -> Iterator[float]:
    """Lightnesses around the start, nearest first."""
    for step in range(1, 101):
        yield from (
            light for light in (start - step / 100, start + step / 100) if 0.0 <= light <= 1.0
        )


def _luminance(colour: str) -> float:
    red, green, blue = channels(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
