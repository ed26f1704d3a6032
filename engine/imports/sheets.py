"""A sheet as it was saved: bytes become lines of cells under the columns that we know."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.errors import FileRefused, NotAnEmptyFile

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "email": (
        "email", "e mail", "mail", "email address", "e mail address", "mail address",
        "staff email", "teacher email", "participant email", "username",
        "correo", "correo electronico", "direccion de correo", "direccion de correo electronico",
    ),
    "activity": (
        "activity", "activity name", "activity title", "course", "course name", "course title",
        "badge", "session", "workshop", "title",
        "actividad", "nombre de la actividad", "curso", "insignia", "sesion", "taller", "titulo",
    ),
    "stage": ("stage", "step", "etapa", "fase", "paso"),
    "kind": (
        "kind", "type", "evidence", "kind of evidence", "evidence kind", "type of evidence",
        "evidence type", "tipo", "evidencia", "tipo de evidencia", "clase de evidencia",
    ),
    "hours": (
        "hours", "hrs", "contact hours", "clock hours", "number of hours", "duration", "time",
        "horas", "horas de contacto", "numero de horas", "duracion", "tiempo",
    ),
    "day": (
        "day", "date", "done on", "completed", "completed on", "date completed",
        "completion date", "date of completion",
        "dia", "fecha", "completado", "completado el", "fecha de finalizacion",
        "fecha de realizacion",
    ),
    "value": ("value", "figure", "result", "percent", "valor", "cifra", "resultado", "porcentaje"),
    "source": ("source", "register", "source of the figure", "fuente", "registro"),
    "link": (
        "link", "url", "links", "link to evidence", "evidence link", "artifact", "web address",
        "enlace", "enlace a la evidencia", "vinculo", "liga",
    ),
    "approved_by": (
        "approved by", "approver", "approved", "reviewer", "reviewed by", "signed by",
        "aprobado por", "aprobo", "aprobada por", "revisado por", "revisada por", "reviso",
        "revisor", "revisora", "firmado por",
    ),
}  # fmt: skip
"""What a district may call each column, without accents and signs."""
NEEDED = ("email", "activity", "day", "approved_by")
_SEPARATORS = ",;\t|"


@dataclass(frozen=True)
class Line:
    """A line of the sheet that says something."""

    number: int
    cells: Mapping[str, str]

    def says(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True)
class Sheet:
    """A sheet under the columns that we know, whatever their order."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...]


def read_sheet(content: bytes, name: str = "", needed: Sequence[str] = NEEDED) -> Sheet:
    """Read what a spreadsheet or form was saved as: separated by commas, semicolons or tabs.

    Raises NotAnEmptyFile when there is no row, or a column that is needed is missing.
    """
    text, notes = decoded(content, name)
    lines = list(_lines(text, _separator(text)))
    columns = _columns(lines[0][1]) if lines else []
    missing = tuple(column for column in needed if column not in columns)
    if missing or len(lines) < 2:
        raise NotAnEmptyFile(missing)
    return Sheet(
        tuple(filter(None, columns)),
        tuple(Line(number, _under(columns, cells)) for number, cells in lines[1:]),
        notes,
    )


def plain(text: str) -> str:
    """Small letters and digits with single spaces between: `Correo electrónico:` and the like."""
    letters = unicodedata.normalize("NFKD", text.lower())
    kept = "".join(sign for sign in letters if not unicodedata.combining(sign))
    return re.sub(r"[^a-z0-9]+", " ", kept).strip()


_KNOWN = {written: column for column, names in COLUMNS.items() for written in names}


def decoded(content: bytes, name: str = "") -> tuple[str, tuple[str, ...]]:
    """The text of a file, whatever it was saved by, and what was guessed about it."""
    if content.startswith(b"PK\x03\x04"):
        raise FileRefused(name, "unknown_kind")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace"), ()
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace"), ("windows_text",)


def _separator(text: str) -> str:
    """The one under which the first line has the most columns that we know."""
    first = next(filter(str.strip, text.splitlines()), "")
    return max(_SEPARATORS, key=lambda sign: len([*filter(None, _columns(first.split(sign)))]))


def _lines(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Each line that says something, with the number of its first line in the file."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    begins = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield begins, [cell.strip() for cell in cells]
        begins = reader.line_num + 1


def _columns(headings: list[str]) -> list[str]:
    """Our word for each heading, empty for those that we have no use for; the first one counts."""
    found: list[str] = []
    for heading in headings:
        column = _KNOWN.get(plain(heading), "")
        found.append("" if column in found else column)
    return found


def _under(columns: list[str], cells: list[str]) -> dict[str, str]:
    return {column: cell for column, cell in zip(columns, cells, strict=False) if column}
