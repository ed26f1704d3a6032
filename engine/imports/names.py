"""Whom and what the cells of a list name: people, reviewers, activities, or what is nearest."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from functools import cached_property

from sqlmodel import Session

from engine import people
from engine.imports.sheets import plain
from engine.imports.values import stage_of
from engine.people import Actor, Participant, Person
from rules.catalog import Catalog
from rules.terms import Stage

_LIKE = 0.75
"""From here on two words look like one that was mistyped."""
_LOOKED_AT = 20
_WITH_STAGE = re.compile(r"(.+?)\s*[/(:–—-]\s*([^/(:–—]+?)\)?")


@dataclass
class Staff:
    """Everybody of one district, by address and by name."""

    session: Session
    district: str

    def participant(self, address: str) -> tuple[Participant, Person] | None:
        return self._by_address.get(address.strip().lower())

    def called(self, name: str) -> Sequence[tuple[Participant, Person]]:
        """Everybody who has this name."""
        return self._by_name.get(plain(name), [])

    def reviewer(self, said: str) -> Actor | None:
        """Who is meant by an address, or by a name that only one person has."""
        found = self.participant(said)
        if found is None:
            bearers = self.called(said)
            found = bearers[0] if len(bearers) == 1 else None
        return self._acting(found[0]) if found else None

    def nearest(self, said: str) -> str:
        """The address or name that looks most like this one; empty when none does."""
        by_address = self._nearest_address(said.strip().lower())
        return by_address or _nearest(said, (person.name for _, person in self._everybody))

    def _nearest_address(self, said: str) -> str:
        """Colleagues share what follows the @, so what stands before it has to be like theirs."""
        own = said.partition("@")[0]
        alike = _all_nearest(said, self._by_address)
        return next((each for each in alike if _likeness(own, each.partition("@")[0]) >= _LIKE), "")

    @cached_property
    def _everybody(self) -> list[tuple[Participant, Person]]:
        return list(people.directory(self.session, self.district))

    @cached_property
    def _by_address(self) -> dict[str, tuple[Participant, Person]]:
        return {each[1].email: each for each in self._everybody}

    @cached_property
    def _by_name(self) -> dict[str, list[tuple[Participant, Person]]]:
        found: dict[str, list[tuple[Participant, Person]]] = {}
        for each in self._everybody:
            found.setdefault(plain(each[1].name), []).append(each)
        return found

    @cached_property
    def _actors(self) -> dict[object, Actor]:
        return {}

    def _acting(self, place: Participant) -> Actor:
        if place.id not in self._actors:
            self._actors[place.id] = people.acting(self.session, place)
        return self._actors[place.id]


@dataclass
class Activities:
    """The activities of a catalog, by key and by title in every language."""

    catalog: Catalog

    def named(self, said: str) -> tuple[str, Stage | None] | None:
        """The activity that is meant, and its stage where the name says it too."""
        if (key := self._names.get(plain(said))) is not None:
            return key, None
        parts = _WITH_STAGE.fullmatch(said)
        stage = stage_of(parts[2]) if parts else None
        key = self._names.get(plain(parts[1])) if parts and stage else None
        return (key, stage) if key else None

    def nearest(self, said: str) -> str:
        """The title that looks most like this one, as it is written; empty when none does."""
        key = self._names.get(_nearest(plain(said), self._names), "")
        titles = self.catalog.activities[key].title.root.values() if key else []
        return max(titles, key=lambda title: _likeness(said, title), default="")

    @cached_property
    def _names(self) -> dict[str, str]:
        titles = {
            plain(title): key
            for key, activity in self.catalog.activities.items()
            for title in activity.title.root.values()
        }
        return titles | {plain(key): key for key in self.catalog.activities}


def _nearest(said: str, known: Iterable[str]) -> str:
    return next(iter(_all_nearest(said, known)), "")


def _all_nearest(said: str, known: Iterable[str]) -> list[str]:
    return get_close_matches(said, list(known), n=_LOOKED_AT, cutoff=_LIKE)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, plain(one), plain(other)).ratio()
