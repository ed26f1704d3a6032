"""Standings: who stands where, counted in experience, which no redemption ever moves."""

from engine.standings.actions import count, recount
from engine.standings.queries import leaderboard, neighbours, own, own_best
from engine.standings.schools import AwardStanding, SchoolStanding, school_awards, schools
from engine.standings.standing import Best, Standing
from engine.standings.tables import Total
from engine.standings.verifying import verify
from engine.standings.windows import Board, Span, are_divided_anew, divide_unlike, spans

__all__ = [
    "AwardStanding",
    "Best",
    "Board",
    "SchoolStanding",
    "Span",
    "Standing",
    "Total",
    "are_divided_anew",
    "count",
    "divide_unlike",
    "leaderboard",
    "neighbours",
    "own",
    "own_best",
    "recount",
    "school_awards",
    "schools",
    "spans",
    "verify",
]
