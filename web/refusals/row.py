"""How one refusal is told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from engine.errors import Refusal

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Row:
    """Its status, what happened, and what to do."""

    status: int
    happened: LazyString | Callable[[Facts], str]
    to_do: LazyString | str = ""

    def sentence(self, facts: Facts) -> str:
        told = self.happened(facts) if callable(self.happened) else str(self.happened)
        return f"{told} {self.to_do}".strip()


Rows = Mapping[type[Refusal], Row]

RELOAD = _l("Nothing is lost. Load the page again to see how things stand.")
NOTHING_LOST = _l("Nothing is lost.")
