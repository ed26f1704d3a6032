"""`tassel replay`: a district worked out anew, whatever the lots and wherever it was stopped."""

import pytest
from sqlalchemy import text

from engine import replay
from engine.cli import replay as command
from engine.outbox import EventRow
from tests.engine.university import well_used

AGREES = "elm: 7 entries of 5 people agree with evidence, decisions and catalogs.\n"
KEPT = {
    "entry": "*",
    "balance": "*",
    "level_reached": "participant_id, level, reached_on",
    "degree_progress": "participant_id, degree, open_requirements, share",
    "total": "*",
    "shelf": "*",
    "credential": "*",
    "replayed": "*",
}


@pytest.fixture
def university(installation):
    return well_used(installation.database)


@pytest.fixture
def change(installation, university):
    """Change rows by hand, with the triggers off."""

    def by_hand(*statements):
        with installation.database.engine.begin() as connection:
            for table in ("entry", "event", "published_pack"):
                for verb in ("update", "delete"):
                    connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_no_{verb}"))
            for statement in statements:
                assert connection.execute(text(statement)).rowcount > 0

    return by_hand


@pytest.fixture
def stands(installation, university):
    """Every row that is kept, as it stands."""

    def all_rows():
        with installation.database.engine.connect() as connection:
            return {
                table: sorted(map(repr, connection.execute(text(f"SELECT {said} FROM {table}"))))
                for table, said in KEPT.items()
            }

    return all_rows


@pytest.mark.parametrize("batch", [1, 2, 1000])
def test_what_nobody_touched_agrees_and_stays_as_it_is(run, stands, batch):
    before = stands()

    replayed = run("replay", "--batch", batch)

    assert (replayed.exit_code, replayed.output) == (0, AGREES)
    assert stands() == before
    assert before["replayed"] == []


def test_a_district_is_named_or_all_are_replayed(run, university):
    assert run("replay", "elm").output == AGREES
    unknown = run("replay", "oak")
    assert unknown.exit_code == 2
    assert "There is no district “oak”. There is: elm." in unknown.stderr


def test_a_replay_that_was_stopped_goes_on_where_it_was(run, stands, monkeypatch):
    before, work_out, asked, stop_at = stands(), replay.work_out, [], 3

    def stopped(session, district, whose, **more):
        if len(asked) == stop_at:
            raise KeyboardInterrupt
        asked.append(whose)
        return work_out(session, district, whose, **more)

    with monkeypatch.context() as patched:
        patched.setattr(command.replays, "work_out", stopped)
        assert run("replay", "--batch", 1).exit_code == 1
    half_way = stands()
    assert len(half_way.pop("replayed")) == 3
    assert half_way.items() <= before.items()

    asked.clear()  # The two that remain are fewer than it stops at.
    monkeypatch.setattr(command.replays, "work_out", stopped)
    assert run("replay", "--batch", 1).output == AGREES
    assert len(asked) == 2
    assert stands() == before


@pytest.fixture
def meanwhile(monkeypatch):
    """Something happens once, when the first lot was worked out and kept."""

    def happens(act):
        keep, acts = replay.keep, [act]

        def and_then(session, rows):
            keep(session, rows)
            session.commit()
            while acts:
                acts.pop()()

        monkeypatch.setattr(command.replays, "keep", and_then)

    return happens


def test_work_that_is_approved_meanwhile_is_counted(run, university, stands, meanwhile):
    claim = university.submits("Ruth")
    meanwhile(lambda: university.approves(claim, by="Rob"))

    assert run("replay").output == AGREES.replace("7 entries", "9 entries")
    assert stands()["replayed"] == []


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE balance SET experience = 99", "elm: balance: put right for 1.\n"),
        ("UPDATE total SET points = 99", "elm: total: put right for 1.\n"),
        (
            "UPDATE evidence SET status = 'declined' WHERE stage = 'learned'",
            "experience: expected 0 points, found 15 points.\n",
        ),
    ],
)
def test_what_is_changed_meanwhile_is_worked_out_again(run, change, meanwhile, statement, sentence):
    meanwhile(lambda: change(statement))

    assert sentence in run("replay").output


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE balance SET experience = 99", "balance: put right for 1."),
        ("UPDATE balance SET owes = true, digest = ''", "balance: put right for 1."),
        ("DELETE FROM balance", "balance: put right for 1."),
        ("DELETE FROM level_reached", "level_reached: put right for 1."),
        ("UPDATE level_reached SET reached_on = '2024-01-01'", "level_reached: put right for 1."),
        ("UPDATE degree_progress SET share = 1", "degree progress: put right for 1."),
        ("DELETE FROM degree_progress", "degree progress: put right for 1."),
        ("UPDATE total SET points = 99", "total: put right for 1."),
        ("DELETE FROM total", "total: put right for 1."),
        ("UPDATE shelf SET taken = 9", "shelf: put right for 1."),
    ],
)
def test_what_is_kept_for_speed_is_put_right(run, change, stands, statement, told):
    before = stands()
    change(statement)

    replayed = run("replay")

    assert replayed.exit_code == 0
    assert replayed.output == f"elm: {told}\n{AGREES}"
    assert stands() == before
    assert run("replay").output == AGREES


def test_a_level_that_was_never_reached_is_forgotten(run, change, stands):
    before = stands()
    change(
        "INSERT INTO level_reached (district_id, participant_id, level, reached_on, event_id) "
        "SELECT district_id, participant_id, 'junior', reached_on, event_id FROM level_reached "
        "WHERE level = 'sophomore'"
    )

    assert run("replay").output == f"elm: level_reached: put right for 1.\n{AGREES}"
    assert stands() == before


def test_a_level_that_nobody_was_told_of_is_reached_today(run, change, university):
    change("DELETE FROM level_reached", "DELETE FROM event WHERE kind = 'LevelWasReached'")

    assert run("replay").output == f"elm: level_reached: put right for 1.\n{AGREES}"
    assert university.levels("Ada") == {"freshman", "sophomore"}
    assert run("ledger", "verify").exit_code == 0


def test_what_the_ledger_lacks_is_told_and_appended_only_by_repair(run, change, stands, university):
    change("DELETE FROM entry WHERE source = 'pathway/whole' AND currency = 'experience'")
    change("DELETE FROM entry WHERE seq > 4", "DELETE FROM redemption", "DELETE FROM shelf")
    before = stands()

    told = run("replay")

    assert told.exit_code == 1
    assert told.output == (
        "elm: entry, Ada, pathway/whole pathway/whole experience: expected 7 points, "
        "found 0 points.\n"
        "elm: entry, Ada, pathway/whole pathway/whole redeemable: expected 7 points, "
        "found 0 points.\n"
        "elm: 2 differences; --repair appends them. Nothing was changed.\n"
    )
    assert stands() == before

    repaired = run("replay", "--repair")

    assert repaired.exit_code == 0
    assert "elm: 2 differences were appended; their cause is this replay.\n" in repaired.output
    assert [entry.points for entry in university.entries("Ada")] == [10, 15, 7]
    assert university.wrong() == []
    assert run("replay", "--repair").output == AGREES.replace("7 entries", "6 entries")
    with university.store.session() as session:
        cause = session.get_one(EventRow, ("elm", university.entries("Ada")[-1].event_id))
    assert (cause.kind, cause.facts["differences"]) == ("RecordReplayed", 2)


def test_a_degree_that_was_taken_up_by_hand_is_granted_by_repair(run, change, university):
    change(
        "INSERT INTO enrollment (district_id, participant_id, degree, catalog, enrolled_on) "
        "SELECT district_id, participant_id, 'driver', catalog, enrolled_on FROM enrollment "
        "WHERE degree = 'bachelor'"
    )

    told = run("replay")
    assert "elm: conferral, Ada, degree driver: expected granted, found nothing.\n" in told.output
    assert run("replay", "--repair").exit_code == 0

    assert university.degrees("Ada") == ["associate", "driver"]
    assert "driver" in university.holds("Ada")
    assert run("ledger", "verify").exit_code == 0


@pytest.mark.parametrize("text_now", ["Talk", "[broken"])
def test_by_a_catalog_that_was_changed_nothing_is_judged(run, change, stands, text_now):
    before = stands()
    change(f"UPDATE published_pack SET files = replace(files, 'Number talk', '{text_now}')")

    told = run("replay", "--repair")

    assert (told.exit_code, told.output) == (
        1,
        "elm: catalog, number 1: expected the text as published, found another.\n"
        "elm: 1 row is wrong. Nothing was changed.\n",
    )
    assert run("ledger", "verify").output == told.output
    assert stands() == before


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE entry SET points = 99 WHERE seq = 3", "entry, Ada, entry 3: expected the digest "),
        (
            "DELETE FROM decision",
            "evidence, Ada, evidence/",
        ),
        (
            "UPDATE conferral SET catalog = 9",
            "conferral, Ada, degree associate, catalog: expected 1, found 9.",
        ),
        (
            "UPDATE credential SET earned_on = '2024-01-01' WHERE key = 'associate'",
            "credential, Ada, degree associate, earned_on: expected 2026-03-02, found 2024-01-01.",
        ),
        ("UPDATE redemption SET price = 4", "expected -4 points, found -5 points."),
        ("DELETE FROM redemption", "expected a redemption, found -5 points and none."),
    ],
)
def test_what_was_changed_by_hand_is_left_to_a_backup(run, change, stands, statement, sentence):
    change(statement)
    before = stands()

    told = run("replay", "--repair")

    assert told.exit_code == 1
    assert sentence in told.output
    assert "cannot be worked out anew: restore a backup. Nothing was changed.\n" in told.output
    assert stands() == before
