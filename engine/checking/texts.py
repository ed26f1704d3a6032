"""Plain text: all of it can be read, and none of it is a sign for machines."""

import codecs
import re
from typing import IO

from engine.checking.wholeness import Flaw, pieces

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def looked_through(stream: IO[bytes], media_type: str) -> tuple[str, IO[bytes]]:
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        texts = (decoder.decode(piece) for piece in pieces(stream))
        if any(_CONTROL.search(text) for text in texts):
            raise Flaw("unknown_kind")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise Flaw("not_utf8") from None
    return media_type, stream
