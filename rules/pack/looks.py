"""Colours in which a district could not be read: asked of a new pack, never of a frozen one."""

from collections.abc import Iterator

from rules.catalog import Catalog
from rules.colours import fits_paper, nearest_apart, nearest_on_paper, told_apart
from rules.pack.complaints import Fault
from rules.saying import say


def unreadable(catalog: Catalog) -> Iterator[Fault]:
    """Each of the two colours that cannot be used as it is, with the nearest one that can.

    Whoever follows every suggestion has a pair that is sound.
    """
    branding = catalog.branding
    primary = nearest_on_paper(branding.primary)
    if not fits_paper(branding.primary):
        yield _too_pale("primary", branding.primary, primary)
    accent = nearest_apart(primary, branding.accent)
    if not fits_paper(branding.accent):
        yield _too_pale("accent", branding.accent, accent)
    elif not told_apart(primary, branding.accent):
        message = say(
            "“%(color)s” looks like the primary color; charts set them side by side.",
            color=branding.accent,
        )
        yield Fault(
            ("branding", "accent"),
            message,
            say("Write “%(color)s”, the nearest one that differs.", color=accent),
        )


def _too_pale(name: str, colour: str, nearest: str) -> Fault:
    message = say("“%(color)s” cannot be made out on the paper of the pages.", color=colour)
    return Fault(
        ("branding", name),
        message,
        say("Write “%(color)s”, the nearest one that can be read.", color=nearest),
    )
