"""What a correction says otherwise, fact by fact, as the lines of her letter."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal
from sqlmodel import Session

from engine import evidence
from engine.evidence import Counted, Evidence
from engine.outbox import phrase
from rules.catalog import Catalog

_Say = Callable[[Any], str]


def restated(
    session: Session, claim: Evidence, kept: Sequence[Counted], catalog: Catalog, language: str
) -> Iterator[str]:
    """`Figure: 92% instead of 89%`, for each fact that the last change says otherwise."""
    facts, rubric = _facts(claim, catalog, language), evidence.rubric_of(session, claim)
    for before, after in pairwise(each.facts for each in kept[-2:] if each.facts):
        for each in evidence.said_otherwise(before, after):
            if each.fact in facts:
                say, label = facts[each.fact], phrase(language, f"said_{each.fact}")
                yield _instead(language, label, say(each.after), say(each.before))
            elif rubric and each.criterion in rubric.criteria:
                title = rubric.criteria[each.criterion].title.in_(language)
                yield _instead(language, title, each.after, each.before)


def _facts(claim: Evidence, catalog: Catalog, language: str) -> Mapping[str, _Say]:
    return {
        "value": lambda value: _figure(value, _unit(claim, catalog, language), language),
        "value_source": str,
        "day": lambda value: format_date(date.fromisoformat(value), "long", locale=language),
        "minutes": _hours,
        "outside_minutes": _hours,
    }


def _figure(value: float, unit: str, language: str) -> str:
    """Every digit that it has, as on the page."""
    digits = format_decimal(Decimal(str(value)), locale=language, decimal_quantization=False)
    return f"{digits}{unit}" if unit == "%" else f"{digits} {unit}".strip()


def _unit(claim: Evidence, catalog: Catalog, language: str) -> str:
    activity = catalog.activities.get(claim.activity)
    stage = activity.stages.get(claim.stage) if activity else None
    unit = stage.metric.unit if stage and stage.metric else None
    return unit.in_(language) if unit else ""


def _hours(minutes: int) -> str:
    whole, rest = divmod(minutes, 60)
    parts = [f"{whole} h"] if whole or not rest else []
    return " ".join([*parts, *([f"{rest} min"] if rest else [])])


def _instead(language: str, label: str, after: object, before: object) -> str:
    """Without the old one where nothing was said yet."""
    told = phrase(language, "instead", label=label, after=after, before=before)
    return f"- {label}: {after}" if before in (None, "") else f"- {told}"
