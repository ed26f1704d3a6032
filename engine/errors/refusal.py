"""What every refusal is, and the few that any request may meet."""

import re
from dataclasses import dataclass
from typing import Any


class Refusal(Exception):
    """A request that the program says no to, with its facts."""

    @property
    def code(self) -> str:
        """The class name in snake case: `AlreadyDecided` is `already_decided`."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", type(self).__name__).lower()

    @property
    def facts(self) -> dict[str, Any]:
        return dict(vars(self))

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        return f"{self.code}({told})"


@dataclass(eq=False)
class NotFound(Refusal):
    """Nothing of that kind is there, or it belongs to another district."""

    what: str


@dataclass(eq=False)
class NotPermitted(Refusal):
    """The one who asks has no role for this here."""

    act: str


@dataclass(eq=False)
class ChangedMeanwhile(Refusal):
    """Someone, perhaps the same person in another tab, saved in between."""

    version: int


@dataclass(eq=False)
class OtherAudience(Refusal):
    """The activity, degree or reward is meant for another audience."""

    what: str
