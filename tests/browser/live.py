"""A district whose site a real browser can open: the stories' world behind a real server."""

import shutil
import uuid
from pathlib import Path
from threading import Thread
from typing import Any

from flask import Flask
from sqlmodel import select
from werkzeug.serving import WSGIRequestHandler, make_server

from app import create_app
from engine import credentials, people
from engine.evidence import Evidence, Status
from engine.settings import Settings
from tests import apps, site
from tests.rules import sample_packs
from tests.stories.world import World

PASSWORD = site.PASSWORD


class _Quiet(WSGIRequestHandler):
    """Tests say by themselves what went wrong."""

    def log(self, type: str, message: str, *args: Any) -> None:
        pass


class LiveDistrict(World):
    """Deerfield on a port of its own, with the forms' guard on and files served as in earnest."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"sqlite:///{folder / 'site.db'}", folder / "data", with_crest("deerfield")
        )
        self._server = make_server("127.0.0.1", 0, self.app, threaded=True, request_handler=_Quiet)
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def url(self, path: str) -> str:
        return f"{self.address}/{self.district}{path}"

    def cookie(self, who: str) -> dict[str, Any]:
        """What a browser holds in which somebody has signed in."""
        held = self.browser(who).get_cookie(self.app.config["SESSION_COOKIE_NAME"])
        assert held is not None
        return {"name": held.key, "value": held.value, "url": self.address}

    def may_sign_in(self, who: str) -> None:
        with self._act() as session:
            person = people.person_of(session, self._actor(session, who).participant)
            people.set_password(session, person, PASSWORD)

    def prefers(self, who: str, **preferences: str) -> None:
        """Somebody chose a language or a theme before."""
        with self._act() as session:
            person = people.person_of(session, self._actor(session, who).participant)
            people.prefer(session, person, **preferences)

    def is_signed_out(self, who: str) -> None:
        """Every sign-in of hers ends, as after a long time or a new password."""
        with self._act() as session:
            person = people.person_of(session, self._actor(session, who).participant)
            people.sign_out_everywhere(session, person)

    def waiting(self) -> Evidence:
        """The one piece of evidence that waits for a review."""
        with self.store.session() as session:
            waits = Evidence.status == Status.SUBMITTED
            return session.exec(select(Evidence).where(waits)).one()

    def credential(self, who: str, key: str) -> str:
        """The id under which somebody's badge or degree was issued."""
        with self.store.session() as session:
            found = credentials.of(session, self._actor(session, who).participant)
            return str(next(each.id for each in found if each.key == key))

    def shares(self, who: str, credential: str) -> None:
        """Somebody lets everybody see what she earned."""
        with self._act() as session:
            found = credentials.get(session, self.district, uuid.UUID(credential))
            credentials.make_public(session, found, True, by=self._actor(session, who))

    def title(self, section: str, key: str, language: str = "en") -> str:
        """What the pack calls a thing."""
        return getattr(sample_packs.sample("deerfield"), section)[key].title.in_(language)

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        super().close()

    def _site(self, url: str, folder: Path) -> Flask:
        site.hash_quickly()
        app = create_app(
            Settings.read({"DATA_DIR": str(folder), "DATABASE_URL": url, "SECRET_KEY": "k" * 32})
        )
        app.jinja_env.bytecode_cache = apps.COMPILED
        app.config.update(CLOCK=self._clock)
        return app


def with_crest(pack: str) -> dict[str, str]:
    """The files of a sample pack, its picture too."""
    crest = (sample_packs.FOLDER / pack / "crest.svg").read_text(encoding="utf-8")
    return {**sample_packs.written(pack), "crest.svg": crest}


def copied(template: Path, folder: Path) -> Path:
    """A folder like the one that was prepared once."""
    shutil.copytree(template, folder, dirs_exist_ok=True)
    return folder
