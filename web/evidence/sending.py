"""A large file comes in parts; the form then names it as if it had come with the form."""

import hashlib
import uuid

from flask import abort, jsonify, request
from flask.typing import ResponseReturnValue as Answer

from engine.people import Act
from web import page
from web.evidence import limits
from web.evidence.desk import pages

PART_MOST = 4 << 20
"""No part is larger, whatever a whole file may be."""


@pages.get("/evidence/sending/<uuid:upload_id>")
def sent(upload_id: uuid.UUID) -> Answer:
    """How much of it came."""
    parts = page.house().integrations.parts
    return jsonify(received=parts.received(page.me().participant.id, upload_id))


@pages.post("/evidence/sending/<uuid:upload_id>")
def send(upload_id: uuid.UUID) -> Answer:
    """Add a part that came whole; of any other, say from where to send again."""
    page.must(Act.TAKE_PART)
    if (request.content_length or 0) > PART_MOST or len(part := request.get_data()) > PART_MOST:
        abort(413)  # Of those that do not say how long they are, too.
    parts, me = page.house().integrations.parts, page.me().participant.id
    if hashlib.sha256(part).hexdigest() != request.args.get("digest"):
        return jsonify(received=parts.received(me, upload_id))
    most = max(limits.sizes().values()) << 20
    at = request.args.get("at", 0, type=int)
    return jsonify(received=parts.add(me, upload_id, part, at=at, size_max=most))
