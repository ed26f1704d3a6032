"""What requirements ask and miss, in plain English for the command line."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any

from engine.cli.filters import in_words
from engine.progress import Held
from rules.audits.findings import Finding
from rules.catalog import Catalog
from rules.requirements.phrases import Phrase
from rules.requirements.phrases import said as conditions_of

Values = Mapping[str, Any]

_PLURALS = {"category": "categories", "campus": "campuses", "activity": "activities"}
_ASKED: Mapping[str, Callable[[Values], str]] = {
    "points": lambda v: _several(v, "point", "points"),
    "count": lambda v: _several(v, "piece of evidence", "pieces of evidence"),
    "hours": lambda v: _several(v, "hour", "hours"),
    "outside_hours": lambda v: _several(v, "hour", "hours") + " outside contract time",
    "distinct": lambda v: _different(v),
    "span_days": lambda v: f"{_n(v)} days from the first to the last",
    "mean_score": lambda v: f"a mean score of {_n(v)}",
    "share_points": lambda v: f"{float(Fraction(v['n'])):.0%} of the points",
    "hours_per_year": lambda v: f"{_n(v)} hours in school years of {v['hours']}",
    "school_years_since": lambda v: (
        f"{_several(v, 'whole school year', 'whole school years')} since {v['degree']}"
    ),
    "manual": lambda _: "an administrator confirms it",
    "level": lambda v: f"the level {v['level']}",
    "experience": lambda v: f"{_n(v)} points of experience",
    "degree": lambda v: f"the degree {v['degree']}",
    "all": lambda _: "all of these",
    "any": lambda _: "one of these",
    "n_of": lambda v: f"{_n(v)} of these",
}


def percent(share: Fraction) -> str:
    """`62%`: never all of it before it is, never nothing of what is begun."""
    within = min(max(float(share), 0.01), 0.99) if 0 < share < 1 else float(share)
    return f"{within:.0%}"


def title(finding: Finding, held: Held) -> str:
    """What a requirement is called, or else what it asks."""
    if finding.title is not None:
        return str(finding.title)
    if finding.needs:
        return _all(finding, held, (need.phrase for need in finding.needs))
    values = {"n": int(finding.want), finding.kind.value: finding.refers_to}
    return asked(Phrase(finding.kind, values))


class Names(dict[str, str]):
    """Every requirement of an audit as a sentence names it, by its key.

    The key stands behind the name only where several are called the same; what is not of this
    tree is called by its key alone.
    """

    def __init__(self, held: Held) -> None:
        findings = held.audit.findings
        plain = {each.path: f"“{title(each, held)}”" for each in findings}
        times = Counter(plain.values())
        super().__init__(
            (key, name if times[name] == 1 else f"{name} [{key}]") for key, name in plain.items()
        )

    def __missing__(self, key: str) -> str:
        return key


def missing(finding: Finding, found: Mapping[str, Finding], held: Held, names: Names) -> str:
    """The smallest thing that would finish a requirement."""
    if finding.kind.is_group:
        short = int(finding.want - finding.have)
        open_ = [found[child] for child in finding.children if not found[child].is_met]
        nearest = sorted(open_, key=lambda child: -child.progress)[:short]
        return " and ".join(names[child.path] for child in nearest)
    return _all(finding, held, finding.missing)


def asked(phrase: Phrase, catalog: Catalog | None = None, around: Values | None = None) -> str:
    """One phrase, with the filter that stands beside it and the one `around` all of its leaf."""
    where = {**(around or {}), **phrase.values.get("where", {})}
    narrowed = "; ".join(in_words(where, catalog))
    said = _ASKED[phrase.code](phrase.values)
    return f"{said} ({narrowed})" if narrowed else said


def _all(finding: Finding, held: Held, phrases: Iterable[Phrase]) -> str:
    node = held.nodes.get(finding.path)
    around = conditions_of(node.where) if node and node.where else {}
    return ", and ".join(asked(phrase, held.catalog, around) for phrase in phrases)


def _n(values: Values) -> str:
    return f"{float(Fraction(values['n'])):g}"


def _several(values: Values, one: str, more: str) -> str:
    return f"{_n(values)} {one if _n(values) == '1' else more}"


def _different(values: Values) -> str:
    attribute = values["attribute"]
    one = attribute.replace("_", " ")
    return _several(values, one, f"different {_PLURALS.get(attribute, f'{one}s')}")
