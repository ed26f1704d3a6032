"""Refusals: every one has its status and its sentence, in every language."""

import dataclasses
import inspect
from datetime import UTC, date, datetime
from fractions import Fraction
from importlib import import_module
from pkgutil import iter_modules

import pytest
from flask_babel import force_locale

from engine import errors
from engine.errors import Refusal
from web import refusals
from web.languages import NAMES

KINDS = [
    kind
    for _name, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, Refusal) and kind is not Refusal
]
FACTS = {
    datetime: datetime(2025, 11, 18, tzinfo=UTC),
    date: date(2025, 11, 18),
    int: 2,
    bool: True,
    Fraction: Fraction(5, 2),
    str: "mug",
    tuple[str, ...]: ("a",),
    tuple[str | int, ...]: ("activities", "mug"),
    tuple[tuple[str | int, ...], ...]: (("activities", "mug"), ("rules", "mug")),
    int | None: 2,
}


SUBJECTS = [each.name for each in iter_modules(errors.__path__)]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_subject_tells_each_of_its_refusals_and_all_stand_at_the_front_door(subject):
    known = import_module(f"engine.errors.{subject}")
    told = import_module(f"web.refusals.{subject}")

    kinds = {kind for kind in vars(known).values() if defined_in(known, kind)} - {Refusal}
    assert set(told.ROWS) == kinds
    assert kinds <= set(KINDS)


def defined_in(module, kind) -> bool:
    return inspect.isclass(kind) and kind.__module__ == module.__name__


def test_the_table_has_a_row_for_every_refusal():
    assert set(refusals.TABLE) == set(KINDS)


@pytest.mark.parametrize("language", NAMES)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_refusal_is_told_in_a_sentence(site, kind, language):
    refusal = kind(*(FACTS[field.type] for field in dataclasses.fields(kind)))
    with site.app.test_request_context("/"), force_locale(language):
        told = refusals.sentence(refusal)

    assert told.endswith(".")
    assert "%" not in told
    assert not {"failed", "denied", "lost.", "only", "!"} & set(told.replace("is lost", "").split())
    assert 400 <= refusals.TABLE[kind].status < 600
