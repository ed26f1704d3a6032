"""Whether a district's two colours can be what it wants of them, and what comes nearest."""

from rules.colours.contrast import APART, SIGN, contrast, distance, readable, shades
from rules.colours.palette import DAY, grounds


def fits_paper(colour: str) -> bool:
    """Whether buttons, rings and bars can have this very colour by day.

    Everything else that is made of it finds a shade that can be read, in both lights.
    """
    return all(contrast(colour, ground) >= SIGN for ground in grounds(DAY))


def nearest_on_paper(colour: str) -> str:
    """The colour itself if it fits, else the nearest lightness of its hue that does."""
    return readable(colour, grounds(DAY), SIGN)


def told_apart(primary: str, accent: str) -> bool:
    """Whether one sees which of the two one looks at, as where both stand in one chart."""
    return distance(primary, accent) >= APART


def nearest_apart(primary: str, accent: str) -> str:
    """The nearest lightness of the accent that fits the paper and is not taken for the primary."""
    fitting = (shade for shade in shades(accent) if fits_paper(shade))
    return next(shade for shade in fitting if told_apart(primary, shade))
