"""`tassel packs`: every error at its line, publishing, and the schema."""

import json
import shutil
from datetime import date

import pytest

from engine import catalogs
from engine.settings import ROOT

PACKS = ROOT / "data" / "packs"


@pytest.fixture
def pack(tmp_path):
    return shutil.copytree(PACKS / "deerfield", tmp_path / "deerfield")


def published(installation, district="deerfield"):
    with installation.store.session() as session:
        return catalogs.newest(session, district)


@pytest.mark.parametrize("folder", sorted(PACKS.iterdir()), ids=lambda folder: folder.name)
def test_the_sample_packs_are_sound(run, folder):
    checked = run("packs", "check", folder)

    assert checked.exit_code == 0
    assert "sound" in checked.output


def test_every_error_is_told_with_file_line_and_suggestion(run, pack):
    levels = pack / "levels.yaml"
    levels.write_text(levels.read_text("utf-8").replace("experience: 150", "experiense: 150"))
    (pack / "more.yaml").write_text("rewards:\n  pen: {title: Pen, price: 5, kind: merch}\n")

    checked = run("packs", "check", pack, PACKS / "worlds-of-learning")

    assert checked.exit_code == 1
    assert f"{pack}/levels.yaml:11: levels.sophomore.experiense: " in checked.stderr
    assert "Did you mean “experience”?" in checked.stderr
    assert f"{pack}/more.yaml:2: rewards.pen.kind: " in checked.stderr
    assert "worlds-of-learning: sound" in checked.stdout


def test_a_crest_that_is_named_must_be_there(run, pack):
    (pack / "crest.svg").unlink()

    checked = run("packs", "check", pack)

    assert checked.exit_code == 1
    line = 1 + (pack / "pack.yaml").read_text("utf-8").splitlines().index("  crest: crest.svg")
    assert f"pack.yaml:{line}: branding.crest: The folder has no file “crest.svg”." in (
        checked.stderr
    )


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("levels.yml", b"levels: {}", "Rename it to levels.yaml."),
        ("notes.md", b"one\ntwo \xff", "notes.md:2: This is not written in UTF-8."),
        ("big.svg", b" " * 500_001, "The file is larger than 500 kB."),
    ],
)
def test_a_file_that_cannot_be_kept_is_told(run, pack, name, content, sentence):
    (pack / name).write_bytes(content)

    checked = run("packs", "check", pack)

    assert checked.exit_code == 1
    assert sentence in checked.stderr


def test_an_empty_folder_is_no_pack(run, tmp_path):
    (tmp_path / "empty").mkdir()

    assert "holds no pack" in run("packs", "check", tmp_path / "empty").stderr


def test_publishing_freezes_the_crest_too(run, installation, pack):
    assert run("packs", "publish", pack, "--yes").exit_code == 0

    kept = published(installation)
    assert kept.number == 1
    assert kept.files["crest.svg"].startswith("<svg")
    assert "README.md" in kept.files


def test_publishing_asks_first(run, installation, pack):
    asked = run("packs", "publish", pack, input="n\n")

    assert "The first catalog of deerfield" in asked.output
    assert asked.exit_code == 1
    assert published(installation) is None


def test_publishing_the_very_same_changes_nothing(run, installation, pack):
    run("packs", "publish", pack, "--yes")

    again = run("packs", "publish", pack, "--yes")

    assert "already" in again.output
    assert published(installation).number == 1


def test_the_next_catalog_asks_what_happens_to_earlier_work(run, installation, pack):
    run("packs", "publish", pack, "--yes")
    (pack / "levels.yaml").write_text(levels(pack) + "# more\n", "utf-8")

    asked = run("packs", "publish", pack, "--yes")
    told = run(
        "packs", "publish", pack, "--yes", "--policy", "new-work", "--applies-from", "2099-07-01"
    )

    assert asked.exit_code == 2
    assert "--policy new-work, recompute, nobody-loses" in asked.output
    assert "Catalog 2 of deerfield. Work done on 2099-07-01 or later" in told.output
    assert "Of 0 people 0 gain points" in told.output
    assert published(installation).applies_from == date(2099, 7, 1)
    assert "warning: it is called 2024-25, as catalog 1 is; 2024-25-2 is still free." in (
        told.stderr
    )


def test_a_dry_run_publishes_nothing(run, installation, pack):
    run("packs", "publish", pack, "--yes")
    (pack / "levels.yaml").write_text(levels(pack) + "# more\n", "utf-8")

    told = run("packs", "publish", pack, "--dry-run", "--policy", "recompute")

    assert told.exit_code == 0
    assert published(installation).number == 1


def test_a_day_that_contradicts_the_policy_is_refused(run, installation, pack):
    run("packs", "publish", pack, "--yes")
    (pack / "levels.yaml").write_text(levels(pack) + "# more\n", "utf-8")

    told = run("packs", "publish", pack, "--policy", "new-work", "--applies-from", "2020-07-01")

    assert told.exit_code == 2
    assert "A catalog for new work can't judge days gone by" in told.output
    assert published(installation).number == 1


def levels(pack):
    return (pack / "levels.yaml").read_text("utf-8")


def test_a_broken_pack_is_not_published(run, installation, pack):
    (pack / "more.yaml").write_text("levels: nonsense\n")

    assert run("packs", "publish", pack, "--yes").exit_code == 1
    assert published(installation) is None


def test_the_schema_goes_to_the_screen_or_to_a_file(run, tmp_path):
    run("packs", "schema", "-o", tmp_path / "schema.json")

    printed = json.loads(run("packs", "schema").output)
    assert json.loads((tmp_path / "schema.json").read_text("utf-8")) == printed
    assert "activities" in printed["properties"]


@pytest.fixture
def unfair(tmp_path):
    """A small pack with work for others alone, and with a bargain."""
    pack = shutil.copytree(PACKS / "worlds-of-learning", tmp_path / "worlds-of-learning")
    (pack / "unfair.yaml").write_text(
        """activities:
  hallway-chat: {title: Hallway Chat, evidence: own, hours: 0.5, points: 6}
  bell: {title: Bell, evidence: own, hours: 1, audience: [leader]}
degrees:
  bell:
    title: Bell
    requires: {activity: bell}
""",
        "utf-8",
    )
    return pack


def test_a_sound_pack_is_warned_about_at_the_line(run, unfair):
    checked = run("packs", "check", unfair)

    assert checked.exit_code == 0
    assert (
        f"{unfair}/unfair.yaml:7: degrees.bell.requires: warning: Classified staff can never reach "
        "the belt “Bell”: “Bell” (degrees.bell.requires) asks for a piece of work, and nothing "
        "that counts there is open to them. Open “Bell” to classified staff, or let something "
        "else count there.\n"
    ) in checked.stderr
    assert f"{unfair}/unfair.yaml:2: activities.hallway-chat.points: warning: One thing may be" in (
        checked.stderr
    )
    assert f"{unfair}: 3 warnings." in checked.stderr


def test_warnings_count_where_that_is_asked(run, unfair):
    assert run("packs", "check", unfair, "--strict").exit_code == 1
    assert run("packs", "check", PACKS / "worlds-of-learning", "--strict").exit_code == 0


def test_the_least_hours_of_everything_are_printed(run, tmp_path):
    (tmp_path / "small").mkdir()
    (tmp_path / "small" / "pack.yaml").write_text(
        """
pack: {format: tassel-pack/1, title: Oak, catalog_year: 2025-26, applies_from: 2020-07-01}
district: {id: oak, name: Oak Schools, university: Oak University}
activities:
  work: {title: Work, hours: 1.5, points: 10, audience: [classified]}
  talk: {title: Talk, points: 1, cap: {times: 1, per: school_year}}
degrees:
  hand: {title: Hand, requires: {all: [{points: 20}, {kind: manual}]}}
  some: {title: Some, requires: {activity: work, times: 2}}
""",
        "utf-8",
    )
    told = run("packs", "reach", tmp_path / "small")
    lines = [" ".join(line.split()) for line in told.output.splitlines()]

    assert told.exit_code == 0
    assert "degrees: Some classified 1, 0.5 1 3" in lines
    assert "degrees: Some leader 1, 0.5 never" in lines
    assert "degrees: Hand classified 1, 0.5 1 at least 3" in lines
    assert "degrees: Hand leader 1, 0.5 not so soon" in lines


def test_hours_that_no_activity_says_are_not_added_up(run, tmp_path):
    (tmp_path / "pack.yaml").write_text(
        """
pack: {format: tassel-pack/1, title: Oak, catalog_year: 2025-26, applies_from: 2020-07-01}
district: {id: oak, name: Oak Schools, university: Oak University}
activities:
  talk: {title: Talk, points: 1}
degrees:
  some: {title: Some, requires: {activity: talk, times: 2}}
""",
        "utf-8",
    )
    told = run("packs", "reach", tmp_path)

    assert "degrees: Some leader 1, 0.5 1 –" in " ".join(told.output.split())
    assert "so none are added up." in told.output


def test_a_broken_pack_has_no_reach(run, pack):
    (pack / "more.yaml").write_text("levels: nonsense\n")

    assert run("packs", "reach", pack).exit_code == 1
