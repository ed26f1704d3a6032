"""Why there is no way, and what would help."""

from dataclasses import dataclass

from flask_babel import gettext as _

from engine import progress
from engine.people import Participant
from engine.progress import Wish
from rules.requirements import Requirement
from rules.ways import NoWay, Why
from web import conferred, page, sentences


@dataclass(frozen=True)
class Nowhere:
    """No plan: why, which requirements are in the way, and what would help."""

    heading: str
    told: str
    in_the_way: tuple[str, ...] = ()
    helps: str = ""
    ask: bool = False
    """Whether the district can help."""


def nowhere(place: Participant, wish: Wish, found: NoWay) -> Nowhere:
    match found.why:
        case Why.CONFERRED:
            return Nowhere(_("You are there"), _conferred(place, wish.degree))
        case Why.NEVER:
            return Nowhere(
                _("There is no way today"),
                _("Nothing that is offered to you today leads there."),
                tuple(_name(place, wish.degree, path) for path in found.blocked),
                _("Your district can offer more, or decide on a requirement for you."),
                ask=True,
            )
        case Why.BY_HAND:
            return Nowhere(
                _("Somebody says a word first"),
                _("Your district confirms this; then the rest can be planned."),
                tuple(_name(place, degree, path) for degree, path in found.by_hand),
                ask=True,
            )
        case Why.NOT_SO_SOON:
            return Nowhere(
                _("Not within twelve school years"),
                _("What may count in a year is too little to come there in the years that are "
                  "looked ahead."),
                helps=_("One requirement after the other may be nearer: choose one as your goal."),
                ask=True,
            )  # fmt: skip
        case _:
            return Nowhere(
                _("None was found"),
                _("That there is none was not proved either: the search ends after a while."),
                helps=_("Look for another kind of plan above, or for the way to one requirement."),
            )


def _conferred(place: Participant, degree: str) -> str:
    granted = progress.conferrals(page.session(), place)
    return next(conferred.standing(each) for each in granted if each.degree == degree)


def _name(place: Participant, degree: str, path: str) -> str:
    judging = progress.judging(page.session(), place, degree, now=page.now())
    nodes = progress.tree_of(judging, degree).walk()
    node: Requirement | None = next((each for each in nodes if each.id == path), None)
    return sentences.name(node, judging) if node else path
