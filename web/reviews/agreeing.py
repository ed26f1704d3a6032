"""How far reviewers see the same: by rubric and by reviewer, for who looks after the district."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Self

from engine import evidence, people
from engine.evidence import ReadByTwo, ReadTwice
from rules.agreement import DECISIONS_MIN, Agreement, Leaning, agreement, leanings
from web import page
from web.formats import in_language

SINCE = timedelta(days=365)


@dataclass(frozen=True)
class RubricLine:
    """How far two readers of one piece agree by a rubric; without a title, on the decision."""

    title: str
    pieces: int
    agreement: Agreement


@dataclass(frozen=True)
class ReviewerLine:
    """One reviewer beside the others."""

    name: str
    leaning: Leaning
    agreement: Agreement | None


@dataclass(frozen=True)
class OtherwiseLine:
    """A piece of which two readers said something else; the note is the second one's."""

    twice: ReadTwice
    owner: str
    first: str
    second: str


@dataclass(frozen=True)
class Report:
    """All lists, and those of whom something can be said."""

    rubrics: tuple[RubricLine, ...]
    reviewers: tuple[ReviewerLine, ...]
    otherwise: tuple[OtherwiseLine, ...]

    least = DECISIONS_MIN

    @property
    def standing_out(self) -> tuple[ReviewerLine, ...]:
        return tuple(line for line in self.reviewers if line.leaning.stands_out)

    @classmethod
    def of_the_last_year(cls) -> Self:
        session, me, since = page.session(), page.me(), page.now() - SINCE
        both = evidence.read_by_two(session, me, since=since)
        found = leanings(evidence.decided(session, me, since=since))
        names = people.names(session, page.district(), {_id(each) for each in found})
        reviewers = [
            ReviewerLine(names[_id(who)], leaning, agreement(_from(both, _id(who))))
            for who, leaning in found.items()
        ]
        return cls(
            tuple(_by_rubric(both)),
            tuple(sorted(reviewers, key=lambda line: line.name)),
            tuple(_otherwise(evidence.read_otherwise(session, me, since=since))),
        )


def _by_rubric(both: Iterable[ReadByTwo]) -> Iterable[RubricLine]:
    rubrics = page.catalog().rubrics
    found: dict[str, list[ReadByTwo]] = defaultdict(list)
    for each in both:
        found[each.rubric].append(each)
    for key in sorted(found):
        agreed = agreement([each.answers for each in found[key]])
        if agreed:
            title = in_language(rubrics[key].title) if key in rubrics else key
            yield RubricLine(title, len({each.evidence for each in found[key]}), agreed)


def _otherwise(found: Iterable[ReadTwice]) -> list[OtherwiseLine]:
    every = [*found]
    who = {each.claim.participant_id for each in every}
    who |= {decision.by for each in every for decision in (each.first, each.second)}
    names = people.names(page.session(), page.district(), who)
    return [
        OtherwiseLine(
            each, names[each.claim.participant_id], names[each.first.by], names[each.second.by]
        )
        for each in every
    ]


def _from(both: Iterable[ReadByTwo], who: uuid.UUID) -> list[tuple[int, int]]:
    """Her answers, each with that of the other reader."""
    return [
        each.answers if each.first == who else (each.answers[1], each.answers[0])
        for each in both
        if who in (each.first, each.second)
    ]


def _id(who: object) -> uuid.UUID:
    if not isinstance(who, uuid.UUID):
        raise TypeError(who)
    return who
