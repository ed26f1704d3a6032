"""Editing a draft: one revision an edit, nobody's words overwritten, everything taken back."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from engine.catalogs import KEPT
from engine.errors import (
    ChangedMeanwhile,
    EditedMeanwhile,
    FileRefused,
    NotFound,
    NothingToUndo,
    NotYaml,
    OutsideArea,
)
from engine.people import Act, Actor, names
from engine.studio.actions import held_open
from engine.studio.changing import Edit, Write
from engine.studio.tables import Draft, DraftEdit, Verb
from rules import writing
from rules.pack.written import Path, read_files

_BYTES_MAX = 500_000
_FILES_MAX = 200


def edit(
    session: Session,
    draft_id: uuid.UUID,
    edits: Edit | Sequence[Edit],
    *,
    revision: int,
    by: Actor,
    now: datetime,
) -> Draft:
    """Change the draft's text, as one revision.

    `revision` is the one that she looked at. What others did since stays: an edit of the same
    entry is refused with their text (EditedMeanwhile), any other goes through. What the pack's
    reader would refuse is kept and told; only what is no YAML at all is refused (NotYaml).
    """
    each = edits if isinstance(edits, Sequence) else (edits,)
    draft = held_open(session, draft_id, by)
    files: dict[str, str] = dict(draft.files)
    try:
        for one in each:
            files = one.on(files)
    except writing.Nowhere as nowhere:
        _refuse_if_edited(session, draft, {_entry(nowhere.path)}, set(), revision)
        raise NotFound("entry") from nowhere
    touched = _touched(draft.files, files)
    written = {one.file for one in each if isinstance(one, Write)}
    _refuse_if_edited(session, draft, touched, written, revision)
    return _keep(session, draft, each[0].verb, each[0].path, files, by=by, now=now)


def take_in(
    session: Session,
    draft_id: uuid.UUID,
    files: Mapping[str, str],
    *,
    revision: int,
    by: Actor,
    now: datetime,
) -> Draft:
    """Let the draft be these files, written by hand; what is not among them is gone from it."""
    draft = held_open(session, draft_id, by)
    if draft.revision != revision:
        raise ChangedMeanwhile(draft.revision)
    return _keep(session, draft, Verb.TAKE_IN, (), dict(files), by=by, now=now)


def undo(
    session: Session, draft_id: uuid.UUID, *, revision: int, by: Actor, now: datetime
) -> Draft:
    """Take back the last edit that stands; taking back once more takes back the one before."""
    draft = held_open(session, draft_id, by)
    if draft.revision != revision:
        raise ChangedMeanwhile(draft.revision)
    last = last_standing(_edits(session, draft))
    if last is None:
        raise NothingToUndo()
    files = {**draft.files, **last.before}
    kept = {name: text for name, text in files.items() if text is not None}
    return _keep(
        session, draft, Verb.UNDO, tuple(last.path), kept, by=by, now=now, undoes=last.revision
    )


def last_standing(edits: Iterable[DraftEdit]) -> DraftEdit | None:
    """The latest edit that was not taken back; `edits` come the latest first."""
    undone = set()
    for each in edits:
        if each.undoes is not None:
            undone.add(each.undoes)
        elif each.revision not in undone:
            return each
    return None


def _keep(
    session: Session,
    draft: Draft,
    verb: Verb,
    path: Path,
    files: dict[str, str],
    *,
    by: Actor,
    now: datetime,
    undoes: int | None = None,
) -> Draft:
    if files == draft.files:
        return draft
    if not by.may(Act.ADMINISTER) and (found := writing.outside(draft.files, files, by.areas)):
        raise OutsideArea(found)
    changed = [
        name for name in {**draft.files, **files} if draft.files.get(name) != files.get(name)
    ]
    _must_be_files({name: files[name] for name in changed if name in files})
    if len(files) > _FILES_MAX:
        raise FileRefused(max(files), "too_large")
    session.add(
        DraftEdit(
            district_id=draft.district_id,
            draft_id=draft.id,
            revision=draft.revision + 1,
            verb=verb,
            path=list(path),
            touched=sorted([str(step) for step in each] for each in _touched(draft.files, files)),
            before={name: draft.files.get(name) for name in sorted(changed)},
            undoes=undoes,
            edited_by=by.participant.id,
            edited_at=now,
        )
    )
    draft.files = files
    draft.revision += 1
    draft.changed_by, draft.changed_at = by.participant.id, now
    session.add(draft)
    session.flush()
    return draft


def _touched(before: Mapping[str, str], after: Mapping[str, str]) -> set[Path]:
    return {each.path for each in writing.differences(before, after)}


def _entry(path: Path) -> Path:
    return path[:2]


def _edits(session: Session, draft: Draft, since: int = 0) -> Sequence[DraftEdit]:
    return session.exec(
        select(DraftEdit)
        .where(
            DraftEdit.district_id == draft.district_id,
            DraftEdit.draft_id == draft.id,
            DraftEdit.revision > since,
        )
        .order_by(col(DraftEdit.revision).desc())
    ).all()


def _refuse_if_edited(
    session: Session, draft: Draft, touched: set[Path], files: set[str], revision: int
) -> None:
    """Two who write on the same entry, or on the same file by hand, hear of each other."""
    for other in _edits(session, draft, since=revision):
        entries = touched & {tuple(each) for each in other.touched}
        written = files & set(other.before)
        if not entries and not written:
            continue
        path: Path = min(entries, key=str) if entries else (min(written),)
        who = names(session, draft.district_id, [other.edited_by])[other.edited_by]
        raise EditedMeanwhile(path, who, other.edited_at, _as_it_stands(draft, path))


def _as_it_stands(draft: Draft, path: Path) -> str:
    if path[0] in draft.files:
        return draft.files[str(path[0])]
    try:
        return writing.source(draft.files, path).text
    except writing.Nowhere:
        return ""


def _must_be_files(files: Mapping[str, str]) -> None:
    for name, text in files.items():
        if not name.endswith(KEPT) or any(part in ("", "..") for part in name.split("/")):
            raise FileRefused(name, "unknown_kind")
        if len(text.encode()) > _BYTES_MAX:
            raise FileRefused(name, "too_large")
        if name.endswith(".yaml"):
            _must_be_yaml(name, text)


def _must_be_yaml(name: str, text: str) -> None:
    for slip in read_files({name: text})[1]:
        if slip.unreadable:
            raise NotYaml(name, slip.place.line, slip.message, slip.suggestion)
