"""Evidence: what participants claim, what supports it, and what reviewers decide."""

from engine.evidence.completions import (
    all_worth,
    completion,
    completions,
    settle,
    worth,
)
from engine.evidence.correcting import Facts, correct, undo_approval
from engine.evidence.counted import changes, was_corrected
from engine.evidence.counting import (
    HANDED_IN,
    Tally,
    answer_days,
    participating,
    promised,
    tallies,
)
from engine.evidence.deciding import (
    approve,
    as_seen,
    decline,
    effect,
    send_back,
)
from engine.evidence.events import (
    ApprovalUndone,
    DecisionTakenBack,
    EvidenceApproved,
    EvidenceCorrected,
    EvidenceDeclined,
    EvidenceEvent,
    EvidenceSentBack,
    EvidenceSubmitted,
    EvidenceWithdrawn,
    WorthKept,
)
from engine.evidence.everybodys import completions_of, last_days, who_did
from engine.evidence.moving import comings_and_goings
from engine.evidence.outcomes import (
    Outcome,
    OutcomeSum,
    added_up,
    outcomes,
    without_measure,
)
from engine.evidence.queries import (
    AlsoClaimed,
    also_claimed,
    artifact,
    artifacts,
    counts,
    get,
    mine,
)
from engine.evidence.recognising import recognise
from engine.evidence.reconsidering import own_decision, reconsider
from engine.evidence.rubrics import Shortfall, rubric_of, shortfalls
from engine.evidence.tables import Artifact, Counted, Decision, Evidence, Status, Verdict, Why
from engine.evidence.taking_in import Approved, in_order, obstacles, take_in, taken_in
from engine.evidence.verdicts import all_approvals, approvals, decisions
from engine.evidence.verifying import differences, unapproved, verify
from engine.evidence.waiting import Waiting, held_by, queue, queue_counts, queue_length
from engine.evidence.wholeness import hindrance
from engine.evidence.writing import (
    attach,
    detach,
    discard,
    start,
    submit,
    withdraw,
    write,
)

__all__ = [
    "HANDED_IN",
    "AlsoClaimed",
    "ApprovalUndone",
    "Approved",
    "Artifact",
    "Counted",
    "Decision",
    "DecisionTakenBack",
    "Evidence",
    "EvidenceApproved",
    "EvidenceCorrected",
    "EvidenceDeclined",
    "EvidenceEvent",
    "EvidenceSentBack",
    "EvidenceSubmitted",
    "EvidenceWithdrawn",
    "Facts",
    "Outcome",
    "OutcomeSum",
    "Shortfall",
    "Status",
    "Tally",
    "Verdict",
    "Waiting",
    "Why",
    "WorthKept",
    "added_up",
    "all_approvals",
    "all_worth",
    "also_claimed",
    "answer_days",
    "approvals",
    "approve",
    "artifact",
    "artifacts",
    "as_seen",
    "attach",
    "changes",
    "comings_and_goings",
    "completion",
    "completions",
    "completions_of",
    "correct",
    "counts",
    "decisions",
    "decline",
    "detach",
    "differences",
    "discard",
    "effect",
    "get",
    "held_by",
    "hindrance",
    "in_order",
    "last_days",
    "mine",
    "obstacles",
    "outcomes",
    "own_decision",
    "participating",
    "promised",
    "queue",
    "queue_counts",
    "queue_length",
    "recognise",
    "reconsider",
    "rubric_of",
    "send_back",
    "settle",
    "shortfalls",
    "start",
    "submit",
    "take_in",
    "taken_in",
    "tallies",
    "unapproved",
    "undo_approval",
    "verify",
    "was_corrected",
    "who_did",
    "withdraw",
    "without_measure",
    "worth",
    "write",
]
