"""What lies outside of an area: everything but its activities and the rubrics of these alone."""

import pytest

from rules.writing import outside

TEXT = """\
campuses: {sport: {title: Sport}, arts: {title: Arts}}
rubrics: {play: {title: Play}, draw: {title: Draw}, both: {title: Both}}
activities:
  walk: {title: Walk, campus: sport, rubric: play}
  dance: {title: Dance, campus: sport, rubric: both}
  paint: {title: Paint, campus: arts, rubric: both}
  draw: {title: Drawing, campus: arts, rubric: draw}
rules: {growth: {grants: 5}}
"""


def found(old: str, new: str, *, before: str = TEXT) -> list[str]:
    assert old in before
    after = {"pack.yaml": before.replace(old, new, 1)}
    return [".".join(map(str, each)) for each in outside({"pack.yaml": before}, after, {"sport"})]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("title: Walk", "title: Walk far", []),
        ("  walk: {title: Walk, campus: sport, rubric: play}\n", "", []),
        ("  dance:", "  run: {title: Run, campus: sport}\n  dance:", []),
        ("title: Play", "title: Game", []),
        ("draw: {title: Draw}, ", "draw: {title: Draw}, new: {title: New}, ", []),
        ("title: Walk, campus: sport", "title: Walk, campus: arts", ["activities.walk"]),
        ("title: Paint, campus: arts", "title: Paint, campus: sport", ["activities.paint"]),
        ("title: Paint", "title: Painting", ["activities.paint"]),
        ("  dance:", "  run: {title: Run}\n  dance:", ["activities.run"]),
        ("  dance:", "  run: {title: Run, campus: [sport]}\n  dance:", ["activities.run"]),
        ("  dance:", "  run: nothing\n  dance:", ["activities.run"]),
        ("title: Both", "title: All", ["rubrics.both"]),
        ("title: Drawing, campus: arts", "title: Art, campus: sport",
         ["activities.draw"]),
        ("grants: 5", "grants: 6", ["rules.growth"]),
        ("title: Sport", "title: Games", ["campuses.sport"]),
    ],
)  # fmt: skip
def test_what_lies_outside_is_named(old, new, told):
    assert found(old, new) == told


def test_a_text_without_activities_and_a_picture_are_told_too():
    assert found("activities:", "activities: none\nsomething:")[0] == "activities"
    files = {"pack.yaml": TEXT, "crest.svg": "<svg/>"}
    assert outside({"pack.yaml": TEXT}, files, {"sport"}) == (("crest.svg",),)
    assert outside(files, files, ()) == ()
