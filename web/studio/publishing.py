"""Publishing what a list is of: asked once, carried out beside the pages, heard of on the way."""

import uuid
from functools import partial

from flask import render_template, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _

from engine import carrying_out, changes
from web import page
from web.studio import naming, totalling
from web.studio.desk import pages
from web.studio.foretelling import Teller
from web.studio.standing import draft_of, is_under_way, last_attempt, meaning, stale


@pages.get("/studio/dry-runs/<uuid:run_id>/publish")
def ask_to_publish(run_id: uuid.UUID) -> Answer:
    """One page on which the totals stand once more."""
    run = changes.run(page.session(), page.me(), run_id)
    if run.published or run.done_at is None or stale(run) or is_under_way(run):
        return page.go(url_for(".foretold", run_id=run_id))
    return render_template(
        "studio/publish.html",
        run=run,
        draft=draft_of(run),
        totals=totalling.totals(run),
        sums=totalling.sums(run, Teller(run)),
        meaning=meaning(run.policy, run.applies_from),
        namesakes=naming.namesakes(run.files),
    )


@pages.post("/studio/dry-runs/<uuid:run_id>/publish")
def publish(run_id: uuid.UUID) -> Answer:
    """Begin it, unless it goes on already; what is small is done before the next page is shown."""
    with page.transaction() as session:
        run = changes.run(session, page.me(), run_id)
        begun = changes.attempt(session, run, by=page.me(), now=page.now())
    if begun:
        page.beside(partial(carrying_out.carry_out, page.house().store, begun, clock=page.clock()))
    return _on_the_way(run_id)


@pages.get("/studio/dry-runs/<uuid:run_id>/publishing")
def publishing(run_id: uuid.UUID) -> Answer:
    """The bar, as far as it is; the list itself when it is over."""
    return _on_the_way(run_id)


def _on_the_way(run_id: uuid.UUID) -> Answer:
    run, here = changes.run(page.session(), page.me(), run_id), url_for(".foretold", run_id=run_id)
    attempt = last_attempt(run)
    if attempt and attempt.goes_on:
        return page.answer("studio/_publishing.html", otherwise=here, run=run, attempt=attempt)
    if run.published:
        told = _("Catalog %(n)s is published. What it did is what this list says.", n=run.published)
        page.say(told)
    return page.go(here)
