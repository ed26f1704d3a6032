"""Publishing at the prompt: what a change would do is listed by name before it is done."""

import re
from datetime import timedelta

import pytest
from click.testing import CliRunner

from engine.cli.house import House
from engine.cli.publishing import publish
from tests.engine.changes.test_publishing import HARDER, LESS
from tests.engine.university import OWN, PACK
from tests.engine.world import TODAY


@pytest.fixture
def district(university):
    """Ada did three things; she is on the way to a degree, and a badge was given to her."""
    university.enrolls("Ada", "associate")
    university.completes("Ada", "talk", kinds=OWN)
    university.completes("Ada", "talk", kinds=OWN)
    claim = university.submits("Ada", "essay", kinds=OWN)
    university.approves(claim, scores={"clear": 2, "kind": 1})
    return university


@pytest.fixture
def run(district, tmp_path, monkeypatch):
    def answer(pack, *options, **how):
        folder = tmp_path / "pack"
        folder.mkdir(exist_ok=True)
        (folder / "pack.yaml").write_text(pack, "utf-8")
        house = House()
        monkeypatch.setattr(House, "store", district.store)
        monkeypatch.setattr(House, "now", lambda _: district.tick())
        return CliRunner().invoke(publish, [str(folder), *options], obj=house, **how)

    return answer


def test_the_list_names_who_loses_what(run, district):
    told = run(LESS, "--policy", "recompute", "--dry-run")

    assert told.exit_code == 0
    assert "Catalog 2 of elm. Work done on 2025-07-01 or later is judged by it, also" in told.output
    (row,) = [line for line in told.output.splitlines() if line.startswith("Ada")]
    assert row.split()[:3] == ["Ada", "-12", "-12"]
    assert "Of 4 people 0 gain points, 1 lose something, and 0 are spared." in told.output


def test_levels_and_badges_are_told_by_name(run):
    harder = HARDER.replace("experience: 25}", "experience: 45}").replace("count: 9", "count: 99")
    told = run(harder, "--policy", "recompute", "--dry-run")

    assert "level sophomore → freshman" in told.output
    assert "loses the badge doer" in told.output


def test_how_far_a_degree_is_is_told(run, district):
    district.enrolls("Ada", "bachelor")
    less = PACK.replace("essay: {title: Essay, points: 12", "essay: {title: Essay, points: 1")
    less = less.replace("points: 10, cap: {points: 25, per: month}", "points: 6")

    told = run(less, "--policy", "recompute", "--dry-run")

    assert "associate 100% → 43%" in told.output


def test_who_would_lose_is_spared(run, district):
    told = run(LESS, "--policy", "nobody-loses", "--yes")

    assert re.search(r"is spared -\d+ points.*: it judges only her new work", told.output)
    assert "Published as catalog 2 of elm." in told.output
    assert district.experience("Ada") == 32


def test_new_work_is_from_tomorrow(run):
    told = run(LESS, "--policy", "new-work", input="y\n")

    assert f"Work done on {TODAY + timedelta(days=1)} or later" in told.output
    assert "nobody's past changes" in told.output
    assert "Published as catalog 2" in told.output
