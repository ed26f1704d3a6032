"""What others may do with teams, and ask of them."""

from engine.evidence.team.events import AskedIntoTeam, TeamDeclined, TeamJoined, TeamLeft
from engine.evidence.team.finding import (
    all_around,
    asked,
    is_in,
    mate,
    mates,
    parts,
    place_of,
    together,
    whose,
    work_of,
)
from engine.evidence.team.following import (
    catch_up,
    follow_approval,
    follow_correcting,
    follow_declining,
    follow_second_thoughts,
    follow_undoing,
)
from engine.evidence.team.joining import (
    ask,
    decline,
    end_all,
    join,
    leave,
    room,
    take_back,
    terms,
)
from engine.evidence.team.tables import Answer, Teammate

__all__ = [
    "Answer",
    "AskedIntoTeam",
    "TeamDeclined",
    "TeamJoined",
    "TeamLeft",
    "Teammate",
    "all_around",
    "ask",
    "asked",
    "catch_up",
    "decline",
    "end_all",
    "follow_approval",
    "follow_correcting",
    "follow_declining",
    "follow_second_thoughts",
    "follow_undoing",
    "is_in",
    "join",
    "leave",
    "mate",
    "mates",
    "parts",
    "place_of",
    "room",
    "take_back",
    "terms",
    "together",
    "whose",
    "work_of",
]
