"""From a written leaf to what a form shows of it; what it has no words for is left over."""

from collections.abc import Mapping
from typing import Any

from rules.outline.edits import plain
from rules.outline.leaves import CONDITIONS, MEASURES, SINGLE, Asked, Leaf
from rules.requirements import Kind
from rules.requirements.shortforms import evidence_kind
from rules.terms import EvidenceKind

_ATTAINED = {Asked.LEVEL: "level", Asked.DEGREE: "degree"}
_ITEMS_BESIDE = {word for words in MEASURES.values() for word in words} | {"need"}
_FORM_KEYS = {"title", "id"}
"""What every requirement may have, and other fields of the form write."""


def leaf_of(written: Any) -> tuple[Leaf, dict[str, Any]]:
    """What a form can show of a leaf, and what is left that it has no words for."""
    if not isinstance(written, Mapping):
        return Leaf(asked=None), {}
    rest = {key: plain(value) for key, value in written.items() if key not in _FORM_KEYS}
    inner = rest.pop("collect", None)
    if isinstance(inner, Mapping):
        rest |= inner
    elif inner is not None:
        rest["collect"] = inner
    exclusive = isinstance(inner, Mapping) or rest.get("kind") == Kind.COLLECT
    if rest.get("kind") in (Kind.CHECK, Kind.COLLECT):
        rest.pop("kind")
    found: dict[str, Any] = {"collect": exclusive}
    found |= _measure(rest)
    found["where"] = _conditions(rest)
    if found["asked"] is Asked.ACTIVITY and "min_value" in found["where"] and not found["n"]:
        found |= _as_metric(found)
    found |= _expired(rest, found["asked"])
    found |= _window(rest) | _ceiling(rest) | _share_from(rest) | _order(rest)
    return Leaf(**found), rest


def _measure(rest: dict[str, Any]) -> dict[str, Any]:
    if rest.get("kind") == Kind.MANUAL:
        rest.pop("kind")
        return {"asked": Asked.MANUAL, "n": ""}
    for asked, word in _ATTAINED.items():
        if isinstance(rest.get(word), str) and rest.get("kind", word) == word:
            rest.pop("kind", None)
            return {"asked": asked, "n": "", "names": (str(rest.pop(word)),)}
    if part := _share_part(rest):
        return part
    for asked in MEASURES:
        if found := _said(asked, rest):
            return {"asked": asked, **found}
    return {"asked": None}


def _said(asked: Asked, rest: dict[str, Any]) -> dict[str, Any]:
    """One measure's facts, taken out; nothing where it is not what is asked."""
    word = MEASURES[asked][0]
    if word not in rest:
        return {}
    match asked:
        case Asked.COURSES:
            beside = rest.pop("campuses") if _is_number(rest.get("campuses")) else ""
            return {"n": str(rest.pop(word)), "campuses": str(beside)}
        case Asked.CAMPUSES:
            return {"n": str(rest.pop(word))} if _is_number(rest[word]) else {}
        case Asked.STUDENT_EVIDENCE:
            return {"n": str(rest.pop(word)), "with_outcome": str(rest.pop("with_outcome", ""))}
        case Asked.HOURS_PER_YEAR:
            return {
                "n": str(rest.pop(word)),
                "years": str(rest.pop("years", "")),
                "in_a_row": _yes(rest.pop("consecutive", "")),
                "by_fte": _yes(rest.pop("by_fte", "")),
            }
        case Asked.HOURS | Asked.OUTSIDE_HOURS:
            return {"n": str(rest.pop(word)), "by_fte": _yes(rest.pop("by_fte", ""))}
        case Asked.ALL_ACTIVITIES:
            return {"n": "", "names": _several(rest.pop(word))}
        case Asked.DISTINCT:
            covers = rest.pop("mode", "") == "covers"
            return {"n": str(rest.pop("n", "")), "names": (str(rest.pop(word)),), "covers": covers}
        case Asked.ACTIVITY:
            if not isinstance(rest[word], str) or (_ITEMS_BESIDE - {word, "times"}) & rest.keys():
                return {}
            return {"names": (rest.pop(word),), "n": str(rest.pop("times", ""))}
        case Asked.YEARS_SINCE:
            since = rest[word]
            if not isinstance(since, Mapping) or len(since) != 1:
                return {}
            ((degree, years),) = rest.pop(word).items()
            return {"names": (str(degree),), "n": str(years)}
        case _:
            return {"n": str(rest.pop(word))}


def _share_part(rest: dict[str, Any]) -> dict[str, Any]:
    """`need: [{share_points: 1/2, where: {…}}]`: so much of the points is of this sort."""
    needs = rest.get("need")
    if not isinstance(needs, list) or len(needs) != 1 or not isinstance(needs[0], Mapping):
        return {}
    need = dict(needs[0])
    share = need.pop("share_points", None)
    part = _conditions(need)
    if share is None or need:
        return {}
    rest.pop("need")
    return {"asked": Asked.SHARE_POINTS, "n": str(share), "part": part}


def _conditions(rest: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """The filters that a form knows, flat or under `where`; each is taken out."""
    under = rest.get("where")
    sources = [rest, *([dict(under)] if isinstance(under, Mapping) else [])]
    found: dict[str, tuple[str, ...]] = {}
    for source in sources:
        for name, words in CONDITIONS.items():
            for word in words:
                if word in source and _is_plain(source[word], word):
                    found[name] = (*found.get(name, ()), *_values(source.pop(word), name))
    if len(sources) > 1:
        rest.pop("where")
        rest |= {"where": sources[1]} if sources[1] else {}
    return found


def _values(value: Any, name: str) -> tuple[str, ...]:
    values = _several(value)
    return tuple(map(evidence_kind, values)) if name == "kinds" else values


def _as_metric(found: dict[str, Any]) -> dict[str, Any]:
    where = dict(found["where"])
    return {"asked": Asked.METRIC, "n": where.pop("min_value")[0], "where": where}


def _window(rest: dict[str, Any]) -> dict[str, Any]:
    within = rest.get("within")
    if isinstance(within, Mapping) and set(within) == {"school_years"}:
        return {"within": str(rest.pop("within")["school_years"])}
    return {}


def _expired(rest: dict[str, Any], asked: Asked | None) -> dict[str, Any]:
    if (asked is None or asked.looks_at_work) and _yes(rest.get("expired_ok", "")):
        return {"expired_ok": bool(rest.pop("expired_ok"))}
    return {}


def _ceiling(rest: dict[str, Any]) -> dict[str, Any]:
    limits = rest.get("limits")
    if not isinstance(limits, list) or len(limits) != 1 or not isinstance(limits[0], Mapping):
        return {}
    limit = dict(limits[0])
    unit = next((word for word in ("max_points", "max_count") if word in limit), None)
    if unit is None:
        return {}
    found = {
        "ceiling": str(limit.pop(unit)),
        "ceiling_in": unit,
        "ceiling_per": str(limit.pop("per", "")),
        "ceiling_cuts": limit.pop("mode", "") == "truncate",
        "ceiling_where": _conditions(limit),
    }
    if limit:
        return {}
    rest.pop("limits")
    return found


def _share_from(rest: dict[str, Any]) -> dict[str, Any]:
    shares = rest.get("max_share_from")
    if not isinstance(shares, Mapping) or len(shares) != 1:
        return {}
    ((degree, share),) = rest.pop("max_share_from").items()
    return {"share_from": str(degree), "share": str(share)}


def _order(rest: dict[str, Any]) -> dict[str, Any]:
    return {"after": _several(rest.pop("after"))} if rest.get("after") else {}


def _several(value: Any) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)


def _is_number(value: Any) -> bool:
    return str(value).strip().isdigit() if isinstance(value, str | int) else False


def _is_plain(value: Any, word: str) -> bool:
    """Whether a form can show it: words, and a list of them where there may be several."""
    if isinstance(value, list):
        return word not in SINGLE and all(isinstance(each, str | int) for each in value)
    if word == "kind":
        return evidence_kind(str(value)) in set(EvidenceKind)
    return isinstance(value, str | int) and not (word == "campuses" and _is_number(value))


def _yes(value: Any) -> bool:
    return str(value).lower() in ("yes", "true", "on", "1")
