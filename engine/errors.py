"""Every refusal that the engine knows: a code, and the facts that a sentence needs.

A refusal says no to a request; it never speaks to a person. `web/refusals.py` has the one table
from code to status and translated sentence.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any


class Refusal(Exception):
    """A request that the program says no to, with its facts."""

    @property
    def code(self) -> str:
        """The class name in snake case: `AlreadyDecided` is `already_decided`."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", type(self).__name__).lower()

    @property
    def facts(self) -> dict[str, Any]:
        return dict(vars(self))

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        return f"{self.code}({told})"


@dataclass(eq=False)
class NotFound(Refusal):
    """Nothing of that kind is there, or it belongs to another district."""

    what: str


@dataclass(eq=False)
class NotPermitted(Refusal):
    """The one who asks has no role for this here."""

    act: str


@dataclass(eq=False)
class NoPlace(Refusal):
    """Somebody is signed in, and takes no part in this district's program."""

    district: str


@dataclass(eq=False)
class LastAdmin(Refusal):
    """Without this role nobody could administer the district any more."""


@dataclass(eq=False)
class LastDayOutside(Refusal):
    """Somebody's last day lies before her first one, or is still to come."""

    first: date
    last: date


# -- signing in ------------------------------------------------------------------------------


@dataclass(eq=False)
class WrongCredentials(Refusal):
    """Address and password don't match; never says which."""


@dataclass(eq=False)
class TooManyAttempts(Refusal):
    """Signing in is held back after many wrong passwords."""

    until: datetime


@dataclass(eq=False)
class TooManyCodes(TooManyAttempts):
    """Codes are not looked up for a while after many that there were none of."""


@dataclass(eq=False)
class LinkNotValid(Refusal):
    """A mailed link was used already, is too old, or was never sent."""


@dataclass(eq=False)
class WeakPassword(Refusal):
    """A new password is too short, or is the e-mail address."""

    characters_min: int


@dataclass(eq=False)
class AddressTaken(Refusal):
    """Somebody signs in with this address already."""


# -- evidence ----------------------------------------------------------------------------------


@dataclass(eq=False)
class AlreadyDecided(Refusal):
    """The evidence is no longer in a state from which this is possible."""

    status: str


@dataclass(eq=False)
class ChangedMeanwhile(Refusal):
    """Someone, perhaps the same person in another tab, saved in between."""

    version: int


@dataclass(eq=False)
class OwnEvidence(Refusal):
    """Nobody decides on her own evidence."""


@dataclass(eq=False)
class WouldReviewEachOther(Refusal):
    """The owner decided on this reviewer's evidence not long ago."""


@dataclass(eq=False)
class NamedIt(Refusal):
    """The reviewer herself named this work, so that it became evidence."""


@dataclass(eq=False)
class MentorsHer(Refusal):
    """The owner and the reviewer are a mentor and a mentee, or were when it was handed in."""


@dataclass(eq=False)
class OwnTeam(Refusal):
    """Nobody decides on the work of a team in which she was."""


@dataclass(eq=False)
class DecidedWithWork(Refusal):
    """It is a part of a team's work, and what is decided on that holds for it."""


@dataclass(eq=False)
class NoTeam(Refusal):
    """This is handed in by everybody for herself, or belongs to no team any more."""


@dataclass(eq=False)
class TeamFull(Refusal):
    """As many are in the team, or asked, as may hand it in together."""


@dataclass(eq=False)
class TeamTooSmall(Refusal):
    """Fewer have joined than have to hand it in together."""

    at_least: int
    together: int


@dataclass(eq=False)
class WorkDeclined(Refusal):
    """The common work was declined, so that no part of it can count."""


@dataclass(eq=False)
class SecondReviewerNeeded(Refusal):
    """The same reviewer has approved already, and the activity asks for another one."""


@dataclass(eq=False)
class AlreadyTaken(Refusal):
    """A reviewer has the review, and keeps it until the end of that day."""

    reviewer: str
    until: date


@dataclass(eq=False)
class OtherAudience(Refusal):
    """The activity, degree or reward is meant for another audience."""

    what: str


@dataclass(eq=False)
class StageMissing(Refusal):
    """Something has to be completed before: an earlier stage, or another activity."""

    missing: tuple[str, ...]


@dataclass(eq=False)
class KindNotWanted(Refusal):
    """The activity asks for other kinds of evidence."""

    wanted: str


@dataclass(eq=False)
class Incomplete(Refusal):
    """Something that the activity asks for has not been written yet; field names inside."""

    fields: tuple[str, ...]


@dataclass(eq=False)
class TooLongAgo(Refusal):
    """The work lies further back than the district takes it: before `first`."""

    first: date
    months: int


@dataclass(eq=False)
class QuizPassed(Refusal):
    """The quiz was passed, and that still counts; there is nothing to take again."""

    on: date


@dataclass(eq=False)
class AttemptTooSoon(Refusal):
    """The pack asks for a pause between two attempts at this quiz."""

    until: datetime


@dataclass(eq=False)
class AttemptMade(Refusal):
    """That attempt was handed in already, perhaps by the same form, sent twice."""

    number: int


@dataclass(eq=False)
class FileRefused(Refusal):
    """A file is too large, not whole, or of no kind that is taken; why is a code."""

    name: str
    why: str
    megabytes: int = 0
    """The most that is taken, where it is too large."""


@dataclass(eq=False)
class FilesAway(Refusal):
    """Where files lie does not answer just now."""


@dataclass(eq=False)
class NothingChanged(Refusal):
    """A correction says the very same as what it corrects."""


@dataclass(eq=False)
class PastTakingBack(Refusal):
    """Too much has grown out of a decision for its reviewer to take it back alone."""

    why: str


@dataclass(eq=False)
class ConsequencesChanged(Refusal):
    """What would follow from a correction is no longer what was shown."""


@dataclass(eq=False)
class NoteMissing(Refusal):
    """Sending back and declining need a note that helps."""


# -- proposals -----------------------------------------------------------------------------------


@dataclass(eq=False)
class ProposalMoved(Refusal):
    """The proposal is no longer in a state from which this is possible."""

    status: str


@dataclass(eq=False)
class ReadByOther(Refusal):
    """Somebody else reads the proposal."""

    reader: str


# -- help ----------------------------------------------------------------------------------------


@dataclass(eq=False)
class HelpIsTaken(Refusal):
    """Another coach has the request."""

    coach: str


@dataclass(eq=False)
class HelpIsClosed(Refusal):
    """The request was closed, or opened again, meanwhile."""


# -- nominations -------------------------------------------------------------------------------


@dataclass(eq=False)
class OwnWork(Refusal):
    """Nobody names her own work: that is evidence of hers."""


@dataclass(eq=False)
class TooManyNominations(Refusal):
    """So many is what each person may write in a month."""

    limit: int


@dataclass(eq=False)
class NamedAlready(Refusal):
    """The same was named before by the same person, and waits for an answer."""


@dataclass(eq=False)
class NominationOver(Refusal):
    """It was answered, taken back, or waited longer than the district lets it."""


# -- degrees -------------------------------------------------------------------------------------


@dataclass(eq=False)
class AlreadyEnrolled(Refusal):
    """The participant pursues this degree already."""

    degree: str


@dataclass(eq=False)
class AlreadyConferred(Refusal):
    """The degree was granted; what completed it stays as it was that day."""

    degree: str


@dataclass(eq=False)
class MetAlready(Refusal):
    """A goal is something that is still to be reached."""

    requirement: str


@dataclass(eq=False)
class SameVersion(Refusal):
    """The catalog asks for the degree what is asked of the participant already."""

    degree: str


@dataclass(eq=False)
class NoSuchVersion(Refusal):
    """No catalog of this number offers the degree as a later version that applies today."""

    degree: str
    catalog: int


@dataclass(eq=False)
class PromiseChanged(Refusal):
    """What was promised has become something else since it was shown."""

    degree: str


@dataclass(eq=False)
class TooLateToGoBack(Refusal):
    """A switch can be undone for some days, and they are over."""

    until: date


@dataclass(eq=False)
class ConferredSince(Refusal):
    """A degree was granted that the former version would put in question."""

    degree: str


@dataclass(eq=False)
class NotInQuestion(Refusal):
    """Somebody answered meanwhile what should become of this conferral, or nothing was asked."""

    degree: str


@dataclass(eq=False)
class OwnDegree(Refusal):
    """Nobody decides about a requirement of her own degree; a pin is no such decision."""


@dataclass(eq=False)
class NoSuchRequirement(Refusal):
    """The degree, as it was taken up, has no requirement there."""

    degree: str
    requirement: str


@dataclass(eq=False)
class EvidenceNotCounted(Refusal):
    """The piece of evidence is not among her approved ones."""


@dataclass(eq=False)
class CannotServe(Refusal):
    """The requirement does not take this evidence, or takes it without any decision."""

    requirement: str
    fits_already: bool = False


@dataclass(eq=False)
class NotDecidedSo(Refusal):
    """Requirements of this kind are not decided on in this way."""

    verb: str


@dataclass(eq=False)
class NotLower(Refusal):
    """A need is lowered to less than what it asks, and to no less than nothing."""

    want: Fraction


@dataclass(eq=False)
class DecidedAlready(Refusal):
    """The very same was decided before, and stands."""


@dataclass(eq=False)
class AlreadyWithdrawn(Refusal):
    """Somebody withdrew the decision before."""


# -- rewards -------------------------------------------------------------------------------------


@dataclass(eq=False)
class NotEnoughPoints(Refusal):
    """The redeemable balance is below the price."""

    missing: int


@dataclass(eq=False)
class SoldOut(Refusal):
    """None is left."""

    reward: str


@dataclass(eq=False)
class LimitReached(Refusal):
    """The participant had as many as one may have in a school year."""

    limit: int


@dataclass(eq=False)
class RedeemedAlready(Refusal):
    """The participant has redeemed one since the page was shown, perhaps by a second click."""

    reward: str


@dataclass(eq=False)
class ChoiceMissing(Refusal):
    """The reward asks for one of the badges that the participant has earned."""

    reward: str


@dataclass(eq=False)
class ApprovalMissing(Refusal):
    """The redemption waits for an approval before it can be handed over."""


@dataclass(eq=False)
class AlreadySettled(Refusal):
    """The redemption was fulfilled or cancelled before."""

    status: str


# -- many at once --------------------------------------------------------------------------------


@dataclass(eq=False)
class ReadWithoutNames(Refusal):
    """The activity is reviewed without names, so no list of names approves it."""


@dataclass(eq=False)
class ReadBySeveral(Refusal):
    """The activity asks for several reviewers, who each read it."""

    reviewers: int


@dataclass(eq=False)
class ScoresMissing(Refusal):
    """A rubric has to be scored, piece by piece."""


@dataclass(eq=False)
class AlreadyUndone(Refusal):
    """Somebody undid the batch before."""


# -- gatherings ----------------------------------------------------------------------------------


@dataclass(eq=False)
class CheckInNotOpen(Refusal):
    """The code counts later only."""

    opens_at: datetime
    leader: str


@dataclass(eq=False)
class CheckInClosed(Refusal):
    """The code counts no longer; whoever leads can still write somebody down."""

    closed_at: datetime
    leader: str


@dataclass(eq=False)
class NotAnAttendance(Refusal):
    """The activity is shown by other evidence than by having been there."""

    activity: str


@dataclass(eq=False)
class TimesOutside(Refusal):
    """The times of a gathering do not follow each other."""


@dataclass(eq=False)
class AlreadyAttended(Refusal):
    """Somebody was there already, so that the gathering cannot be called off."""


# -- the ledger and the catalog --------------------------------------------------------------------


@dataclass(eq=False)
class AppendOnly(Refusal):
    """Somebody tried to change or remove what is only ever added to."""

    table: str


@dataclass(eq=False)
class ContentDiffers(Refusal):
    """The same event came again with other content."""

    event: str


@dataclass(eq=False)
class NoCatalog(Refusal):
    """The district has not published a pack that is in force on that day."""

    district: str


@dataclass(eq=False)
class FromAnotherDay(Refusal):
    """A catalog for new work can't judge days gone by, and one that recomputes no days to come."""

    policy: str
    day: date
    nearest: date
    """The nearest day that would do."""


@dataclass(eq=False)
class PublishedMeanwhile(ChangedMeanwhile):
    """Another catalog was published since the dry run."""


@dataclass(eq=False)
class ListOutdated(Refusal):
    """A dry run is of another day or of another text, or not all of it is worked out yet."""

    day: date


@dataclass(eq=False)
class ListChanged(Refusal):
    """People's records have changed so that the dry run would say something else."""

    people: int


@dataclass(eq=False)
class NotAnEmptyFile(Refusal):
    """A file to import has no rows, or lacks columns that are named inside."""

    missing: tuple[str, ...]


# -- the studio --------------------------------------------------------------------------------


@dataclass(eq=False)
class DraftClosed(Refusal):
    """The draft was published under this number, or put aside."""

    number: int | None


@dataclass(eq=False)
class EditedMeanwhile(Refusal):
    """Somebody else changed the same entry since; the text is what stands there now."""

    path: tuple[str | int, ...]
    name: str
    at: datetime
    text: str


@dataclass(eq=False)
class OutsideArea(Refusal):
    """A program author changed what is not of her area: the paths of it."""

    paths: tuple[tuple[str | int, ...], ...]


@dataclass(eq=False)
class NothingToUndo(Refusal):
    """Every edit of the draft was taken back, or there was none."""


@dataclass(eq=False)
class NotYaml(Refusal):
    """A text that cannot be read at all, and where."""

    file: str
    line: int
    message: str
    suggestion: str
