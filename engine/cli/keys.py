"""Keys and numbers that nothing has: a command says which there are instead."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import click
from sqlmodel import Session

from engine import catalogs
from engine.errors import NotFound
from engine.people import Participant


def of_catalog(session: Session, place: Participant, number: int | None) -> None:
    """Go on only where the district published a catalog of this number."""
    numbers = [each.number for each in catalogs.timeline(session, place.district_id).recorded]
    if number is not None and number not in numbers:
        there = ", ".join(map(str, numbers))
        raise click.UsageError(f"There is no catalog {number}. There is: {there}.")


@contextmanager
def of_degree(session: Session, place: Participant, key: str, *, now: datetime) -> Iterator[None]:
    """Whatever asks for this degree, and perhaps for a requirement of it."""
    try:
        yield
    except NotFound as missing:
        if missing.what == "requirement":
            told = f"“{key}” has no such requirement: `tassel audit` names each in brackets."
        else:
            there = ", ".join(catalogs.current(session, place.district_id, now=now).degrees)
            told = f"There is no degree “{key}”. There is: {there or 'none'}."
        raise click.UsageError(told) from missing
