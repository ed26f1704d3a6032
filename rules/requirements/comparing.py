"""Two versions of a degree's tree beside each other: what is the same, changed, new or gone."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rules.requirements.tree import Kind, Requirement

Names = Mapping[str, str]
"""What each requirement of a tree asks, by its id: by that others refer to it here."""


class Likeness(StrEnum):
    """What became of a requirement from one version to the other."""

    SAME = "same"
    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Pair:
    """A requirement in both versions, or in the one that has it."""

    likeness: Likeness
    before: Requirement | None
    after: Requirement | None
    parts: tuple["Pair", ...] = ()
    """What a group holds, lined up as well."""


def ask_alike(before: Requirement, after: Requirement) -> bool:
    """Whether two trees ask the very same, whatever they and their parts are called."""
    return _bare(before, _names(before)) == _bare(after, _names(after))


def lined_up(before: Requirement, after: Requirement) -> tuple[Pair, ...]:
    """The requirements below two roots, each beside what it was; both trees are laid out.

    They stand in the order of the later version; those that are gone come last.
    """
    return tuple(_pairs(_below(before), _below(after), _names(before), _names(after)))


def now_at(pairs: Sequence[Pair]) -> dict[str, str]:
    """The path in the later version of each requirement of the former that it still has."""
    return {
        pair.before.id: pair.after.id
        for pair in _walk(pairs)
        if pair.before is not None and pair.after is not None
    }


def _walk(pairs: Sequence[Pair]) -> Iterator[Pair]:
    for pair in pairs:
        yield pair
        yield from _walk(pair.parts)


def _below(root: Requirement) -> tuple[Requirement, ...]:
    return root.of if root.kind is Kind.ALL else (root,)


def _pairs(
    before: Sequence[Requirement], after: Sequence[Requirement], old: Names, new: Names
) -> Iterator[Pair]:
    partner = _partners(before, after, old, new)
    for node in after:
        was = partner.get(node.id)
        yield Pair(Likeness.NEW, None, node) if was is None else _pair(was, node, old, new)
    matched = {was.id for was in partner.values()}
    for node in before:
        if node.id not in matched:
            yield Pair(Likeness.GONE, node, None)


def _pair(was: Requirement, node: Requirement, old: Names, new: Names) -> Pair:
    same = _bare(was, old) == _bare(node, new)
    parts = tuple(_pairs(was.of, node.of, old, new)) if was.of and node.of else ()
    return Pair(Likeness.SAME if same else Likeness.CHANGED, was, node, parts)


def _partners(
    before: Sequence[Requirement], after: Sequence[Requirement], old: Names, new: Names
) -> dict[str, Requirement]:
    """What each later requirement was before, by its path: the surest likeness decides first."""
    found: dict[str, Requirement] = {}
    waiting = list(before)
    for sign in _SIGNS:
        for node in after:
            told = sign(node, new) if node.id not in found else None
            was = next((each for each in waiting if told and sign(each, old) == told), None)
            if was is not None:
                found[node.id] = was
                waiting.remove(was)
    return found


# -- by what two requirements are known as one -----------------------------------------------------


def _written_id(node: Requirement, _names: Names) -> object:
    return None if _BY_PLACE.fullmatch(node.id) else node.id


def _title(node: Requirement, _names: Names) -> object:
    return str(node.title.root) if node.title else None


def _shape(node: Requirement, names: Names) -> object:
    """All but the amounts, so that 400 points that became 500 are known as one."""
    parts = tuple(_shape(part, names) for part in node.of)
    wheres = (node.where, *(need.where for need in node.need))
    return _sort(node, names), wheres, node.level, node.degree, parts


def _sort(node: Requirement, _names: Names) -> object:
    return node.kind, tuple((need.measure, need.distinct) for need in node.need)


def _bare(node: Requirement, names: Names) -> Requirement:
    """The same requirement without titles and ids."""
    return node.model_copy(
        update={
            "id": "",
            "title": None,
            "after": tuple(names.get(name, "") for name in node.after),
            "looks_at": names.get(node.looks_at, ""),
            "of": tuple(_bare(child, names) for child in node.of),
        }
    )


def _names(root: Requirement) -> Names:
    return {node.id: _bare(node, {}).model_dump_json() for node in root.walk()}


_SIGNS = (_bare, _written_id, _title, _shape, _sort)
_BY_PLACE = re.compile(r"r(\.\d+)*'*(@.*)?")
