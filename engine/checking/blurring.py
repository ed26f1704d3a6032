"""Parts of a picture made unreadable: of each patch one color stays, and no shape."""

from collections.abc import Collection, Iterator
from typing import IO

from PIL import Image

from engine.checking.pictures import drawn_anew

Cell = tuple[int, int]
"""Column and row, from the upper left."""
_SHADE = 10
"""By how much every second square is darker, so that one sees that something is hidden."""


def grid_of(stream: IO[bytes], longer: int) -> Cell:
    """Columns and rows of squares over a picture with so many along its longer side."""
    stream.seek(0)
    with Image.open(stream) as picture:
        width, height = picture.size
    across = min(longer, max(1, round(longer * width / max(width, height))), width)
    down = min(longer, max(1, round(longer * height / max(width, height))), height)
    return across, down


def blurred(
    stream: IO[bytes], media_type: str, cells: Collection[Cell], grid: Cell
) -> tuple[str, IO[bytes]]:
    """The picture in a new file, without what was to be seen in these squares.

    Squares that touch are one patch: of all that stood in it, their common mean is left.
    """
    patches = list(_patches({cell for cell in cells if cell[0] < grid[0] and cell[1] < grid[1]}))

    def hide(frame: Image.Image) -> Image.Image:
        shown = frame.convert("RGBA" if frame.has_transparency_data else "RGB")
        for patch in patches:
            _fill(shown, patch, grid)
        return shown

    media_type, drawn = drawn_anew(stream, media_type, hide)
    drawn.seek(0)
    return media_type, drawn


def _patches(cells: set[Cell]) -> Iterator[Collection[Cell]]:
    """The squares by what touches, corners too."""
    left = set(cells)
    while left:
        patch, todo = set(), [left.pop()]
        while todo:
            column, row = cell = todo.pop()
            patch.add(cell)
            near = {(column + x, row + y) for x in (-1, 0, 1) for y in (-1, 0, 1)} & left
            left -= near
            todo += near
        yield patch


def _fill(frame: Image.Image, patch: Collection[Cell], grid: Cell) -> None:
    boxes = {cell: _box(frame.size, cell, grid) for cell in patch}
    means = [_mean(frame.crop(box).convert("RGB")) for box in boxes.values()]
    mean = tuple(sum(each[i] for each in means) // len(means) for i in range(3))
    darker = tuple(max(0, each - _SHADE) for each in mean)
    for (column, row), box in boxes.items():
        color = darker if (column + row) % 2 else mean
        frame.paste(Image.new("RGB", (box[2] - box[0], box[3] - box[1]), color), box)


def _box(size: Cell, cell: Cell, grid: Cell) -> tuple[int, int, int, int]:
    (width, height), (column, row), (across, down) = size, cell, grid
    return (
        width * column // across,
        height * row // down,
        width * (column + 1) // across,
        height * (row + 1) // down,
    )


def _mean(part: Image.Image) -> tuple[int, ...]:
    pixel = part.resize((1, 1), Image.Resampling.BOX)
    return tuple(pixel.tobytes())
