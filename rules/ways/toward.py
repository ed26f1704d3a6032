"""A way to one requirement alone: a degree's tree cut down to it, and to what stays met."""

from collections.abc import Collection, Iterator

from rules.requirements import Kind, Requirement


def toward(root: Requirement, path: str, met: Collection[str]) -> Requirement:
    """A tree that is complete when this requirement is met and nothing that is met is given up.

    `root` is laid out, `met` holds the paths that are met today. What the kept requirements refer
    to is kept as well.
    """
    if root.id == path:
        return root
    kept = {node.id: node for node in _kept(root, path, met)}
    known = {node.id: node for node in root.walk()}
    waiting = list(kept.values())
    while waiting:
        inside = [each for node in waiting for each in node.walk()]
        there = {each.id for node in kept.values() for each in node.walk()}
        named = {name for each in inside for name in (*each.after, each.looks_at)}
        waiting = [known[name] for name in sorted(named & known.keys() - there)]
        kept |= {node.id: node for node in waiting}
    parts = tuple(node for node in root.walk() if node.id in kept)
    update = {"kind": Kind.ALL, "n": None, "title": None, "after": (), "of": parts}
    return root.model_copy(update=update)


def _kept(node: Requirement, path: str, met: Collection[str]) -> Iterator[Requirement]:
    """The requirement, and the topmost ones beside it that are met."""
    holds_it = any(each.id == path for each in node.walk())
    if node.id == path or (node.id in met and not holds_it):
        yield node
    else:
        for child in node.of:
            yield from _kept(child, path, met)
