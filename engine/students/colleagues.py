"""Colleagues who are not to be named in what was done for them: found by the directory."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session

from engine import evidence, people
from engine.evidence import Evidence
from engine.students.finding import Hit, find, words_of


@dataclass(frozen=True)
class Colleagues:
    """Everybody of the district but those whose work it is, whose own names may stand there."""

    names: Sequence[str] = ()
    own: frozenset[str] = frozenset()
    """The words of the names that may."""

    def find(self, text: str) -> Sequence[Hit]:
        found = find(text, self.names, by_surname=True) if self.names else ()
        return [
            replace(each, of_colleague=True)
            for each in found
            if not self.own.issuperset(words_of(each.found))
        ]


def colleagues_beside(session: Session, claim: Evidence) -> Colleagues:
    """Those who have left, too: they are not to be named either."""
    whose = evidence.teams.whose(session, claim)
    names, own = list[str](), set[str]()
    for place, person in people.directory(session, claim.district_id):
        if place.id in whose:
            own.update(words_of(person.name))
        else:
            names.append(person.name)
    return Colleagues(names, frozenset(own))
