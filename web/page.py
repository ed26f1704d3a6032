"""The few things that every page needs: session, transaction, now, me, and how to answer."""

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from threading import Thread
from typing import Any, Self
from urllib.parse import urlencode, urlsplit

from flask import Blueprint, Flask, abort, current_app, flash, g, redirect, request
from flask import render_template as render
from flask import session as cookie
from flask import url_for as url
from flask.typing import ResponseReturnValue as Answer
from flask_babel import get_locale
from flask_wtf import CSRFProtect
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from engine import catalogs, people, reactions
from engine.errors import NoCatalog, NoPlace, NotPermitted
from engine.evidence import Artifact, Scan
from engine.integrations import Integrations
from engine.people import Act, Actor, Participant, Person
from engine.settings import Settings
from engine.store import Session, Store, look_back
from rules.catalog import Catalog, Word
from web.htmx import htmx

SIGN_IN = "sign_in"
"""Where the browser's cookie keeps the token of its sign-in."""

_WHOSE = "whose"
"""Where it keeps who signed in last, for when that sign-in has ended."""

_TAKEN = "taken"
"""Where it keeps what arrived, until her browser is told and keeps it no longer itself."""

_FORMS = "csrf_token"
"""Where Flask-WTF keeps what makes the marks of forms."""


_PATIENCE_S = 1.0
"""So long a page waits for what goes on beside it."""


@dataclass
class House:
    """What the site stands on."""

    store: Store
    integrations: Integrations
    settings: Settings


@dataclass
class _Moment:
    """What one request has found out so far; forgotten when it begins to write."""

    session: Session | None = None
    writes: bool = False
    known: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Place:
    """The district as the frame of a page shows it."""

    id: str
    name: str
    url: str
    theme_url: str
    crest_url: str

    @classmethod
    def of(cls, catalog: Catalog, language: str) -> Self:
        here = catalog.district.id
        version = _version(catalog)
        crest = url("welcome.crest", district=here, v=version) if catalog.branding.crest else None
        return cls(
            id=here,
            name=catalog.district.university.in_(language),
            url=url("welcome.district", district=here),
            theme_url=url("welcome.theme", district=here, v=version),
            crest_url=crest or url("static", filename="img/tassel.svg"),
        )


def _version(catalog: Catalog) -> str:
    """Stands in addresses of what may be kept for good, and changes with the branding."""
    return hashlib.sha256(catalog.branding.model_dump_json().encode()).hexdigest()[:12]


# -- what a page asks ----------------------------------------------------------------------------


def session() -> Session:
    """The session to ask with; inside `transaction()` it is the one that writes."""
    moment = _moment()
    if moment.session is None:
        moment.session = Session(house().store.engine, expire_on_commit=False)
    return moment.session


@contextmanager
def transaction() -> Iterator[Session]:
    """One act: what is done in the block and every reaction to it, or nothing at all."""
    _forget()
    moment = _moment()
    try:
        with house().store.write() as writing:
            moment.session, moment.writes = writing, True
            yield writing
            reactions.follow(writing, now=now())
    finally:
        g.pop("moment", None)


def beside(work: Callable[[], None]) -> None:
    """Do what may take long in a thread of its own; what is over in a moment is over on return."""
    thread = Thread(target=work, name="beside", daemon=True)
    thread.start()
    thread.join(current_app.config.get("PATIENCE_S", _PATIENCE_S))


def now() -> datetime:
    """The moment of this request."""
    return _once("now", _now)


def clock() -> Callable[[], datetime]:
    """What tells the moment to whatever goes on after this request."""
    return current_app.config.get("CLOCK") or _clock


def today() -> date:
    """The day that it is in the district."""
    return catalogs.local_day(catalog(), now())


def as_of() -> date | None:
    """The earlier day that the address asks for by `?as_of=`, if it asks for one."""
    asked = request.args.get("as_of", type=date.fromisoformat)
    return asked if asked and date(1900, 1, 1) <= asked < today() else None


@contextmanager
def looking_back() -> Iterator[date | None]:
    """Inside, everything is as it stood at the end of the day asked for; else as it is now.

    Who looks, and what she may see, is always as of now.
    """
    day, before = as_of(), _moment()
    if day is None:
        yield None
        return
    me_now = {"person": person(), "actor": actor()}
    end = catalogs.end_of(session(), district(), day)
    with Session(house().store.engine, expire_on_commit=False) as back:
        look_back(back, end)
        g.moment = _Moment(back, known={"now": end, **me_now})
        try:
            yield day
        finally:
            g.moment = before


def yesterday() -> date:
    """The latest day to look back to, whichever one is looked back to now."""
    return catalogs.local_day(catalog(), _now()) - timedelta(days=1)


def here_now() -> str:
    """The address of this very page as it is now."""
    asked = [(name, value) for name, value in request.args.items(multi=True) if name != "as_of"]
    return f"{request.path}?{urlencode(asked)}" if asked else request.path


def district() -> str:
    """The id of the district in the address."""
    return str(g.district)


def district_if_any() -> str | None:
    """The same; None on the few pages that stand outside of districts."""
    return str(g.district) if "district" in g else None


def catalog() -> Catalog:
    """The district's catalog that is in force today."""
    return _once("catalog", lambda: catalogs.current(session(), district(), now=now()))


def district_words() -> Mapping[str, Word]:
    """The words of the district in the address; none where there is no district."""
    found = _catalog_if_any()
    return found.words if found else {}


def person() -> Person | None:
    """Who is signed in, in any district."""
    return _once("person", _signed_in)


def actor() -> Actor | None:
    """Who is signed in, with her roles in this district; None for a visitor."""
    return _once("actor", _acting)


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


FOR_GUESTS = frozenset({
    "gatherings.guest", "gatherings.ask_for_code", "gatherings.look_up", "gatherings.here",
    "gatherings.check_in", "credentials.show", "credentials.share", "credentials.door",
    "evidence.show", "notifications.mine", "notifications.follow", "notifications.read_all",
    "downloads.mine",
})  # fmt: skip
"""All that a guest may open beside the pages that are open to everybody."""


def is_guest() -> bool:
    """Whether the reader came to one gathering from elsewhere."""
    acting = actor_if_here()
    return acting is not None and acting.participant.guest


def _must_be_for_guests() -> None:
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


def house() -> House:
    """The site's store, integrations and settings."""
    found: House = current_app.extensions["house"]
    return found


def scans() -> bool:
    """Whether files are scanned here before anybody opens them."""
    return house().integrations.scanner is not None


def waits_for_scan(artifact: Artifact) -> bool:
    """Whether nobody opens this file yet, for the scanner has still to look at it."""
    return scans() and bool(artifact.digest) and artifact.scan is Scan.OPEN


def wants_part() -> bool:
    """Whether htmx asks for a part of the page."""
    return bool(htmx.partial)


# -- how a page answers ---------------------------------------------------------------------------


def answer(template: str, *, otherwise: str, **facts: Any) -> Answer:
    """The partial, when htmx asked for it; else the page at `otherwise`, by a redirect."""
    if wants_part():
        return render(template, **facts)
    return redirect(otherwise, 303)


def go(where: str) -> Answer:
    """Send the reader to another page, out of a partial too; what she sent has arrived."""
    if request.method == "POST":
        cookie[_TAKEN] = request.full_path.rstrip("?")
    if wants_part():
        return Response(status=200, headers={"HX-Redirect": where})
    return redirect(where, 303)


def taken() -> str:
    """To which address the reader sent what has arrived; told once, on the next page."""
    return str(cookie.pop(_TAKEN, ""))


def say(sentence: str, tone: str = "good") -> None:
    """Tell the reader on the next page; `tone` is `good`, `info` or `stop`."""
    flash(sentence, tone)


def keep_sign_in(token: str) -> None:
    """Begin a new cookie with this sign-in; what an earlier one held is forgotten.

    Except for the same person: a form that she left open can still be sent.
    """
    before = dict(cookie)
    cookie.clear()
    cookie[SIGN_IN] = token
    cookie.permanent = True
    _forget()
    cookie[_WHOSE] = str(known_person().id)
    if before.get(_WHOSE) == cookie[_WHOSE] and _FORMS in before:
        cookie[_FORMS] = before[_FORMS]


def safe_next(otherwise: str) -> str:
    """Where the reader wanted to go, if that is a page of ours."""
    wanted = request.values.get("next", "")
    return wanted if _is_a_page(wanted) else otherwise


def blueprint(
    feature: str, *, public: Collection[str] = (), prefix: str = "/<district>"
) -> Blueprint:
    """The pages of a feature, under the district's address; `public` names open views."""
    pages = Blueprint(feature, f"web.{feature}", url_prefix=prefix or None)

    @pages.before_request
    def _guard() -> None:
        if request.endpoint not in {f"{feature}.{view}" for view in public}:
            me()
            _must_be_for_guests()

    return pages


# -- how it is put together -----------------------------------------------------------------------


def register(app: Flask, store: Store, integrations: Integrations, settings: Settings) -> None:
    app.extensions["house"] = House(store, integrations, settings)
    CSRFProtect(app)
    app.url_value_preprocessor(_take_district)
    app.url_defaults(_give_district)
    app.before_request(_know_district)
    app.teardown_appcontext(lambda _error: _forget())
    app.context_processor(_known_to_templates)
    app.jinja_env.globals.update(
        here_now=here_now, taken=taken, waits_for_scan=waits_for_scan, yesterday=yesterday
    )


def _take_district(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values and "district" in values:
        g.district = values.pop("district")


def _give_district(endpoint: str, values: dict[str, Any]) -> None:
    wants = current_app.url_map.is_endpoint_expecting(endpoint, "district")
    if wants and "district" not in values and "district" in g:
        values["district"] = g.district


def _know_district() -> None:
    if "district" in g and g.district not in people.districts(session()):
        del g.district
        abort(404)
    if request.routing_exception is not None:
        _guess_district()


def _guess_district() -> None:
    """Where there is no such page, the frame is still that of the district in the address."""
    first = request.path.strip("/").partition("/")[0]
    if first in people.districts(session()):
        g.district = first


def _known_to_templates() -> dict[str, Any]:
    found = _catalog_if_any()
    return {
        "district": Place.of(found, language()) if found else None,
        "catalog": found,
        "me": actor_if_here(),
        "person": person(),
        "theme": theme(),
        "Act": Act,
    }


def _catalog_if_any() -> Catalog | None:
    try:
        return catalog() if "district" in g else None
    except NoCatalog:
        return None


def takes_post(address: str) -> bool:
    """Whether a form of ours can be sent to this address."""
    return _is_a_page(address, "POST")


def _is_a_page(address: str, method: str = "GET") -> bool:
    path = urlsplit(address).path
    if not address.startswith("/") or address[1:2] in ("/", "\\") or not address.isprintable():
        return False
    try:
        current_app.url_map.bind("").match(path, method)
    except HTTPException:
        return False
    return True


def _moment() -> _Moment:
    if "moment" not in g:
        g.moment = _Moment()
    found: _Moment = g.moment
    return found


def _forget() -> None:
    """Close what was read, so that nothing stale is seen afterwards."""
    moment: _Moment | None = g.pop("moment", None)
    if moment and moment.session and not moment.writes:
        moment.session.close()


def _once(name: str, find: Any) -> Any:
    known = _moment().known
    if name not in known:
        known[name] = find()
    return known[name]


def _now() -> datetime:
    return clock()()


def _clock() -> datetime:
    return datetime.now(UTC)


def _signed_in() -> Person | None:
    token = cookie.get(SIGN_IN)
    return people.signed_in(session(), token, now=now()) if token else None


def _acting() -> Actor | None:
    someone = person()
    return people.actor(session(), someone, district()) if someone else None
