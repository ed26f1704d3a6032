"""What evidence is called in a message."""

from engine.evidence import Evidence
from engine.outbox import phrase
from rules.catalog import Catalog
from rules.terms import Stage


def activity_title(catalog: Catalog, claim: Evidence, language: str) -> str:
    """The activity as the catalog has it, with the stage where there are two."""
    activity = catalog.activities.get(claim.activity)
    title = activity.title.in_(language) if activity else claim.activity
    if claim.stage is Stage.DONE:
        return title
    return phrase(language, f"stage_{claim.stage}", activity=title)
