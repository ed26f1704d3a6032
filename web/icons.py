"""Icons drawn into the page: one set, one weight, silent unless they are given a label."""

import re
from functools import cache
from pathlib import Path

from markupsafe import Markup, escape

DRAWINGS = Path(__file__).parent / "static" / "vendor" / "tabler"

_HULL = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
_NET = re.compile(r'<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*/>')


def icon(name: str, label: str | None = None) -> Markup:
    """The drawing as inline SVG; a label makes it an image with a name."""
    voice = (
        Markup('role="img" aria-label="{}"').format(label)
        if label
        else Markup('aria-hidden="true"')
    )
    return Markup(
        '<svg class="t-icon" viewBox="0 0 24 24" width="20" height="20" fill="none" '
        'stroke="currentColor" stroke-width="1.75" stroke-linecap="round" '
        'stroke-linejoin="round" focusable="false" {}>{}</svg>'
    ).format(voice, drawing(name))


@cache
def drawing(name: str) -> Markup:
    """What stands inside of its 24 by 24 units."""
    if not re.fullmatch(r"[a-z0-9-]+", name):
        raise ValueError(f"{escape(name)} is not the name of an icon")
    found = _HULL.search((DRAWINGS / f"{name}.svg").read_text(encoding="utf-8"))
    if not found:
        raise ValueError(f"{name}.svg holds no drawing")
    drawing = re.sub(r"\s+", " ", _NET.sub("", found.group(1))).strip()
    return Markup(drawing)  # noqa: S704  # a file of our own, not a person's words
