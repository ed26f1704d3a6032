"""What the points of a record should be: completions become lines of the ledger, and awards.

Nothing here depends on the order in which completions arrive: they are taken by day, then by the
time of submission. Caps cut the latest completions of their window.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from rules.facts import Completion, in_order
from rules.scoring.awards import Award, Granted, Line
from rules.scoring.caps import Caps
from rules.scoring.pathways import Finished, finished_pathways
from rules.scoring.shares import Share, lines_of, shares_of
from rules.timeline import Recorded, Timeline

__all__ = [
    "Award",
    "Granted",
    "Line",
    "Recorded",
    "Scored",
    "Timeline",
    "caps_filled",
    "desired_lines",
    "granted",
    "preview",
    "scored",
]


@dataclass(frozen=True)
class Scored:
    """What completions come to, asked once for all that rests on it."""

    own: tuple[Line, ...]
    """Full values, before any cap."""
    caps: Caps
    finished: tuple[Finished, ...]

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Everything that should stand in the ledger."""
        cuts = (cut.line() for cut in self.caps.cuts.values())
        pathways = (_pathway_line(each) for each in self.finished)
        return (*self.own, *cuts, *(line for line in pathways if line.experience))

    @cached_property
    def points(self) -> Mapping[str, int]:
        """The experience that each completion gives after caps, by its source; of nothing, none."""
        found: dict[str, int] = {}
        for line in self.own:
            found[line.source] = found.get(line.source, 0) + line.experience
        for source, taken in self.caps.taken.items():
            found[source] -= taken
        return found


def desired_lines(completions: Iterable[Completion], timeline: Timeline) -> tuple[Line, ...]:
    """Everything that should stand in the ledger: full values, cap lines and pathway bonuses."""
    return scored(completions, timeline).lines


def scored(completions: Iterable[Completion], timeline: Timeline) -> Scored:
    """The same, with what each completion is worth and the pathways that are finished."""
    completions = in_order(completions)
    lines: list[Line] = []
    caps = Caps()
    seen: set[tuple[str, str]] = set()
    for completion, under in _judged(completions, timeline):
        paid = under.catalog.paid(completion.activity, completion.stage, completion.kinds)
        if paid is None or not paid.pays:
            continue
        if paid.caps:
            shares = shares_of(completion, under, paid, seen)
            caps.apply(shares, under, paid.caps)
            lines += [share.line() for share in shares if share.experience or share.redeemable]
        else:
            lines += lines_of(completion, under, paid, seen)
    return Scored(tuple(lines), caps, finished_pathways(completions, timeline))


def granted(completions: Iterable[Completion], timeline: Timeline) -> Mapping[str, Granted]:
    """What each completion is worth after caps, by its source; pathway bonuses are not among it."""
    completions = list(completions)
    by_source: dict[str, list[Share]] = {each.source: [] for each in completions}
    for share in _score(completions, timeline).shares:
        by_source[share.completion.source].append(share)
    return {source: _granted(shares) for source, shares in by_source.items()}


def preview(
    completion: Completion, others: Iterable[Completion], timeline: Timeline
) -> tuple[Award, ...]:
    """What approving this completion would add, rule by rule, also where that is nothing.

    The sum of it is the change of the record: work of a later day that loses its place under a
    cap, or its first-time bonus, is counted against it as `displaced`.
    """
    before = [each for each in others if each.source != completion.source]
    after = [*before, completion]
    own = granted(after, timeline)[completion.source]
    ways = {each.pathway for each in finished_pathways(before, timeline)}
    new = [each for each in finished_pathways(after, timeline) if each.pathway not in ways]
    awards = (*own.awards, *(_pathway_award(each) for each in new))
    return (*awards, *_displaced(awards, before, after, timeline))


def caps_filled(completions: Iterable[Completion], timeline: Timeline) -> Caps:
    """How much of every cap these completions fill, by its key and window."""
    return _score(completions, timeline).caps


@dataclass(slots=True)
class _Score:
    """All shares in order, and what caps took."""

    shares: list[Share] = field(default_factory=list)
    caps: Caps = field(default_factory=Caps)


def _score(completions: Iterable[Completion], timeline: Timeline) -> _Score:
    score = _Score()
    seen: set[tuple[str, str]] = set()
    for completion, under in _judged(in_order(completions), timeline):
        paid = under.catalog.paid(completion.activity, completion.stage, completion.kinds)
        if paid is not None and paid.pays:
            shares = shares_of(completion, under, paid, seen)
            score.caps.apply(shares, under, paid.caps)
            score.shares.extend(shares)
    return score


def _judged(
    completions: Iterable[Completion], timeline: Timeline
) -> Iterator[tuple[Completion, Recorded]]:
    """Each completion with the catalog in force on its day; days come one after another."""
    day, under = date.min, timeline.in_force(date.min)
    for completion in completions:
        if completion.day != day:
            day = completion.day
            under = timeline.in_force(day)
        yield completion, under


# -- answers ---------------------------------------------------------------------------------------


def _granted(shares: Iterable[Share]) -> Granted:
    awards = tuple(share.award() for share in shares)
    return Granted(
        sum(award.experience for award in awards),
        sum(award.redeemable for award in awards),
        sum(award.full for award in awards),
        awards,
    )


def _pathway_line(done: Finished) -> Line:
    points, name = done.written.points, f"pathway/{done.pathway}"
    campus = done.written.campus or ""
    return Line(name, name, campus, points, points, done.on, "pathway", done.under.number)


def _pathway_award(done: Finished) -> Award:
    points = done.written.points
    return Award(f"pathway/{done.pathway}", points, points, points, "pathway")


def _displaced(
    awards: Iterable[Award],
    before: Sequence[Completion],
    after: Sequence[Completion],
    timeline: Timeline,
) -> Iterable[Award]:
    awards = list(awards)
    experience, redeemable = (
        new - old for new, old in zip(_sums(after, timeline), _sums(before, timeline), strict=True)
    )
    experience -= sum(award.experience for award in awards)
    redeemable -= sum(award.redeemable for award in awards)
    if experience or redeemable:
        yield Award("", experience, redeemable, experience, "displaced")


def _sums(completions: Sequence[Completion], timeline: Timeline) -> tuple[int, int]:
    lines = desired_lines(completions, timeline)
    return sum(line.experience for line in lines), sum(line.redeemable for line in lines)
