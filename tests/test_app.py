"""The roof: settings become a site, and the production server serves it."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from urllib.request import urlopen

import pytest

from app import create_app
from engine.settings import ROOT, Settings

PATIENCE_S = 60
"""A machine that runs other tests beside may be slow to start a server."""


@pytest.fixture
def chosen(tmp_path):
    return {"DATA_DIR": str(tmp_path), "SECRET_KEY": "k" * 32}


@pytest.fixture
def application(chosen):
    return create_app(Settings.read({**chosen, "HTTPS_ONLY": "yes", "SESSION_DAYS": "7"}))


def test_settings_reach_the_application(application):
    assert application.secret_key == "k" * 32
    assert application.permanent_session_lifetime.days == 7
    assert application.config["SESSION_COOKIE_SECURE"] is True


def test_static_files_may_be_kept_for_good_and_come_from_here_alone(application):
    with application.test_request_context():
        url = application.url_for("static", filename="img/tassel.svg")
    with application.test_client().get(url) as answer:
        headers = answer.headers

    assert re.fullmatch(r"/static/[0-9a-f]{12}/img/tassel\.svg", url)
    assert answer.status_code == 200
    assert answer.mimetype == "image/svg+xml"
    assert "immutable" in headers["Cache-Control"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in headers


def test_nothing_outside_the_folder_is_handed_out(application):
    for path in ("..%2fpage.py", "../page.py", "../../.env"):
        url = f"{application.static_url_path}/{path}"
        assert application.wsgi_app.find_file(url) is None  # type: ignore[attr-defined]
        assert url not in application.wsgi_app.files  # type: ignore[attr-defined]


@pytest.mark.parametrize(("hops", "seen"), [("0", "127.0.0.1"), ("1", "10.9.8.7")])
def test_a_forwarded_address_is_believed_only_from_a_trusted_proxy(chosen, hops, seen):
    application = create_app(Settings.read({**chosen, "TRUSTED_PROXIES": hops}))
    told = []
    application.before_request_funcs.setdefault(None, []).insert(0, lambda: told.append(address()))

    application.test_client().get("/nowhere", headers={"X-Forwarded-For": "10.9.8.7"})
    assert told == [seen]


def address():
    from flask import request

    return request.remote_addr


@contextmanager
def started(chosen, **more):
    """The server and its workers; none of them outlives the test."""
    server = subprocess.Popen(
        [sys.executable, "app.py"],
        cwd=ROOT,
        env={**os.environ, **chosen, **more},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        yield server
    finally:
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.stdout.close()
        server.wait()


@pytest.fixture
def prepared(chosen, with_tables, tmp_path):
    """The same settings, with a database to which they belong."""
    with_tables(tmp_path / "tassel.db")
    return chosen


def test_the_production_server_serves_and_stops(prepared, free_port):
    chosen = prepared
    with started(chosen, PORT=str(free_port)) as server:
        static = create_app(Settings.read(chosen)).static_url_path
        body = asked_until_there(f"http://127.0.0.1:{free_port}{static}/img/tassel.svg")
        server.terminate()
        told = server.communicate(timeout=PATIENCE_S)[0]

    assert body.startswith(b"<svg")
    assert server.returncode == 0
    assert "Traceback" not in told


def test_a_server_without_tables_does_not_start(chosen, free_port):
    with started(chosen, PORT=str(free_port)) as server:
        told = server.communicate(timeout=PATIENCE_S)[0]

    assert server.returncode == 2
    assert told == (
        "The database has no tables yet: `tassel migrate` makes them, and `tassel prepare` adds "
        "the sample packs and the demo.\n"
    )


def test_a_port_that_is_taken_is_told_in_a_sentence(prepared, free_port):
    chosen, port = prepared, str(free_port)
    with socket.create_server(("127.0.0.1", free_port)), started(chosen, PORT=port) as it:
        told = it.communicate(timeout=PATIENCE_S)[0]

    assert it.returncode == 2
    assert told == (
        f"PORT {free_port} on HOST 127.0.0.1 cannot be listened on: Address already in use. "
        "Choose another, for example PORT=8080.\n"
    )


def test_a_wrong_setting_stops_the_start(chosen):
    with started(chosen, WORKERS="many") as server:
        told = server.communicate(timeout=PATIENCE_S)[0]

    assert server.returncode == 2
    assert told.startswith("WORKERS should be a whole number from 1 to 64, not “many”.")


@pytest.fixture
def free_port():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


def asked_until_there(url):
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        try:
            with urlopen(url, timeout=5) as answer:  # noqa: S310 (our own server)
                return answer.read()
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{url} never answered")
