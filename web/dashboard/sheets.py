"""A sheet of the dashboard: one message, the picture of it, and the same numbers as a table."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from web.charts import Figure
from web.formats import number, percent

Cell = str | int | Fraction


@dataclass(frozen=True)
class Sheet:
    """Numbers that belong together; a share is a fraction of 1."""

    key: str
    title: str
    heads: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    figure: Figure | None = None
    note: str = ""
    height: str | None = None
    total: tuple[Cell, ...] = field(default=())
    """The last row, where adding up makes sense."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to see yet."""
        return not any(isinstance(cell, int) and cell for row in self.rows for cell in row[1:])

    @property
    def shown(self) -> list[tuple[str, ...]]:
        """The rows as the reader's language writes them."""
        return [tuple(map(_shown, row)) for row in self._all]

    @property
    def exported(self) -> list[tuple[object, ...]]:
        """The rows with bare numbers, for spreadsheets."""
        return [
            tuple(round(float(cell), 4) if isinstance(cell, Fraction) else cell for cell in row)
            for row in self._all
        ]

    @property
    def _all(self) -> list[tuple[Cell, ...]]:
        return [*self.rows, *([self.total] if self.total else [])]


def share(part: int, whole: int) -> Fraction:
    """A part of a whole; nothing of nothing is nothing."""
    return Fraction(part, whole) if whole else Fraction(0)


def lying(lines: Sequence[object], each: int = 1) -> str | None:
    """How tall a chart of lying bars is, so that each line keeps its room."""
    bars = len(lines) * each
    return "low" if bars <= 3 else "tall" if bars > 8 else None


def _shown(cell: Cell) -> str:
    if isinstance(cell, Fraction):
        return percent(float(cell))
    return number(cell) if isinstance(cell, int) else cell
