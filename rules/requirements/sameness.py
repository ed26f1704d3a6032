"""A requirement found in a tree by its path, and whether two trees ask the same there."""

from rules.requirements.tree import Requirement, laid_out


def at(root: Requirement, path: str, campuses: tuple[str, ...] = ()) -> Requirement | None:
    """The requirement at a path, as the tree is laid out; None where there is none."""
    return next((node for node in laid_out(root, campuses).walk() if node.id == path), None)


def asks_the_same(
    path: str, one: Requirement, other: Requirement, campuses: tuple[str, ...] = ()
) -> bool:
    """Whether both trees ask the same at a path, whatever they call it."""
    if one is other:
        return True
    here, there = at(one, path, campuses), at(other, path, campuses)
    return here is not None and there is not None and _nameless(here) == _nameless(there)


def _nameless(node: Requirement) -> Requirement:
    children = tuple(_nameless(child) for child in node.of)
    return node.model_copy(update={"title": None, "of": children})
