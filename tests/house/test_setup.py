"""Installing: an old or broken Python is passed over, and none at all is told in a sentence."""

import os
import shutil
import subprocess
import sys

import pytest

from engine.settings import ROOT

NEEDED = ("sh", "dirname", "tr", "cmp", "cat")


@pytest.fixture
def machine(tmp_path):
    """A machine whose PATH has these programs and nothing else; its uv says what it is told."""
    folder = tmp_path / "bin with a space"
    folder.mkdir()
    for program in NEEDED:
        os.symlink(shutil.which(program), folder / program)
    return folder


def add(folder, name, text):
    (folder / name).write_text(f"#!/bin/sh\n{text}\n")
    (folder / name).chmod(0o755)


def run(folder):
    return subprocess.run(
        [ROOT / "tools" / "setup.sh", "uv"],
        env={"PATH": str(folder), "HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_a_new_enough_python_it_says_so(machine):
    add(machine, "python3", "exit 1")
    add(machine, "python3.12", "echo 'pyenv: python3.12: command not found' >&2; exit 127")

    told = run(machine)

    assert told.returncode == 1
    assert told.stderr.startswith("Tassel needs Python 3.11 or newer and found none")


def test_an_old_python_in_front_is_passed_over(machine):
    add(machine, "python3", "exit 1")
    os.symlink(sys.executable, machine / "python3.13")
    add(machine, "uv", "")

    told = run(machine)

    assert (told.returncode, told.stdout.strip()) == (0, str(machine / "uv"))
