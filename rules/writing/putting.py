"""A new value for what is there: only what differs is written."""

from typing import Any

from rules.pack.written import Path
from rules.writing.adding import insert, remove
from rules.writing.layout import lay_out, walk
from rules.writing.moving import move
from rules.writing.replacing import replace
from rules.writing.splices import value_in
from rules.writing.values import plain, same


def put(text: str, path: Path, value: Any) -> str:
    """Let the entry or item at this path say this; its neighbours keep their very text."""
    holder, index = walk(lay_out(text), path)[-1]
    written = value_in(holder.children[index].value)
    if same(written, value):
        return text
    value = plain(value)
    if value and isinstance(value, dict) and isinstance(written, dict) and written:
        return _put_entries(text, path, written, value)
    if value and isinstance(value, list) and isinstance(written, list) and written:
        return _put_items(text, path, written, value)
    return replace(text, path, value)


def _put_entries(text: str, path: Path, written: dict[str, Any], value: dict[str, Any]) -> str:
    before = None
    for key, each in value.items():
        if key in written:
            text = put(text, (*path, key), each)
        else:
            text = insert(
                text, path, 0 if before is None else _behind(text, path, before), each, key
            )
        before = key
    for key in written:
        if key not in value:
            text = remove(text, (*path, key))
    return _in_order(text, path, list(value))


def _behind(text: str, path: Path, key: str) -> int:
    return walk(lay_out(text), (*path, key))[-1][1] + 1


def _in_order(text: str, path: Path, keys: list[str]) -> str:
    for index, key in enumerate(keys):
        if walk(lay_out(text), (*path, key))[-1][1] != index:
            text = move(text, (*path, key), path, index)
    return text


def _put_items(text: str, path: Path, written: list[Any], value: list[Any]) -> str:
    """What stands before and behind the change stays; the rest is changed one by one."""
    first = 0
    while first < min(len(written), len(value)) and same(written[first], value[first]):
        first += 1
    behind = 0
    while behind < min(len(written), len(value)) - first and same(
        written[-1 - behind], value[-1 - behind]
    ):
        behind += 1
    old, new = len(written) - behind, len(value) - behind
    for index in range(first, min(old, new)):
        text = put(text, (*path, index), value[index])
    for index in range(old, new):
        text = insert(text, path, index, value[index])
    for index in range(old - 1, new - 1, -1):
        text = remove(text, (*path, index))
    return text
