"""What corrections said otherwise, fact by fact: `Hours: 2 h instead of 1 h`."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from flask_babel import gettext as _

from engine import evidence
from engine.evidence import Counted, Evidence, Why
from engine.store import Session
from rules.catalog import Rubric
from web import answers, page
from web.formats import hours, in_language, number, short_day


def differences(session: Session, claim: Evidence, kept: Sequence[Counted]) -> dict[Any, list[str]]:
    """By the id of each correction, what it changed."""
    if not any(each.why is Why.CORRECTED for each in kept):
        return {}
    rubric = evidence.rubric_of(session, claim)
    return {
        after.id: list(_between(claim, rubric, before.facts, after.facts))
        for before, after in pairwise(kept)
        if after.why is Why.CORRECTED and before.facts and after.facts
    }


def _between(
    claim: Evidence, rubric: Rubric | None, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[str]:
    facts = _facts(claim)
    for each in evidence.said_otherwise(before, after):
        if each.fact in facts:
            label, say = facts[each.fact]
            yield _instead(label, say(each.after), say(each.before))
        elif rubric and each.criterion in rubric.criteria:
            title = in_language(rubric.criteria[each.criterion].title)
            old = "" if each.before is None else number(each.before)
            yield _instead(title, number(each.after), old)


def _facts(claim: Evidence) -> Mapping[str, tuple[str, Any]]:
    metric = answers.metric_asked(page.catalog(), claim.activity, claim.stage)
    return {
        "value": (_("Figure"), lambda value: answers.in_figures(value, metric)),
        "value_source": (_("Source"), str),
        "day": (_("Day"), lambda value: short_day(date.fromisoformat(value))),
        "minutes": (_("Hours"), hours),
        "outside_minutes": (_("Outside contract"), hours),
    }


def _instead(label: str, after: str, before: str) -> str:
    if not before:
        return _("%(label)s: %(after)s", label=label, after=after)
    return _("%(label)s: %(after)s instead of %(before)s", label=label, after=after, before=before)
