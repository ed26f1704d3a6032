"""Every refusal's status and sentence, in one table, and the pages that say so."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Flask, current_app, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import LazyString, force_locale, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from engine import errors
from engine.errors import Refusal
from engine.evidence import Status
from rules.terms import Policy
from web import flaws, page
from web.formats import amount, day, moment_text
from web.languages import NAMES
from web.wording import count

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Row:
    """How one refusal is told: its status, what happened, and what to do."""

    status: int
    happened: LazyString | Callable[[Facts], str]
    to_do: LazyString | str = ""

    def sentence(self, facts: Facts) -> str:
        told = self.happened(facts) if callable(self.happened) else str(self.happened)
        return f"{told} {self.to_do}".strip()


def _wait(facts: Facts) -> str:
    until: datetime = facts["until"]
    return _("Too many tries in a short time. You can sign in again from %(when)s.",
             when=moment_text(until))  # fmt: skip


def _wait_for_codes(facts: Facts) -> str:
    until: datetime = facts["until"]
    return _("Many codes were tried that no gathering has. You can try again from %(when)s, or "
             "whoever leads writes you down.", when=moment_text(until))  # fmt: skip


def _not_open(facts: Facts) -> str:
    opens: datetime = facts["opens_at"]
    return _("One can check in from %(when)s on.", when=moment_text(opens))


def _check_in_closed(facts: Facts) -> str:
    closed: datetime = facts["closed_at"]
    return _("The check-in closed on %(when)s. Ask %(leader)s, who can still write you down.",
             when=moment_text(closed), leader=facts["leader"])  # fmt: skip


def _weak(facts: Facts) -> str:
    least = facts["characters_min"]
    return _("A password has at least %(least)s characters and is not your address.", least=least)


def _missing_points(facts: Facts) -> str:
    return _("You need %(points)s more for this.", points=count("point", facts["missing"]))


def _limit(facts: Facts) -> str:
    return ngettext(
        "One of these is what each person may have in a school year.",
        "%(num)s of these are what each person may have in a school year.",
        facts["limit"],
    )


def _taken(facts: Facts) -> str:
    return _("%(name)s has this review, until %(day)s.",
             name=facts["reviewer"], day=day(facts["until"]))  # fmt: skip


def _long_ago(facts: Facts) -> str:
    return ngettext(
        "Work of the last %(num)s month can be handed in: from %(day)s on.",
        "Work of the last %(num)s months can be handed in: from %(day)s on.",
        facts["months"], day=day(facts["first"]),
    )  # fmt: skip


def _outside(facts: Facts) -> str:
    names = ", ".join(".".join(map(str, path)) for path in facts["paths"])
    return _("This lies outside your program area: %(names)s.", names=names)


def _read_by(facts: Facts) -> str:
    return _("%(name)s has this proposal.", name=facts["reader"])


def _helped_by(facts: Facts) -> str:
    return _("%(name)s has this already.", name=facts["coach"])


def _no_more_names(facts: Facts) -> str:
    return ngettext(
        "%(num)s of these is what each person may write in a month. The next month brings more.",
        "%(num)s of these are what each person may write in a month. The next month brings more.",
        facts["limit"],
    )


def _small_team(facts: Facts) -> str:
    return _("At least %(least)s hand this in together, and so far you are %(n)s.",
             least=facts["at_least"], n=facts["together"])  # fmt: skip


def _columns(facts: Facts) -> str:
    missing = ", ".join(facts["missing"])
    if not missing:
        return _("The file has no rows.")
    return _("The file lacks these columns: %(missing)s.", missing=missing)


def _no_longer_open(facts: Facts) -> str:
    if facts["status"] == Status.SUBMITTED:
        return _("This was handed in meanwhile.")
    return _("This evidence was decided meanwhile.")


def _cannot_serve(facts: Facts) -> str:
    if facts["fits_already"]:
        return _("This piece can serve the requirement as it is.")
    return _("This requirement does not take that piece of evidence.")


def _not_lower(facts: Facts) -> str:
    return _("A lower amount lies from 0 up to less than %(want)s.", want=amount(facts["want"]))


def _another_day(facts: Facts) -> str:
    nearest = day(facts["nearest"])
    if facts["policy"] == Policy.NEW_WORK:
        return _("New work is what is done on %(day)s or later.", day=nearest)
    return _("Work is judged anew from %(day)s or from an earlier day.", day=nearest)


def _too_late(facts: Facts) -> str:
    return _("Going back was possible until %(day)s. You go on by the version that you chose.",
             day=day(facts["until"]))  # fmt: skip


def _published_meanwhile(facts: Facts) -> str:
    return _("Catalog %(n)s was published since this list was made.", n=facts["version"])


def _outdated(facts: Facts) -> str:
    return _("This list is of %(day)s, or of another text, or not worked out to its end.",
             day=day(facts["day"]))  # fmt: skip


def _passed(facts: Facts) -> str:
    return _("You passed this on %(day)s, and it counts.", day=day(facts["on"]))


def _next_attempt(facts: Facts) -> str:
    return _("The next attempt is possible from %(when)s.", when=moment_text(facts["until"]))


def _file(facts: Facts) -> str:
    why = flaws.why(facts["why"], facts["megabytes"])
    return _("“%(name)s” was not kept: %(why)s.", name=facts["name"], why=why)


def _closed(facts: Facts) -> str:
    if facts["number"] is None:
        return _("This draft was put aside.")
    return _("This draft was published as catalog %(number)s and stays as it is.",
             number=facts["number"])  # fmt: skip


def _edited(facts: Facts) -> str:
    return _(
        "%(name)s changed this at %(when)s.", name=facts["name"], when=moment_text(facts["at"])
    )


def _no_yaml(facts: Facts) -> str:
    return _("%(file)s cannot be read from line %(line)s on.",
             file=facts["file"], line=facts["line"])  # fmt: skip


def _last_day(facts: Facts) -> str:
    return _("The last day lies from %(first)s to %(last)s.",
             first=day(facts["first"]), last=day(facts["last"]))  # fmt: skip


_RELOAD = _l("Nothing is lost. Load the page again to see how things stand.")
_NOTHING_LOST = _l("Nothing is lost.")

TABLE: Mapping[type[Refusal], Row] = {
    errors.NotFound: Row(404, _l("There is nothing at this address.")),
    errors.NotPermitted: Row(403, _l("This page is for people with another role.")),
    errors.NoPlace: Row(403, _l("You are signed in, and you have no place in this district yet."),
                        _l("Ask the district office to give you one.")),
    errors.LastAdmin: Row(409, _l("Somebody has to look after the district."),
                          _l("Give the role to somebody else first.")),
    errors.LastDayOutside: Row(422, _last_day),
    errors.WrongCredentials: Row(422, _l("This password does not fit."), _l("Please try again.")),
    errors.TooManyAttempts: Row(429, _wait),
    errors.TooManyCodes: Row(429, _wait_for_codes),
    errors.LinkNotValid: Row(410, _l("This link was used already, or it is too old."),
                             _l("Ask for a new one; it comes by mail.")),
    errors.WeakPassword: Row(422, _weak),
    errors.AddressTaken: Row(409, _l("Somebody signs in with this address already.")),
    errors.AlreadyDecided: Row(409, _no_longer_open, _RELOAD),
    errors.TooLongAgo: Row(422, _long_ago, _l("What you wrote stays with you as a draft.")),
    errors.ChangedMeanwhile: Row(409, _l("This was saved in another window meanwhile."), _RELOAD),
    errors.PublishedMeanwhile: Row(409, _published_meanwhile,
                                   _l("Please make the list again; it is then about the rules "
                                      "that hold now.")),
    errors.ListOutdated: Row(409, _outdated, _l("Nothing was published. Please make it again.")),
    errors.ListChanged: Row(409, _l("The list says something else for some people by now."),
                            _l("Nothing was published. Please look again.")),
    errors.OwnEvidence: Row(403, _l("Your own evidence is decided by somebody else.")),
    errors.HelpIsTaken: Row(409, _helped_by),
    errors.HelpIsClosed: Row(409, _l("This was closed or opened again meanwhile."), _RELOAD),
    errors.NamedIt: Row(403, _l("You named this work yourself, so somebody else decides on it.")),
    errors.OwnWork: Row(422, _l("This is for the work of colleagues."),
                        _l("Tell of your own as evidence.")),
    errors.TooManyNominations: Row(409, _no_more_names),
    errors.NamedAlready: Row(409, _l("You have named this already, and it waits for an answer.")),
    errors.NominationOver: Row(409, _l("This is not open any more."), _NOTHING_LOST),
    errors.WouldReviewEachOther: Row(403, _l("This person decided on evidence of yours not long "
                                             "ago, so somebody else decides here.")),
    errors.MentorsHer: Row(403, _l("One of you accompanies the other as a mentor, so somebody else "
                                   "decides here.")),
    errors.OwnTeam: Row(403, _l("This is the work of a team in which you were, so somebody else "
                                "decides here.")),
    errors.DecidedWithWork: Row(409, _l("This is one part of what a team hands in."),
                                _l("What is decided on the common work holds for it.")),
    errors.NoTeam: Row(409, _l("This is handed in by one person alone.")),
    errors.TeamFull: Row(409, _l("As many are in the team, or asked, as may hand this in."),
                         _l("Take one question back to ask somebody else.")),
    errors.TeamTooSmall: Row(409, _small_team, _l("Your draft is kept.")),
    errors.WorkDeclined: Row(409, _l("The common work does not count, so no part of it can."),
                             _l("Leave the team to hand yours in alone; what you wrote is kept.")),
    errors.SecondReviewerNeeded: Row(409, _l("You have approved this already."),
                                     _l("It now waits for a second reviewer.")),
    errors.AlreadyTaken: Row(409, _taken, _NOTHING_LOST),
    errors.OtherAudience: Row(403, _l("This is meant for other staff.")),
    errors.StageMissing: Row(409, _l("Something else comes first here."),
                             _l("The activity's page says what.")),
    errors.KindNotWanted: Row(422, _l("This activity asks for another kind of evidence."),
                              _NOTHING_LOST),
    errors.Incomplete: Row(422, _l("Some parts are still to be written."), _NOTHING_LOST),
    errors.QuizPassed: Row(409, _passed, _l("There is nothing to take again.")),
    errors.AttemptTooSoon: Row(409, _next_attempt, _l("Your answers are kept until then.")),
    errors.AttemptMade: Row(409, _l("This attempt was handed in already."), _RELOAD),
    errors.FileRefused: Row(422, _file, _l("The rest is safe.")),
    errors.FilesAway: Row(503, _l("Where files are kept does not answer just now."),
                          _l("What you wrote is safe. Please try again in a while.")),
    errors.NothingChanged: Row(422, _l("This says what stands there already."),
                               _l("Change the day, the hours or a score first.")),
    errors.PastTakingBack: Row(409, _l("Too much has come of this decision to take it back here."),
                               _l("An admin can correct it, with all that follows in sight.")),
    errors.ConsequencesChanged: Row(409, _l("Something happened meanwhile: more or less follows."),
                                    _l("Nothing was done: please look at the list again.")),
    errors.NoteMissing: Row(422, _l("Please add a note that helps the person go on.")),
    errors.OutsideArea: Row(403, _outside, _l("An admin can change it. Nothing was kept of it, "
                                              "and the rest stays as it was.")),
    errors.ProposalMoved: Row(409, _l("This proposal has moved on meanwhile."), _RELOAD),
    errors.ReadByOther: Row(409, _read_by, _NOTHING_LOST),
    errors.AlreadyEnrolled: Row(409, _l("You are enrolled already.")),
    errors.AlreadyConferred: Row(409, _l("It is conferred already, and stays as it was that day.")),
    errors.MetAlready: Row(409, _l("You have reached this already."),
                           _l("Choose something else as your goal.")),
    errors.SameVersion: Row(409, _l("This version asks what is asked of you already."),
                            _NOTHING_LOST),
    errors.NoSuchVersion: Row(409, _l("This version is not open to you today."),
                              _l("Nothing has changed; the page of versions says what is.")),
    errors.PromiseChanged: Row(409, _l("Something has changed since the page was shown, and so "
                                       "would what follows."),
                               _l("Nothing was done. Load the page again to see it as it is.")),
    errors.TooLateToGoBack: Row(409, _too_late),
    errors.ConferredSince: Row(409, _l("Since you switched, something was conferred that counts on "
                                       "it. That stays yours, and so does this version.")),
    errors.NotInQuestion: Row(409, _l("This question was answered meanwhile."), _RELOAD),
    errors.OwnDegree: Row(403, _l("About your own requirements somebody else decides.")),
    errors.NoSuchRequirement: Row(409, _l("The plan has no such requirement."), _RELOAD),
    errors.EvidenceNotCounted: Row(409, _l("Evidence serves a requirement once it is "
                                           "approved."), _NOTHING_LOST),
    errors.CannotServe: Row(409, _cannot_serve, _NOTHING_LOST),
    errors.NotDecidedSo: Row(422, _l("This is not how a requirement of this kind is decided."),
                             _NOTHING_LOST),
    errors.NotLower: Row(422, _not_lower),
    errors.DecidedAlready: Row(409, _l("This was decided before, and it stands.")),
    errors.AlreadyWithdrawn: Row(409, _l("This decision was withdrawn meanwhile."), _RELOAD),
    errors.NotEnoughPoints: Row(409, _missing_points, _NOTHING_LOST),
    errors.SoldOut: Row(409, _l("Somebody was a moment earlier and has the last one."),
                        _l("Your balance is untouched.")),
    errors.LimitReached: Row(409, _limit, _l("Your balance has not changed.")),
    errors.RedeemedAlready: Row(409, _l("You redeemed this a moment ago."),
                                _l("It was taken once, and stands among what you redeemed.")),
    errors.ChoiceMissing: Row(422, _l("Please choose one of the badges that you have earned."),
                              _l("Your balance has not changed.")),
    errors.ApprovalMissing: Row(409, _l("This waits for an approval before it is handed over.")),
    errors.AlreadySettled: Row(409, _l("This redemption was settled meanwhile."), _RELOAD),
    errors.ReadWithoutNames: Row(409, _l("This activity is read without names, piece by piece.")),
    errors.ReadBySeveral: Row(409, _l("Several reviewers read this one, each for themselves.")),
    errors.ScoresMissing: Row(409, _l("A rubric is to be scored, so it is read by itself.")),
    errors.AlreadyUndone: Row(409, _l("This was undone meanwhile.")),
    errors.CheckInNotOpen: Row(409, _not_open),
    errors.CheckInClosed: Row(409, _check_in_closed),
    errors.NotAnAttendance: Row(422, _l("This activity asks for other evidence than being there.")),
    errors.TimesOutside: Row(422, _l("It ends after it begins, within a day, and its check-in "
                                     "closes after it begins.")),
    errors.AlreadyAttended: Row(409, _l("Somebody has checked in, so its activity, day, hours and "
                                        "leader stay.")),
    errors.AppendOnly: Row(409, _l("What was written in the ledger stays as it is.")),
    errors.ContentDiffers: Row(409, _l("This came a second time with other content."), _RELOAD),
    errors.NoCatalog: Row(503, _l("This district has not opened its university yet.")),
    errors.FromAnotherDay: Row(422, _another_day),
    errors.NotAnEmptyFile: Row(422, _columns),
    errors.DraftClosed: Row(409, _closed, _l("Begin a new draft from it to go on.")),
    errors.EditedMeanwhile: Row(409, _edited, _NOTHING_LOST),
    errors.NothingToUndo: Row(409, _l("There is nothing to take back.")),
    errors.NotYaml: Row(422, _no_yaml, _NOTHING_LOST),
}  # fmt: skip

_PAGES = {
    400: (_l("This could not be read"), _l("Please go back and send it once more.")),
    403: (_l("This is not open to you"), _l("This page is for people with another role.")),
    404: (_l("There is nothing here"), _l("The address may be old, or have a slip in it.")),
    405: (_l("This page cannot take that"), _l("Please go back and try it from the page itself.")),
    409: (_l("Something changed meanwhile"), _NOTHING_LOST),
    410: (_l("This link has ended"), _l("Ask for a new one; it comes by mail.")),
    413: (_l("This is too large"), _l("Nothing was kept. Please send smaller or fewer files.")),
    422: (_l("Not quite yet"), _NOTHING_LOST),
    429: (_l("A short pause"), _l("Please wait a little and try again.")),
    500: (_l("Something broke on our side"), _l("What you saved before is safe.")),
    503: (_l("Not open yet"), _l("Please come back a little later.")),
}
"""By status: the heading, and a sentence where no refusal has its own."""


_SECRETS = ("password", "old", "new")
"""Fields that are never written into a page."""

SIGNS_IN = "sign_in-"
"""How the fields begin by which one signs in beside what one has written."""


def register(app: Flask) -> None:
    app.register_error_handler(Refusal, _refuse)
    app.register_error_handler(CSRFError, _stale)
    app.register_error_handler(HTTPException, _explain)
    app.register_error_handler(500, _break)


def sentence(refusal: Refusal) -> str:
    """What to tell the reader, as a form does beside its fields."""
    return _row(refusal).sentence(refusal.facts)


def _row(refusal: Refusal) -> Row:
    return TABLE[next(kind for kind in type(refusal).__mro__ if kind in TABLE)]


def status(refusal: Refusal) -> int:
    """The status with which it is told."""
    return _row(refusal).status


def _refuse(refusal: Refusal) -> Answer:
    return _tell(status(refusal), sentence(refusal))


def _stale(_error: CSRFError) -> Answer:
    return _tell(400, _("This page was open for a long time. Nothing is lost: go back, load the "
                        "page again and send it once more."))  # fmt: skip


def _explain(error: HTTPException) -> Answer:
    if error.code == 401:
        return _ask_to_sign_in()
    if error.code is None or error.code < 400:
        return error
    return _tell(error.code, str(_PAGES.get(error.code, _PAGES[400])[1]))


def _ask_to_sign_in() -> Answer:
    """Lead to the sign-in; but what somebody has written stays where it is, and can be sent on."""
    if request.method == "GET":
        return page.go(url_for("people.sign_in", next=request.full_path.rstrip("?")))
    if not page.wants_part():
        return signed_out(request.full_path), 401
    return _notice(render_template("refusals/_signed_out.html"), 401)


def signed_out(to: str, told: str = "") -> str:
    """A page that holds what was sent `to` an address, and signs in and sends it in one go."""
    written = [
        each
        for each in request.form.items(multi=True)
        if each[0] not in _SECRETS and not each[0].startswith(SIGNS_IN)
    ]
    files = any(file.filename for file in request.files.values())
    return render_template(
        "refusals/signed_out.html", written=written, files=files, to=to.rstrip("?"), told=told
    )


def _tell(status: int, told: str) -> Answer:
    """A notice above what the reader was doing, or a page of its own."""
    if page.wants_part() and status not in (403, 404) and status < 500:
        return _notice(render_template("refusals/_notice.html", told=told), status)
    heading = _PAGES.get(status, _PAGES[400])[0]
    return render_template("refusals/page.html", heading=heading, told=told), status


def _notice(text: str, status: int) -> Answer:
    notice = make_response(text, status)
    notice.headers.update({"HX-Retarget": "#messages", "HX-Reswap": "innerHTML show:top"})
    return notice


def _break(_error: Exception) -> Answer:
    """Say that something broke, asking nothing of what may be broken."""
    language = request.accept_languages.best_match(NAMES) or "en"
    template = current_app.jinja_env.get_template("refusals/broken.html")
    with force_locale(language):
        heading, told = _PAGES[500]
        return template.render(heading=heading, told=told, language=language), 500
