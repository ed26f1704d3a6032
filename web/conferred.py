"""What stands of a degree that was conferred: for good, or until it was looked at again."""

from flask_babel import gettext as _

from engine.progress import Conferral
from web.formats import day


def standing(conferral: Conferral) -> str:
    """What its owner may count on."""
    on = day(conferral.conferred_on)
    if conferral.questioned_at is None:
        return _("Conferred on %(day)s, and for good.", day=on)
    return " ".join([_("Conferred on %(day)s.", day=on), in_question(conferral)])


def in_question(conferral: Conferral, *, mine: bool = True) -> str:
    """That a correction touched it, and what holds until somebody decides; else nothing."""
    if conferral.questioned_at is None:
        return ""
    if mine:
        return _(
            "A correction touched what completed it. Your district has been looking at it since "
            "%(day)s; it stays yours meanwhile.",
            day=day(conferral.questioned_at),
        )
    return _(
        "A correction touched what completed it. It has been in question since %(day)s, and stands "
        "until somebody decides.",
        day=day(conferral.questioned_at),
    )
