"""The operator's scanner: a command that is given a file, and answers by how it ends."""

import os
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from shutil import copyfileobj
from typing import IO

SECONDS = 60.0
FILE = "{file}"
"""Stands in the command for where the file lies; without it, the file comes on stdin."""
_CLEAN, _FOUND = 0, 1
_KNOWN_TO_IT = ("PATH", "HOME", "LANG", "TMPDIR")
"""Of the site's environment no more: it may hold passwords."""
_SAID_MOST = 200


class NoAnswer(Exception):
    """The scanner said neither yes nor no, and why that may be."""


@dataclass(frozen=True)
class Scanner:
    """A program such as ClamAV's `clamdscan`: it ends with 0 for clean and 1 for found."""

    command: Sequence[str]
    seconds: float = SECONDS

    def refuses(self, stream: IO[bytes]) -> bool:
        """Whether it finds anything in these bytes; NoAnswer when it does not say."""
        with tempfile.NamedTemporaryFile() as copy, tempfile.TemporaryFile() as said:
            copyfileobj(stream, copy)
            copy.flush()
            copy.seek(0)
            ended = self._run(copy, said)
            said.seek(0)
            words = " ".join(said.read(_SAID_MOST).decode("utf-8", "replace").split())
        if ended not in (_CLEAN, _FOUND):
            raise NoAnswer(f"it ended with {ended}. {words}".strip())
        return ended == _FOUND

    def _run(self, copy: IO[bytes], said: IO[bytes]) -> int:
        command = [each.replace(FILE, copy.name) for each in self.command]
        try:
            running = subprocess.Popen(  # noqa: S603 - the operator's own command, and no shell
                command, stdin=copy, stdout=subprocess.DEVNULL, stderr=said,
                env={name: os.environ[name] for name in _KNOWN_TO_IT if name in os.environ},
                start_new_session=True,
            )  # fmt: skip
        except OSError as trouble:
            raise NoAnswer(f"{command[0]}: {trouble.strerror}") from None
        try:
            return running.wait(self.seconds)
        except subprocess.TimeoutExpired:
            raise NoAnswer(f"no answer within {self.seconds:g} seconds") from None
        finally:
            with suppress(ProcessLookupError):  # What it may have begun ends with it.
                os.killpg(running.pid, signal.SIGKILL)
            running.wait()
