"""What is asked about a draft: each concern once, with its facts, its place and both languages."""

import pytest

from rules.concerns import About, concerns, placed
from rules.pack import read_pack
from rules.terms import Audience
from tests.rules.cases import HEAD
from tests.rules.sample_packs import NAMES, sample

PACK = """
activities:
  work: {title: Work, hours: 1, points: 10, cap: {times: 1, per: school_year}}
  bell: {title: Bell, hours: 1, points: 10, once: [done], audience: [leader]}
levels:
  new: {title: New, experience: 0}
  high: {title: High, experience: 300}
degrees:
  bell: {title: Bell, requires: {all: [{points: 10}, {activity: bell, title: Ring it}]}}
  far: {title: Far, requires: {activity: bell, times: 2, student_evidence: 2}}
  led: {title: Led, audience: [classified], requires: {activity: bell}}
  part: {title: Part, requires: {hours_per_year: 4, years: 2, by_fte: yes, activity: bell}}
rewards:
  mug: {title: Mug, price: 500, kind: merchandise}
"""


@pytest.mark.parametrize("name", NAMES)
def test_the_sample_packs_give_no_concern(name):
    assert concerns(sample(name)) == ()


def test_what_nobody_can_reach_is_told_once():
    files = {"head.yaml": HEAD, "pack.yaml": PACK, "notes.md": "No YAML: at all: [\n"}
    texts = {name: text for name, text in files.items() if name.endswith(".yaml")}
    found = placed(concerns(read_pack(texts)), files)

    assert [
        (place.line, each.code, each.everybody, each.reach.audience)
        for each, place in found
        if each.reach
    ] == [
        (9, "nothing_open", False, Audience.CERTIFICATED),
        (9, "nothing_open", False, Audience.CLASSIFIED),
        (10, "nothing_open", False, Audience.CERTIFICATED),
        (10, "nothing_open", False, Audience.CLASSIFIED),
        (11, "nothing_open", False, Audience.CLASSIFIED),
        (12, "nothing_open", False, Audience.CERTIFICATED),
        (12, "nothing_open", False, Audience.CLASSIFIED),
        (7, "too_long", True, Audience.CERTIFICATED),
        (14, "too_long", True, Audience.CERTIFICATED),
    ]


def test_a_concern_speaks_both_languages():
    catalog = read_pack({"head.yaml": HEAD, "pack.yaml": PACK})
    level = next(each for each in concerns(catalog) if each.path[0] == "levels")

    assert level.about is About.REACH
    assert level.message.in_("en") == (
        "Nobody can reach the level “High” within 12 school years, whatever they do "
        "(levels.high.experience)."
    )
    assert level.suggestion.in_("es") == (
        "Ofrece a todo el personal más actividades que den puntos cada año, o pide menos puntos."
    )


def test_an_exploit_is_a_concern_with_its_sequence():
    chat = """
activities: {chat: {title: Chat, hours: 1, points: 5}}
levels: {new: {title: New, experience: 0}, high: {title: High, experience: 20}}
"""
    (found,) = concerns(read_pack({"head.yaml": HEAD, "pack.yaml": chat}))

    assert (found.about, found.code, found.path) == (
        About.EXPLOIT, "uncapped_repeat", ("activities", "chat", "points"),
    )  # fmt: skip
    assert found.exploit.turns[0].times == 4
    assert found.suggestion.in_("es") == "Escribe un tope, o «once» si se hace una sola vez."
