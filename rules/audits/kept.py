"""Findings as a conferral froze them, read again."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from rules.audits.findings import Finding, FindingStatus, NeedFinding
from rules.requirements import Kind
from rules.requirements.phrases import Phrase
from rules.terms import Text


def kept_findings(audit: Mapping[str, Any]) -> tuple[Finding, ...]:
    """The findings of an audit that was kept by its `to_json`."""
    return tuple(_finding(each) for each in audit["findings"])


def _finding(kept: Mapping[str, Any]) -> Finding:
    window = kept["window"]
    return Finding(
        path=kept["path"],
        kind=Kind(kept["kind"]),
        title=Text(kept["title"]) if kept["title"] is not None else None,
        status=FindingStatus(kept["status"]),
        progress=Fraction(kept["progress"]),
        have=Fraction(kept["have"]),
        want=Fraction(kept["want"]),
        unit=kept["unit"],
        needs=tuple(_need(each) for each in kept["needs"]),
        uses=tuple(kept["uses"]),
        missing=tuple(_phrase(each) for each in kept["missing"]),
        children=tuple(kept["children"]),
        window=(window[0], window[1]) if window else None,
        refers_to=kept["refers_to"],
    )


def _need(kept: Mapping[str, Any]) -> NeedFinding:
    measured = ("have", "want", "met", "cut")
    said = {key: value for key, value in kept.items() if key not in measured}
    return NeedFinding(
        _phrase(said), Fraction(kept["have"]), Fraction(kept["want"]), kept["met"],
        Fraction(kept["cut"]),
    )  # fmt: skip


def _phrase(kept: Mapping[str, Any]) -> Phrase:
    values = {key: value for key, value in kept.items() if key not in ("code", "parts")}
    return Phrase(kept["code"], values, tuple(_phrase(part) for part in kept.get("parts", ())))
