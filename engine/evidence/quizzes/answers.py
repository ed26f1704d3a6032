"""What a stage asks beside words, and whether it is there: answers to a form, and a metric."""

from collections.abc import Iterator

from engine.evidence.drafts.wording import answer_name
from engine.evidence.tables import Evidence
from rules.catalog import StageOffer
from rules.quizzes import still_open


def still_asked(claim: Evidence, offer: StageOffer) -> Iterator[str]:
    """The names of fields that have to be written, and are not."""
    if offer.form is not None:
        yield from map(answer_name, still_open(offer.form, claim.answers))
    if offer.metric is not None:
        if claim.value is None:
            yield "value"
        if not claim.value_source.strip():
            yield "value_source"
