"""Why a line of a list approves nothing, in sentences."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from engine.errors import Refusal
from engine.imports import Reason
from web import refusals

_SENTENCES: Mapping[str, LazyString] = {
    "several_called": _l("Several people are called so. Write the e-mail address."),
    "unknown_name": _l("Nobody is called so."),
    "several_wait": _l("%(number)s pieces wait. Say the day of the one that is meant."),
    "nothing_waits": _l("Nothing of this waits for a review."),
    "counts_already": _l("It counts already."),
    "not_yours_to_review": _l("Somebody else reviews for this school."),
    "repeated": _l("It says the same as line %(line)s."),
    "empty": _l("A cell is empty."),
    "unknown_address": _l("Nobody in the district has this address."),
    "unknown_activity": _l("There is no activity “%(activity)s”."),
    "unknown_stage": _l("The activity has no stage “%(stage)s”."),
    "stage_needed": _l("The activity has several stages. Say which one."),
    "unknown_kind": _l("“%(kind)s” is no kind of evidence."),
    "kind_not_wanted": _l("The activity asks for another kind of evidence."),
    "not_a_number": _l("“%(hours)s” is not a number of hours."),
    "negative_hours": _l("Hours cannot be below zero."),
    "too_many_hours": _l("A day has at most %(most)s hours."),
    "figure_needed": _l("The activity asks for a figure."),
    "not_a_figure": _l("“%(value)s” is not a number."),
    "source_needed": _l("The figure needs its source."),
    "not_a_day": _l("“%(day)s” is not a day. Write it as 2026-03-31."),
    "future_day": _l("This day is still to come."),
    "day_long_ago": _l("This day is more than %(years)s years ago."),
    "not_a_link": _l("“%(link)s” is not a web address."),
    "taken_in_otherwise": _l("It counts already, with other hours."),
    "own_evidence": _l("Your own evidence is decided by somebody else."),
    "other_audience": _l("This is meant for other staff."),
    "stage_missing": _l("Something else comes first here."),
    "not_found": _l("The catalog of that day does not have this activity."),
}


def sentence(why: Reason | Refusal) -> str:
    """What to tell the reviewer of a line that is left out."""
    if isinstance(why, Refusal):
        return refusals.sentence(why)
    told = str(_SENTENCES[why.code]) % why.facts
    near = why.facts.get("near")
    return f"{told} {_('Did you mean “%(near)s”?', near=near)}" if near else told
