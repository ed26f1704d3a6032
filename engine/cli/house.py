"""What commands work with: this installation's settings and database, opened when first used."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property

import click
from sqlmodel import Session

from engine import migrating, reactions
from engine.settings import Settings, load
from engine.store import Store, open_store


class House:
    """One installation."""

    @cached_property
    def settings(self) -> Settings:
        return load()

    @cached_property
    def store(self) -> Store:
        """The database; refused unless it has the shape that this version expects."""
        migrating.must_be_ready(self.database)
        return self.database

    @cached_property
    def database(self) -> Store:
        """The same in whatever shape it is."""
        return open_store(self.settings.database_url)

    @contextmanager
    def transaction(self, *, mail: bool = True) -> Iterator[Session]:
        """One act: what is done in the block and every reaction to it, or nothing at all."""
        with self.store.write() as session:
            yield session
            reactions.follow(session, now=self.now(), mail=mail)

    def now(self) -> datetime:
        return datetime.now(UTC)


pass_house = click.make_pass_decorator(House)
