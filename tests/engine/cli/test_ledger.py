"""`tassel ledger verify` names the first wrong row; `tassel statement` explains every line."""

import pytest
from sqlalchemy import text
from sqlmodel import select

from engine import catalogs, ledger, people, rewards
from engine.outbox import Letter
from engine.settings import ROOT

ADA = "ada@deerfield.example"
LIST = """\
E-mail,Activity,Hours,Day,Approved by
ada@deerfield.example,Number Talks – learned,1,2025-10-02,Ruth Marlow
{explored}
"""


@pytest.fixture
def earned(run, installation, tmp_path):
    """Ada has one course and ten tools, two of them over the year's cap of 40 points."""
    run("packs", "publish", ROOT / "data" / "packs" / "deerfield", "--yes")
    with installation.transaction() as session:
        now = installation.now()
        for name, role in (("Ada Quill", None), ("Ruth Marlow", people.Role.REVIEWER)):
            email = f"{name.split()[0].lower()}@deerfield.example"
            person = people.add_person(session, email=email, name=name, now=now)
            place = people.join(session, person, "deerfield", on=now.date(), school="birch")
            if role:
                people.grant_role(session, place, role, now=now)
    tools = "\n".join(
        f"{ADA},explore-tool,0.5,2025-10-{day:02},Ruth Marlow" for day in range(10, 20)
    )
    file = tmp_path / "kept.csv"
    file.write_text(LIST.format(explored=tools))
    loaded = run("import", "completions", file, "--commit")
    assert loaded.output == "11 taken in, 0 known already, none with faults.\n"


def change(installation, table, sql):
    """By hand, with the triggers off."""
    with installation.store.engine.begin() as connection:
        connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_no_update"))
        connection.execute(text(sql))


def test_all_is_well(run, earned):
    verified = run("ledger", "verify")

    assert verified.exit_code == 0
    assert verified.output.startswith("deerfield: all is well. 24 entries of 1 people")


@pytest.mark.parametrize(
    ("table", "sql", "sentence"),
    [
        (
            "entry",
            "UPDATE entry SET points = 11 WHERE seq = 1",
            "deerfield: entry, Ada Quill, entry 1: expected the digest ",
        ),
        (
            "entry",
            "UPDATE entry SET effective_on = '2025-10-03' WHERE seq = 3",
            "deerfield: entry, Ada Quill, entry 3: expected the digest ",
        ),
        (
            "balance",
            "UPDATE balance SET redeemable = 51",
            "deerfield: balance, Ada Quill, redeemable: expected 50, found 51.",
        ),
        (
            "total",
            "UPDATE total SET points = points + 1 WHERE \"window\" = 'ever' AND campus = ''",
            "deerfield: total, Ada Quill, ever: expected 50 ",
        ),
        (
            "evidence",
            "UPDATE evidence SET status = 'declined' WHERE activity = 'number-talks'",
            "deerfield: entry, Ada Quill, evidence/",
        ),
        (
            "level_reached",
            "DELETE FROM level_reached",
            None,
        ),
        (
            "level_reached",
            "UPDATE level_reached SET level = 'junior'",
            "deerfield: level_reached, Ada Quill, level junior: expected nothing, found reached.",
        ),
    ],
)
def test_the_first_wrong_row_is_named(run, installation, earned, table, sql, sentence):
    change(installation, table, sql)

    verified = run("ledger", "verify")

    if sentence is None:  # Everybody is on the first level; it need not be noted.
        assert verified.exit_code == 0
    else:
        assert verified.exit_code == 1
        assert verified.output.startswith(sentence)


def test_of_very_many_faults_the_first_twenty_are_told(run, installation, earned):
    with installation.transaction() as session:
        now = installation.now()
        for number in range(22):
            person = people.add_person(session, email=f"{number}@x.example", name="No", now=now)
            place = people.join(session, person, "deerfield", on=now.date())
            session.add(ledger.Balance(district_id="deerfield", participant_id=place.id, seq=1))

    told = run("ledger", "verify")

    assert told.exit_code == 1
    assert len(told.output.splitlines()) == 21
    assert told.output.endswith(
        "deerfield: 22 rows, of which the first 20 are told, are wrong. Nothing was changed.\n"
    )


def test_one_district_may_be_asked_about(run, earned):
    assert run("ledger", "verify", "--district", "deerfield").exit_code == 0

    unknown = run("ledger", "verify", "--district", "oak")
    assert unknown.exit_code == 2
    assert "There is no district “oak”. There is: deerfield." in unknown.stderr


def test_what_is_peculiar_about_a_list_is_told(run, earned, tmp_path):
    file = tmp_path / "windows.csv"
    row = f"{ADA},Charlas numéricas – learned,1,2025-10-02,Ruth Marlow"
    file.write_bytes(f"E-mail,Activity,Hours,Day,Approved by\n{row}\n".encode("cp1252"))

    told = run("import", "completions", file).output

    assert "Note: the file is not in UTF-8 and was read as Windows text (cp1252).\n" in told


def test_a_day_that_may_be_two_is_told_as_it_stands_in_the_list(run, earned, tmp_path):
    file = tmp_path / "days.csv"
    file.write_text(f"E-mail,Activity,Day,Approved by\n{ADA},explore-tool,2/3/2026,Ruth Marlow\n")

    told = run("import", "completions", file).output

    assert "nothing tells which number of 2/3/2026 in line 2 is the month" in told


def test_a_statement_ends_with_the_balance(run, earned):
    told = run("statement", ADA).output

    assert told.startswith("Ada Quill, deerfield, experience\n")
    assert "Number Talks, learned it" in told
    assert told.count("Explore a Tool") == 11
    assert "over the cap of 40 points a school year for “Explore a Tool”" in told
    assert told.endswith("Balance: 50 (12 lines).\n")


def test_a_statement_of_nobody_is_refused(run, earned):
    assert "Nobody here has the address x@y.example." in run("statement", "x@y.example").stderr


def test_a_statement_without_lines_is_a_balance(run, earned):
    assert run("statement", "ruth@deerfield.example").output.endswith("Balance: 0 (0 lines).\n")


def test_redeemed_points_are_told_with_the_reward(run, installation, earned):
    with installation.transaction() as session:
        place = people.by_email(session, "deerfield", ADA)
        taken = rewards.redeem(
            session, "drawing-ticket", by=people.acting(session, place), now=installation.now()
        )
    with installation.transaction() as session:
        place = people.by_email(session, "deerfield", ADA)
        found = rewards.get(session, people.acting(session, place), taken.id).redemption
        rewards.cancel(session, found, by=people.acting(session, place), now=installation.now())

    told = run("statement", ADA, "--currency", "redeemable").output

    assert f"Drawing ticket ({taken.slip})" in told
    assert "given back, since it was canceled" in told
    assert run("ledger", "verify").exit_code == 0


def test_bad_rows_are_sentences_and_nothing_changes_without_commit(run, earned, tmp_path):
    file = tmp_path / "more.csv"
    file.write_text(
        "E-mail,Activity,Hours,Day,Approved by\n"
        "adda@deerfield.example,Nomber Talks,1,2025-10-02,\n"
        "ada@deerfield.example,campus-session,1,2.10.2025,ruth@deerfield.example\n"
    )

    looked = run("import", "completions", file)

    assert looked.exit_code == 1
    assert looked.output == (
        "line 2: Nobody in the district has the address “adda@deerfield.example”. "
        "Did you mean “ada@deerfield.example”? There is no activity “Nomber Talks”. "
        "Did you mean “Number Talks”? The approved by is empty.\n"
        "1 new, 0 known already, 1 with faults (listed above). "
        "Nothing was changed; --commit takes the new ones in.\n"
    )
    assert "Balance: 50" in run("statement", ADA).output


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("Name,Day\nAda,1\n", "lacks these columns: e-mail, activity, approved by."),
        ("E-mail,Activity,Day,Approved by\n", "The file has no row below its headings."),
        ("PK\x03\x04", "This is a workbook and no CSV."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_whole(run, earned, tmp_path, content, sentence):
    file = tmp_path / "odd.csv"
    file.write_text(content)

    refused = run("import", "completions", file)

    assert refused.exit_code == 1
    assert sentence in refused.stderr


def test_the_import_writes_no_mail(run, installation, earned):
    with installation.store.session() as session:
        assert session.exec(select(Letter)).all() == []
        assert catalogs.newest(session, "deerfield").number == 1
