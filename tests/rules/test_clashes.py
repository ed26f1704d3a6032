"""Requirements that exclude each other are named, and no others."""

from rules.audits.clashes import clashes
from tests.rules.audit_words import degree, item, record


def collect(id_, **words):
    return {"id": id_, "kind": "collect", **words}


def test_the_fewest_requirements_that_exclude_each_other_are_named():
    tree = [
        collect("x", points=10),
        collect("y", points=10),
        collect("z", count=1, where={"categories": ["z"]}),
    ]
    uneven = [item(f"e{n}", points=n) for n in (9, 7, 4)]
    held = record(*uneven, item("z", categories=["z"]))

    assert clashes("d", degree(tree), held) == (("x", "y"),)


def test_what_is_missing_alone_excludes_nothing():
    tree = [collect("x", count=3), collect("y", count=1)]

    assert clashes("d", degree(tree), record(item("a"), item("b"))) == ()
    assert clashes("d", degree(tree), record(*(item(name) for name in "abcd"))) == ()
