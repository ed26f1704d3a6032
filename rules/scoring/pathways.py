"""Which pathways a record has finished, on which day, and by which completions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rules.catalog import Pathway
from rules.facts import Completion, in_order
from rules.terms import Stage
from rules.timeline import Recorded, Timeline

Part = tuple[str, Stage]


@dataclass(frozen=True, slots=True)
class Finished:
    """A pathway whose last part is done."""

    pathway: str
    on: date
    because: tuple[str, ...]
    """The sources of the completions that finished it, part by part."""
    under: Recorded

    @property
    def written(self) -> Pathway:
        return self.under.catalog.pathways[self.pathway]


def finished_pathways(
    completions: Iterable[Completion], timeline: Timeline
) -> tuple[Finished, ...]:
    """Every pathway that is finished, once, in the order of finishing.

    A pathway is judged as the catalog in force on the day of its last part writes it. The parts
    of an ordered one are done on days that do not go back.
    """
    found: dict[str, Finished] = {}
    if not any(each.catalog.pathways for each in timeline.recorded):
        return ()
    done: dict[Part, list[Completion]] = {}
    for completion in in_order(completions):
        part = (completion.activity, completion.stage)
        done.setdefault(part, []).append(completion)
        under = timeline.in_force(completion.day)
        for key in under.catalog.pathways_by_part.get(part, ()):
            if key not in found and (way := _way(key, under, done)):
                found[key] = Finished(
                    key, completion.day, tuple(each.source for each in way), under
                )
    return tuple(found.values())


def _way(
    key: str, under: Recorded, done: dict[Part, list[Completion]]
) -> tuple[Completion, ...] | None:
    ordered = under.catalog.pathways[key].ordered
    way: list[Completion] = []
    for part in under.catalog.parts_of(key):
        after = way[-1].day if ordered and way else date.min
        fitting = next((each for each in done.get(part, ()) if each.day >= after), None)
        if fitting is None:
            return None
        way.append(fitting)
    return tuple(way)
