"""Web addresses without what does not matter, so that the same page is known again."""

import re
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

_TRACKING = re.compile(
    r"utm_\w+|(fb|g|d|ms|tw|tt|y)clk?id|[gw]braid|mc_[ce]id|mkt_tok|igsh(id)?|_hs\w+|_g[al]|si"
    r"|ref_src|usp|ouid|rtpof",
    re.IGNORECASE,
)
"""What newsletters, networks and shared documents add to see who sent whom."""
_PORTS = {"http": 80, "https": 443}


def link_of(url: str) -> str:
    """The address in one form: without scheme, `www.`, tracking, fragment and last slash."""
    parts = urlsplit(url.strip())
    host = (parts.hostname or "").removeprefix("www.")
    if not host:
        return url.strip()
    port = _port(parts)
    shown = f":{port}" if port and port != _PORTS.get(parts.scheme) else ""
    path = quote(unquote(parts.path), safe="/:@!$&'()*+,;=~-._").rstrip("/")
    asked = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(name)
    )
    return f"{host}{shown}{path}{'?' if asked else ''}{urlencode(asked)}"


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError:
        return None
