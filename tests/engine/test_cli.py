"""The command line: what there is, and what goes wrong told in a sentence."""

import re

import click
import pytest
from click.testing import CliRunner
from sqlalchemy.exc import OperationalError

from engine.cli import main as front_door
from engine.cli.house import House
from engine.cli.main import Commands, tassel
from engine.errors import ContentDiffers, OwnEvidence
from engine.migrating import migrate
from engine.settings import BadSetting, table


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command as at the prompt, in an installation of its own."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    return lambda *words: CliRunner().invoke(tassel, words)


def test_help_lists_every_command_with_a_line(run):
    listed = run("--help").output

    assert re.search(
        r"settings +Show each setting and its value here; secrets stay hidden\.", listed
    )
    assert "migrate" in listed


def test_a_command_that_is_none_is_refused(run):
    assert run("sing").exit_code == 2


def test_settings_shows_every_one_and_no_secret(run, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "hush" * 10)
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:hush@127.0.0.1/x")
    monkeypatch.setenv("PORT", "8123")

    shown = run("settings").output

    assert [line.split()[0] for line in shown.splitlines()] == [row.name for row in table()]
    assert "PORT              8123" in shown
    assert "DEMO              yes" in shown
    assert "hush" not in shown


def test_settings_prints_the_table_for_the_readme(run):
    assert run("settings", "--markdown").output.startswith("| setting | default |")


def test_a_wrong_setting_stops_with_a_sentence(run, monkeypatch):
    monkeypatch.setenv("PORT", "eighty")

    stopped = run("settings")

    assert stopped.exit_code == 2
    assert stopped.stderr == (
        "Error: PORT should be a whole number from 1 to 65535, not “eighty”. For example: 8080.\n"
    )


@pytest.mark.parametrize(
    ("trouble", "sentence"),
    [
        (BadSetting("PORT is odd."), "Error: PORT is odd.\n"),
        (OwnEvidence(), "Error: Nobody decides on her own evidence.\n"),
        (
            ContentDiffers("7"),
            "Error: The same event came again with other content. (event 7)\n",
        ),
        (
            OperationalError("SELECT 1", {}, Exception("connection refused")),
            "Error: The database (DATABASE_URL) does not answer: connection refused\n",
        ),
    ],
)
def test_what_goes_wrong_is_told_without_a_traceback(trouble, sentence):
    @click.command()
    def fall():
        raise trouble

    class One(Commands):
        def get_command(self, _context, _name):
            return fall

    stopped = CliRunner().invoke(One("tassel"), ["fall"])

    assert (stopped.exit_code, stopped.stderr) == (2, sentence)


def test_the_front_door_is_the_group_itself(monkeypatch):
    monkeypatch.setattr("sys.argv", ["tassel", "--help"])
    with pytest.raises(SystemExit) as left:
        front_door()

    assert left.value.code == 0


def test_a_house_opens_its_store_once(tmp_path, monkeypatch):
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    house = House()
    migrate(house.database)

    with house.transaction() as session:
        assert session.bind is not None
    assert house.store is house.store is house.database
    assert house.now().tzinfo is not None
    house.store.engine.dispose()


@pytest.mark.parametrize("command", [("ledger", "verify"), ("work", "--once")])
def test_a_database_without_tables_is_told_before_anything_is_asked_of_it(run, command):
    refused = run(*command)

    assert refused.exit_code == 2
    assert refused.stderr == (
        "Error: The database has no tables yet: `tassel migrate` makes them, and `tassel prepare` "
        "adds the sample packs and the demo.\n"
    )


def test_migrate_can_be_said_twice(run):
    for _ in range(2):
        assert run("migrate").output == "The database is up to date.\n"
