"""The transcript's numbers are the ledger's: each entry is told once, in its own school year."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from engine.evidence import Evidence
from engine.ledger import Entry, EntryKind
from engine.transcripts import Piece
from engine.transcripts.adding_up import by_campus, by_source, by_year
from engine.transcripts.staged import Staged, staged
from rules.facts import Completion
from rules.terms import Currency, EvidenceKind, MonthDay, SchoolYear, Stage

NOW = datetime(2026, 3, 2, tzinfo=UTC)
STARTS = MonthDay(7, 1)
FIRST = date(2023, 6, 1)
SOURCES = [*(f"evidence/{n}" for n in range(6)), "cap/2025-26", "cap/ever", "pathway/way", "gift/1"]


def entry(seq: int, source: str, points: int, days: int, campus: str, rule: str) -> Entry:
    return Entry(
        district_id="oak", participant_id=UUID(int=1), seq=seq, event_id=UUID(int=2),
        kind=EntryKind.AWARD, currency=Currency.EXPERIENCE, points=points, source=source,
        rule=rule, campus=campus, reason="granted", catalog=1,
        effective_on=FIRST + timedelta(days=days), posted_at=NOW, digest="",
    )  # fmt: skip


entries = st.lists(
    st.tuples(
        st.sampled_from(SOURCES),
        st.integers(-40, 40).filter(bool),
        st.integers(0, 900),
        st.sampled_from(["", "steam", "arts"]),
        st.sampled_from(["talks", "tools", "cap:activity/tools"]),
    ),
    max_size=30,
).map(
    lambda rows: [
        entry(seq, source, points, days_of(source, days), campus, rule)
        for seq, (source, points, days, campus, rule) in enumerate(rows, 1)
    ]
)


def days_of(source: str, days: int) -> int:
    """What one piece of work brings counts for its one day."""
    return int(source[-1]) * 150 if source.startswith("evidence/") else days


def piece(source: str, booked: dict[str, int], day: date) -> Piece:
    done = Completion(source, "talks", Stage.DONE, frozenset({EvidenceKind.OWN}), 60, day, NOW)
    return Piece(done, Evidence(), booked.get(source, 0), "", "", "", ())


@given(entries=entries, told=st.sets(st.integers(0, 5)))
def test_every_entry_is_told_once_in_its_school_year(entries: list[Entry], told: set[int]) -> None:
    """Whichever evidence still counts, by whatever the entries were caused."""
    booked = dict(by_source(entries))
    work = [piece(f"evidence/{n}", booked, FIRST + timedelta(days=n * 150)) for n in sorted(told)]

    years = by_year(work, entries, STARTS)

    ledgers = Counter[SchoolYear]()
    for each in entries:
        ledgers[SchoolYear.of(each.effective_on, STARTS)] += each.points
    assert {each.year: each.points for each in years if each.points} == {
        year: points for year, points in ledgers.items() if points
    }
    assert sum(each.points for each in years) == sum(each.points for each in entries)
    assert sum(by_campus(entries).values()) == sum(each.points for each in entries)
    assert [each for year in years[::-1] for each in year.work] == work
    assert all(part.points for each in years for part in each.parts)
    assert [each.year.year for each in years] == sorted(
        {each.year.year for each in years}, reverse=True
    )


def done(activity: str, stage: Stage, day: int) -> Completion:
    kinds = frozenset({EvidenceKind.OWN})
    return Completion(f"{activity}{stage}{day}", activity, stage, kinds, 0, date(2026, 1, day), NOW)


def test_both_stages_stand_side_by_side_with_their_first_days() -> None:
    record = [
        done("number-talks", Stage.LEARNED, 3),
        done("number-talks", Stage.LEARNED, 9),
        done("explore-tool", Stage.DONE, 4),
        done("number-talks", Stage.USED, 12),
        done("video-lessons", Stage.USED, 13),
        done("gone", Stage.LEARNED, 14),
    ]

    found = list(staged(record, {"video-lessons/learned"}))

    assert found == [
        Staged("number-talks", date(2026, 1, 3), date(2026, 1, 12), waived=False),
        Staged("video-lessons", None, date(2026, 1, 13), waived=True),
        Staged("gone", date(2026, 1, 14), None, waived=False),
    ]
