"""What caps say of an activity, and how much of them is used."""

from datetime import date

from rules.scoring import caps_filled
from rules.scoring.room import rooms
from rules.terms import Stage
from tests.rules.cases import completion


def room_of(activity, timeline, *done, day=date(2026, 10, 1)):
    found = rooms(activity, caps_filled(done, timeline), timeline, day)
    return {(room.holds, room.key, room.stage): (room.used, room.left) for room in found}


def test_every_cap_says_how_much_is_used(timeline):
    """
    campuses: {steam: {title: STEAM, cap: {points: 60, per: month}}}
    activities:
      tool: {title: Tool, campus: steam, points: 25, cap: {points: 40, per: school_year}}
      free: {title: Free, points: 5}
    rules:
      first: {match: {activities: [tool]}, grants: 5, cap: {times: 1, per: school_year}}
    """
    twice = [completion("tool", n=n) for n in (1, 2)]

    assert room_of("tool", timeline, *twice, day=date(2026, 9, 30)) == {
        ("rule", "first", None): (1, 0),
        ("activity", "tool", None): (40, 0),
        ("campus", "steam", None): (40, 20),
    }
    assert room_of("tool", timeline, *twice)["campus", "steam", None] == (0, 60)
    assert room_of("free", timeline, *twice) == {}


def test_once_is_a_cap_on_a_stage(timeline):
    """
    activities:
      course:
        title: Course
        once: [learned]
        stages: {learned: {evidence: own, points: 10}, used: {evidence: student, points: 20}}
    """
    learned = completion("course", stage=Stage.LEARNED)

    assert room_of("course", timeline) == {("rule", "course.learned", Stage.LEARNED): (0, 1)}
    assert room_of("course", timeline, learned) == {
        ("rule", "course.learned", Stage.LEARNED): (1, 0)
    }
