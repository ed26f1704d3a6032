"""Files are handed out so that nothing in them can act in the site's name."""

from flask import abort, request, send_file
from werkzeug.exceptions import RequestedRangeNotSatisfiable
from werkzeug.wrappers import Response

from engine.evidence import Artifact
from web import page

SHOWN_IN_THE_BROWSER = ("image/png", "image/jpeg", "image/gif", "image/webp")
"""Pictures were drawn anew by ourselves and may be looked at; all else is only ever saved."""

_ALONE = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-cache",
}
"""Each look asks the site again, so that nobody is shown what she may no longer see."""


def handed_out(artifact: Artifact) -> Response:
    """The file, or the part of it that a player asks for; whoever may see it was asked before."""
    if not artifact.digest:
        abort(404)
    try:
        stream = page.house().integrations.files.open(artifact.digest)
    except FileNotFoundError:
        abort(404)
    response = send_file(
        stream,
        mimetype=artifact.media_type or "application/octet-stream",
        as_attachment=artifact.media_type not in SHOWN_IN_THE_BROWSER,
        download_name=artifact.name,
        etag=artifact.digest,
        conditional=False,
    )
    response.content_length = artifact.size
    response.headers.update(_ALONE)
    try:
        return response.make_conditional(request, True, artifact.size)
    except RequestedRangeNotSatisfiable:
        stream.close()
        raise
