"""Every reason for which a file may be refused has a sentence of its own."""

import re

import pytest

from engine.settings import ROOT
from web import flaws

CODES = sorted(
    {
        code
        for path in (ROOT / "engine").rglob("*.py")
        for code in re.findall(
            r'(?:Flaw\(|FileRefused\(name, )"(\w+)"', path.read_text("utf-8")
        )
    }
    | {"heic", "old_office"}
)  # fmt: skip


@pytest.mark.parametrize("code", CODES)
def test_it_is_told_in_words(site, code) -> None:
    with site.app.test_request_context("/"):
        told = flaws.why(code, 7)
        unknown = flaws.why("a code of tomorrow")

    assert len(CODES) > 15
    assert code == "unknown_kind" or told != unknown
    assert "{" not in told
    assert ("7 MB" in told) == (code == "too_large")
