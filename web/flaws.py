"""Why a file was not kept, and what to do instead, by the code of its flaw."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l


def why(code: str, megabytes: int = 0) -> str:
    """The end of a sentence; whatever is of no kind that we know says so."""
    told = str(_WHYS.get(code, _WHYS["unknown_kind"]))
    return told.replace("{n}", str(megabytes))


_WHYS: Mapping[str, LazyString] = {
    "empty": _l("it is empty"),
    "too_large": _l("it is larger than {n} MB, the most for a file of its kind"),
    "not_taken_here": _l("files of this kind are not taken here"),
    "unknown_kind": _l("it is of a kind that we do not take"),
    "archive": _l("it is a packed folder; please add the files in it one by one"),
    "web_page": _l("web pages and SVG drawings may run scripts; please add it as a PDF or a "
                   "picture"),
    "heic": _l("it is a HEIC photo, which few programs can show; please share it as JPEG (iPhone: "
               "Settings, Camera, Formats, Most Compatible)"),
    "old_office": _l("it is locked with a password, or of an old kind (.doc, .xls, .ppt); please "
                     "save it as .docx, .xlsx, .pptx or PDF, without a password"),
    "not_utf8": _l("its letters cannot be read; please save it as text or CSV in UTF-8"),
    "too_many": _l("many large files are on their way already; please wait for them"),
    "not_whole": _l("it did not come whole; please choose it once more"),
    "mislabelled": _l("its name says that it is something else than it is; please save it anew "
                      "under the right kind"),
    "damaged": _l("it is damaged or not whole; please save it again and check that it opens"),
    "two_in_one": _l("something else is hidden in it; please save it anew from its program"),
    "swells": _l("it would unpack to far more than it seems to hold"),
    "too_many_dots": _l("the picture has more dots than we can draw; please make it smaller"),
    "macros": _l("it has macros or parts of other programs in it; please save it without them, or "
                 "as a PDF"),
    "scripted": _l("this PDF can run or send something; please print it into a new PDF"),
    "files_inside": _l("it carries other files inside; please add them one by one"),
    "locked": _l("it is locked with a password; please save it without"),
}  # fmt: skip
"""Why a file was not kept, and what to do instead."""
