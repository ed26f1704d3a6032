"""`tassel ledger verify`: whatever is kept, the first row that was changed by hand is named."""

import pytest
from sqlalchemy import text

from tests.engine.university import well_used


@pytest.fixture
def university(installation):
    return well_used(installation.database)


@pytest.fixture
def changed(run, installation, university):
    """What verifying says after somebody changed a row with the triggers off."""

    def told(statement):
        with installation.database.engine.begin() as connection:
            for table in ("entry", "event", "published_pack"):
                for verb in ("update", "delete"):
                    connection.execute(text(f"DROP TRIGGER {table}_no_{verb}"))
            done = connection.execute(text(statement))
            assert done.rowcount == 1
        verified = run("ledger", "verify")
        assert verified.exit_code == 1
        return verified.output

    return told


def test_what_nobody_touched_is_well(run, university):
    verified = run("ledger", "verify")

    assert verified.exit_code == 0, verified.output
    assert verified.output == (
        "elm: all is well. 7 entries of 1 people: every digest, balance, award, level, degree, "
        "credential, redemption and total was computed again.\n"
    )


def test_an_entry(changed):
    told = changed("UPDATE entry SET points = 16 WHERE seq = 3")

    assert told.startswith("elm: entry, Ada, entry 3: expected the digest ")
    assert "… (it was changed after it was written).\n" in told
    assert told.endswith(" rows are wrong. Nothing was changed.\n")


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE balance SET experience = 99", "balance, Ada, experience: expected 32, found 99."),
        ("UPDATE balance SET owes = true", "balance, Ada, owes: expected False, found True."),
    ],
)
def test_a_balance(changed, statement, sentence):
    assert changed(statement).startswith(f"elm: {sentence}\n")


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        (
            "DELETE FROM level_reached WHERE level = 'sophomore'",
            "level_reached, Ada, level sophomore: expected reached, found nothing.",
        ),
        (
            "UPDATE level_reached SET reached_on = '2024-01-01' WHERE level = 'sophomore'",
            "level_reached, Ada, level sophomore, reached_on: expected 2026-03-02, "
            "found 2024-01-01.",
        ),
    ],
)
def test_a_level(changed, statement, sentence):
    assert changed(statement) == f"elm: {sentence}\nelm: 1 row is wrong. Nothing was changed.\n"


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        (
            "UPDATE degree_progress SET share = 1 WHERE degree = 'bachelor'",
            "degree progress, Ada, bachelor: expected 1 requirements open and ",
        ),
        (
            "DELETE FROM degree_progress WHERE degree = 'bachelor'",
            "degree progress, Ada, bachelor: expected to be there, found nothing.",
        ),
    ],
)
def test_how_far_somebody_is_in_a_degree(changed, statement, sentence):
    assert changed(statement).startswith(f"elm: {sentence}")


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        (
            "UPDATE conferral SET conferred_on = '2024-01-01'",
            "conferral, Ada, degree associate, conferred_on: expected 2026-03-02, found 2024-01-01",
        ),
        (
            "UPDATE conferral SET audit = '{}'",
            "conferral, Ada, degree associate, audit: expected the digest ",
        ),
        (
            "UPDATE conferral SET degree = 'bachelor'",
            "conferral, Ada, degree associate: expected to be there, found nothing.",
        ),
    ],
)
def test_a_conferral(changed, statement, sentence):
    assert f"elm: {sentence}" in changed(statement)


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        (
            "UPDATE credential SET earned_on = '2024-01-01' WHERE key = 'associate'",
            "credential, Ada, degree associate, earned_on: expected 2026-03-02, found 2024-01-01.",
        ),
        (
            "UPDATE credential SET key = 'unit' WHERE key = 'whole'",
            "credential, Ada, badge unit, key: expected whole, found unit.",
        ),
        (
            "UPDATE credential SET revoked_at = '2026-03-02' WHERE key = 'whole'",
            "credential, Ada, badge whole, revoked: expected False, found True.",
        ),
        (
            "DELETE FROM credential WHERE key = 'whole'",
            "credential, Ada, badge whole: expected issued, found nothing.",
        ),
    ],
)
def test_a_credential(changed, statement, sentence):
    assert f"elm: {sentence}\n" in changed(statement)


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE shelf SET taken = 2", "shelf, mug: expected 1 taken, found 2 taken."),
        ("UPDATE redemption SET price = 4", "expected -4 points, found -5 points."),
        ("UPDATE redemption SET status = 'cancelled'", "expected 0 points, found -5 points."),
        ("UPDATE redemption SET reward = 'pen'", "shelf, mug: expected 0 taken, found 1 taken."),
        ("DELETE FROM redemption", "shelf, mug: expected 0 taken, found 1 taken."),
    ],
)
def test_the_stock_and_what_was_redeemed(changed, statement, sentence):
    assert sentence in changed(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE total SET points = 99 WHERE \"window\" = 'ever' AND campus = ''",
        "DELETE FROM total WHERE \"window\" = 'ever' AND campus = ''",
    ],
)
def test_a_place_on_the_leaderboard(changed, statement):
    assert changed(statement).startswith("elm: total, Ada, ever: expected 32 since ")


def test_evidence_that_was_never_approved(changed):
    told = changed("UPDATE evidence SET status = 'approved', activity = 'essay' WHERE stage='done'")

    assert told.startswith("elm: entry, Ada, evidence/")


def test_a_catalog(changed):
    told = changed("UPDATE published_pack SET files = replace(files, 'points: 10', 'points: 90')")

    assert told.startswith(
        "elm: catalog, number 1: expected the text as published, found another.\n"
    )
