"""What an owner says of her files: in words for all, whose consent there is, and who may look."""

from datetime import datetime
from pathlib import PurePath

from sqlmodel import Session, select

from engine.errors import AlreadyDecided, NotPermitted
from engine.evidence.holding import hold
from engine.evidence.tables import Artifact, Consent, Evidence, KeptFile, SeenBy, Version
from engine.people import Act, Actor, participant
from rules.terms import EvidenceKind


def describe(
    session: Session,
    claim: Evidence,
    artifact: Artifact,
    *,
    by: Actor,
    now: datetime,
    told: str | None = None,
    consent: Consent | None = None,
    seen_by: SeenBy | None = None,
) -> Artifact:
    """Keep what the owner says of one file; None leaves it as it is."""
    if (claim.district_id, claim.participant_id) != by.participant.key:
        raise NotPermitted("write_evidence")
    hold(session, claim)
    if not claim.status.editable:
        raise AlreadyDecided(claim.status)
    artifact.told = artifact.told if told is None else told.strip()
    artifact.consent = consent or artifact.consent
    artifact.seen_by = seen_by or artifact.seen_by
    claim.saved_at = now
    session.add_all([artifact, claim])
    return artifact


def withdraw_consent(
    session: Session, claim: Evidence, artifact: Artifact, *, by: Actor, now: datetime
) -> None:
    """Nobody sees the file from now on, and it is let go; what was decided stays.

    By its owner, or by an admin whom a family asked.
    """
    owner = participant(session, claim.district_id, claim.participant_id)
    if owner.key != by.participant.key:
        by.must(Act.CORRECT, owner)
    hold(session, claim)
    artifact.consent = Consent.WITHDRAWN
    forget(session, artifact, now=now)
    session.flush()


def forget(session: Session, artifact: Artifact, *, now: datetime) -> None:
    """Nobody sees the file any more; of its name and of what was told only the ending stays.

    In what was handed in earlier too: names of files are often those of children.
    """
    name = f"file{PurePath(artifact.name).suffix}"
    for version in session.exec(
        select(Version).where(
            Version.district_id == artifact.district_id,
            Version.evidence_id == artifact.evidence_id,
        )
    ):
        version.files = [name if each == artifact.name else each for each in version.files]
        session.add(version)
    artifact.name, artifact.told = name, ""
    artifact.forgotten_at = artifact.forgotten_at or now
    session.add(artifact)


def note_kept(session: Session, district: str, digest: str, *, now: datetime) -> None:
    """A file was kept, and nothing refers to it after all; whoever forgets files finds it."""
    session.merge(KeptFile(district_id=district, digest=digest, kept_at=now))


def untold(session: Session, claim: Evidence) -> list[Artifact]:
    """The recordings of which nobody has said in words what is heard or seen."""
    return [each for each in files_of(session, claim) if each.is_recording and not each.told]


def unconsented(session: Session, claim: Evidence) -> list[Artifact]:
    """The files of student evidence of which nobody has said whether there is consent."""
    if EvidenceKind.STUDENT not in claim.kind_set:
        return []
    return [each for each in files_of(session, claim) if each.consent is Consent.OPEN]


def files_of(session: Session, claim: Evidence) -> list[Artifact]:
    """The files beside it that are there still; links are none."""
    found = session.exec(
        select(Artifact).where(
            Artifact.district_id == claim.district_id,
            Artifact.evidence_id == claim.id,
            Artifact.digest != "",
        )
    )
    return [each for each in found if each.forgotten_at is None]
