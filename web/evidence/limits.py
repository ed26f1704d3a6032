"""How large a file may be, by its kind: what the district allows, and what the installation."""

from collections.abc import Mapping
from itertools import groupby

from flask import current_app
from flask_babel import gettext as _

from engine.checking import ENDINGS, kind_of
from rules.terms import FileKind
from web import page
from web.formats import joined, number
from web.wording import worded

BYTES_MOST = 1000 * 2**20
"""More than any kind may have: what was checked is kept as it is."""


def sizes() -> Mapping[FileKind, int]:
    """Megabytes for one file of each kind; 0 where none is taken."""
    most = page.house().settings.max_upload_mb
    return {kind: min(n, most) for kind, n in page.catalog().files.megabytes.items()}


def by_ending() -> Mapping[str, int]:
    """Megabytes for a file of each ending, so that none is sent that is too large to be taken."""
    taken, most = sizes(), dict[str, int]()
    for media_type, all_endings in ENDINGS.items():
        for ending in all_endings:  # Sound and video share some.
            most[ending] = max(most.get(ending, 0), taken[kind_of(media_type)])
    return most


def most_for(name: str) -> int:
    """Megabytes for the file of this name."""
    return by_ending().get(name.rpartition(".")[2].lower(), max(sizes().values()))


def told() -> str:
    """“Pictures, PDF and video up to 25 MB each, text up to 5 MB.”"""
    taken = [(n, kind) for kind, n in sizes().items() if n]
    in_order = sorted(taken, key=lambda each: -each[0])
    parts = [
        _("%(kinds)s up to %(n)s MB", kinds=joined([str(worded(kind)) for _n, kind in group]),
          n=number(most))
        for most, group in groupby(in_order, key=lambda each: each[0])
    ]  # fmt: skip
    listed = "; ".join(parts)
    return f"{listed[:1].upper()}{listed[1:]}."


def form_most() -> int:
    """Megabytes that a form may carry where no script sends large files before it; 0: enough."""
    most = (current_app.config["MAX_CONTENT_LENGTH"] or 0) >> 20
    return most if most < max(sizes().values()) else 0


def endings() -> str:
    """What a browser offers to choose; a telephone that is told so hands over JPEG."""
    wanted = [kind for kind, n in sizes().items() if n]
    return ",".join(
        f".{ending}"
        for media_type, all_endings in ENDINGS.items()
        if kind_of(media_type) in wanted
        for ending in all_endings
    )
