"""Faces and names in a picture, hidden for good: one ticks the squares in which they are."""

import re
import uuid
from contextlib import closing
from typing import IO

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _

from engine import checking, evidence
from engine.checking import Cell
from engine.evidence import Artifact, Evidence
from web import page
from web.evidence import described, limits
from web.evidence.desk import own, pages

SQUARES = {"large": 8, "small": 24}
"""How many lie along the longer side."""

_CELL = re.compile(r"(\d{1,2})-(\d{1,2})")


@pages.get("/evidence/<uuid:evidence_id>/files/<uuid:artifact_id>/blur")
def ask_what_to_blur(evidence_id: uuid.UUID, artifact_id: uuid.UUID) -> Answer:
    return _page(own(evidence_id), artifact_id)


@pages.post("/evidence/<uuid:evidence_id>/files/<uuid:artifact_id>/blur")
def blur(evidence_id: uuid.UUID, artifact_id: uuid.UUID) -> Answer:
    """Keep the picture without what stands in these squares, and let the former one go."""
    claim = own(evidence_id)
    artifact = _picture(claim, artifact_id)
    cells = [cell for each in request.form.getlist("cell") if (cell := _cell(each))]
    if artifact and not cells:
        return _page(
            claim, artifact_id, _("Please tick the squares with a face or a name in them.")
        )
    if artifact:
        elsewhere = _elsewhere(claim, artifact)
        _blur(claim, artifact, cells)
        page.say(
            _("Blurred. Beside your other evidence the same picture stays as it was.")
            if elsewhere
            else _("Blurred. Nobody sees the picture as it was, and it is deleted within two days.")
        )
    here = url_for(
        ".ask_what_to_blur",
        evidence_id=evidence_id,
        artifact_id=artifact_id,
        squares=_size(),
    )
    return page.go(here)


def _blur(claim: Evidence, artifact: Artifact, cells: list[Cell]) -> None:
    files, before = page.house().integrations.files, artifact.digest
    with closing(_open(artifact)) as stream:
        grid = checking.grid_of(stream, SQUARES[_size()])
        _media_type, drawn = checking.blurred(stream, artifact.media_type, cells, grid)
    kept = files.keep(drawn, artifact.name, limits.BYTES_MOST)
    with page.transaction() as session:
        claim = evidence.get(session, page.me(), claim.id)
        evidence.replace_file(
            session, claim, evidence.artifact(session, claim, artifact.id),
            before=before, digest=kept.digest, size=kept.size, by=page.me(), now=page.now(),
        )  # fmt: skip


def _page(claim: Evidence, artifact_id: uuid.UUID, error: str = "") -> Answer:
    artifact = _picture(claim, artifact_id)
    if artifact is None:
        return redirect(url_for(".edit", evidence_id=claim.id), 303)
    with closing(_open(artifact)) as stream:
        columns, rows = checking.grid_of(stream, SQUARES[_size()])
    shown = render_template(
        "evidence/blur.html",
        claim=claim,
        artifact=artifact,
        columns=columns,
        rows=rows,
        size=_size(),
        also=_elsewhere(claim, artifact),
        error=error,
    )
    return shown, 422 if error else 200


def _elsewhere(claim: Evidence, artifact: Artifact) -> list[Evidence]:
    """What else of hers has the same picture."""
    used = evidence.used_before(page.session(), claim)
    return [each.claim for each in used if each.artifact.digest == artifact.digest]


def _picture(claim: Evidence, artifact_id: uuid.UUID) -> Artifact | None:
    found = evidence.artifact(page.session(), claim, artifact_id)
    return found if described.can_blur(claim, found) else None


def _open(artifact: Artifact) -> IO[bytes]:
    try:
        return page.house().integrations.files.open(artifact.digest)
    except FileNotFoundError:
        abort(404)


def _size() -> str:
    asked = request.values.get("squares", "")
    return asked if asked in SQUARES else "large"


def _cell(text: str) -> Cell | None:
    found = _CELL.fullmatch(text)
    return (int(found[1]), int(found[2])) if found else None
