"""What was earned, shown, shared and checked."""

import json
import uuid
from typing import Any

from flask import Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _

from engine import credentials
from engine.credentials import Attainment, Credential
from web import badge_art, page
from web.credentials.shown import Shown, shown, stars
from web.squares import site

pages = page.blueprint(
    "credentials", public=("verify", "document", "signed", "key", "art", "achievement")
)

_A_WEEK_S = 7 * 24 * 60 * 60


@pages.get("/credentials")
def wall() -> Answer:
    """My badges and degrees; for somebody who doesn't play, the degrees alone."""
    place = page.me().participant
    mine = [shown(each) for each in credentials.of(page.session(), place)]
    return render_template(
        "credentials/wall.html",
        badges=[each for each in mine if not each.is_degree and place.plays],
        degrees=[each for each in mine if each.is_degree],
    )


@pages.get("/credentials/<uuid:credential_id>/mine")
def show(credential_id: uuid.UUID) -> Answer:
    """My credential: share it, print it, take it along."""
    return render_template("credentials/show.html", shown=shown(_mine(credential_id)))


@pages.post("/credentials/<uuid:credential_id>/share")
def share(credential_id: uuid.UUID) -> Answer:
    public = request.form.get("public") == "yes"
    with page.transaction() as session:
        credential = credentials.get(session, page.district(), credential_id)
        credentials.make_public(session, credential, public, by=page.me())
    return page.answer(
        "credentials/_share.html",
        otherwise=url_for(".show", credential_id=credential_id),
        shown=shown(_mine(credential_id)),
    )


@pages.get("/credentials/<uuid:credential_id>/door")
def door(credential_id: uuid.UUID) -> Answer:
    """A sign for a classroom's door."""
    return render_template("credentials/door.html", shown=shown(_mine(credential_id)))


@pages.get("/credentials/<uuid:credential_id>")
def verify(credential_id: uuid.UUID) -> Answer:
    """Where anyone checks a credential that its earner shares."""
    return render_template("credentials/verify.html", shown=_open(credential_id))


@pages.get("/credentials/<uuid:credential_id>/credential.json")
def document(credential_id: uuid.UUID) -> Answer:
    found = _valid(credential_id)
    text = json.dumps(found.document, ensure_ascii=False, indent=2)
    return _download(text, "application/ld+json", f"{found.credential.key}.json")


@pages.get("/credentials/<uuid:credential_id>/credential.jwt")
def signed(credential_id: uuid.UUID) -> Answer:
    found = _valid(credential_id)
    signer = page.house().integrations.signer
    token = credentials.signed(found.document, signer, site=site())
    return _download(token, "application/jwt", f"{found.credential.key}.jwt")


@pages.get("/credentials/key")
def key() -> Answer:
    """The public half of the key that signs, as a JSON Web Key."""
    jwk: dict[str, Any] = {
        **page.house().integrations.signer.public_key,
        "kid": f"{site()}/credentials/key",
    }
    return Response(json.dumps(jwk), mimetype="application/jwk+json")


@pages.get("/credentials/<any(badge, degree):attainment>/<name>")
def achievement(attainment: str, name: str) -> Answer:
    """Where a signed document says that its achievement is described."""
    if attainment == Attainment.BADGE and name in page.catalog().badge_catalog:
        return page.go(url_for("catalogs.badge", badge=name))
    if attainment == Attainment.DEGREE and name in page.catalog().degrees:
        return page.go(url_for("degrees.catalog", _anchor=name))
    return abort(404)


@pages.get("/credentials/art/<badge>.svg")
def art(badge: str) -> Answer:
    """A badge's drawing; alike for a title each time, so it may be kept."""
    catalog = page.catalog()
    offer = catalog.badge_catalog.get(badge) or abort(404)
    language = request.args.get("language", page.language())
    drawing = badge_art.draw(
        offer.title.in_(language),
        catalog.branding.primary,
        stars(badge, catalog),
        offer.campus or "",
        name=badge,
        sign=campus.icon or "" if (campus := catalog.campuses.get(offer.campus or "")) else "",
    )
    image = Response(drawing, mimetype="image/svg+xml")
    image.headers["Cache-Control"] = f"public, max-age={_A_WEEK_S}"
    image.add_etag()
    return image.make_conditional(request)


def _mine(credential_id: uuid.UUID) -> Credential:
    found = credentials.get(page.session(), page.district(), credential_id)
    if found.participant_id != page.me().participant.id:
        abort(404)
    return found


def _open(credential_id: uuid.UUID) -> Shown:
    """A credential that this reader may see."""
    to = page.actor()
    return shown(credentials.shown(page.session(), page.district(), credential_id, to=to))


def _valid(credential_id: uuid.UUID) -> Shown:
    """One that still stands: what was revoked is not handed out signed."""
    found = _open(credential_id)
    return found if found.is_valid else abort(410, _("This credential was taken back."))


def _download(text: str, media_type: str, name: str) -> Answer:
    response = Response(text, mimetype=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
