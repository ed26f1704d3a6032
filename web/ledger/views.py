"""The ledger's pages: one's own statement, that of somebody one looks after, and its file."""

import uuid
from datetime import UTC

from flask import Response, redirect, render_template
from flask.typing import ResponseReturnValue as Answer

from engine import ledger, people, progress
from engine.people import Act, Participant
from rules.terms import Currency
from web import page
from web.exports import csv_file
from web.formats import in_language
from web.ledger.asking import Asked
from web.ledger.statement import Statement

pages = page.blueprint("ledger")

_HEADS = (
    "entry", "counts_for", "posted_at", "currency", "kind", "points", "source", "rule", "campus",
    "reason", "catalog", "digest",
)  # fmt: skip


@pages.get("/ledger")
def mine() -> Answer:
    return _statement(page.me().participant, Asked.read())


@pages.get("/ledger/<int:seq>")
def line(seq: int) -> Answer:
    """Where a number links to: the very line, opened."""
    return _line(page.me().participant, seq, Asked.read())


@pages.get("/ledger/statement.csv")
def export() -> Answer:
    return _export(page.me().participant)


@pages.get("/people/<uuid:participant_id>/ledger")
def of(participant_id: uuid.UUID) -> Answer:
    return _statement(_looked_after(participant_id), Asked.read(participant_id))


@pages.get("/people/<uuid:participant_id>/ledger/<int:seq>")
def line_of(participant_id: uuid.UUID, seq: int) -> Answer:
    return _line(_looked_after(participant_id), seq, Asked.read(participant_id))


@pages.get("/people/<uuid:participant_id>/ledger/statement.csv")
def export_of(participant_id: uuid.UUID) -> Answer:
    return _export(_looked_after(participant_id))


def _looked_after(participant_id: uuid.UUID) -> Participant:
    place = people.participant(page.session(), page.district(), participant_id)
    page.must(Act.SEE_GAME, place)
    return place


def _sees(place: Participant) -> tuple[Currency, ...]:
    """What somebody buys is hers to know, and the desk's."""
    own = place.id == page.me().participant.id
    return tuple(Currency) if own or page.me().may(Act.FULFIL, place) else (Currency.EXPERIENCE,)


def _statement(place: Participant, asked: Asked) -> Answer:
    currencies = _sees(place)
    if asked.currency not in currencies:
        page.must(Act.FULFIL, place)
    with page.looking_back() as as_of:
        return render_template(
            "ledger/statement.html",
            place=place,
            someone=people.person_of(page.session(), place),
            currencies=currencies,
            asked=asked,
            as_of=as_of,
            level=_level(place) if as_of else "",
            now=page.now(),
            statement=Statement.of(page.session(), place, asked, page.catalog()),
        )


def _level(place: Participant) -> str:
    """The title of the level that she had come to."""
    level = progress.level(page.session(), place, now=page.now()).level
    return in_language(page.catalog().levels[level].title) if level else ""


def _line(place: Participant, seq: int, asked: Asked) -> Answer:
    entry = ledger.entry(page.session(), place, seq)
    address = asked.url(currency=entry.currency)
    return redirect(f"{address}{'&' if '?' in address else '?'}open={seq}#entry-{seq}")


def _export(place: Participant) -> Response:
    """Every entry that I may see, in the order of posting, exactly as it was sealed."""
    currencies, day = _sees(place), page.as_of()
    with page.looking_back():
        lines = [
            line.entry
            for currency in currencies
            for line in ledger.statement(page.session(), place, currency=currency)
        ]
    rows = [
        (
            each.seq, each.effective_on.isoformat(), each.posted_at.astimezone(UTC).isoformat(),
            each.currency.value, each.kind.value, each.points, each.source, each.rule, each.campus,
            each.reason, each.catalog, each.digest,
        )
        for each in sorted(lines, key=lambda entry: entry.seq)
    ]  # fmt: skip
    then = f"-as-of-{day}" if day else ""
    return csv_file(f"ledger-{page.district()}{then}.csv", _HEADS, rows)
