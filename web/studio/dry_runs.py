"""The dry run of a draft: its policy, and the list of what it would do."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Self

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _

from engine import catalogs, changes, people, studio
from engine.changes import Asked, DryRun, Order, Outcome
from engine.errors import (
    FromAnotherDay,
)
from engine.studio import Draft
from rules.terms import Policy
from web import page, refusals
from web.exports import csv_file
from web.formats import first_up
from web.studio import naming, totalling
from web.studio.desk import draft_at, pages, writes_all
from web.studio.drafts import changes_of, mendings
from web.studio.foretelling import Teller, Told
from web.studio.forms import PolicyForm
from web.studio.standing import draft_of, is_under_way, last_attempt, meaning, stale
from web.wording import worded, words

PER_PAGE = 20
LOT_SECONDS = 0.8
"""How long one look at the progress works on it."""


@pages.get("/studio/<uuid:draft_id>/dry-run")
def dry_run(draft_id: uuid.UUID) -> Answer:
    """What it would do with earlier work is chosen first."""
    return _choose(draft_at(draft_id), PolicyForm(formdata=None, policy=Policy.NEW_WORK.value))


@pages.post("/studio/<uuid:draft_id>/dry-run")
def begin_dry_run(draft_id: uuid.UUID) -> Answer:
    draft, form = draft_at(draft_id), PolicyForm()
    if (listed := changes.run_of(page.session(), page.me(), draft.id)) and is_under_way(listed):
        return page.go(url_for(".foretold", run_id=listed.id))
    form.offer(_policies(draft))
    if not form.validate_on_submit() or mendings(draft):
        return _choose(draft, form), 422
    try:
        proposal = changes.propose(
            page.session(),
            draft.files,
            Policy(form.policy.data),
            now=page.now(),
            applies_from=form.applies_from.data,
        )
    except FromAnotherDay as refusal:
        form.applies_from.errors = [refusals.sentence(refusal)]
        return _choose(draft, form), 422
    with page.transaction() as session:
        run = changes.begin(session, proposal, by=page.me(), now=page.now(), draft_id=draft.id)
    return page.go(url_for(".foretold", run_id=run.id))


@pages.get("/studio/dry-runs/<uuid:run_id>")
def foretold(run_id: uuid.UUID) -> Answer:
    """The list; while it is being worked out each look at it goes on with that for a moment."""
    run = _gone_on(run_id)
    listing = Listing.from_address(run)
    teller = Teller(run)
    return render_template(
        "studio/foretold.html",
        run=run,
        draft=draft_of(run),
        done=run.touched - len(changes.waits(page.session(), run)),
        stale=stale(run),
        attempt=last_attempt(run),
        totals=totalling.totals(run),
        sums=totalling.sums(run, teller),
        listing=listing,
        rows=listing.told(teller),
        meaning=meaning(run.policy, run.applies_from),
        who=people.names(page.session(), page.district(), [run.begun_by]).get(run.begun_by, ""),
        orders=_orders(),
    )


@pages.get("/studio/dry-runs/<uuid:run_id>/working")
def working(run_id: uuid.UUID) -> Answer:
    """The bar, moved on; the page itself when all is worked out."""
    run = _gone_on(run_id)
    here = url_for(".foretold", run_id=run_id)
    if run.done_at is not None:
        return page.go(here)
    waits = len(changes.waits(page.session(), run))
    return page.answer("studio/_working.html", otherwise=here, run=run, done=run.touched - waits)


@pages.get("/studio/dry-runs/<uuid:run_id>/list.csv")
def export_foretold(run_id: uuid.UUID) -> Answer:
    run = changes.run(page.session(), page.me(), run_id)
    listing, teller = Listing.from_address(run), Teller(run)
    heads = (
        _("Name"), first_up(words("school", 1)), _("Means"), first_up(words("point")),
        _("To spend"), _("Before and after"), _("Gets"), _("Is without"), _("Is spared"),
        _("Rules"), _("Requirements"),
    )  # fmt: skip
    told = (teller.told(line) for line in changes.lines(page.session(), run, listing.asked))
    return csv_file(f"dry-run-{run.number}.csv", heads, [_cells(each) for each in told])


@dataclass(frozen=True)
class Listing:
    """One page of a list, as the address asks for it."""

    run: DryRun
    asked: Asked
    number: int
    total: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PER_PAGE))

    @property
    def schools(self) -> Sequence[str]:
        return tuple(page.catalog().schools)

    def address(self, **more: Any) -> dict[str, Any]:
        asked = self.asked
        said = {
            "means": asked.outcome,
            "school": asked.school,
            "search": asked.search or None,
            "order": asked.order if asked.order is not Order.LOSSES else None,
        }
        return {"run_id": self.run.id, **said, **more}

    def page_url(self, number: int) -> str:
        return url_for("studio.foretold", **self.address(page=number))

    def told(self, teller: Teller) -> list[Told]:
        found = changes.lines(
            page.session(),
            self.run,
            self.asked,
            limit=PER_PAGE,
            offset=(self.number - 1) * PER_PAGE,
        )
        return [teller.told(each) for each in found]

    @classmethod
    def from_address(cls, run: DryRun) -> Self:
        args = request.args
        asked = Asked(
            outcome=_among(Outcome, args.get("means", "")),
            school=args.get("school") or None,
            search=args.get("search", "").strip(),
            order=_among(Order, args.get("order", "")) or Order.LOSSES,
        )
        total = changes.counted(page.session(), run, asked)
        return cls(run, asked, max(1, args.get("page", 1, type=int)), total)


def _choose(draft: Draft, form: PolicyForm) -> str:
    form.offer(_policies(draft))
    latest = changes.run_of(page.session(), page.me(), draft.id)
    return render_template(
        "studio/dry_run.html",
        draft=draft,
        form=form,
        mendings=mendings(draft),
        changes=changes_of(draft),
        published=catalogs.newest(page.session(), page.district()),
        latest=latest if latest and not stale(latest) else None,
        namesakes=naming.namesakes(draft.files),
    )


def _gone_on(run_id: uuid.UUID) -> DryRun:
    """The run, worked on for a moment if some of it still waits."""
    run = changes.run(page.session(), page.me(), run_id)
    if run.done_at is not None:
        return run
    lines = changes.work_out(page.session(), run, seconds=LOT_SECONDS)
    with page.transaction() as session:
        found = changes.run(session, page.me(), run_id)
        changes.keep(session, found, lines, page.now())
    return changes.run(page.session(), page.me(), run_id)


def _policies(draft: Draft) -> list[tuple[str, str]]:
    """The three choices, each with what it means for this draft."""
    offered = Policy if writes_all() else (Policy.NEW_WORK,)
    return [(policy.value, f"{worded(policy)}. {_meaning_of(policy, draft)}") for policy in offered]


def _meaning_of(policy: Policy, draft: Draft) -> str:
    catalog = studio.catalog_of(draft.files)
    own, today = (catalog.pack.applies_from if catalog else page.today()), page.today()
    usual = max(own, today + timedelta(days=1)) if policy is Policy.NEW_WORK else min(own, today)
    return meaning(policy, usual)


def _orders() -> list[tuple[Order, str]]:
    return [
        (Order.LOSSES, _("Who has less first")),
        (Order.GAINS, _("Who gains most first")),
        (Order.NAMES, _("By name")),
    ]


def _among(kind: Any, word: str) -> Any:
    return kind(word) if word in {each.value for each in kind} else None


def _cells(told: Told) -> tuple[object, ...]:
    row = told.line.foretold
    turns = "; ".join(f"{what}: {one} → {other}" for what, one, other in told.turns)
    happens = (turns, "; ".join(told.gained), "; ".join(told.lost))
    return (
        told.line.name, told.school, worded(told.outcome), row.experience, row.redeemable,
        *(("", "", "") if told.spared else happens), "; ".join(told.spared),
        "; ".join(told.rules), "; ".join(told.requirements),
    )  # fmt: skip
