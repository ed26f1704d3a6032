"""Who reads: her sign-in, her roles here, what she may, and how she likes her pages."""

from datetime import timedelta

from flask import abort, g, request
from flask import session as cookie
from flask_babel import get_locale

from engine import people
from engine.errors import NoPlace, NotPermitted
from engine.people import Act, Actor, Participant, Person
from web.page.here import district
from web.page.moment import forget, now, once, session
from web.page.site import house

SIGN_IN = "sign_in"
"""Where the browser's cookie keeps the token of its sign-in."""

_WHOSE = "whose"
"""Where it keeps who signed in last, for when that sign-in has ended."""

_FORMS = "csrf_token"
"""Where Flask-WTF keeps what makes the marks of forms."""

FOR_GUESTS = frozenset({
    "gatherings.guest", "gatherings.ask_for_code", "gatherings.look_up", "gatherings.here",
    "gatherings.check_in", "credentials.show", "credentials.share", "credentials.door",
    "evidence.show", "notifications.mine", "notifications.follow", "notifications.read_all",
    "downloads.mine",
})  # fmt: skip
"""All that a guest may open beside the pages that are open to everybody."""


def person() -> Person | None:
    """Who is signed in, in any district."""
    return once("person", _signed_in)


def actor() -> Actor | None:
    """Who is signed in, with her roles in this district; None for a visitor."""
    return once("actor", _acting)


def actor_if_here() -> Actor | None:
    """As `actor`, on pages without a district too."""
    return actor() if "district" in g else None


def me() -> Actor:
    """Who is signed in, with her roles; pages that are not public may rely on it."""
    if person() is None:
        abort(401)
    acting = actor()
    if acting is None:
        raise NoPlace(district())
    return acting


def known_person() -> Person:
    """Who is signed in; a visitor is sent to sign in."""
    return person() or abort(401)


def is_guest() -> bool:
    """Whether the reader came to one gathering from elsewhere."""
    acting = actor_if_here()
    return acting is not None and acting.participant.guest


def must_be_for_guests() -> None:
    if is_guest() and request.endpoint not in FOR_GUESTS:
        raise NotPermitted("guest")


def must(act: Act, about: Participant | None = None) -> None:
    """Refuse unless I may."""
    me().must(act, about)


def language() -> str:
    """The reader's language: `en`."""
    locale = get_locale()
    return str(locale.language) if locale else "en"


def chosen_language() -> str | None:
    """What the reader chose, signed in or not."""
    someone = person()
    return someone.language if someone else request.cookies.get("language")


def theme() -> str:
    """`light`, `dark`, or `auto` as the reader's system has it."""
    someone = person()
    chosen = someone.theme if someone else request.cookies.get("theme", "auto")
    return chosen if chosen in ("light", "dark") else "auto"


def lasts() -> timedelta:
    """How long a sign-in lasts here."""
    return timedelta(days=house().settings.session_days)


def keep_sign_in(token: str) -> None:
    """Begin a new cookie with this sign-in; what an earlier one held is forgotten.

    Except for the same person: a form that she left open can still be sent.
    """
    before = dict(cookie)
    cookie.clear()
    cookie[SIGN_IN] = token
    cookie.permanent = True
    forget()
    cookie[_WHOSE] = str(known_person().id)
    if before.get(_WHOSE) == cookie[_WHOSE] and _FORMS in before:
        cookie[_FORMS] = before[_FORMS]


def _signed_in() -> Person | None:
    token = cookie.get(SIGN_IN)
    return people.signed_in(session(), token, now=now()) if token else None


def _acting() -> Actor | None:
    someone = person()
    return people.actor(session(), someone, district()) if someone else None
