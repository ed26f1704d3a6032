"""What is learned first and used with students later, each with its day."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from rules.facts import Completion
from rules.terms import Stage


@dataclass(frozen=True)
class Staged:
    """An activity of stages, of which somebody has done one at least."""

    activity: str
    learned: date | None
    used: date | None
    waived: bool
    """Whether she was let go on without the first stage."""


def staged(done: Iterable[Completion], waived: Collection[str]) -> Iterator[Staged]:
    """By activity, in the order of beginning; what is done again keeps its first day."""
    first: dict[str, dict[Stage, date]] = {}
    for each in done:
        if each.stage is not Stage.DONE:
            first.setdefault(each.activity, {}).setdefault(each.stage, each.day)
    for activity, days in first.items():
        learned, used = days.get(Stage.LEARNED), days.get(Stage.USED)
        is_waived = learned is None and f"{activity}/{Stage.LEARNED}" in waived
        yield Staged(activity, learned, used, is_waived)
