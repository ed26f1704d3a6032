"""Tables as files: CSV that every spreadsheet reads alike, and that can be had again as it was.

The very bytes are kept with each saving: names, titles and records change, a saved file does not.
"""

import base64
import csv
import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import urlencode

from flask import Response, request

from engine import exports
from engine.errors import NotFound
from engine.exports import Export
from web import page

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_file(name: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """A CSV file to download: as it is now, or by `?at=` as it was at an earlier saving."""
    if asked := request.args.get("at"):
        export = exports.saved(page.session(), page.me(), _address(), _moment(asked))
        return _sent(export, _bytes_of(export))
    content, files = csv_bytes(heads, rows), page.house().integrations.files
    called = f"{name.removesuffix('.csv')}-{{moment}}-{{digest}}.csv"
    with page.transaction() as session:
        export = exports.keep(
            session, files, content, address=_address(), name=called, by=page.me(), now=page.now()
        )
    return _sent(export, content)


def csv_bytes(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """The table as text; the byte order mark tells spreadsheets that it is UTF-8."""
    told = io.StringIO()
    writer = csv.writer(told)
    writer.writerow(heads)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return f"\ufeff{told.getvalue()}".encode()


def address_of(export: Export) -> str:
    """Where the very file can be had again."""
    joined = "&" if "?" in export.address else "?"
    at = export.saved_at.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return f"/{export.district_id}{export.address}{joined}{urlencode({'at': at})}"


def _sent(export: Export, content: bytes) -> Response:
    """The file with what it is, as of when, and the digest by which it can be recognised."""
    digest = base64.b64encode(bytes.fromhex(export.digest)).decode()
    return Response(
        content,
        mimetype="text/csv",
        headers={
            "Content-Disposition": f'attachment; filename="{export.name}"',
            "Content-Location": address_of(export),
            "ETag": f'"{export.digest}"',
            "Memento-Datetime": format_datetime(export.saved_at.astimezone(UTC), usegmt=True),
            "Repr-Digest": f"sha-256=:{digest}:",
        },
    )


def _bytes_of(export: Export) -> bytes:
    try:
        with page.house().integrations.files.open(export.digest) as kept:
            return kept.read()
    except FileNotFoundError as gone:
        raise NotFound("export") from gone


def _address() -> str:
    """The page below the district, with its filters in order."""
    path = request.path.removeprefix(f"/{page.district()}")
    asked = sorted((name, value) for name, value in request.args.items(multi=True) if name != "at")
    return f"{path}?{urlencode(asked)}" if asked else path


def _moment(asked: str) -> datetime:
    try:
        moment = datetime.fromisoformat(asked)
    except ValueError as error:
        raise NotFound("export") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _cell(value: object) -> object:
    """Text never starts what a spreadsheet would take for a formula; numbers stay as they are."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
