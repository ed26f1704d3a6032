"""What waits for credit is asked once for all districts, however many there are."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from engine import jobs
from engine.store import Store
from tests.engine.university import PACK, University


@pytest.mark.parametrize("ask", [jobs.credit_proposals, jobs.credit_mentors])
def test_one_question_for_all(store: Store, ask: Callable[..., int]) -> None:
    costs = []
    for name in ("elm", "oak", "yew"):
        district = University(store, {"pack.yaml": PACK.replace("id: elm", f"id: {name}")})
        said: list[str] = []

        def note(*call: object, said: list[str] = said) -> None:
            said.append(str(call[2]))

        sa.event.listen(store.engine, "before_cursor_execute", note)
        assert ask(store, now=district.now) == 0
        sa.event.remove(store.engine, "before_cursor_execute", note)
        costs.append(len([each for each in said if each.startswith("SELECT")]))
    assert costs == [1, 1, 1]
