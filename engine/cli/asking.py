"""What requirements ask and miss, in plain English for the command line."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from rules.audits.findings import Finding
from rules.requirements.phrases import Phrase

Values = Mapping[str, Any]

_PLURALS = {"category": "categories", "campus": "campuses", "activity": "activities"}
_ASKED: Mapping[str, Callable[[Values], str]] = {
    "points": lambda v: _several(v, "point", "points"),
    "count": lambda v: _several(v, "piece of evidence", "pieces of evidence"),
    "hours": lambda v: _several(v, "hour", "hours"),
    "outside_hours": lambda v: _several(v, "hour", "hours") + " outside contract time",
    "distinct": lambda v: f"{_n(v)} different {_plural(v['attribute'])}",
    "span_days": lambda v: f"{_n(v)} days from the first to the last",
    "mean_score": lambda v: f"a mean score of {_n(v)}",
    "share_points": lambda v: f"{float(Fraction(v['n'])):.0%} of the points",
    "hours_per_year": lambda v: f"{_n(v)} hours in school years of {v['hours']}",
    "school_years_since": lambda v: f"{_n(v)} whole school years since {v['degree']}",
    "manual": lambda _: "an administrator confirms it",
    "level": lambda v: f"the level {v['level']}",
    "experience": lambda v: f"{_n(v)} points of experience",
    "degree": lambda v: f"the degree {v['degree']}",
    "all": lambda _: "all of these",
    "any": lambda _: "one of these",
    "n_of": lambda v: f"{_n(v)} of these",
}


def title(finding: Finding) -> str:
    """What a requirement is called, or else what it asks."""
    if finding.title is not None:
        return str(finding.title)
    if finding.needs:
        return ", and ".join(asked(need.phrase) for need in finding.needs)
    values = {"n": int(finding.want), finding.kind.value: finding.refers_to}
    return asked(Phrase(finding.kind, values))


def missing(finding: Finding, found: Mapping[str, Finding]) -> str:
    """The smallest thing that would finish a requirement."""
    if finding.kind.is_group:
        short = int(finding.want - finding.have)
        open_ = [found[child] for child in finding.children if not found[child].is_met]
        nearest = sorted(open_, key=lambda child: -child.progress)[:short]
        return " and ".join(f"[{child.path}]" for child in nearest)
    return ", and ".join(asked(phrase) for phrase in finding.missing)


def asked(phrase: Phrase) -> str:
    """One phrase, with the filter that stands beside it."""
    where = phrase.values.get("where", {})
    narrowed = "; ".join(
        f"{key.replace('_', ' ')} {_listed(value)}" for key, value in where.items()
    )
    said = _ASKED[phrase.code](phrase.values)
    return f"{said} ({narrowed})" if narrowed else said


def _n(values: Values) -> str:
    return f"{float(Fraction(values['n'])):g}"


def _several(values: Values, one: str, more: str) -> str:
    return f"{_n(values)} {one if _n(values) == '1' else more}"


def _plural(attribute: str) -> str:
    return _PLURALS.get(attribute, f"{attribute.replace('_', ' ')}s")


def _listed(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
