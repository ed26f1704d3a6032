"""Pictures are drawn anew: upright, in common colours, without a word on place or device."""

import io
from collections.abc import Callable, Mapping
from typing import IO, Any

from PIL import Image, ImageCms, ImageOps, ImageSequence

from engine.checking.wholeness import Flaw

DOTS_MOST = 50_000_000
"""What a good telephone's picture has; more would fill the memory of a small server."""
_MOVING_DOTS_MOST, _FRAMES_MOST = 50_000_000, 1000
"""Of all frames of a moving picture together; it is long as such pictures go."""
EDGE_MOST = 4096
"""The longer side of what is kept; a page of handwriting is still read at this size."""

Image.MAX_IMAGE_PIXELS = None  # The limit is ours, asked before anything is drawn.

_SORTS: Mapping[str, str] = {
    "image/jpeg": "JPEG", "image/png": "PNG", "image/gif": "GIF", "image/webp": "WEBP",
    "image/avif": "AVIF",
}  # fmt: skip
_QUALITY: Mapping[str, dict[str, Any]] = {
    "JPEG": {"quality": 88, "optimize": True}, "WEBP": {"quality": 88},
}  # fmt: skip
_MOVES = ("duration", "loop", "disposal", "blend")
_SEEN = ("transparency", "background", *_MOVES)
"""What a file says beside its dots that is a part of how it looks."""


Change = Callable[[Image.Image], Image.Image]
"""What is done with each frame on the way."""


def drawn_anew(
    stream: IO[bytes], media_type: str, change: Change = lambda frame: frame
) -> tuple[str, IO[bytes]]:
    """The picture in a new file; what came in is not what is kept."""
    drawn = io.BytesIO()
    try:
        stream.seek(0)
        with Image.open(stream, formats=[_SORTS[media_type]]) as picture:
            frames = getattr(picture, "n_frames", 1) if media_type in _MOVING else 1
            _must_be_drawable(picture, frames)
            if frames > 1:
                _save_moving(picture, _SORTS[media_type], drawn, change)
            else:
                media_type = _save(picture, media_type, drawn, change)
    except Flaw:
        raise
    except Exception:  # Whatever a decoder stumbles over, the picture is not whole.
        raise Flaw("damaged") from None
    return media_type, drawn


_MOVING = ("image/gif", "image/webp", "image/png")


def _must_be_drawable(picture: Image.Image, frames: int) -> None:
    dots = picture.width * picture.height
    moves_too_long = frames > 1 and dots * frames > _MOVING_DOTS_MOST
    if dots > DOTS_MOST or moves_too_long or frames > _FRAMES_MOST:
        raise Flaw("too_many_dots")


def _save(picture: Image.Image, media_type: str, drawn: IO[bytes], change: Change) -> str:
    """A still picture; of a sort that few programs know, a common one is made."""
    picture.draft("RGB", (EDGE_MOST, EDGE_MOST))
    if max(picture.size) > EDGE_MOST:  # Before it is copied anywhere: it fills the memory.
        picture.thumbnail((EDGE_MOST, EDGE_MOST), reducing_gap=2.0)
    upright = change(ImageOps.exif_transpose(_in_common_colours(picture)))
    if media_type == "image/avif":
        media_type = "image/png" if "A" in upright.getbands() else "image/jpeg"
    if media_type == "image/jpeg" and upright.mode not in ("L", "RGB"):
        upright = upright.convert("RGB")
    upright.info = {name: said for name, said in upright.info.items() if name in _SEEN}
    sort = _SORTS[media_type]
    upright.save(drawn, sort, **_QUALITY.get(sort, {}))
    return media_type


def _save_moving(picture: Image.Image, sort: str, drawn: IO[bytes], change: Change) -> None:
    said = {name: picture.info[name] for name in ("loop",) if name in picture.info}
    frames, durations = [], []
    for frame in ImageSequence.Iterator(picture):
        durations.append(frame.info.get("duration", 100))
        still = change(frame.convert("RGBA"))
        still.info = {}
        frames.append(still)
    first, *others = frames
    first.save(
        drawn, sort, save_all=True, append_images=others, duration=durations,
        **said, **_QUALITY.get(sort, {}),
    )  # fmt: skip


def _in_common_colours(picture: Image.Image) -> Image.Image:
    """The same colours as everybody's screen has them, so that no profile need be kept."""
    profile = picture.info.get("icc_profile")
    if not profile:
        return picture
    has_alpha = picture.mode in ("RGBA", "LA", "PA")
    try:
        if picture.mode not in ("RGB", "RGBA", "CMYK", "L"):
            picture = picture.convert("RGBA" if has_alpha else "RGB")
        turned = ImageCms.profileToProfile(
            picture,
            ImageCms.ImageCmsProfile(io.BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            outputMode="RGBA" if has_alpha else "RGB",
        )
    except (ImageCms.PyCMSError, ValueError, OSError):
        return picture  # A profile that nobody understands changes nothing.
    return turned or picture
