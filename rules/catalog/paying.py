"""What a stage of an activity is paid, laid out once for all completions of the same kinds."""

from dataclasses import dataclass

from rules.catalog.earning import Bonus, Cap, EarningRule
from rules.terms import EvidenceKind

Kinds = frozenset[EvidenceKind]


@dataclass(frozen=True, slots=True)
class Pay:
    """One rule that can match, and what it pays where nothing else decides on that."""

    key: str
    rule: EarningRule
    fixed: tuple[int, int, str] | None = None
    """Experience, redeemable points and the reason; None where they have to be worked out."""
    shared: bool = False
    """Whether the members of a team divide it among themselves."""

    @classmethod
    def of(cls, key: str, rule: EarningRule, kinds: Kinds, *, shared: bool = False) -> "Pay":
        if rule.match.kinds is not None and kinds.isdisjoint(rule.match.kinds):
            return cls(key, rule, (0, 0, "other_kind"))
        points = rule.grants.points
        if points is None or rule.when is not Bonus.EVERY:
            return cls(key, rule, shared=shared)
        redeemable = points if rule.redeemable is None else rule.redeemable
        return cls(key, rule, (points, redeemable, "granted"), shared)


@dataclass(frozen=True, slots=True)
class Held:
    """A cap that is asked about every completion of the stage."""

    key: str
    """As the ledger names it: `cap:activity/explore-tool`."""
    cap: Cap
    pay: int | None = None
    """The place among the rules of the one that it stands on; None for all of them together."""


@dataclass(frozen=True, slots=True)
class Paid:
    """The rules and caps of one stage of an activity, for evidence of certain kinds."""

    campus: str
    level: str | None
    pays: tuple[Pay, ...]
    caps: tuple[Held, ...]
    """The narrowest first: of rules, of the activity, of the campus."""
