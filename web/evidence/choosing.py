"""Which activity the evidence is for: what can be chosen, found by campus or by a word."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from flask import request

from engine import evidence
from engine.people import Participant
from rules.terms import EvidenceWanted, Stage
from web import page
from web.evidence.promise import Promise, promise
from web.formats import in_language


@dataclass(frozen=True)
class Choice:
    """What there is to begin, in the order of the catalog."""

    search: str
    campus: str
    offers: tuple[tuple[Promise, ...], ...]
    """Activities, each by its stages."""
    done: frozenset[tuple[str, Stage]]

    @classmethod
    def asked_for(cls) -> Self:
        search = request.args.get("search", "").strip()[:100]
        campus = request.args.get("campus", "")
        me = page.me().participant
        done = evidence.completions(page.session(), me)
        return cls(
            search=search,
            campus=campus if campus in page.catalog().campuses else "",
            offers=tuple(_offers(search.casefold(), campus, me)),
            done=frozenset((each.activity, each.stage) for each in done),
        )


def _offers(search: str, campus: str, me: Participant) -> Iterator[tuple[Promise, ...]]:
    for key, activity in page.catalog().activities.items():
        title = f"{in_language(activity.title)} {in_language(activity.summary)}".casefold()
        fits = all(part in title for part in search.split())
        meant = not activity.audience or me.audience in activity.audience
        if fits and meant and campus in ("", activity.campus):
            stages = (promise(key, stage) for stage in activity.stages)
            asked = tuple(
                each for each in stages
                if each and each.offer.evidence is not EvidenceWanted.SYSTEM
            )  # fmt: skip
            if asked:
                yield asked
