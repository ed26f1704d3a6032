"""Every node of a written tree knows its place, what it asks, and what is wrong with it."""

from typing import Any

import pytest

from rules.outline import outline
from rules.pack.written import find, read_files
from tests.rules.outline.trees import places, tree


def test_every_node_of_the_sample_packs_is_found_at_its_path() -> None:
    for place in places():
        written = tree(place)
        for node in outline(written).walk():
            found: Any = written
            for step in node.path:
                found = found[step]
            assert found is node.written
            assert node.requirement is not None
            assert node.faults == ()


def test_children_stand_where_they_are_written() -> None:
    written = [{"n_of": "1", "of": [{"points": "1"}]}, {"each_campus": {"any": [{"count": "1"}]}}]
    root = outline(written)

    assert [node.path for node in root.walk()] == [
        (),
        (0,),
        (0, "of", 0),
        (1,),
        (1, "each_campus"),
        (1, "each_campus", "any", 0),
    ]
    assert root.children[1].is_template
    assert not root.children[1].holds_list
    long = outline({"kind": "all", "each": "campus", "of": [{"points": "1"}]})
    assert (long.is_template, long.children[0].path) == (True, ("of", 0))


def test_a_group_says_how_many_of_how_many() -> None:
    root = outline({"n_of": "2", "of": [{"points": "1"}, {"count": "1"}], "id": "x", "title": "T"})

    assert root.phrase is not None
    assert root.phrase.to_json() == {"code": "n_of", "of": 2, "n": 2}
    assert (root.id, root.title, root.n) == ("x", "T", 2)
    everywhere = outline({"each_campus": {"courses": "2"}}).phrase
    assert everywhere is not None
    assert everywhere.values == {"of": 1, "each": "campus"}
    assert outline({"points": "5"}).phrase is not None


@pytest.mark.parametrize(
    ("written", "where", "said"),
    [
        ({"all": [{"points": "many"}]}, ("all", 0), "“many” should be a whole number."),
        (
            {"all": [{"pints": "5"}]},
            ("all", 0),
            "“pints” is not known here. Did you mean “points”?",
        ),
        ({"all": []}, (), "holds at least one requirement"),
        ({"all": "x"}, (), ""),
        ({"all": [{"points": "1"}], "any": []}, (), "only one of all / any"),
        ({"n_of": "3", "of": [{"points": "1"}]}, (), "3 of 1 requirements"),
        ({"all": [None]}, ("all", 0), ""),
        ("points", (), ""),
    ],
)
def test_a_fault_is_told_at_its_node(written: Any, where: Any, said: str) -> None:
    root = outline(written)
    told = {node.path: [str(fault) for fault in node.faults] for node in root.walk() if node.faults}

    assert list(told) == [where]
    assert said in " ".join(told[where])
    assert root.requirement is None
    assert (root.phrase is None) is not root.is_group


def test_a_fault_knows_its_line() -> None:
    text = (
        "degrees:\n  a:\n    requires:\n      all:\n        - points: 5\n        - points: many\n"
    )
    whole, _slips = read_files({"degrees.yaml": text})
    written, _place = find(whole, ("degrees", "a", "requires"))

    (fault,) = outline(written).children[1].faults
    assert (fault.file, fault.line, fault.path) == (
        "degrees.yaml",
        6,
        "degrees.a.requires.all[1].points",
    )
