"""What evidence is called in a message."""

from engine.evidence import Evidence
from engine.outbox import phrase
from rules.catalog import Catalog
from rules.terms import Stage


def activity_title(catalog: Catalog, claim: Evidence, language: str) -> str:
    """The activity as the catalog has it, with the stage where there are two."""
    activity = catalog.activities.get(claim.activity)
    title = activity.title.in_(language) if activity else claim.activity
    return _with_stage(title, claim.stage, language)


def part_title(catalog: Catalog, part: str, language: str) -> str:
    """A part of the program, written as the parts of pathways are, as people call it."""
    key, _slash, stage = part.partition("/")
    activity = catalog.activities.get(key)
    title = activity.title.in_(language) if activity else key
    return _with_stage(title, Stage(stage or Stage.DONE), language)


def _with_stage(title: str, stage: Stage, language: str) -> str:
    if stage is Stage.DONE:
        return title
    return phrase(language, f"stage_{stage}", activity=title)
