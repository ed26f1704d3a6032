"""The review queue with a hundred and with ten thousand pieces: pages, times and queries.

And the morning on which all of them are overdue: each lot is a transaction, for which others wait.
"""

import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import Session, SQLModel

import web
from bench.timing import timed
from engine import catalogs, evidence, people, reactions
from engine.evidence import Evidence, Status
from engine.integrations import configure
from engine.migrating import migrate
from engine.people import Actor, Role
from engine.settings import Settings
from engine.store import Store, new_id, open_store
from rules.terms import EvidenceKind, Stage
from web import page

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
PACK = Path(__file__).parents[1] / "data" / "packs" / "deerfield"
SIZES = (100, 10_000)
TEACHERS = 100
PAGES = {
    "the first page": "/reviews",
    "a page in the middle": "/reviews?page=3",
    "one activity": "/reviews?activity=number-talks",
    "one campus": "/reviews?campus=steam",
    "whoever is called so": "/reviews?search=teacher+7",
}


def main() -> None:
    queries = {size: _measured(size) for size in SIZES}
    few, many = queries.values()
    assert few == many, (few, many)
    print(f"queries, for {SIZES[0]:,} as for {SIZES[1]:,}: {few}")
    for size in SIZES:
        _hands_over(size)


def _hands_over(size: int) -> None:
    """Print for how long others wait on a morning on which so much is handed over."""
    now, took = NOW + timedelta(days=90), []
    with tempfile.TemporaryDirectory() as folder:
        store, _browser, _claims = _district(Path(folder), size)
        handed, pieces = evidence.Handed(0, None), 0
        while handed.after is not None or not took:
            begun = time.process_time()
            with store.write() as session:
                handed = evidence.hand_over(session, "deerfield", now=now, after=handed.after)
                reactions.follow(session, now=now)
            took.append(time.process_time() - begun)
            pieces += handed.pieces
        store.engine.dispose()
    print(
        f"{pieces:>6,} are handed over in {sum(took):.1f} s, by {len(took)} lots; "
        f"the longest takes {max(took):.2f} s"
    )


def _measured(size: int) -> dict[str, int]:
    """Print the times of the pages; answer how many queries each of them takes."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        store, browser, claims = _district(Path(folder), size)
        for name, path in PAGES.items():
            found[name] = _count(store, lambda path=path: _opens(browser, path))
            timed(f"{size:>6,} wait: {name}", lambda path=path: _opens(browser, path), times=15)

        def decides() -> None:
            claim, following = next(claims), f"/reviews/{claims.first}"
            answer = browser.post(
                f"/deerfield/reviews/{claim}/decision",
                data={"verdict": "send_back", "version": 1, "note": "More, please."},
                headers={"HX-Request": "true", "HX-Request-Type": "partial"},
            )
            assert answer.status_code == 200, answer.status_code
            assert following in answer.text

        found["a decision, and the next one"] = _count(store, decides)
        timed(f"{size:>6,} wait: a decision, and the next one", decides, times=15)
        store.engine.dispose()
    return found


class _Claims:
    """The ids of what waits, from the last promise to the first, which is always the next one."""

    def __init__(self, ids: list[Any]) -> None:
        self.first, self._left = ids[0], ids[:0:-1]

    def __next__(self) -> Any:
        return self._left.pop(0)


def _district(folder: Path, size: int) -> tuple[Store, FlaskClient, _Claims]:
    settings = Settings.read({"DATA_DIR": str(folder), "SECRET_KEY": "k" * 32})
    store = open_store(settings.database_url)
    migrate(store)
    with store.write() as session:
        catalogs.publish(session, _files(), now=NOW)
        reviewer = _joins(session, "ruth", Role.REVIEWER)
        teachers = [_joins(session, f"teacher {n}").participant.id for n in range(TEACHERS)]
        rows = [_row(n, teachers[n % TEACHERS]) for n in range(size)]
        session.connection().execute(sa.insert(SQLModel.metadata.tables["evidence"]), rows)
        token = people.begin(
            session, people.person_of(session, reviewer.participant), now=NOW,
            lasts=timedelta(days=1),
        )  # fmt: skip
    app = Flask("web")
    app.config.update(
        CLOCK=lambda: NOW, WTF_CSRF_ENABLED=False, SECRET_KEY=settings.secret_key, TESTING=True
    )
    web.register(app, store, configure(settings), settings)
    browser = app.test_client()
    with browser.session_transaction() as cookie:
        cookie[page.SIGN_IN] = token
    return store, browser, _Claims([row["id"] for row in rows])


def _files() -> dict[str, str]:
    """The sample pack; every decision gets a second look, so that all of them are alike."""
    files = dict(catalogs.read_folder(PACK))
    files["pack.yaml"] = re.sub(r"second_look_percent: \d+", "second_look_percent: 100",
                                files["pack.yaml"])  # fmt: skip
    return files


def _joins(session: Session, name: str, *roles: Role) -> Actor:
    email = f"{name.replace(' ', '')}@staff.example"
    person = people.add_person(session, email=email, name=name, now=NOW)
    place = people.join(session, person, "deerfield", on=date(2025, 8, 1))
    for role in roles:
        people.grant_role(session, place, role, now=NOW)
    return people.acting(session, place)


def _row(n: int, whose: Any) -> dict[str, Any]:
    """One piece that waits; later ones were promised for later days."""
    waits = Evidence(
        district_id="deerfield",
        id=new_id(),
        participant_id=whose,
        activity=("explore-tool", "number-talks", "book-study", "coding-for-all")[n % 4],
        stage=Stage.DONE,
        kinds=EvidenceKind.OWN.value,
        status=Status.SUBMITTED,
        done_on=date(2026, 2, 27),
        learned="How it works.",
        did="Tried it.",
        started_at=NOW,
        saved_at=NOW,
        submitted_at=NOW - timedelta(days=3) + timedelta(seconds=n),
        answer_by=date(2026, 3, 5) + timedelta(days=n * 20 // 10_000),
    )
    return waits.model_dump()


def _opens(browser: FlaskClient, path: str) -> None:
    answer = browser.get(f"/deerfield{path}")
    assert answer.status_code == 200, (path, answer.status_code)


def _count(store: Store, act: Callable[[], object]) -> int:
    act()  # Catalogs are read once.
    with _counting(store) as said:
        act()
    return len(said)


@contextmanager
def _counting(store: Store) -> Iterator[list[str]]:
    """Everything that the database is asked meanwhile."""
    said: list[str] = []

    def note(*call: Any) -> None:
        said.append(call[2])

    sa.event.listen(store.engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        sa.event.remove(store.engine, "before_cursor_execute", note)


if __name__ == "__main__":
    main()
