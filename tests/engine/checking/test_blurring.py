"""A blurred patch tells one color, whatever it hid; all around it stays as it was."""

import io

import pytest
from PIL import Image, ImageSequence

from engine.checking import blurred, grid_of
from tests import artifacts

LEFT_HALF = [(column, row) for column in range(4) for row in range(8)]


def opened(stream) -> Image.Image:
    stream.seek(0)
    return Image.open(stream)


def striped(light: int, dark: int, *, across: bool) -> bytes:
    """A picture of 80 x 80 with stripes in its left half, whose mean is always the same."""
    picture = Image.new("RGB", (80, 80), (200, 30, 30))
    for x in range(40):
        for y in range(80):
            shade = light if (x if across else y) % 2 else dark
            picture.putpixel((x, y), (shade, shade, shade))
    return artifacts.saved(picture, "PNG")


def test_nothing_of_what_it_hid_is_left() -> None:
    """Three pictures that differ in the patch alone become the very same bytes."""
    hidden = {
        blurred(io.BytesIO(content), "image/png", LEFT_HALF, (8, 8))[1].read()
        for content in (
            striped(140, 60, across=True), striped(190, 10, across=True),
            striped(140, 60, across=False),
        )
    }  # fmt: skip

    assert len(hidden) == 1


def test_around_it_every_dot_stays() -> None:
    content = striped(140, 60, across=True)

    after = opened(blurred(io.BytesIO(content), "image/png", LEFT_HALF, (8, 8))[1])

    right = (40, 0, 80, 80)
    assert after.crop(right).tobytes() == opened(io.BytesIO(content)).crop(right).tobytes()
    assert {color for _n, color in after.crop((0, 0, 40, 80)).getcolors()} == {
        (100, 100, 100), (90, 90, 90),
    }  # fmt: skip


def test_squares_that_do_not_touch_have_each_their_color() -> None:
    picture = Image.new("RGB", (80, 80), (200, 200, 200))
    picture.paste((20, 20, 20), (70, 70, 80, 80))
    content = artifacts.saved(picture, "PNG")

    after = opened(blurred(io.BytesIO(content), "image/png", [(0, 0), (7, 7), (9, 9)], (8, 8))[1])

    assert after.getpixel((0, 0)) == (200, 200, 200)
    assert after.getpixel((79, 79)) == (20, 20, 20)


def test_what_can_be_seen_through_is_filled_too() -> None:
    clear = artifacts.saved(Image.new("RGBA", (8, 8), (10, 20, 30, 0)), "PNG")

    after = opened(blurred(io.BytesIO(clear), "image/png", [(0, 0)], (8, 8))[1])

    assert (after.getpixel((0, 0)), after.getpixel((1, 1))) == ((10, 20, 30, 255), (10, 20, 30, 0))


@pytest.mark.parametrize(("sort", "media_type"), [("GIF", "image/gif"), ("WEBP", "image/webp")])
def test_every_frame_of_a_moving_picture_is_blurred(sort: str, media_type: str) -> None:
    frames = []
    for at in (0, 10):
        frame = Image.new("RGB", (20, 20), (250, 250, 250))
        frame.paste((0, 0, 0), (at, 0, at + 10, 10))
        frame.paste((0, 0, 0), (at, 14, at + 4, 18))  # moves where nothing is blurred
        frames.append(frame)
    moving = artifacts.saved(
        frames[0], sort, save_all=True, append_images=frames[1:], duration=[80, 90], loop=0
    )

    kind, drawn = blurred(io.BytesIO(moving), media_type, [(0, 0), (1, 0)], (2, 2))

    after = [frame.convert("RGB") for frame in ImageSequence.Iterator(opened(drawn))]
    assert (kind, len(after)) == (media_type, 2)
    for frame in after:
        shades = [frame.getpixel((x, 5))[0] for x in (2, 12)]
        assert all(abs(shade - 120) < 20 for shade in shades), "no square is black or white"


@pytest.mark.parametrize(
    ("size", "longer", "grid"),
    [
        ((800, 600), 8, (8, 6)),
        ((600, 800), 24, (18, 24)),
        ((4000, 10), 8, (8, 1)),
        ((2, 2), 8, (2, 2)),
    ],
)
def test_squares_are_as_high_as_wide(size, longer, grid) -> None:
    assert grid_of(io.BytesIO(artifacts.saved(Image.new("L", size), "PNG")), longer) == grid
