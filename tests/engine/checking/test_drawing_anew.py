"""Pictures are kept without place, device and remarks; recordings lose what tells of them."""

import io

import pytest
from PIL import Image, ImageCms

from engine.checking import check, pictures
from engine.errors import FileRefused
from rules.terms import FileKind
from tests import artifacts

SIZES = dict.fromkeys(FileKind, 5)
TELLING = (b"Exif", b"Pocket", b"GPS", b"xmpmeta", b"Room 12", b"ICC_PROFILE", b"iCCP")


def drawn(content: bytes, name: str = "a.jpg") -> bytes:
    return check(io.BytesIO(content), name, SIZES).stream.read()


def test_nothing_tells_where_or_with_what_it_was_taken() -> None:
    photo = artifacts.photo_with_a_place()
    assert [sign for sign in TELLING[:5] if sign not in photo] == []

    kept = drawn(photo)

    assert [sign for sign in TELLING if sign in kept] == []
    assert not Image.open(io.BytesIO(kept)).getexif()


def test_it_stands_upright() -> None:
    kept = Image.open(io.BytesIO(drawn(artifacts.photo_with_a_place())))

    assert kept.size == (20, 40)
    assert min(kept.getpixel((18, 1))) > 200, "the white corner is on the upper right now"


def test_colours_of_another_space_become_common_ones() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    see_through = Image.new("RGBA", (4, 4), (200, 30, 30, 100))
    paletted = Image.new("P", (4, 4))

    for given in (
        artifacts.picture(icc_profile=srgb),
        artifacts.picture(icc_profile=profile),
        artifacts.saved(see_through, "PNG", icc_profile=srgb),
        artifacts.saved(paletted, "PNG", icc_profile=srgb),
    ):
        kept = drawn(given, "a.png")
        assert [sign for sign in TELLING if sign in kept] == []
    assert "icc_profile" not in Image.open(io.BytesIO(kept)).info


def test_what_is_seen_through_stays_so() -> None:
    see_through = Image.new("RGBA", (4, 4), (200, 30, 30, 100))

    for sort in ("PNG", "WEBP", "AVIF"):
        kept = Image.open(io.BytesIO(drawn(artifacts.saved(see_through, sort), "a.png")))
        assert "A" in kept.getbands(), sort


def test_print_colours_can_be_shown() -> None:
    cmyk = artifacts.saved(Image.new("CMYK", (4, 4)), "JPEG")

    assert Image.open(io.BytesIO(drawn(cmyk))).mode == "RGB"


@pytest.mark.parametrize("sort", ["GIF", "WEBP", "PNG"])
def test_what_moves_goes_on_moving(sort: str) -> None:
    kept = Image.open(io.BytesIO(drawn(artifacts.moving(sort), "a.gif")))

    assert kept.n_frames == 3


def test_a_moving_picture_has_its_limit_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "_MOVING_DOTS_MOST", 1000)

    with pytest.raises(FileRefused) as refusal:
        drawn(artifacts.moving(), "a.gif")
    assert refusal.value.why == "too_many_dots"


@pytest.mark.parametrize("sort", ["PNG", "JPEG"])
def test_a_very_large_picture_is_kept_smaller(sort: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "EDGE_MOST", 100)

    kept = Image.open(io.BytesIO(drawn(artifacts.picture(sort, (900, 450)))))

    assert kept.size == (100, 50)


def test_a_recording_tells_no_place_and_no_device() -> None:
    film = artifacts.mp4()
    assert b"+42.05-087.83" in film

    kept = drawn(film, "a.mp4")

    assert len(kept) == len(film)
    assert b"+42.05" not in kept
    assert b"Pocket 9" not in kept
    assert kept.count(b"\1" * 40) == 1
