"""How sure somebody felt before and feels now, in words to herself."""

from collections.abc import Mapping

from flask_babel import LazyString, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from engine import confidence
from engine.confidence import Confidence
from engine.evidence import Evidence
from web import page

SCALE: Mapping[int, LazyString] = {
    1: _l("1: not sure at all"),
    2: _l("2: a little sure"),
    3: _l("3: fairly sure"),
    4: _l("4: sure"),
    5: _l("5: so sure that I could show others"),
}


def beside(claim: Evidence) -> str:
    """What I said beside it; nothing beside evidence that is not mine, whoever I am."""
    kept = confidence.of(page.session(), page.me(), claim.id)
    return in_words(kept) if kept else ""


def about(activity: str) -> str:
    """What I said last about an activity."""
    mine = confidence.mine(page.session(), page.me(), activity=activity)
    return in_words(mine[0].rating) if mine else ""


def in_words(rating: Confidence) -> str:
    """What she said, and how far it grew; a smaller number is told without a word on it."""
    before, after = rating.before, rating.after
    if before is None:
        return _("You rated yourself %(after)s now.", after=after)
    if after is None:
        return _("You rated yourself %(before)s before.", before=before)
    told = _("You rated yourself %(before)s before and %(after)s now.", before=before, after=after)
    if after > before:
        more = ngettext("One step more.", "%(num)s steps more.", after - before)
        return f"{told} {more}"
    return told
