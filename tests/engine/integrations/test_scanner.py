"""A scanner is any program: how it ends is its answer, and its silence is none."""

import io
import stat
from pathlib import Path

import pytest

from engine import integrations
from engine.integrations import NoAnswer, Scanner
from engine.settings import BadSetting, Settings


@pytest.fixture
def script(tmp_path: Path):
    """A scanner of these lines, called as it is or with the file's path."""

    def write(*lines: str, with_path: bool = False, seconds: float = 20) -> Scanner:
        program = tmp_path / "a scanner"
        program.write_text("\n".join(("#!/bin/sh", *lines)))
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        return Scanner((str(program), *(["{file}"] if with_path else [])), seconds)

    return write


@pytest.mark.parametrize("with_path", [True, False])
def test_it_reads_the_file_and_says_yes_or_no(script, with_path: bool) -> None:
    scanner = script('if grep -q EICAR "${1:--}"; then exit 1; fi', with_path=with_path)

    assert scanner.refuses(io.BytesIO(b"the EICAR sign"))
    assert not scanner.refuses(io.BytesIO(b"a plan"))


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("echo the office is closed >&2", "exit 2"), "it ended with 2. the office is closed"),
        (("kill -9 $$",), "it ended with -9."),
    ],
)
def test_any_other_end_is_no_answer(script, lines, told) -> None:
    with pytest.raises(NoAnswer, match=f"^{told}$"):
        script(*lines).refuses(io.BytesIO(b"a plan"))


def test_a_program_that_is_not_there_is_no_answer(tmp_path) -> None:
    with pytest.raises(NoAnswer, match="No such file or directory"):
        Scanner((str(tmp_path / "none"),)).refuses(io.BytesIO(b"a plan"))


def test_it_is_ended_with_all_that_it_began_when_its_time_is_over(script, tmp_path) -> None:
    scanner = script(f"(sleep 30; touch {tmp_path}/late) &", "sleep 30", seconds=0.2)

    with pytest.raises(NoAnswer, match=r"no answer within 0\.2 seconds"):
        scanner.refuses(io.BytesIO(b"a plan"))


def test_it_learns_nothing_of_the_sites_secrets(script, monkeypatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "k" * 32)

    assert not script('test -z "$SECRET_KEY" && test -n "$PATH"').refuses(io.BytesIO(b""))


def test_the_setting_is_a_command_with_its_words(tmp_path) -> None:
    chosen = {"DATA_DIR": str(tmp_path), "FILES_SCAN": "clamdscan '--config-file=/etc/my clamd' -"}

    scanner = integrations.configure(Settings.read(chosen)).scanner

    assert scanner == Scanner(("clamdscan", "--config-file=/etc/my clamd", "-"))
    assert integrations.configure(Settings.read({"DATA_DIR": str(tmp_path)})).scanner is None
    with pytest.raises(BadSetting, match="every quotation mark closed"):
        Settings.read({"FILES_SCAN": "scan 'this"})
