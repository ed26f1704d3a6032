"""Short ways to evidence for tests of pages that need somebody to have done something."""

from datetime import timedelta

from engine import evidence, progress
from engine.evidence import Artifact
from rules.terms import EvidenceKind, Stage

KINDS = {Stage.LEARNED: EvidenceKind.OWN, Stage.USED: EvidenceKind.STUDENT}


def starts(site, who, activity, stage=Stage.DONE, **facts):
    """A draft, written whole and with something to see."""
    kind = KINDS.get(stage, EvidenceKind.STUDENT)
    written = {
        "done_on": site.now.date() - timedelta(days=3), "minutes": 60, "kinds": [kind],
        "learned": "How", "did": "What", "changed": "Much",
    }  # fmt: skip
    with site.act() as session:
        claim = evidence.start(
            session, activity, stage, by=site.actor(session, who), now=site.now, **written, **facts
        )
        session.add(
            Artifact(
                district_id=claim.district_id, evidence_id=claim.id, name="Plan",
                url="https://example.org/plan", added_at=site.now,
            )
        )  # fmt: skip
        session.flush()
    return claim.id


def submits(site, who, activity, stage=Stage.DONE):
    made = starts(site, who, activity, stage)
    with site.act() as session:
        actor = site.actor(session, who)
        evidence.submit(session, evidence.get(session, actor, made), by=actor, now=site.now)
    return made


def does(site, who, activity, stage=Stage.DONE, *, reviewer="dana"):
    """Submitted and approved."""
    made = submits(site, who, activity, stage)
    with site.act() as session:
        actor = site.actor(session, reviewer)
        claim = evidence.get(session, actor, made)
        rubric = evidence.rubric_of(session, claim)
        scores = {key: each.passes for key, each in rubric.criteria.items()} if rubric else {}
        evidence.approve(session, claim, by=actor, now=site.now, scores=scores)
    return made


def enrolls(site, who, degree="associate"):
    with site.act() as session:
        progress.enroll(session, degree, by=site.actor(session, who), now=site.now)


def reads_whole_course(site, who):
    """Both stages of the one course, which complete the degree too."""
    does(site, who, "reading-aloud", Stage.LEARNED)
    does(site, who, "reading-aloud", Stage.USED)
