"""DU-3: where the operator has a scanner, nobody opens a file before it was looked at."""

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest

from engine import scanning
from engine.integrations import NoAnswer, Scanner
from engine.people import Role
from tests import artifacts
from tests.stories.people import ADA, RUTH
from tests.stories.world import STUDENT, World

SCRIPT = """#!/bin/sh
test -e {folder}/closed && exit 2
! grep -q EICAR "$1"
"""


@pytest.fixture
def scanner(tmp_path: Path) -> Scanner:
    """A small program: finds the sign that every scanner finds, and is closed when told so."""
    program = tmp_path / "scanner"
    program.write_text(SCRIPT.format(folder=tmp_path))
    program.chmod(0o700)
    return Scanner((str(program), "{file}"))


def test_a_file_waits_opens_or_goes(world: World, scanner: Scanner, tmp_path: Path) -> None:
    """
    activities:
      try-it: {title: Try it, evidence: student, points: 5}
    """
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    house = world.app.extensions["house"]
    house.integrations = replace(house.integrations, scanner=scanner)
    claim = world.drafts(ADA, "try-it", kinds=[STUDENT])
    ada, ruth, here = world.browser(ADA), world.browser(RUTH), f"/oak/evidence/{claim.id}"
    sent = {"activity": "try-it", "stage": "done"}
    added = [(io.BytesIO(b"EICAR"), "María.txt"), (io.BytesIO(artifacts.picture()), "board.png")]
    edit = ada.post(here, data={**sent, "do": "add", "files": added}, follow_redirects=True).text
    files = dict.fromkeys(re.findall(r"consent-([0-9a-f-]{36})", edit))
    assert (len(files), edit.count("Is being scanned, and opens in a moment.")) == (2, 2)
    assert "María.txt" in edit, "its owner knows its name"

    consents = {f"consent-{each}": "given" for each in files}
    ada.post(here, data={**sent, **consents, "do": "submit"})
    read = ruth.get(f"/oak/reviews/{claim.id}").text
    assert read.count("Is being scanned") == 2
    assert "María" not in read
    assert _statuses(ada, ruth, here, files) == [404, 404, 404, 404]

    (tmp_path / "closed").touch()
    with pytest.raises(NoAnswer):
        _scan(world, scanner)
    assert _statuses(ada, ruth, here, files) == [404, 404, 404, 404], "nothing is lost, none served"
    (tmp_path / "closed").unlink()
    world.passes(minutes=5)
    while _scan(world, scanner):
        pass

    assert sorted(_statuses(ada, ruth, here, files)) == [200, 200, 404, 404]
    for who in (ada, ruth):
        shown = who.get(here).text
        assert "the scanner found something harmful in it, and nobody has opened it." in shown
        assert "María" not in shown
    [letter] = world.letters(ADA)
    assert "A file beside Try it was not kept" in letter


def test_without_a_scanner_files_open_as_ever(world: World) -> None:
    """
    activities:
      try-it: {title: Try it, evidence: own, points: 5}
    """
    world.joins(ADA)
    ada, claim = world.browser(ADA), world.drafts(ADA, "try-it")
    here = f"/oak/evidence/{claim.id}"
    sent = {"activity": "try-it", "stage": "done", "do": "add"}
    ada.post(here, data={**sent, "files": [(io.BytesIO(b"EICAR"), "plan.txt")]})

    address = re.search(rf"{here}/files/[0-9a-f-]+", ada.get(f"{here}/edit").text)[0]
    assert ada.get(address, buffered=True).status_code == 200


def _scan(world: World, scanner: Scanner) -> int:
    files = world.app.extensions["house"].integrations.files
    return scanning.scan_next(world.store, files, scanner, now=world.now)


def _statuses(ada, ruth, here, files) -> list[int]:
    return [
        who.get(f"{here}/files/{each}", buffered=True).status_code
        for who in (ada, ruth)
        for each in files
    ]
