"""What every page of the studio stands on: blueprint, draft, and the answer to an edit."""

import uuid
from collections.abc import Callable, Sequence

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _

from engine import studio
from engine.errors import EditedMeanwhile
from engine.people import Act
from engine.studio import Draft, Edit
from rules import writing
from rules.pack.written import Path
from web import page

pages = page.blueprint("studio")
"""For admins, and in part for program authors; every module of this folder adds its pages."""

OF_AN_AREA = frozenset(
    {
        "shelf", "begin", "show", "retitle", "discard", "bring_back", "undo", "back",
        "section", "add", "entry", "keep", "read", "duplicate", "ask_to_remove", "remove",
        "back_to_entry", "dry_run", "begin_dry_run", "foretold", "working", "ask_to_publish",
        "publish", "publishing",
    }
)  # fmt: skip
"""The pages that a program author has, too: what she writes there is held to her area."""


@pages.before_request
def _for_admins() -> None:
    view = (request.endpoint or "").rpartition(".")[2]
    page.must(Act.WRITE_CATALOG if view in OF_AN_AREA else Act.ADMINISTER)


def writes_all() -> bool:
    """Whether she writes the whole catalog, and not the activities of her area alone."""
    return page.me().may(Act.ADMINISTER)


def draft_at(draft_id: uuid.UUID) -> Draft:
    """The draft in the address."""
    return studio.draft(page.session(), page.me(), draft_id)


def revision() -> int:
    """The revision that the reader's page showed; forms carry it along."""
    return request.form.get("revision", 0, type=int)


def edit(draft_id: uuid.UUID, edits: Edit | Sequence[Edit]) -> Draft:
    """Change the draft as one revision, in a transaction of its own."""
    with page.transaction() as session:
        return studio.edit(
            session, draft_id, edits, revision=revision(), by=page.me(), now=page.now()
        )


def edited(
    draft_id: uuid.UUID, edits: Edit | Sequence[Edit], then: Callable[[Draft], Answer]
) -> Answer:
    """Change the draft and go on; or show what somebody else wrote beside what she wrote."""
    try:
        return then(edit(draft_id, edits))
    except EditedMeanwhile as other:
        return beside(draft_id, other, edits)


def beside(
    draft_id: uuid.UUID, other: EditedMeanwhile, edits: Edit | Sequence[Edit] = ()
) -> Answer:
    """A page that loses nothing: the other's text, and hers to send again over it."""
    draft = draft_at(draft_id)
    written = [
        pair for pair in request.form.items(multi=True) if pair[0] not in ("csrf_token", "revision")
    ]
    told = render_template(
        "studio/meanwhile.html",
        draft=draft,
        other=other,
        mine=_as_it_would_stand(draft, other.path, edits),
        written=written,
        action=request.path,
    )
    return told, 409


def _as_it_would_stand(draft: Draft, path: Path, edits: Edit | Sequence[Edit]) -> str:
    """The text of the thing with her edits in place of what stands there now; "" if they can't."""
    files = draft.files
    try:
        for each in edits if isinstance(edits, Sequence) else (edits,):
            files = each.on(files)
        if path[0] in files:
            return files[str(path[0])]
        return writing.source(files, path).text
    except writing.Nowhere:
        return ""


def undone(draft_id: uuid.UUID) -> Answer:
    """Take the last edit back, and stay where it was asked."""
    with page.transaction() as session:
        studio.undo(session, draft_id, revision=revision(), by=page.me(), now=page.now())
    page.say(_("Taken back."))
    return page.go(page.safe_next(url_for("studio.show", draft_id=draft_id)))
