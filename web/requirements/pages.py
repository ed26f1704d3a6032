"""What every page of the editor stands on: its blueprint, and how an edit is kept."""

from flask import request

from engine import studio
from engine.people import Act
from engine.studio import Draft
from web import page

pages = page.blueprint("requirements", prefix="/<district>/studio/<uuid:draft_id>")


@pages.before_request
def _administers() -> None:
    page.must(Act.ADMINISTER)


def keep(draft: Draft, *edits: studio.Edit) -> None:
    """Change the draft as one revision, by what the reader's page showed of it."""
    if edits:
        with page.transaction() as session:
            studio.edit(
                session,
                draft.id,
                edits,
                revision=request.form.get("revision", 0, type=int),
                by=page.me(),
                now=page.now(),
            )
