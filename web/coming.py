"""A catalog that comes, told calmly: from when, what stays, and what it asks otherwise."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from engine import progress
from engine.people import Participant
from engine.progress import Coming
from web import page, steps
from web.catalog_names import catalog_name
from web.formats import day
from web.wording import words


@dataclass(frozen=True)
class Told:
    """What is said of it."""

    comes: str
    stays: str
    otherwise: tuple[tuple[str, str], ...]
    """Degrees that it writes otherwise: what each is called, and where both stand side by side."""
    others: tuple[str, ...]
    """What else is to be known of her degrees."""


def told(place: Participant) -> Told | None:
    """Nothing where no catalog is published ahead."""
    found = progress.coming(page.session(), place, now=page.now())
    if found is None:
        return None
    return Told(
        comes=_("From %(day)s on, new work goes by the catalog of %(year)s.",
                day=day(found.applies_from), year=catalog_name(found.catalog)),
        stays=_("What you have earned stays yours, and what you have taken up goes on as it is."),
        otherwise=tuple(
            (steps.degree_title(each), url_for("versions.show", degree=each))
            for each in found.otherwise
        ),
        others=tuple(_others(found)),
    )  # fmt: skip


def _others(found: Coming) -> Iterator[str]:
    for each in found.gone:
        yield _("It no longer offers “%(degree)s”; who has taken it up goes on as before.",
                degree=steps.degree_title(each))  # fmt: skip
    if found.under_way and not found.otherwise and not found.gone:
        yield _("It asks the same of your %(degrees)s as before.", degrees=words("degree"))
