"""Tables as files: CSV that every spreadsheet reads alike, whatever language the reader has."""

import csv
import io
from collections.abc import Iterable, Sequence

from flask import Response

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_file(name: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """A CSV file to download; the byte order mark tells spreadsheets that it is UTF-8."""
    told = io.StringIO()
    writer = csv.writer(told)
    writer.writerow(heads)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return Response(
        "\ufeff" + told.getvalue(),
        mimetype="text/csv",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _cell(value: object) -> object:
    """Text never starts what a spreadsheet would take for a formula; numbers stay as they are."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
