"""Files of audit cases: read with the place of every mistake, answered line by line."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click
import yaml
from pydantic import ValidationError

from rules.audits.assignment import PATIENT
from rules.audits.cases import Case, answer, read_case
from rules.audits.ladder import Aim


class Unreadable(Exception):
    """A file that is no audit cases: file, line, and what is wrong there."""


def answers(file: Path, *, complete_only: bool) -> Iterator[str]:
    """One JSON line a case, in the order of the file; all are read before the first answer."""
    aim = Aim.COMPLETE if complete_only else Aim.PROGRESS
    for case in _cases(file):
        found = answer(case, PATIENT, aim=aim)
        yield json.dumps(found.to_json(complete_only=complete_only), ensure_ascii=False)


def _cases(file: Path) -> list[Case]:
    with click.open_file(str(file), encoding="utf-8") as opened:
        text = opened.read()
    written, prefix = _written(file, text)
    return [_case(file, text, each, (*prefix, place)) for place, each in enumerate(written)]


def _written(file: Path, text: str) -> tuple[list[Any], tuple[str, ...]]:
    """The cases as they stand: a list, or a list under `cases`."""
    try:
        written = json.loads(text)
    except json.JSONDecodeError as error:
        raise Unreadable(f"{file}:{error.lineno}: this is no JSON: {error.msg}.") from error
    if isinstance(written, list):
        return written, ()
    if not isinstance(written, dict) or not isinstance(written.get("cases"), list):
        raise Unreadable(f"{file}:1: there is no list of cases under “cases”.")
    return written["cases"], ("cases",)


def _case(file: Path, text: str, written: Any, path: tuple[str | int, ...]) -> Case:
    try:
        return read_case(written)
    except ValidationError as error:
        first = error.errors()[0]
        told = _told(first["msg"], first["loc"])
        raise Unreadable(f"{file}:{_line(text, (*path, *first['loc']))}: {told}") from error
    except ValueError as error:
        raise Unreadable(f"{file}:{_line(text, path)}: {error}.") from error


def _told(message: str, place: Iterable[str | int]) -> str:
    named = ".".join(map(str, place))
    sentence = message.removeprefix("Value error, ").rstrip(".")
    return f"{named}: {sentence}." if named else f"{sentence}."


def _line(text: str, path: Iterable[str | int]) -> int:
    """The line of the innermost thing on this path."""
    node = yaml.compose(text, Loader=yaml.CSafeLoader)
    for step in path:
        inner = _inner(node, step)
        if inner is None:
            break
        node = inner
    return int(node.start_mark.line) + 1


def _inner(node: yaml.Node, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        return node.value[step] if step < len(node.value) else None
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    return None
