"""What was posted from the form, kept: texts, files and links; nothing that was typed gets lost."""

import hashlib
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from typing import IO, Any

from flask import abort, request
from flask_babel import gettext as _

from engine import checking, evidence
from engine.errors import (
    AttemptMade,
    AttemptTooSoon,
    FileRefused,
    FilesAway,
    Incomplete,
    KindNotWanted,
    NotFound,
    QuizPassed,
    Refusal,
    StageMissing,
    TeamTooSmall,
    TooLongAgo,
    WorkDeclined,
)
from engine.evidence import Artifact, Evidence, Window
from engine.store import Session
from rules.terms import Stage
from web import formats, page, refusals
from web.evidence import described, feeling, limits
from web.evidence.fitting import form_for
from web.evidence.forms import EvidenceForm
from web.evidence.parting import as_part

_SAID_ABOVE = (
    AttemptTooSoon, KindNotWanted, QuizPassed, StageMissing, TeamTooSmall, WorkDeclined,
)  # fmt: skip
"""What keeps evidence from being handed in, and belongs to no single field."""


@dataclass
class Draft:
    """One post of the form: for evidence that is there, or that begins with it."""

    evidence_id: uuid.UUID
    activity: str
    stage: Stage
    form: EvidenceForm
    claim: Evidence | None = None
    aside: Mapping[str, Any] = field(default_factory=dict)
    """What was typed here and is not written, since another window was ahead in that field."""
    refused: list[str] = field(default_factory=list)
    """Sentences about files that were not taken."""
    unsaid: dict[str, str] = field(default_factory=dict)
    """What single files still lack, by the field in which it is said."""
    already: bool = False
    """Whether it is told of something done a while ago, so that the day comes first."""

    def __post_init__(self) -> None:
        catalog = page.catalog()
        if self.already and self.activity in catalog.activities:
            first = evidence.first_day(catalog, self.activity, on=page.today())
            self.form.done_on.label.text = _("When was it?")
            self.form.done_on.description = _(
                "Work from %(day)s on can be handed in.", day=formats.day(first)
            )

    @classmethod
    def posted(cls, evidence_id: uuid.UUID) -> "Draft":
        claim = _find(page.session(), evidence_id)
        activity = claim.activity if claim else request.form.get("activity", "")
        stage = claim.stage if claim else stage_named(request.form.get("stage", ""))
        form = as_part(form_for(activity, stage, evidence_id=evidence_id), claim)
        form.validate()
        already = bool(request.form.get("already"))
        return cls(evidence_id, activity, stage, form, claim, already=already)

    def keep(self, *, artifacts: bool) -> Evidence:
        """Save what can be saved; what another window was ahead in stands `aside`."""
        uploads = list(self._taken()) if artifacts else []
        try:
            claim = self._saved(uploads, artifacts=artifacts)
        except Refusal:
            self._leave(uploads)
            raise
        self.form.show(claim, but=self.aside)
        if self.refused:
            told = dict.fromkeys([*self.refused, _("The rest is safe.")])
            self.form.files.errors = [*self.form.files.errors, *told]
        return claim

    def _saved(self, uploads: list[Artifact], *, artifacts: bool) -> Evidence:
        with page.transaction() as session:
            self.claim = claim = self._write(session)
            described.keep(session, claim)
            feeling.keep(session, claim, self.form)
            if artifacts:
                self._attach(session, claim, uploads)
            if unwanted := request.form.get("remove"):
                artifact = evidence.artifact(session, claim, _id(unwanted))
                evidence.detach(session, claim, artifact, by=page.me())
        return claim

    def _leave(self, uploads: list[Artifact]) -> None:
        """Files that came in vain are let go with the others to which nothing refers."""
        with page.transaction() as session:
            for each in uploads:
                evidence.note_kept(session, page.district(), each.digest, now=page.now())

    def is_ready(self) -> bool:
        """Whether it could be handed in; else all that is missing is said beside its field."""
        return self._tried(evidence.must_be_submittable)

    def submit(self) -> bool:
        """Hand it in, or say beside each field what is still to be written."""
        attempt = request.form.get("attempt", type=int)
        return self._tried(partial(evidence.submit, attempt=attempt))

    def _tried(self, act: Callable[..., object]) -> bool:
        try:
            with page.transaction() as session:
                claim = evidence.get(session, page.me(), self.evidence_id)
                act(session, claim, by=page.me(), now=page.now())
            self.claim = claim
        except AttemptMade:
            self.claim = _find(page.session(), self.evidence_id)  # The same form, sent twice.
        except Incomplete as refusal:
            self._explain(refusal.fields)
        except TooLongAgo as refusal:
            self.form.done_on.errors = [*self.form.done_on.errors, refusals.sentence(refusal)]
        except _SAID_ABOVE as refusal:
            self.form.form_errors.append(refusals.sentence(refusal))
        return not (self.form.errors or self.unsaid)

    def _write(self, session: Session) -> Evidence:
        known = _find(session, self.evidence_id)
        written = self.form.written()
        if known is None:
            return evidence.start(
                session, self.activity, self.stage,
                by=page.me(), now=page.now(), evidence_id=self.evidence_id, window=window(),
                **written,
            )  # fmt: skip
        saved = evidence.write(
            session, known, by=page.me(), now=page.now(), window=window(), **written
        )
        self.aside = saved.aside
        return saved.claim

    def _taken(self) -> Iterator[Artifact]:
        """The files that came, with the form or before it, and can be taken; kept already."""
        for upload in request.files.getlist("files"):
            if upload.filename:
                with closing(upload):
                    yield from self._kept(upload.stream, upload.filename)
        parts, me = page.house().integrations.parts, page.me().participant.id
        for named in request.form.getlist("sent"):
            upload_id, size, name = [*named.split(" ", 2), "", ""][:3]
            most = limits.most_for(name)
            too_large = size.isdecimal() and int(size) > most << 20
            try:
                with parts.whole(me, _id(upload_id), size) as stream:
                    yield from self._kept(stream, name)
            except FileNotFoundError:
                why = FileRefused(name, "too_large" if too_large else "not_whole", most)
                self.refused.append(refusals.sentence(why))

    def _kept(self, stream: IO[bytes], name: str) -> Iterator[Artifact]:
        try:
            stream.seek(0)
            came = hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]
            taken = checking.check(stream, name, limits.sizes())
            files, drawn = page.house().integrations.files, taken.stream
            if evidence.is_there(page.session(), page.district(), came):
                drawn = stream  # Fetched from here; a picture drawn once more would be another.
                drawn.seek(0)
            kept = files.keep(drawn, taken.name, limits.BYTES_MOST)
        except (FileRefused, FilesAway) as refusal:
            self.refused.append(refusals.sentence(refusal))
            return
        yield _artifact(
            name=taken.name, digest=kept.digest, media_type=taken.media_type, size=kept.size
        )

    def _attach(self, session: Session, claim: Evidence, uploads: list[Artifact]) -> None:
        there = {each.digest or each.url for each in evidence.artifacts(session, claim)}
        link = "" if self.form.link.errors else self.form.link.data
        added = [*uploads, *([_artifact(name=_short(link), url=link)] if link else [])]
        for each in added:
            if (each.digest or each.url) not in there:
                there.add(each.digest or each.url)
                evidence.attach(session, claim, each, by=page.me(), now=page.now())
        if link:
            self.form.link.data, self.form.link.raw_data = "", None

    def _explain(self, missing: tuple[str, ...]) -> None:
        """Put what is missing beside its field, and of a single file beside what is said of it."""
        for name in missing:
            if self.claim and name in described.STILL_ASKED:
                self.unsaid |= described.still_asked(page.session(), self.claim, name)
                continue
            where = self.form["files" if name == "artifacts" else name]
            where.errors = where.errors or [_still_asked(name, self)]


def window() -> Window:
    """What the page that posts says of itself; each says something, with scripts or without."""
    marks = ((name, mark) for name, mark in request.form.items() if name.startswith("seen-"))
    seen = {name.removeprefix("seen-"): mark for name, mark in marks}
    return Window(request.form.get("window", "")[:40], seen, request.form.get("seq", 0, type=int))


def _find(session: Session, evidence_id: uuid.UUID) -> Evidence | None:
    try:
        return evidence.get(session, page.me(), evidence_id)
    except NotFound:
        return None


def _artifact(**facts: Any) -> Artifact:
    """What is to be attached; the evidence and the time are filled in by that."""
    return Artifact(**facts)


def _still_asked(name: str, draft: Draft) -> str:
    if name == "done_on" and draft.form.done_on.data:
        return _("This day is still to come.")
    if name in draft.form.answers:
        return _("Please answer this one.")
    return {
        "value": _("Please give the figure."),
        "value_source": _("Please say where the figure stands."),
        "kinds": _("Please say what it shows."),
        "done_on": _("Please give the day."),
        "learned": _("A few sentences are enough."),
        "did": _("A few sentences are enough."),
        "changed": _("Please tell what your students showed, or what changed for them."),
        "artifacts": _("Please add a file or a link that shows students’ work."),
        "measured_of": _("There cannot be fewer students than were counted before or after."),
        "measure": _("A measure needs what was counted, and the numbers before and after."),
    }[name]


def _short(link: str) -> str:
    """A link as people read it, without its beginning."""
    return link.partition("://")[2].removesuffix("/")[:200]


def stage_named(text: str) -> Stage:
    return next((stage for stage in Stage if stage == text), None) or abort(404)


def _id(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        abort(400)
