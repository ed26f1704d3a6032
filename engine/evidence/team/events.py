"""What happens in teams, in the past tense."""

from engine.evidence.events import EvidenceEvent


class AskedIntoTeam(EvidenceEvent):
    """Somebody was asked to work on a piece of evidence, which is not hers."""


class TeamJoined(EvidenceEvent):
    """She said yes; the evidence is the common work."""


class TeamDeclined(EvidenceEvent):
    """She said no."""


class TeamLeft(EvidenceEvent):
    """She was in it, and goes on alone."""
