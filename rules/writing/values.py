"""How a person would write a value: short on one line, long below, quoted only where needed."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import yaml

WIDTH = 96
"""Behind this column a line is broken."""


def same(written: Any, value: Any) -> bool:
    """Whether what is written already says this value."""
    if isinstance(value, Mapping):
        return (
            isinstance(written, Mapping)
            and [str(key) for key in written] == [str(key) for key in value]
            and all(same(written[str(key)], each) for key, each in value.items())
        )
    if isinstance(value, list | tuple):
        return (
            isinstance(written, list)
            and len(written) == len(value)
            and all(map(same, written, value))
        )
    if isinstance(value, bool) and isinstance(written, str):
        return written.lower() in _BOOLS[value]
    return bool(written == plain(value))


def plain(value: Any) -> Any:
    """The value in words, lists and mappings only."""
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, bool):
        return _BOOLS[value][0]
    return None if value is None else str(value)


_BOOLS = {True: ("yes", "true", "on"), False: ("no", "false", "off")}


def flowing(value: Any) -> str:
    """The value on one line, as it may stand between brackets."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{quoted(k)}: {flowing(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flowing, value)) + "]"
    return "null" if value is None else quoted(value)


def entry(head: str, value: Any, indent: int, *, lines: int = 0) -> list[str]:
    """The lines of a key or dash with its value.

    So many levels of mappings get lines of their own, however small they are: those of a section
    and of its entries.
    """
    start = " " * indent + head
    if value is None:
        return [start]
    if isinstance(value, str):
        return _text(start, value, indent)
    one = f"{start} {flowing(value)}"
    on_one = _is_flat(value) and (lines < 1 or isinstance(value, list))
    if not value or (on_one and len(one) <= WIDTH and "\n" not in one):
        return [one]
    below = list(_below(value, indent + 2, lines - 1))
    if head == "-":
        return [start + " " + below[0].lstrip(), *below[1:]]
    return [start, *below]


def _below(value: Any, indent: int, lines: int) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield from entry(f"{quoted(key)}:", each, indent, lines=lines)
    else:
        for each in value:
            yield from entry("-", each, indent, lines=lines)


def _is_flat(value: Any) -> bool:
    if isinstance(value, Mapping):
        return all(not isinstance(each, Mapping) and _short(each) for each in value.values())
    return all(isinstance(each, str) for each in value)


def _short(value: Any) -> bool:
    return not isinstance(value, list) or all(isinstance(each, str) for each in value)


def _text(start: str, text: str, indent: int) -> list[str]:
    one = f"{start} {quoted(text, flow=False)}"
    if len(one) <= WIDTH and "\n" not in text:
        return [one]
    lines = text.split("\n") if "\n" in text else list(_folded(text, WIDTH - indent - 2))
    below = [" " * (indent + 2) + line if line else "" for line in lines]
    whole = [f"{start} {'|-' if chr(10) in text else '>-'}", *below]
    return whole if _reads(whole, text, indent) else [one]


def _folded(text: str, width: int) -> Iterator[str]:
    """Lines that are read as one text, each broken at a single space."""
    line = ""
    for word in re.split(r"(?<=\S) (?=\S)", text):
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _reads(lines: Sequence[str], text: str, indent: int) -> bool:
    written = "\n".join([f"k: {lines[0].rpartition(' ')[2]}", *lines[1:]]) + "\n"
    return _value_of(written) == text if indent >= 0 else False


@lru_cache(maxsize=4096)
def quoted(text: str, *, flow: bool = True) -> str:
    """The text, in quotation marks where it would be read as something else without."""
    text = str(text)
    if text not in ("", "~", "null", "-") and _stands_alone(text, flow):
        return text
    return in_marks(text)


def in_marks(text: str, mark: str = '"') -> str:
    """The text in quotation marks."""
    if mark == "'" and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    return re.sub(
        r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]", _escaped, json.dumps(text, ensure_ascii=False)
    )


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _stands_alone(text: str, flow: bool) -> bool:
    if not text.isprintable() or text != text.strip():
        return False
    if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_./-]*", text):
        return True
    written = f"k: [{text}, {{{text}: {text}}}]\n" if flow else f"k: {text}\n"
    read = _value_of(written)
    return bool(read == ([text, {text: text}] if flow else text))


def _value_of(written: str) -> Any:
    try:
        return yaml.load(written, Loader=yaml.CBaseLoader)["k"]  # noqa: S506  (words only)
    except (yaml.YAMLError, KeyError, TypeError):
        return None
