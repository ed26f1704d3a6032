"""Small random audit cases in which the evidence is contested.

Each case is planted: every item is given to a leaf that it fits, and the leaf asks for about what
it was given, so that few uses are enough and greedy filling goes wrong.
"""

from fractions import Fraction
from math import prod
from random import Random
from typing import Any

from tests.rules.oracle import Trial
from tests.rules.oracle_evidence import Json, matches
from tests.rules.oracle_needs import has, kind_of

USES_MAX = 2500
AS_OF = "2026-06-30"
CATEGORIES, TAGS, KINDS = ("a", "b", "c"), ("t", "u"), ("student_evidence", "own_learning")
DAYS = [f"{year}-{month}-15" for year in (2023, 2024, 2025) for month in ("03", "08", "11")]


def contest(seed: int) -> Json:
    """The case of this number, always the same."""
    return _Contest(Random(seed)).case(f"contest-{seed}")  # noqa: S311


class _Contest:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.leaves: list[Json] = []
        self.of_leaf: dict[str, list[Json]] = {}

    def case(self, name: str) -> Json:
        self.case_: Json = {"id": name, "as_of": AS_OF, "evidence": self._evidence()}
        case = self.case_
        case["degrees"] = self._degrees()
        self._plant()
        for add in (self._versions, self._sharing, self._decisions, self._order, self._statuses):
            add(case)
        if self._chance(10):
            case["max_uses_per_item"] = 1 + self._chance(50)
        if self._chance(10):
            case["year_start"] = self._one(["07-01", "11-15"])
        return _small_enough(case)

    # Chance

    def _chance(self, percent: int) -> bool:
        return self.random.randrange(100) < percent

    def _one(self, things: Any) -> Any:
        return self.random.choice(list(things))

    def _some(self, things: Any, most: int = 2) -> list[Any]:
        things = list(things)
        return sorted(self.random.sample(things, self.random.randint(1, min(most, len(things)))))

    # Evidence

    def _evidence(self) -> list[Json]:
        items = [self._item(f"e{n}") for n in range(self.random.randint(3, 7))]
        if self._chance(20) and len(items) > 3:
            items[-1]["requires"] = [self._one(items[:-1])["id"]]
        if self._chance(25):
            self._expiring(items)
        return items

    def _item(self, name: str) -> Json:
        item = {
            "id": name,
            "points": self.random.randint(1, 6),
            "kind": self._one(KINDS),
            "categories": self._some(CATEGORIES),
            "date": self._one(DAYS),
        }
        if self._chance(60):
            item["score"] = self.random.randint(1, 4)
        if self._chance(50):
            item["tags"] = self._some(TAGS)
        if self._chance(8):
            item["status"] = self._one(["pending", "rejected"])
        return item

    def _expiring(self, items: list[Json]) -> None:
        old, new = items[0], items[1]
        old["expires"] = self._one(["2025-01-01", AS_OF, "2026-07-01", new["date"]])
        if self._chance(60):
            new["renews"] = old["id"]
            if self._chance(70):
                new["expires"] = self._one([AS_OF, "2026-01-01"])

    # Trees

    def _degrees(self) -> list[Json]:
        count = 2 if self._chance(20) else 1
        return [{"id": f"D{n}", "root": self._tree(f"r{n}", 4 // count)} for n in range(count)]

    def _tree(self, name: str, most: int) -> Json:
        leaves = [self._leaf(f"{name}-{n}") for n in range(self.random.randint(2, most))]
        if len(leaves) > 2 and self._chance(60):
            inner, outer = leaves[:2], leaves[2:]
            leaves = [*outer, self._group(f"{name}-g", inner)]
        leaves += self._others(name, leaves)
        root = self._group(name, leaves, "all" if self._chance(75) else None)
        self.random.shuffle(root["of"])
        return root

    def _group(self, name: str, children: list[Json], kind: str | None = None) -> Json:
        kind = kind or self._one(["all", "any", "n_of"])
        node: Json = {"id": name, "kind": kind, "of": list(children)}
        if kind == "n_of":
            node["n"] = self._one([1, *range(1, len(children) + 1)])
        if self._chance(12):
            node["limits"] = [self._limit(truncates=False)]
        return node

    def _leaf(self, name: str) -> Json:
        leaf: Json = {"id": name, "kind": "collect", "where": self._where()}
        if self._chance(10):
            leaf["expired_ok"] = True
        if self._chance(25):
            leaf["limits"] = [self._limit(truncates=True)]
        self.leaves.append(leaf)
        return leaf

    def _others(self, name: str, leaves: list[Json]) -> list[Json]:
        """Requirements that use nothing up."""
        others = []
        if self._chance(20):
            node = {"id": f"{name}-e", "kind": "check", "source": "eligible"}
            others.append({**node, "where": self._where(), "need": [self._loose_need()]})
            if self._chance(40):
                others[-1]["limits"] = [{"max_points": 6, "mode": "truncate"}]
        if self._chance(25):
            of = self._one([name, *(leaf["id"] for leaf in leaves)])
            node = {"id": f"{name}-u", "kind": "check", "source": "used", "of": of}
            needs = [self._loose_need(), {"share_points": self._one(["1/2", "2/3"])}]
            needs[1]["where"] = self._where()
            others.append({**node, "need": [self._one(needs)]})
            if self._chance(30):
                others[-1]["where"] = self._where()
        if self._chance(10):
            others.append({"id": f"{name}-m", "kind": "manual", "done": self._chance(60)})
        return others

    def _where(self) -> Json:
        if self._chance(70):
            return {"categories": self._some(CATEGORIES)}
        return self._one(
            [
                {},
                {"kinds": self._some(KINDS, 1)},
                {"tags_any": self._some(TAGS)},
                {"tags_all": self._some(TAGS)},
                {"not_categories": self._some(CATEGORIES, 1)},
                {"min_score": self.random.randint(1, 3)},
                {"min_points": self.random.randint(2, 4)},
                {"from": "2024-03-15"},
                {"to": "2025-08-15"},
                {"max_age_months": self._one([9, 24])},
                {"school_years": self._one([[2023, 2025], [2024]])},
                {"ids": ["e0", "e1", "e2", "e4"]},
            ]
        )

    def _limit(self, *, truncates: bool) -> Json:
        limits: list[Json] = [
            {"max_points": self.random.randint(6, 14)},
            {"max_count": self.random.randint(1, 3)},
            {"max_count": 2, "where": self._where()},
            {"max_points": self.random.randint(3, 8), "per": self._one(["kind", "school_year"])},
            {"max_count": 1, "per": self._one(["kind", "school_year"])},
            {"max_distinct": self._one(["category", "tag", "school_year"]), "n": 2},
            {"min_each_used": self._one(["category", "kind", "school_year"]), "count": 2},
        ]
        if truncates and self._chance(40):
            most = self.random.randint(2, 8)
            return {"max_points": most, "mode": "truncate", **self._one([{}, {"per": "kind"}])}
        return self._one(limits)

    # Needs

    def _plant(self) -> None:
        """Give every item to a leaf that it fits, and let each leaf ask for what it was given."""
        given: dict[str, list[Json]] = {leaf["id"]: [] for leaf in self.leaves}
        for item in self.case_["evidence"]:
            fitting = [x for x in self.leaves if matches(item, x.get("where"), self.case_)]
            if fitting:
                given[self._one(fitting)["id"]].append(item)
        for leaf in self.leaves:
            items = given[leaf["id"]]
            leaf["need"] = [self._need(items, leaf) for _ in range(1 + self._chance(25))]
            if self._chance(10) and "limits" in leaf and "mode" in leaf["limits"][0]:
                leaf["limits"].append({"max_points": 9, "mode": "truncate"})

    def _need(self, items: list[Json], leaf: Json) -> Json:
        need = self._one([{"points": 1}, {"points": 1}, {"count": 1}, {"count": 1}, self._rare()])
        if self._chance(15):
            need["where"] = self._where()
        have = has(need, items, leaf.get("limits", []), self.case_)
        key = "n" if "distinct" in need else kind_of(need)
        if kind_of(need) == "mean_score":
            return need | {"mean_score": str(have or Fraction(5, 2))}
        return need | {key: max(1, int(have or 0) + self._chance(8))}

    def _rare(self) -> Json:
        return self._one(
            [
                {"distinct": self._one(["category", "tag"]), "n": 1},
                {"distinct": "category", "n": 1, "mode": "covers"},
                {"distinct": self._one(["kind", "school_year"]), "n": 1},
                {"span_days": 1},
                {"mean_score": "2"},
            ]
        )

    def _loose_need(self) -> Json:
        n = self.random.randint(1, 3)
        needs: list[Json] = [
            {"points": 4 * n},
            {"count": n},
            {"count": 1, "where": self._where()},
            {"distinct": self._one(["category", "kind"]), "n": 2},
            {"distinct": "tag", "n": 2, "mode": "covers"},
            {"span_days": 200 * n},
            {"mean_score": self._one(["5/2", "3"])},
        ]
        return self._one(needs)

    # What stands beside the tree

    def _versions(self, case: Json) -> None:
        if not self._chance(12):
            return
        degree = case["degrees"][0]
        root = degree.pop("root")
        easier = {"id": "alone", "kind": "collect", "need": [{"points": self._one([5, 12, 25])}]}
        roots = [root, easier] if self._chance(50) else [easier, root]
        days = ("2021-08-01", "2024-08-01")
        degree["versions"] = [
            {"id": day[:4], "effective": day, "root": each}
            for day, each in zip(days, roots, strict=True)
        ]
        enrolment = {"date": self._one(["2022-01-15", "2024-08-01"])}
        enrolment["mode"] = self._one(["best", "best", "enrolled"])
        if self._chance(30):
            enrolment["rights_years"] = self._one([1, 3])
        case["enrolment"] = {degree["id"]: enrolment}

    def _sharing(self, case: Json) -> None:
        if not self._chance(30):
            return
        names = [leaf["id"] for leaf in self.leaves] + [degree["id"] for degree in case["degrees"]]
        case["sharing"] = [
            {"between": [self._one(names), self._one(names)]}
            | self._one([{}, {"max_items": 1}, {"max_points": 5}])
            for _ in range(self.random.randint(1, 2))
        ]

    def _decisions(self, case: Json) -> None:
        if not self._chance(40):
            return
        leaf, item = self._one(self.leaves)["id"], self._one(case["evidence"])["id"]
        case["decisions"] = [
            self._one(
                [
                    {"type": "waive", "node": leaf},
                    {"type": "substitute", "node": leaf, "evidence": item},
                    {"type": "pin", "node": leaf, "evidence": item},
                    {"type": "exclude", "node": self._one([leaf, None]), "evidence": item},
                    {"type": "set_need", "node": leaf, "need": 0, "value": 1},
                ]
            )
        ]

    def _order(self, case: Json) -> None:
        if len(self.leaves) > 1 and self._chance(25):
            first, later = self.random.sample(self.leaves, 2)
            other = f"{first['id'][:2]}-e"
            there = any(other in str(degree) for degree in case["degrees"])
            if later["id"][:2] == first["id"][:2] and "versions" not in case["degrees"][0]:
                later["after"] = [other if there and self._chance(30) else first["id"]]

    def _statuses(self, case: Json) -> None:
        if self._chance(10):
            case["statuses"] = ["approved", "pending"]


def _small_enough(case: Json) -> Json:
    """The case with so few items that all uses can be tried."""
    while _uses(case) > USES_MAX:
        last = case["evidence"].pop()["id"]
        case["decisions"] = [d for d in case.get("decisions", ()) if d.get("evidence") != last]
    return case


def _uses(case: Json) -> int:
    versions = [degree.get("versions", [degree]) for degree in case["degrees"]]
    roots = {d["id"]: its[-1]["root"] for d, its in zip(case["degrees"], versions, strict=True)}
    first = {d["id"]: its[0]["root"] for d, its in zip(case["degrees"], versions, strict=True)}
    trials = (Trial(case, roots), Trial(case, first))
    return max(prod(len(trial.places(i)) for i in trial.items) for trial in trials)
