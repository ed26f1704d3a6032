"""Asking the operator's scanner about files, one after the other; none is lost by its silence."""

import logging
from collections.abc import Callable
from datetime import datetime
from threading import Event

from sqlalchemy.exc import DBAPIError

from engine import evidence, people, reactions
from engine.errors import FilesAway
from engine.evidence import Artifact
from engine.integrations import Files, NoAnswer, Scanner
from engine.store import Store

_LOG = logging.getLogger("tassel.scanning")
_PAUSE_S = 5.0
_LONGEST_PAUSE_S = 60.0


def scan(
    store: Store, files: Files, scanner: Scanner, *, clock: Callable[[], datetime], stop: Event
) -> None:
    """Ask about files as they come, until told to stop; who gives no answer is asked less often."""
    pause = _PAUSE_S
    while True:
        try:
            asked = scan_next(store, files, scanner, now=clock())
            pause = 0 if asked else _PAUSE_S
        except NoAnswer as trouble:
            _LOG.warning("The scanner (FILES_SCAN) gave no answer, and files wait: %s", trouble)
            pause = min(_LONGEST_PAUSE_S, max(_PAUSE_S, 2 * pause))
        except DBAPIError as error:
            _LOG.warning(
                "Scanning waits, for the database says: %s", str(error.orig).split("\n")[0]
            )
            pause = _PAUSE_S
        except Exception:
            _LOG.exception("Scanning was put off.")
            pause = _PAUSE_S
        if stop.wait(pause):
            return


def scan_next(store: Store, files: Files, scanner: Scanner, *, now: datetime) -> int:
    """Ask about one file of each district; how many were asked about.

    A NoAnswer leaves a file as it is: it waits, and is asked about again.
    """
    with store.session() as session:
        districts = people.districts(session)
    return sum(_scan_one(store, district, files, scanner, now) for district in districts)


def _scan_one(store: Store, district: str, files: Files, scanner: Scanner, now: datetime) -> bool:
    with store.write() as session:
        due = evidence.next_unscanned(session, district, now=now)
    if due is None:
        return False
    refused = _asked(files, scanner, due)
    if refused is None:
        return True
    with store.write() as session:
        evidence.note_scan(session, district, due.digest, refused=refused, now=now)
        reactions.follow(session, now=now)
    return True


def _asked(files: Files, scanner: Scanner, due: Artifact) -> bool | None:
    """Whether it is refused; None where there is nothing to look at."""
    try:
        with files.open(due.digest) as stream:
            return scanner.refuses(stream)
    except FileNotFoundError:
        _LOG.warning("File %s does not lie where files are kept.", due.id)
        return None
    except FilesAway:
        raise NoAnswer("the files do not answer") from None
