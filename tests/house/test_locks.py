"""Lock files: everything by its digest, from nowhere in particular, tests and site alike."""

import re
import tomllib

import pytest

from engine.settings import ROOT

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


def pins(name: str) -> set[str]:
    text = (ROOT / "requirements" / name).read_text("utf-8")
    return set(re.findall(r"^([\w.-]+==[^\s;]+)", text, re.MULTILINE))


def test_the_tests_run_on_the_very_libraries_of_the_site():
    assert pins("runtime.txt") - pins("dev.txt") == set()


def test_everything_that_is_asked_for_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    for name, asked in {
        "runtime.txt": project["project"]["dependencies"],
        "dev.txt": [
            asked
            for group in project["dependency-groups"].values()
            for asked in group
            if isinstance(asked, str)
        ],
    }.items():
        locked = {re.sub(r"[._]", "-", pin.partition("==")[0]) for pin in pins(name)}
        wanted = {re.sub(r"[._]", "-", re.split(r"[\[><=]", each)[0]) for each in asked}
        assert wanted - locked == set(), "make lock"


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_a_lock_names_no_host_and_checks_each_file(path):
    text = path.read_text("utf-8")

    assert "://" not in text
    for pin in re.findall(r"^[\w.-]+==.*", text, re.MULTILINE):
        assert pin.endswith("\\"), f"{pin} has no digest"
