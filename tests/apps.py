"""Applications under test: made once in a process, and lent to one test after another.

Making one takes longer than most tests: every address and, at its first use, every template is
compiled. Nothing of a test stays behind in it: not its store, clock, settings or configuration.
"""

from typing import Any

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

import web
from engine.integrations import configure
from engine.settings import Settings
from engine.store import Store
from web.page import House


class Compiled(BytecodeCache):
    """What templates were compiled to, for the next application of this process."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if kept := self._kept.get(bucket.key):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


COMPILED = Compiled()
_idle: list[Flask] = []
_ON = {"TESTING": True, "WTF_CSRF_ENABLED": False, "PATIENCE_S": 60}
"""What goes on beside a page is waited for, however busy the machine is."""


def lend(store: Store, settings: Settings, *, anew: bool = False, **config: Any) -> Flask:
    """The site on this store; `anew` for a test that changes the application itself."""
    integrations = configure(settings)
    if _idle and not anew:
        app = _idle.pop()
        app.extensions["house"] = House(store, integrations, settings)
    else:
        app = Flask("web")
        app.config.update(_ON)
        web.register(app, store, integrations, settings)
        app.jinja_env.bytecode_cache = COMPILED
        app.extensions["as made"] = None if anew else dict(app.config)
    app.config.update(SECRET_KEY=settings.secret_key, **config)
    return app


def give_back(app: Flask) -> None:
    """Let the next test have it, as it was made."""
    if made := app.extensions.get("as made"):
        app.config.clear()
        app.config.update(made)
        _idle.append(app)
