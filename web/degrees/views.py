"""My degrees, one of them as a plan, the catalog of all, taking one up, and the diploma."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import segno
from flask import abort, render_template, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _
from markupsafe import Markup

from engine import catalogs, credentials, evidence, people, progress
from engine.credentials import Attainment, Credential
from engine.progress import Conferral, Enrollment, Pursued
from rules.audits import Audit
from rules.audits.findings import Finding
from rules.audits.kept import kept_findings
from rules.catalog import Catalog, Degree
from rules.requirements import Kind, Requirement
from rules.requirements.phrases import summary
from web import page, sentences, steps
from web.degrees import trees
from web.formats import first_up, in_language
from web.wording import words

pages = page.blueprint("degrees", public=("catalog",))


@dataclass(frozen=True)
class Sheet:
    """One degree as it is shown: taken up, conferred, or looked at from afar."""

    key: str
    degree: Degree
    year: str
    lines: tuple[trees.Line, ...]
    have: int
    want: int
    share: float
    exact: bool
    enrollment: Enrollment | None = None
    conferral: Conferral | None = None


@dataclass(frozen=True)
class Asked:
    """One requirement in a line, and what is inside where its name does not say it."""

    line: str
    inside: str = ""


@dataclass(frozen=True)
class Offer:
    """A degree of the catalog, what it asks in sentences, and how far this reader would be."""

    key: str
    degree: Degree
    asks: tuple[Asked, ...]
    for_me: bool
    share: float | None = None
    pursued: bool = False
    conferral: Conferral | None = None


@pages.get("/degrees")
def mine() -> Answer:
    place, session = page.me().participant, page.session()
    held = {each.degree: each for each in progress.conferrals(session, place)}
    pursued = [
        _sheet(each)
        for each in progress.pursued(session, place, now=page.now())
        if each.enrollment.degree not in held
    ]
    return render_template(
        "degrees/mine.html",
        pursued=pursued,
        held=[(each, _degree_of(each)) for each in held.values()],
    )


@pages.get("/degrees/catalog")
def catalog() -> Answer:
    """What each degree asks, for visitors too."""
    acting = page.actor()
    audits: Mapping[str, Audit] = {}
    if acting:
        audits = progress.offered(page.session(), acting.participant, now=page.now())
    return render_template("degrees/catalog.html", offers=_offers(audits))


@pages.get("/degrees/<degree>")
def show(degree: str) -> Answer:
    place, session = page.me().participant, page.session()
    pursued = {
        each.enrollment.degree: each for each in progress.pursued(session, place, now=page.now())
    }
    held = {each.degree: each for each in progress.conferrals(session, place)}
    if degree in held:
        sheet = _conferred(held[degree], pursued.get(degree))
        return render_template("degrees/show.html", sheet=sheet, steps=())
    if degree not in pursued:
        return render_template("degrees/show.html", sheet=_looked_at(degree), steps=())
    todo = _steps(degree)
    sheet = _sheet(pursued[degree], served=_served(), next_paths=_next(degree, todo))
    return render_template("degrees/show.html", sheet=sheet, steps=todo)


@pages.post("/degrees/<degree>/enrollment")
def enroll(degree: str) -> Answer:
    """Take it up; if everything is there already it is conferred in the same moment."""
    with page.transaction() as session:
        progress.enroll(session, degree, by=page.me(), now=page.now())
    place = page.me().participant
    if any(each.degree == degree for each in progress.conferrals(page.session(), place)):
        return page.go(url_for("home.show"))
    page.say(_("You have taken it up. It asks what it asks today, whatever changes later."))
    return page.go(url_for(".show", degree=degree))


@pages.post("/degrees/<degree>/putting-aside")
def put_aside(degree: str) -> Answer:
    with page.transaction() as session:
        progress.leave(session, degree, by=page.me(), now=page.now())
    page.say(_("It is put aside. What you earned toward it stays, and you can take it up again."))
    return page.go(url_for(".mine"))


@pages.get("/degrees/<degree>/diploma")
def diploma(degree: str) -> Answer:
    place = page.me().participant
    conferral = _conferral(degree)
    credential = _credential(degree)
    site = f"{page.house().settings.base_url.rstrip('/')}/{page.district()}"
    address = f"{site}/credentials/{credential.id}" if credential else ""
    return render_template(
        "degrees/diploma.html",
        conferral=conferral,
        degree=_degree_of(conferral),
        earner=people.person_of(page.session(), place).name,
        credential=credential,
        address=address,
        code=_square(address) if address else "",
    )


# -- sheets ----------------------------------------------------------------------------------------


def _sheet(
    pursued: Pursued,
    *,
    served: Mapping[str, trees.Served] | None = None,
    next_paths: tuple[str, ...] = (),
) -> Sheet:
    """A degree that is pursued, under the catalog of its enrollment."""
    return _of_audit(
        pursued.enrollment.degree,
        pursued.degree,
        pursued.audit,
        _catalog(pursued.enrollment.catalog),
        served=served or {},
        next_paths=next_paths,
        enrollment=pursued.enrollment,
        conferral=pursued.conferral,
    )


def _looked_at(degree: str) -> Sheet:
    """A degree of today's catalog that is not taken up."""
    place = page.me().participant
    audit = progress.looked_at(page.session(), place, degree, now=page.now())
    under = page.catalog()
    return _of_audit(degree, under.degrees[degree], audit, under, served=_served())


def _of_audit(
    key: str,
    degree: Degree,
    audit: Audit,
    under: Catalog,
    *,
    served: Mapping[str, trees.Served],
    next_paths: tuple[str, ...] = (),
    enrollment: Enrollment | None = None,
    conferral: Conferral | None = None,
) -> Sheet:
    findings = audit.findings
    return Sheet(
        key=key,
        degree=degree,
        year=under.pack.catalog_year,
        lines=trees.lines(findings, degree, under, served, next_paths=next_paths),
        have=_met(findings),
        want=int(findings[0].want),
        share=float(audit.progress),
        exact=audit.exact,
        enrollment=enrollment,
        conferral=conferral,
    )


def _conferred(conferral: Conferral, pursued: Pursued | None) -> Sheet:
    """A degree that was granted, with its findings as they were that day."""
    under = _catalog(conferral.catalog)
    findings = kept_findings(conferral.audit)
    degree = under.degrees[conferral.degree]
    return Sheet(
        key=conferral.degree,
        degree=degree,
        year=under.pack.catalog_year,
        lines=trees.lines(findings, degree, under, _served()),
        have=_met(findings),
        want=int(findings[0].want),
        share=float(Fraction(conferral.audit["progress"])),
        exact=True,
        enrollment=pursued.enrollment if pursued else None,
        conferral=conferral,
    )


def _met(findings: tuple[Finding, ...]) -> int:
    return int(min(findings[0].have, findings[0].want))


def _served() -> dict[str, trees.Served]:
    place, session = page.me().participant, page.session()
    record = progress.record(session, place, on=page.today())
    granted = evidence.all_worth(session, place)
    return trees.served(record.items, page.catalog(), granted, plays=place.plays)


def _next(degree: str, todo: list[steps.Told]) -> tuple[str, ...]:
    """The requirement that the best step for this degree would move most."""
    found = [move for step in todo[:1] for move in step.moves if move.degree == degree]
    return tuple(move.finding.path for move in found[:1])


def _steps(degree: str) -> list[steps.Told]:
    found = progress.steps(page.session(), page.me().participant, now=page.now())
    return [steps.told(each) for each in found if any(move.degree == degree for move in each.moves)]


# -- the catalog -----------------------------------------------------------------------------------


def _offers(audits: Mapping[str, Audit]) -> list[Offer]:
    acting, session = page.actor(), page.session()
    taken_up, held = set(), {}
    if acting:
        place = acting.participant
        taken_up = {each.degree for each in progress.enrollments(session, place)}
        held = {each.degree: each for each in progress.conferrals(session, place)}
    return [
        Offer(
            key=key,
            degree=degree,
            asks=tuple(_asks(degree)),
            for_me=acting is None
            or not degree.audience
            or acting.participant.audience in degree.audience,
            share=float(audits[key].progress) if key in audits else None,
            pursued=key in taken_up,
            conferral=held.get(key),
        )
        for key, degree in page.catalog().degrees.items()
    ]


def _asks(degree: Degree) -> list[Asked]:
    """What it asks, one line for each requirement below the root."""
    root = degree.requires
    parts = root.of if root.kind is Kind.ALL and root.of else (root,)
    return [_asked(each) for each in parts]


def _asked(node: Requirement) -> Asked:
    """A titled group says in a second sentence what is inside; a titled leaf says it already."""
    sentence = first_up(sentences.asks(summary(node), page.catalog()))
    if node.title is None:
        return Asked(sentence)
    return Asked(in_language(node.title), f"{sentence}." if node.kind.is_group else "")


# -- the diploma -----------------------------------------------------------------------------------


def _conferral(degree: str) -> Conferral:
    held = progress.conferrals(page.session(), page.me().participant)
    return next((each for each in held if each.degree == degree), None) or abort(404)


def _credential(degree: str) -> Credential | None:
    place = page.me().participant
    found = credentials.of(page.session(), place, attainment=Attainment.DEGREE)
    return next((each for each in found if each.key == degree), None)


def _degree_of(conferral: Conferral) -> Degree:
    return _catalog(conferral.catalog).degrees[conferral.degree]


def _catalog(number: int) -> Catalog:
    return catalogs.numbered(page.session(), page.district(), number)


def _square(address: str) -> Markup:
    """The address as a QR code, drawn without styles of its own."""
    drawn = segno.make(address, error="m").svg_inline(
        omitsize=True, svgclass="t-square", lineclass=None, border=2, title=words("degree", 1)
    )
    return Markup(drawn)  # noqa: S704 drawn by us from an address of ours
