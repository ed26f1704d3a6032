"""A brute-force auditor of small cases: it tries every allowed use of the evidence.

It is written from the meaning of the audit language alone and shares nothing with `rules`:
plain cases in, the best answer out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import combinations, product
from typing import Any, NamedTuple

from tests.rules.oracle_evidence import Json, counts, day, is_there, matches, months_before
from tests.rules.oracle_needs import has, ratio, within

Mask = int
Uses = dict[str, Mask]
ALL_TIME = "9999-12-31"
NEVER = "9999-12-31~"


class Answer(NamedTuple):
    complete: bool
    progress: Fraction
    version: dict[str, str]


def judge(case: Json) -> Answer:
    """The best answer over all catalog versions and all allowed uses."""
    best: Answer | None = None
    for chosen in product(*(_versions(degree, case) for degree in case["degrees"])):
        roots = {degree["id"]: version["root"] for degree, version in chosen}
        version = {degree["id"]: v["id"] for degree, v in chosen if "versions" in degree}
        progress = Trial(case, roots).best()
        if best is None or progress > best.progress:
            best = Answer(progress == 1, progress, version)
    assert best is not None
    return best


def _versions(degree: Json, case: Json) -> list[tuple[Json, Json]]:
    if "versions" not in degree:
        return [(degree, degree)]
    enrolment, today = case["enrolment"][degree["id"]], case["as_of"]
    anchor = enrolment["date"]
    if "rights_years" in enrolment:
        lapsed = months_before(day(today), 12 * enrolment["rights_years"]).isoformat()
        anchor = max(anchor, lapsed)
    versions = sorted(degree["versions"], key=lambda v: v["effective"])
    in_force = max(v["effective"] for v in versions if v["effective"] <= anchor)
    last = today if enrolment.get("mode") == "best" else in_force
    allowed = [v for v in versions if in_force <= v["effective"] <= max(last, in_force)]
    return [(degree, version) for version in allowed]


@dataclass
class Trial:
    """One choice of catalog versions, and everything that may be used for it."""

    case: Json
    roots: dict[str, Json]
    seen: dict[tuple[Any, ...], Any] = field(default_factory=dict)

    def best(self) -> Fraction:
        best = Fraction(-1)
        for uses in self.allowed_uses():
            best = max(best, self.progress(uses))
            if best == 1:
                break
        return best

    def progress(self, uses: Uses) -> Fraction:
        scores = [self.score(root, uses) for root in self.roots.values()]
        return sum(scores, Fraction(0)) / len(scores)

    def allowed_uses(self) -> Iterator[Uses]:
        return (uses for uses in self._every_use() if self.allows(uses))

    # What there is

    @cached_property
    def items(self) -> list[Json]:
        return list(self.case["evidence"])

    @cached_property
    def nodes(self) -> dict[str, Json]:
        found: dict[str, Json] = {}
        waiting = list(self.roots.values())
        while waiting:
            node = waiting.pop()
            found[node["id"]] = node
            waiting += _children(node)
        return found

    @cached_property
    def leaves(self) -> list[str]:
        return [key for key, node in self.nodes.items() if node["kind"] == "collect"]

    @cached_property
    def waived(self) -> set[str]:
        return {d["node"] for d in self._decided("waive")}

    @cached_property
    def closed(self) -> set[str]:
        """Leaves that are waived, or stand below something that is."""
        return {leaf for key in self.waived if key in self.nodes for leaf in self.below(key)}

    def below(self, key: str) -> set[str]:
        """The leaves at or below a node, or below a degree."""
        known = ("below", key)
        if known not in self.seen:
            node = self.roots.get(key) or self.nodes.get(key)
            self.seen[known] = self._leaves_of(node) if node else set()
        return self.seen[known]

    def _leaves_of(self, node: Json) -> set[str]:
        own = {node["id"]} if node["kind"] == "collect" else set()
        return own.union(*(self._leaves_of(child) for child in _children(node)))

    def _decided(self, kind: str) -> list[Json]:
        return [d for d in self.case.get("decisions", ()) if d["type"] == kind]

    # Which item may go where

    def fits(self, item: Json, node: Json) -> bool:
        """The item may be used, or be looked at, in this node."""
        if self._excluded(item, node["id"]) or not is_there(item, self.case):
            return False
        substitutes = self._decided("substitute")
        if any(d["node"] == node["id"] and d["evidence"] == item["id"] for d in substitutes):
            return True
        valid = node.get("expired_ok") or counts(item, self.case)
        return bool(valid) and matches(item, node.get("where"), self.case)

    def _excluded(self, item: Json, key: str) -> bool:
        for decision in self._decided("exclude"):
            at = decision.get("node")
            if decision["evidence"] == item["id"] and (at is None or key in self._inside(at)):
                return True
        return False

    def _inside(self, key: str) -> set[str]:
        node = self.roots.get(key) or self.nodes.get(key)
        return set() if node is None else _keys(node)

    def places(self, item: Json) -> list[tuple[str, ...]]:
        """Every set of leaves that may use this item together, the empty one too."""
        pins = {d["node"] for d in self._decided("pin") if d["evidence"] == item["id"]}
        open_leaves = [
            leaf
            for leaf in self.leaves
            if leaf not in self.closed and pins <= {leaf} and self.fits(item, self.nodes[leaf])
        ]
        most = self.case.get("max_uses_per_item", len(open_leaves))
        sets = [s for n in range(most + 1) for s in combinations(open_leaves, n)]
        return [s for s in sets if all(self._rules(pair) for pair in combinations(s, 2))]

    def _rules(self, pair: tuple[str, str]) -> list[int]:
        """The sharing rules that let these two leaves use one item."""
        one, other = pair
        found = []
        for place, rule in enumerate(self.case.get("sharing", ())):
            here, there = (self.below(key) for key in rule["between"])
            if (one in here and other in there) or (one in there and other in here):
                found.append(place)
        return found

    def may(self, item: Json, leaf: str, uses: Uses) -> bool:
        """The item may go to this leaf, beside all else that is used."""
        bit = 1 << self.items.index(item)
        together = {each for each in self.leaves if uses[each] & bit} | {leaf}
        allowed = any(set(places) == together for places in self.places(item))
        return allowed and self.allows(uses)

    def _every_use(self) -> Iterator[Uses]:
        for places in product(*(self.places(item) for item in self.items)):
            uses = dict.fromkeys(self.leaves, 0)
            for bit, leaves in enumerate(places):
                for leaf in leaves:
                    uses[leaf] |= 1 << bit
            yield uses

    # Which uses are allowed

    def allows(self, uses: Uses) -> bool:
        return (
            self._bundles_are_whole(uses)
            and self._shares_stay_below(uses)
            and all(self._node_allows(node, uses) for node in self.nodes.values())
        )

    def _bundles_are_whole(self, uses: Uses) -> bool:
        used = {item["id"] for item in self.picked(self.union(uses, self.leaves))}
        return all(used.issuperset(i.get("requires", ())) for i in self.items if i["id"] in used)

    def _shares_stay_below(self, uses: Uses) -> bool:
        if not self.case.get("sharing"):
            return True
        shared: dict[int, list[Json]] = {}
        for bit, item in enumerate(self.items):
            leaves = [leaf for leaf in self.leaves if uses[leaf] >> bit & 1]
            for rule in {r for pair in combinations(leaves, 2) for r in self._rules(pair)}:
                shared.setdefault(rule, []).append(item)
        rules = self.case["sharing"]
        return all(_below_ceiling(rules[place], items) for place, items in shared.items())

    def _node_allows(self, node: Json, uses: Uses) -> bool:
        key = node["id"]
        mask = self.union(uses, self.below(key))
        if node["kind"] in ("any", "n_of"):
            users = [c for c in node["of"] if self.union(uses, self.below(c["id"]))]
            if len(users) > node.get("n", 1):
                return False
        limits = () if node["kind"] == "check" else node.get("limits", ())
        if limits and not self._kept(("limits", key, mask), within, mask, limits):
            return False
        if not mask or not node.get("after"):
            return True
        first = min(item["date"] for item in self.picked(mask))
        return all(self.completed(self.nodes[k], uses) < first for k in node["after"])

    def completed(self, node: Json, uses: Uses) -> str:
        """The day on which a node is completed; before all days when it needs nothing."""
        if self.score(node, uses) < 1:
            return NEVER
        days = ["", *sorted({item["date"] for item in self.items})]
        return next((d for d in days if self.score(node, uses, d) == 1), NEVER)

    # How far a use gets

    def score(self, node: Json, uses: Uses, until: str = ALL_TIME) -> Fraction:
        if node["id"] in self.waived:
            return Fraction(1)
        match node["kind"]:
            case "manual":
                return Fraction(bool(node.get("done")))
            case "collect":
                return self._measured(node, self._dated(uses[node["id"]], until))
            case "check":
                return self._measured(node, self._dated(self._looked_at(node, uses), until))
        scores = sorted((self.score(c, uses, until) for c in node["of"]), reverse=True)
        n = len(scores) if node["kind"] == "all" else node.get("n", 1)
        return sum(scores[:n], Fraction(0)) / n

    def _looked_at(self, node: Json, uses: Uses) -> Mask:
        if node["source"] == "eligible":
            fitting = [self.fits(item, node) for item in self.items]
            return sum(1 << bit for bit, fits in enumerate(fitting) if fits)
        mask = self.union(uses, self.below(node["of"]))
        items = enumerate(self.items)
        where = node.get("where")
        return mask & sum(1 << bit for bit, i in items if matches(i, where, self.case))

    def _measured(self, node: Json, mask: Mask) -> Fraction:
        return self._kept(("score", node["id"], mask), self._ratio, mask, node)

    def _ratio(self, items: list[Json], node: Json, case: Json) -> Fraction:
        lowered = {
            d["need"]: d["value"] for d in self._decided("set_need") if d["node"] == node["id"]
        }
        needs = node.get("need", [])
        ratios = [
            ratio(need, has(need, items, node.get("limits", []), case), lowered.get(place))
            for place, need in enumerate(needs)
        ]
        return sum(ratios, Fraction(0)) / len(ratios)

    def _kept(self, known: tuple[Any, ...], ask: Any, mask: Mask, about: Any) -> Any:
        if known not in self.seen:
            self.seen[known] = ask(self.picked(mask), about, self.case)
        return self.seen[known]

    def picked(self, mask: Mask) -> list[Json]:
        return [item for bit, item in enumerate(self.items) if mask >> bit & 1]

    def _dated(self, mask: Mask, until: str) -> Mask:
        late = sum(1 << bit for bit, item in enumerate(self.items) if item["date"] > until)
        return mask & ~late if until != ALL_TIME else mask

    @staticmethod
    def union(uses: Uses, leaves: Any) -> Mask:
        mask = 0
        for leaf in leaves:
            mask |= uses[leaf]
        return mask


def _children(node: Json) -> list[Json]:
    return node["of"] if node["kind"] in ("all", "any", "n_of") else []


def _keys(node: Json) -> set[str]:
    return {node["id"]}.union(*(_keys(child) for child in _children(node)))


def _below_ceiling(rule: Json, items: list[Json]) -> bool:
    points = sum(item["points"] for item in items)
    return len(items) <= rule.get("max_items", len(items)) and points <= rule.get(
        "max_points", points
    )
