"""Files: the same in every language, and safe to open in a spreadsheet."""

import pytest

from web.exports import csv_bytes


@pytest.mark.parametrize(
    ("value", "told"),
    [("=1+1", "'=1+1"), ("@now", "'@now"), (-12, "-12"), ("Ada, B.", '"Ada, B."')],
)
def test_text_is_never_taken_for_a_formula(value, told):
    assert csv_bytes(("what",), [(value,)]).decode() == f"\ufeffwhat\r\n{told}\r\n"
