"""The short ways to write a requirement, each expanded into the audit language before it is read.

Texts of numbers are welcome everywhere, since a pack's scalars come as they were written.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from rules.saying import say

Node = dict[str, Any]

WORDS: Mapping[str, str] = {
    "all": "Every one of these requirements.",
    "any": "One of these requirements.",
    "n_of": "So many of the requirements under `of`, or of the campuses under `each_campus`.",
    "each_campus": "The same requirement in every campus.",
    "collect": "Evidence that serves this requirement and no other.",
    "points": "So many points.",
    "hours": "So many hours.",
    "outside_hours": "So many hours outside contract time.",
    "by_fte": "Hours are asked in proportion to part-time employment.",
    "count": "So many pieces of work.",
    "courses": "So many different activities of the kind `course`.",
    "student_evidence": "So many pieces of student evidence.",
    "own_learning": "So many pieces of own learning.",
    "with_outcome": "So many of the student evidence with a measured, better outcome.",
    "activity": "This activity, once or `times`.",
    "times": "How often the activity is asked.",
    "all_activities": "Every one of these activities.",
    "distinct": "`n` different values of an attribute.",
    "mode": "How different values are counted: `one_each` or `covers`.",
    "span_days": "So many days between the first and the last.",
    "mean_score": "A mean of the scores.",
    "share_points": "A part of the points.",
    "hours_per_year": "So many hours in each of `years` school years.",
    "years": "In how many school years the hours are asked.",
    "consecutive": "Whether those school years follow each other.",
    "max_share_from": "At most this part of the points from before another degree.",
    "min_school_years_since": "Whole school years since another degree.",
    "campus": "Only work of this campus, or of these.",
    "campuses": "A number: work in so many campuses; a list: only work of these.",
    "stage": "Only work of this stage, or of these.",
    "tag": "Only work with this tag, or one of these.",
    "tags": "Only work with this tag, or one of these.",
    "category": "Only work of this category, or of these.",
    "audience": "Only activities for this audience, or for these.",
    "activity_kind": "Only activities of this kind, or of these.",
    "school_year": "Only work of this school year, or of these.",
}
"""Every word of the short forms that is not a word of the long form."""

_FILTERS = {
    "campus": "campuses",
    "activity": "activities",
    "stage": "stages",
    "tag": "tags_any",
    "tags": "tags_any",
    "category": "categories",
    "audience": "audiences",
    "activity_kind": "activity_kinds",
    "school_year": "school_years",
} | {
    name: name
    for name in (
        *("ids", "categories", "not_categories", "campuses", "activities", "stages", "audiences"),
        *("activity_kinds", "kinds", "tags_any", "tags_all", "outcome", "min_score", "min_points"),
        *("min_value", "from", "to", "max_age_months", "school_years"),
        *("until_degree", "since_degree"),
    )
}
_EVIDENCE = {
    "student": "student_evidence",
    "own": "own_learning",
    "student_evidence": "student_evidence",
    "own_learning": "own_learning",
    "attendance": "attendance",
    "system": "system",
}
_COURSE = {"activity_kinds": ["course"]}


def expand(value: Any) -> Any:
    """Write a requirement in the long form; what is already long comes back as it was."""
    if isinstance(value, list | tuple):
        return {"kind": "all", "of": value}
    if not isinstance(value, Mapping):
        return value
    node: Node = {key: thing for key, thing in value.items() if thing is not None}
    for step in (_own_evidence, _group, _attained, _measured, _looked_at):
        node = step(node)
    return node


def _own_evidence(node: Node) -> Node:
    """`collect: {…}` is what stands in it, of the kind `collect`."""
    inside = node.get("collect")
    if not isinstance(inside, Mapping):
        return node
    rest = {key: thing for key, thing in node.items() if key != "collect"}
    inside = _kinds_of_evidence(dict(inside))
    if {rest.get("kind", "collect"), inside.get("kind", "collect")} != {"collect"}:
        raise ValueError(say("`collect` is a kind of its own; nest one in the other"))
    _never_both(rest, inside)
    return {**rest, **inside, "kind": "collect"}


def _kinds_of_evidence(node: Node) -> Node:
    """`kind: student` is a filter, whereas `kind: check` says what sort of requirement it is."""
    if node.get("kind") not in _EVIDENCE:
        return node
    rest = {key: thing for key, thing in node.items() if key != "kind"}
    return {**rest, "kinds": [*_several(node.get("kinds", [])), node["kind"]]}


def _group(node: Node) -> Node:
    said = [word for word in ("all", "any", "n_of", "each_campus") if word in node]
    if not said:
        return node
    if said not in (["all"], ["any"], ["n_of"], ["each_campus"], ["n_of", "each_campus"]):
        raise ValueError(
            say(
                "a requirement is only one of %(words)s; nest one in the other",
                words=" / ".join(said),
            )
        )
    rest = {key: thing for key, thing in node.items() if key not in said}
    group: Node = {"kind": "all" if said == ["each_campus"] else said[0]}
    if "n_of" in said:
        group["n"] = node["n_of"]
    if "each_campus" in said:
        group |= {"each": "campus", "of": [node["each_campus"]]}
    elif said != ["n_of"]:
        group["of"] = node[said[0]]
    _never_both(rest, group)
    return {**rest, **group}


def _attained(node: Node) -> Node:
    for kind in ("level", "degree"):
        if "kind" not in node and kind in node:
            return {**node, "kind": kind}
    return node


def _measured(node: Node) -> Node:
    """Turn flat measures and filters into `need`, `where` and `limits`, for a check unless said."""
    node = _kinds_of_evidence(node)
    kind = node.get("kind", "check")
    if kind not in ("check", "collect"):
        return node
    rest = dict(node, kind=kind)
    needs = [need for measure in _MEASURES for need in measure(rest)]
    where = _where(rest)
    share = rest.pop("max_share_from", None)
    if share is not None:
        rest["limits"] = [*rest.get("limits", []), *_shares(share, needs)]
    if where:
        rest["where"] = {**_mapping(rest.get("where", {}), "where"), **where}
    if needs:
        rest["need"] = [*rest.get("need", []), *needs]
    return rest


def _looked_at(node: Node) -> Node:
    """In a check, `of` names the node whose used evidence it looks at."""
    if node.get("kind") == "check" and isinstance(node.get("of"), str):
        node = {**node, "looks_at": node["of"]}
        del node["of"]
    return node


def _courses(node: Node) -> list[Node]:
    """`courses: 4, campuses: 2`: four different courses, from two campuses."""
    needs = []
    courses = node.pop("courses", None)
    if courses is not None:
        needs.append({"distinct": "activity", "n": courses, "where": _COURSE})
    if _is_number(node.get("campuses")):
        need = {"distinct": "campus", "n": node.pop("campuses")}
        needs.append(need if courses is None else {**need, "where": _COURSE})
    return needs


def _plain(node: Node) -> list[Node]:
    words = ("points", "count", "span_days", "mean_score", "share_points")
    return [{word: node.pop(word)} for word in words if word in node]


def _hours(node: Node) -> list[Node]:
    by_fte = {"by_fte": node.pop("by_fte")} if "by_fte" in node else {}
    needs = []
    if "hours" in node:
        needs.append({"hours": node.pop("hours"), **by_fte})
    if "outside_hours" in node:
        needs.append({"outside_hours": node.pop("outside_hours"), **by_fte})
    if "hours_per_year" in node:
        need = {"hours_per_year": node.pop("hours_per_year"), "years": node.pop("years", 1)}
        if "consecutive" in node:
            need["consecutive"] = node.pop("consecutive")
        needs.append({**need, **by_fte})
    if by_fte and not needs:
        raise ValueError(say("`by_fte` stands beside hours or hours_per_year"))
    return needs


def _evidence(node: Node) -> list[Node]:
    student: Node = {"kinds": ["student_evidence"]}
    forms = {
        "student_evidence": student,
        "with_outcome": {**student, "outcome": True},
        "own_learning": {"kinds": ["own_learning"]},
    }
    return [
        {"count": node.pop(word), "where": where} for word, where in forms.items() if word in node
    ]


def _distinct(node: Node) -> list[Node]:
    if "distinct" not in node:
        return []
    return [{word: node.pop(word) for word in ("distinct", "n", "mode") if word in node}]


def _activities(node: Node) -> list[Node]:
    """`activity: x, times: 2` and `all_activities: [x, y]`."""
    if "all_activities" in node:
        names = _several(node.pop("all_activities"))
        return [{"distinct": "activity", "n": len(set(names)), "where": {"activities": names}}]
    if "times" in node:
        return [{"count": node.pop("times")}]
    asked = {"need", *WORDS} - _FILTERS.keys() - {"max_share_from"}
    return [{"count": 1}] if "activity" in node and not asked & node.keys() else []


def _years_since(node: Node) -> list[Node]:
    since = _mapping(node.pop("min_school_years_since", {}), "min_school_years_since")
    return [{"school_years_since": degree, "n": years} for degree, years in since.items()]


_MEASURES: tuple[Callable[[Node], list[Node]], ...] = (
    *(_activities, _courses, _plain, _hours, _evidence, _distinct, _years_since),
)


def _where(node: Node) -> Node:
    found: Node = {}
    for word, name in _FILTERS.items():
        if word in node:
            value = node.pop(word)
            found[name] = [*_several(found[name]), *_several(value)] if name in found else value
    return found


def _shares(shares: Any, needs: list[Node]) -> list[Node]:
    """`max_share_from: {bachelor: 40%}` beside `points: 900`: a ceiling of 360 that truncates."""
    points = [need["points"] for need in needs if _is_number(need.get("points"))]
    if not points:
        raise ValueError(say("`max_share_from` stands beside a number of points"))
    return [
        {
            "where": {"until_degree": degree},
            "max_points": int(fraction(share) * int(points[0])),
            "mode": "truncate",
        }
        for degree, share in _mapping(shares, "max_share_from").items()
    ]


def fraction(value: Any) -> Fraction:
    """An exact number from `2`, `1.5`, `3/2` or `40%`."""
    text = str(value).strip()
    try:
        if text.endswith("%"):
            return Fraction(text[:-1].strip()) / 100
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        raise ValueError(
            say("“%(text)s” is not a number such as 2, 1.5, 3/2 or 40%%", text=text)
        ) from None


def evidence_kind(word: str) -> str:
    """The full word for a kind of evidence; `student` and `own` are short for theirs."""
    return _EVIDENCE.get(word, word)


def _several(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _is_number(value: Any) -> bool:
    return isinstance(value, int) or (isinstance(value, str) and value.strip().isdigit())


def _mapping(value: Any, word: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ValueError(say("`%(word)s` is written as “key: value”", word=word))
    return value


def _never_both(rest: Mapping[str, Any], group: Mapping[str, Any]) -> None:
    doubled = sorted(rest.keys() & group.keys())
    if doubled:
        raise ValueError(say("`%(word)s` is said twice in this requirement", word=doubled[0]))
