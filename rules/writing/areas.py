"""What a change touches beyond the activities, and their rubrics, of some campuses."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from rules.pack.written import Path, read_files
from rules.writing.comparing import differences

Files = Mapping[str, str]


def outside(before: Files, after: Files, campuses: Collection[str]) -> tuple[Path, ...]:
    """Whatever differs and is neither an activity of these campuses, before and after, nor a
    rubric that no other activity uses; files that are no part of the text by their names."""
    old, new = _activities(before), _activities(after)
    campuses = [*campuses]  # What is written as one may be anything, and not fit into a set.
    foreign = {
        str(each.get("rubric"))
        for activities in (old, new)
        for each in activities.values()
        if each.get("campus") not in campuses
    }

    def inside(path: Path) -> bool:
        match path:
            case ("activities", str(key)):
                there = [each[key] for each in (old, new) if key in each]
                return all(each.get("campus") in campuses for each in there)
            case ("rubrics", key):
                return key not in foreign
        return False

    texts = [each.path for each in differences(before, after) if not inside(each.path)]
    return (*texts, *_pictures(before, after))


def _activities(files: Files) -> Mapping[str, Mapping[str, Any]]:
    written, _slips = read_files({n: text for n, text in files.items() if n.endswith(".yaml")})
    found = written.get("activities")
    if not isinstance(found, Mapping):
        return {}
    return {key: each if isinstance(each, Mapping) else {} for key, each in found.items()}


def _pictures(before: Files, after: Files) -> Iterator[Path]:
    for name in sorted({**before, **after}):
        if not name.endswith(".yaml") and before.get(name) != after.get(name):
            yield (name,)
