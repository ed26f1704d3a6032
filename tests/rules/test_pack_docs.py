"""The page on packs tells the truth: its examples are one sound pack, with no section left out."""

import re
from pathlib import Path

from rules.catalog import (
    Activity,
    ActivityKind,
    Bonus,
    Catalog,
    District,
    QuestionKind,
    RewardClass,
)
from rules.pack import read_pack
from rules.terms import EvidenceWanted, Stage, Window

PAGE = (Path(__file__).parents[2] / "docs" / "packs.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, flags=re.DOTALL)


def read():
    return read_pack({f"{number}.yaml": text for number, text in enumerate(EXAMPLES)})


def test_the_examples_are_one_sound_pack():
    catalog = read()

    assert list(catalog.earning_rules)[:3] == [
        "explore-tool",
        "number-talks.learned",
        "number-talks.used",
    ]
    assert catalog.activities["number-talks"].stages[Stage.LEARNED].minutes == 90


def test_every_section_and_key_of_the_main_parts_has_an_example():
    written = read()
    keys = {line.split(":")[0].strip() for text in EXAMPLES for line in text.splitlines()}

    assert written.model_fields_set == Catalog.model_fields.keys()
    assert District.written_keys() <= keys
    assert Activity.written_keys() <= keys


def test_every_word_to_choose_from_is_named():
    for words in (EvidenceWanted, ActivityKind, QuestionKind, RewardClass, Bonus, Window):
        assert [
            word for word in words if f"`{word}`" not in PAGE and word not in str(EXAMPLES)
        ] == []
