"""A real S3 server of the tests' own: SeaweedFS from its package, on ports that are free."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

KEY, SECRET = "tassel", "a/secret+with=signs"
_PATIENCE_S = 60.0
_PORTS = (
    "s3.port", "s3.port.grpc", "master.port", "master.port.grpc", "volume.port",
    "volume.port.grpc", "filer.port", "filer.port.grpc",
)  # fmt: skip
_CLIENT = {"accessKey": KEY, "secretKey": SECRET}


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """Its host and port, once it answers; it ends with the block."""
    allowed = {"name": KEY, "credentials": [_CLIENT], "actions": ["Admin"]}
    (folder / "s3.json").write_text(json.dumps({"identities": [allowed]}))
    ports = dict(zip(_PORTS, _free_ports(len(_PORTS)), strict=True))
    command = [
        str(Path(sys.executable).with_name("weed")), "server", "-ip=127.0.0.1",
        "-ip.bind=127.0.0.1", f"-dir={folder}", "-s3", f"-s3.config={folder / 's3.json'}",
        "-s3.port.iceberg=0", "-master.volumeSizeLimitMB=64", "-volume.max=8",
        *(f"-{name}={port}" for name, port in ports.items()),
    ]  # fmt: skip
    with (folder / "log").open("w") as log:
        running = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, cwd=folder)
    try:
        _wait(running, ports["s3.port"], folder / "log")
        yield f"127.0.0.1:{ports['s3.port']}"
    finally:
        running.kill()
        running.wait()


def _wait(running: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until and running.poll() is None:
        try:
            with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"The S3 server did not come up:\n{log.read_text()[-3000:]}")


def _free_ports(number: int) -> list[int]:
    sockets = [socket.socket() for _ in range(number)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    found = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return found
