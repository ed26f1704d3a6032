"""The colours of a district as the style sheet that replaces the tokens of the house."""

from rules.colours import Palette


def stylesheet(palette: Palette) -> str:
    """The district's theme.css: each token once, with its two lights."""
    lines = (
        f"  --t-{name}: light-dark({palette.day[name]}, {palette.evening[name]});"
        for name in palette.day
    )
    return "\n".join((":root {", *lines, "}", ""))
