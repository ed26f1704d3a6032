"""From a filled form to a leaf as a person would write it."""

from collections.abc import Iterator, Mapping
from typing import Any

from rules.outline.edits import plain
from rules.outline.leaves import CONDITIONS, MEASURES, SINGLE, Asked, Leaf
from rules.outline.reading import leaf_of


def written_leaf(leaf: Leaf, before: Any) -> dict[str, Any]:
    """The leaf as a person would write it, with everything that the form has no words for."""
    known, rest = leaf_of(before)
    was = plain(before) if isinstance(before, Mapping) else {}
    if leaf == known:
        return was
    head = {key: was[key] for key in ("id", "title") if key in was}
    order = {"after": list(leaf.after)} if leaf.after else {}
    measured = dict(_measured(leaf))
    if leaf.asked is not None and not leaf.asked.looks_at_work:
        return head | measured | order
    body = measured | _as_before(dict(_beside(leaf)), leaf, known, _not_measured(was, measured))
    for key, value in rest.items():
        doubled = key in body and isinstance(value, list) and isinstance(body[key], list)
        body[key] = [*value, *body[key]] if doubled else body.get(key, value)
    if leaf.collect and (leaf.asked is None or leaf.asked.may_collect):
        return head | {"collect": body} | order
    return head | body | order


def _measured(leaf: Leaf) -> Iterator[tuple[str, Any]]:
    name = leaf.names[0] if leaf.names else ""
    match leaf.asked:
        case None:
            pass
        case Asked.MANUAL:
            yield "kind", "manual"
        case Asked.LEVEL | Asked.DEGREE:
            yield str(leaf.asked), name
        case Asked.YEARS_SINCE:
            yield "min_school_years_since", {name: leaf.n}
        case Asked.ALL_ACTIVITIES:
            yield "all_activities", list(leaf.names)
        case Asked.ACTIVITY:
            yield "activity", name
            yield from _if_said(times=leaf.n)
        case Asked.METRIC:
            yield "activity", name
            yield "min_value", leaf.n
        case Asked.DISTINCT:
            yield "distinct", name
            yield "n", leaf.n
            yield from _if_said(mode="covers" if leaf.covers else "")
        case Asked.SHARE_POINTS:
            yield "need", [{"share_points": leaf.n, **_where(leaf.part, "where")}]
        case _:
            yield str(leaf.asked), leaf.n
            yield from _beside_measure(leaf, MEASURES[leaf.asked])


def _beside_measure(leaf: Leaf, words: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    said = {
        "campuses": leaf.campuses if leaf.asked is Asked.COURSES else "",
        "with_outcome": leaf.with_outcome,
        "years": leaf.years,
        "consecutive": "yes" if leaf.in_a_row else "",
        "by_fte": "yes" if leaf.by_fte else "",
    }
    yield from _if_said(**{word: value for word, value in said.items() if word in words})


def _beside(leaf: Leaf) -> Iterator[tuple[str, Any]]:
    yield from _flat(leaf.where, leaf.asked)
    if leaf.expired_ok:
        yield "expired_ok", "yes"
    if leaf.within and not leaf.collect:
        yield "within", {"school_years": leaf.within}
    if leaf.share_from and leaf.share and leaf.asked is Asked.POINTS:
        yield "max_share_from", {leaf.share_from: leaf.share}
    if leaf.ceiling:
        cuts = leaf.ceiling_cuts and leaf.ceiling_in == "max_points"
        yield (
            "limits",
            [
                {
                    leaf.ceiling_in: leaf.ceiling,
                    **dict(_if_said(per=leaf.ceiling_per, mode="truncate" if cuts else "")),
                    **_where(leaf.ceiling_where, "where"),
                }
            ],
        )


def _as_before(
    beside: dict[str, Any], leaf: Leaf, known: Leaf, there: Mapping[str, Any]
) -> dict[str, Any]:
    """Conditions that stay are spelled as they were."""
    for name, words in CONDITIONS.items():
        ours = next((word for word in (words[0], name) if word in beside), None)
        theirs = next((word for word in words if word in there), None)
        stays = leaf.where.get(name) == known.where.get(name)
        if ours and theirs and stays and not (theirs == "kind" and leaf.collect):
            beside = {theirs if key == ours else key: each for key, each in beside.items()}
            beside[theirs] = there[theirs]
    return beside


def _not_measured(was: dict[str, Any], measured: dict[str, Any]) -> dict[str, Any]:
    """What was written, but for words that a measure may say too."""
    inner = was.get("collect")
    there = inner if isinstance(inner, Mapping) else was
    return {key: each for key, each in there.items() if key not in measured}


def _flat(where: Mapping[str, tuple[str, ...]], asked: Asked | None) -> Iterator[tuple[str, Any]]:
    """Conditions beside a measure; those whose short word the measure says stand under `where`."""
    taken = {"activity"} if asked in (Asked.ACTIVITY, Asked.METRIC) else set()
    for name, values in where.items():
        if values:
            word = name if CONDITIONS[name][0] in taken else CONDITIONS[name][0]
            yield word, _value(name, values)


def _where(where: Mapping[str, tuple[str, ...]], word: str) -> dict[str, Any]:
    """The same in the long words, under a word of its own."""
    said = {name: _value(name, values) for name, values in where.items() if values}
    return {word: said} if said else {}


def _value(name: str, values: tuple[str, ...]) -> Any:
    return values[0] if name in SINGLE or len(values) == 1 else list(values)


def _if_said(**words: str) -> Iterator[tuple[str, str]]:
    return ((word, value) for word, value in words.items() if value)
