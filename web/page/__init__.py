"""The few things that every page needs: session, transaction, now, me, and how to answer."""

from web.page.answering import answer, blueprint, go, safe_next, say, taken, takes_post, wants_part
from web.page.earlier import as_of, here_now, looking_back, yesterday
from web.page.frame import Place, register
from web.page.here import catalog, district, district_if_any, district_words, today
from web.page.moment import now, session, transaction
from web.page.site import House, beside, clock, house, scans, waits_for_scan
from web.page.who import (
    FOR_GUESTS,
    SIGN_IN,
    actor,
    actor_if_here,
    chosen_language,
    is_guest,
    keep_sign_in,
    known_person,
    language,
    lasts,
    me,
    must,
    person,
    theme,
)

__all__ = [
    "FOR_GUESTS",
    "SIGN_IN",
    "House",
    "Place",
    "actor",
    "actor_if_here",
    "answer",
    "as_of",
    "beside",
    "blueprint",
    "catalog",
    "chosen_language",
    "clock",
    "district",
    "district_if_any",
    "district_words",
    "go",
    "here_now",
    "house",
    "is_guest",
    "keep_sign_in",
    "known_person",
    "language",
    "lasts",
    "looking_back",
    "me",
    "must",
    "now",
    "person",
    "register",
    "safe_next",
    "say",
    "scans",
    "session",
    "taken",
    "takes_post",
    "theme",
    "today",
    "transaction",
    "waits_for_scan",
    "wants_part",
    "yesterday",
]
