"""Addresses as QR codes, drawn here, without styles of their own."""

import segno
from markupsafe import Markup

from web import page


def square(address: str, title: str) -> Markup:
    """The code as inline SVG, with a name for who cannot see it."""
    drawn = segno.make(address, error="m").svg_inline(
        omitsize=True, svgclass="t-square", lineclass=None, border=2, title=title
    )
    return Markup(drawn)  # noqa: S704 drawn by us from an address of ours


def site() -> str:
    """Where the district's pages are for whoever comes from elsewhere."""
    return f"{page.house().settings.base_url.rstrip('/')}/{page.district()}"
