"""Several acts at the same instant, each in a thread of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from engine.errors import Refusal


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each act answered, or the refusal that it met."""
    together = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        together.wait()
        try:
            return act()
        except Refusal as refusal:
            return refusal

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def refusals(answers: list[Any]) -> list[type[Refusal]]:
    return [type(answer) for answer in answers if isinstance(answer, Refusal)]
