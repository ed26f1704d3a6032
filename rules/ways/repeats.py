"""How often it can make sense to do something, so that the search for a way has an end."""

from collections.abc import Callable
from math import ceil
from typing import NamedTuple

from rules.requirements import Kind, Measure, Need, laid_out
from rules.ways.offers import Offer
from rules.ways.question import Question


def most_of(question: Question) -> Callable[[Offer], int]:
    """How often it can make sense to take up an offer: until it alone has brought everything."""
    trees = (question.target, *(question.degrees[key] for key in question.on_the_way))
    nodes = [node for tree in trees for node in laid_out(tree, question.record.campuses).walk()]
    wants = [_want(need) for node in nodes for need in node.need]
    levels = [
        question.catalog.levels[node.level].experience for node in nodes if node.level is not None
    ]
    leaves = sum(node.kind is Kind.COLLECT for node in nodes)
    pieces = leaves + sum(want.pieces for want in wants)
    minutes = max((want.minutes for want in wants), default=0)
    points = max((want.points for want in wants), default=0)

    def most(offer: Offer) -> int:
        return min(
            _REPEATS_MAX,
            1
            + pieces
            + _times(minutes, offer.minutes)
            + _times(max((points, *levels)), offer.experience)
            + _times(question.redeemable, offer.redeemable),
        )

    return most


class _Want(NamedTuple):
    pieces: int = 0
    minutes: int = 0
    points: int = 0


def _want(need: Need) -> _Want:
    match need.measure:
        case Measure.COUNT | Measure.DISTINCT:
            return _Want(pieces=int(need.want))
        case Measure.POINTS:
            return _Want(points=int(need.want))
        case Measure.HOURS | Measure.OUTSIDE_HOURS | Measure.HOURS_PER_YEAR:
            return _Want(minutes=ceil(need.want * 60))
        case Measure.MEAN_SCORE | Measure.SHARE_POINTS:
            return _Want(pieces=_REPEATS_FOR_A_MEAN)
        case _:
            return _Want()


def _times(want: int, each: int) -> int:
    return -(-want // each) if each else 0


_REPEATS_MAX = 500
_REPEATS_FOR_A_MEAN = 20
