"""What others may do with waivers, and ask of them."""

from engine.evidence.waiving.deciding import waive, withdraw
from engine.evidence.waiving.events import StageWaived, StageWaiverWithdrawn, WaiverEvent
from engine.evidence.waiving.finding import ever, missing, standing, waivable, waived
from engine.evidence.waiving.tables import StageWaiver
from engine.evidence.waiving.verifying import verify_waivers

__all__ = [
    "StageWaived",
    "StageWaiver",
    "StageWaiverWithdrawn",
    "WaiverEvent",
    "ever",
    "missing",
    "standing",
    "verify_waivers",
    "waivable",
    "waive",
    "waived",
    "withdraw",
]
