"""Who refers to an entry by its key, and giving it another key everywhere at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rules.pack.written import Path
from rules.writing.layout import Child, Nowhere, Written, lay_out, walk
from rules.writing.replacing import kept_style
from rules.writing.splices import Splice, spliced
from rules.writing.values import quoted

_NAMED_UNDER: Mapping[str, frozenset[str]] = {
    "activities": frozenset(
        {
            "activity",
            "activities",
            "all_activities",
            "after",
            "renewed_by",
            "parts",
            "counts_as",
            "asked_counts_as",
            "leading_counts_as",
        }
    ),
    "campuses": frozenset({"campus", "campuses", "category", "categories", "not_categories"}),
    "rubrics": frozenset({"rubric"}),
    "levels": frozenset({"level"}),
    "degrees": frozenset(
        {"degree", "until_degree", "since_degree", "school_years_since", "between"}
    ),
}
"""The words under which a pack names things of a section."""
_KEYED_UNDER: Mapping[str, frozenset[str]] = {
    "degrees": frozenset({"max_share_from", "min_school_years_since"}),
}
"""The words under which their keys are keys again."""
_ONLY_IN_REQUIREMENTS = ("level",)
"""An activity's level is a word of the district's own."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A place that names an entry of another section."""

    file: str
    path: Path
    splice: Splice


def references(files: Mapping[str, str], section: str, key: str) -> list[Path]:
    """Every place of the pack that names this entry."""
    return [each.path for each in _references(files, section, key, key)]


def rename(files: Mapping[str, str], section: str, old: str, new: str) -> dict[str, str]:
    """Give an entry another key, and let everything that named it name it so."""
    found = [*_references(files, section, old, new), *_own(files, section, old, new)]
    if not any(len(each.path) == 2 and each.path[0] == section for each in found):
        raise Nowhere((section, old))
    return {
        name: spliced(text, [each.splice for each in found if each.file == name])
        for name, text in files.items()
    }


def _own(files: Mapping[str, str], section: str, old: str, new: str) -> Iterator[Reference]:
    for name, root in _roots(files):
        try:
            holder, index = walk(root, (section, old))[-1]
        except Nowhere:
            continue
        child = holder.children[index]
        splice = Splice(child.start, child.key_end, quoted(new))
        yield Reference(name, (section, old), splice)


def _references(files: Mapping[str, str], section: str, key: str, new: str) -> Iterator[Reference]:
    offset = 0
    for name, root in _roots(files):
        for path, child, is_key in _places(root, ()):
            if not _names(path, section, is_key):
                continue
            word = str(child.key) if is_key else child.value.text
            named, slash, stage = word.partition("/")
            if (named if "parts" in path else word) != key:
                continue
            said = f"{new}{slash}{stage}" if "parts" in path else new
            splice = (
                Splice(child.start, child.key_end, quoted(said))
                if is_key
                else Splice(child.value.start, child.end, kept_style(child, said))
            )
            yield Reference(name, _in_the_pack(path, offset), splice)
        index = root.index("sharing")
        if index is not None:
            offset += len(root.children[index].value.children)


def _in_the_pack(path: Path, offset: int) -> Path:
    if path[0] == "sharing" and len(path) > 1 and isinstance(path[1], int):
        return ("sharing", path[1] + offset, *path[2:])
    return path


def _roots(files: Mapping[str, str]) -> Iterator[tuple[str, Written]]:
    for name in sorted(files):
        if name.endswith(".yaml"):
            yield name, lay_out(files[name])


def _places(node: Written, path: Path) -> Iterator[tuple[Path, Child, bool]]:
    """Every key and every text below a node, with its path."""
    for index, child in enumerate(node.children):
        here = (*path, index if child.key is None else child.key)
        if child.key is not None:
            yield here, child, True
        if child.value.kind == "text":
            yield here, child, False
        yield from _places(child.value, here)


def _names(path: Path, section: str, is_key: bool) -> bool:
    """Whether what stands at a path names things of that section."""
    words = [step for step in path if isinstance(step, str)]
    if is_key:
        return len(words) > 2 and words[-2] in _KEYED_UNDER.get(section, ())
    word = words[-1]
    if word not in _NAMED_UNDER.get(section, ()):
        return False
    if word in _ONLY_IN_REQUIREMENTS:
        return "requires" in path
    if word == "after":
        return "requires" not in path
    return word != "between" or path[0] == "sharing"
