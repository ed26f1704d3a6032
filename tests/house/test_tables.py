"""Two tables are whole: every refusal has its sentence, every event its reactions."""

from importlib import import_module
from importlib.util import find_spec
from pkgutil import walk_packages

import pytest

import engine
from engine import reactions
from engine.cli.main import COMMANDS
from engine.errors import Refusal
from engine.outbox import Event
from web import refusals


def descendants(kind: type) -> set[type]:
    return {each for child in kind.__subclasses__() for each in (child, *descendants(child))}


def load_engine() -> None:
    for module in walk_packages(engine.__path__, "engine."):
        if not module.name.startswith("engine.migrations"):
            import_module(module.name)


def test_every_refusal_has_a_status_and_a_sentence():
    load_engine()
    assert descendants(Refusal) - set(refusals.TABLE) == set()


def test_every_event_says_what_follows():
    load_engine()
    events = {each for each in descendants(Event) if not each.__subclasses__()}
    assert events - set(reactions.TABLE) == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_there(name):
    module, _, attribute = COMMANDS[name].partition(":")
    if find_spec(module) is None:
        pytest.skip(f"{module} is still to be written")

    assert getattr(import_module(module), attribute).name == name
