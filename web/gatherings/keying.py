"""A sheet of names, keyed in: what each line means is shown before anything is written."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flask import request
from flask_babel import gettext as _

from engine import gatherings, imports, people
from engine.gatherings import Expected, Gathering
from engine.imports import Named
from engine.people import Participant
from web import page, refusals
from web.gatherings.forms import ListForm

_FOUND_MAX = 20


@dataclass(frozen=True)
class Person:
    """Somebody who can be written down, or why she cannot be."""

    participant: Participant
    name: str
    expected: Expected
    leads: bool

    @property
    def why(self) -> str:
        if self.leads:
            return _("Leads it, so nobody vouches for it here.")
        return refusals.sentence(self.expected.refusal) if self.expected.refusal else ""


@dataclass(frozen=True)
class Line:
    """What was pasted, and whom it may mean."""

    number: int
    said: str
    people: Sequence[Person]
    near: str


@dataclass(frozen=True)
class Reading:
    """Everybody whom a list names, sorted by what would become of them."""

    lines: Sequence[Line] = ()
    ticked: Sequence[Person] = ()
    known: Mapping[uuid.UUID, Person] = field(default_factory=dict)

    @property
    def clear(self) -> list[Person]:
        """Those who would be written down, each once."""
        return [each for each in self.known.values() if each.expected.is_new]

    @property
    def there(self) -> list[Person]:
        return [each for each in self.known.values() if each.expected.there]

    @property
    def hindered(self) -> list[Person]:
        return [each for each in self.known.values() if each.why and not each.expected.there]

    @property
    def several(self) -> list[Line]:
        """Lines that more than one person is called."""
        return [line for line in self.lines if len(line.people) > 1]

    @property
    def unknown(self) -> list[Line]:
        return [line for line in self.lines if not line.people]

    @property
    def may_be_written(self) -> bool:
        several = (each.expected.is_new for line in self.several for each in line.people)
        return bool(self.clear) or any(several)


def read(gathering: Gathering, form: ListForm) -> Reading:
    """Whom the pasted lines and the ticks name."""
    named = imports.people_named(page.session(), page.district(), form.text.data or "")
    ticked = _persons(gathering, ticks())
    lines = [
        Line(n, each.said, _all(gathering, each), each.near) for n, each in enumerate(named, 1)
    ]
    certain = [line.people[0] for line in lines if len(line.people) == 1]
    known = {each.participant.id: each for each in (*ticked, *certain)}
    return Reading(lines, ticked, known)


def ticks() -> list[uuid.UUID]:
    """Whom the reader has ticked."""
    return [uuid.UUID(value) for value in request.form.getlist("who")]


def picks() -> list[uuid.UUID]:
    """The same, with the choice for each line that several people are called."""
    chosen = [
        uuid.UUID(value)
        for name, value in request.form.items()
        if name.startswith("one-") and value
    ]
    return [*dict.fromkeys((*ticks(), *chosen))]


def search(gathering: Gathering, words: str, without: Sequence[Person]) -> Sequence[Person]:
    """Who has these letters in her name."""
    if not words:
        return ()
    found = people.directory(page.session(), page.district(), search=words, limit=_FOUND_MAX)
    known = {each.participant.id for each in without}
    return _looked_at(gathering, [pair for pair in found if pair[0].id not in known])


def ticked(gathering: Gathering) -> Sequence[Person]:
    return _persons(gathering, ticks())


def _persons(gathering: Gathering, ids: Sequence[uuid.UUID]) -> Sequence[Person]:
    session, district = page.session(), page.district()
    places = [people.participant(session, district, each) for each in ids]
    return _looked_at(gathering, [(each, people.person_of(session, each)) for each in places])


def _all(gathering: Gathering, named: Named) -> Sequence[Person]:
    return _looked_at(gathering, named.found)


def _looked_at(
    gathering: Gathering, found: Sequence[tuple[Participant, people.Person]]
) -> Sequence[Person]:
    expected = gatherings.foresee(
        page.session(), gathering, [place for place, _person in found], now=page.now()
    )
    return [
        Person(place, person.name, each, place.id == gathering.leader_id)
        for (place, person), each in zip(found, expected, strict=True)
    ]
