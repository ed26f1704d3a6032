"""What a proposal says, and how a pack would write it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

from engine.proposals.tables import Proposed, Wanted
from rules.terms import Audience, EvidenceWanted, Stage

_EVIDENCE = {Stage.LEARNED: EvidenceWanted.OWN, Stage.USED: EvidenceWanted.STUDENT}


@dataclass(frozen=True)
class Wording:
    """All that the one who proposes, or who reads it, may write."""

    wanted: Wanted = Wanted.ACTIVITY
    title: str = ""
    summary: str = ""
    learned: str = ""
    used: str = ""
    minutes: int | None = None
    campus: str = ""
    audience: tuple[Audience, ...] = ()
    badge: bool = False
    signature: str = ""

    @classmethod
    def of(cls, proposed: Proposed) -> Self:
        said = {name: getattr(proposed, name) for name in cls.__dataclass_fields__}
        return cls(**{**said, "audience": tuple(Audience(each) for each in proposed.audience)})

    def onto(self, proposed: Proposed) -> None:
        """Let the proposal say this."""
        for name, value in asdict(self).items():
            setattr(proposed, name, list(value) if isinstance(value, tuple) else value)

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields without which nobody could judge it."""
        found = [name for name in ("title", "summary") if not getattr(self, name)]
        if self.wanted is Wanted.ACTIVITY and not (self.learned or self.used):
            found.append("learned")
        return tuple(found)


def section_of(wanted: Wanted) -> str:
    """The part of a pack in which it is written."""
    return "activities" if wanted is Wanted.ACTIVITY else "badges"


def entry(said: Wording, languages: Sequence[str]) -> dict[str, Any]:
    """The same as an entry of a pack; a text stands in each language until it is translated."""

    def text(words: str) -> Any:
        return dict.fromkeys(languages, words) if len(languages) > 1 else words

    common = {"title": text(said.title), "campus": said.campus}
    if said.wanted is Wanted.BADGE:
        whole = {**common, "criteria": text(said.summary), "requires": {"count": 1}}
        return {key: value for key, value in whole.items() if value}
    whole = {
        **common,
        "summary": text(said.summary),
        **_stages(said, text),
        "audience": [each.value for each in said.audience],
        "badge": said.badge,
        "authors": [said.signature] if said.signature else [],
    }
    return {key: value for key, value in whole.items() if value}


def _stages(said: Wording, text: Any) -> Mapping[str, Any]:
    """Learned first and used later, or the one of them that was thought of."""
    shown = {Stage.LEARNED: said.learned, Stage.USED: said.used}
    asked = {stage: words for stage, words in shown.items() if words}
    hours = (said.minutes or 0) / 60 / (len(asked) or 1)
    offers: dict[str, dict[str, Any]] = {
        stage.value: {
            "evidence": _EVIDENCE[stage].value,
            **({"hours": float(f"{hours:.4g}")} if hours else {}),
            "guidance": text(words),
        }
        for stage, words in asked.items()
    }
    return {"stages": offers} if len(offers) > 1 else next(iter(offers.values()), {})
