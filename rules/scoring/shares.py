"""What each earning rule gives for one completion, before any cap."""

from collections.abc import Mapping
from dataclasses import dataclass

from rules.catalog import Bonus, ByScore, EarningRule, Grant, Paid, Pay
from rules.facts import Completion
from rules.scoring.awards import Award, Line
from rules.terms import EvidenceKind, Window
from rules.timeline import Recorded


@dataclass(slots=True)
class Share:
    """What one rule gives for one completion, while caps are being applied."""

    completion: Completion
    rule: str
    under: Recorded
    campus: str
    experience: int
    redeemable: int
    reason: str
    left: int
    redeemable_left: int
    whole: int = 0
    """What all the team shares; nothing where nobody shares."""
    cap: str = ""
    per: Window | None = None

    def line(self) -> Line:
        return Line(
            self.completion.source,
            self.rule,
            self.campus,
            self.experience,
            self.redeemable,
            self.completion.day,
            self.reason,
            self.under.number,
        )

    def award(self) -> Award:
        reason = "capped" if self.cap else self.reason
        return Award(
            self.rule,
            self.left,
            self.redeemable_left,
            self.experience,
            reason,
            self.cap,
            self.per,
            self.whole,
            self.completion.team_size if self.whole else 1,
        )


def shares_of(
    completion: Completion, under: Recorded, paid: Paid, seen: set[tuple[str, str]]
) -> list[Share]:
    """What each rule gives that can match; `seen` are first times that were paid already."""
    shares = []
    for pay in paid.pays:
        points, redeemable, reason = pay.fixed or worth_of(pay, completion, paid.level, seen)
        whole = 0
        if pay.shared and completion.team_size > 1 and (points or redeemable):
            whole = points
            points, redeemable = part_of(points, completion), part_of(redeemable, completion)
            reason = "shared"
        shares.append(
            Share(
                completion, pay.key, under, paid.campus,
                points, redeemable, reason, points, redeemable, whole,
            )
        )  # fmt: skip
    return shares


def lines_of(
    completion: Completion, under: Recorded, paid: Paid, seen: set[tuple[str, str]]
) -> list[Line]:
    """The same as lines of the ledger, where no cap can cut them."""
    source, day, number, campus = completion.source, completion.day, under.number, paid.campus
    lines = []
    for pay in paid.pays:
        points, redeemable, reason = pay.fixed or worth_of(pay, completion, paid.level, seen)
        if pay.shared and completion.team_size > 1 and (points or redeemable):
            points, redeemable = part_of(points, completion), part_of(redeemable, completion)
            reason = "shared"
        if points or redeemable:
            lines.append(Line(source, pay.key, campus, points, redeemable, day, reason, number))
    return lines


def part_of(points: int, completion: Completion) -> int:
    """The points of one member: equal parts, and what is left over to the first of the team.

    So nothing is created or lost: the parts of all places add up to the whole.
    """
    each, over = divmod(points, completion.team_size)
    return each + (completion.team_place < over)


def worth_of(
    pay: Pay, completion: Completion, level: str | None, seen: set[tuple[str, str]]
) -> tuple[int, int, str]:
    """Experience, redeemable points and the reason of one rule, before any cap."""
    rule = pay.rule
    points, short = _worth(pay.key, rule, completion, level, seen)
    redeemable = points if rule.redeemable is None or short else rule.redeemable
    return points, redeemable, short or _REASONS[rule.when]


_REASONS: Mapping[Bonus, str] = {
    Bonus.EVERY: "granted",
    Bonus.FIRST_TIME: "first_time",
    Bonus.OUTCOME: "outcome",
}


def _worth(
    key: str,
    rule: EarningRule,
    completion: Completion,
    level: str | None,
    seen: set[tuple[str, str]],
) -> tuple[int, str]:
    """The full points, and why there are none where a rule does not pay."""
    if rule.when is Bonus.FIRST_TIME:
        if (key, completion.activity) in seen:
            return 0, "not_first_time"
        seen.add((key, completion.activity))
    if rule.when is Bonus.OUTCOME and not _shows_outcome(completion):
        return 0, "no_outcome"
    return _amount(rule.grants, completion, level)


def _shows_outcome(completion: Completion) -> bool:
    return completion.outcome and EvidenceKind.STUDENT in completion.kinds


def _amount(grant: Grant, completion: Completion, level: str | None) -> tuple[int, str]:
    if grant.points_per_hour is not None:
        points = completion.minutes * grant.points_per_hour // 60
        return points, "" if points else "no_hours"
    if grant.by_score is not None:
        return _amount_by_score(grant.by_score, completion)
    if grant.by_stage is not None:
        return _or_nothing(grant.by_stage.get(completion.stage, 0))
    if grant.by_level is not None:
        return _or_nothing(grant.by_level.get(level or "", 0))
    return grant.points or 0, ""


def _or_nothing(points: int) -> tuple[int, str]:
    return points, "" if points else "no_points"


def _amount_by_score(by_score: ByScore, completion: Completion) -> tuple[int, str]:
    """The points of the highest line that the score reaches."""
    score = completion.scores.get(by_score.criterion)
    if score is None:
        return 0, "no_score"
    reached = [line for line in by_score.points if line <= score]
    points = by_score.points[max(reached)] if reached else 0
    return points, "" if points else "score_too_low"
