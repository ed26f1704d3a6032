"""The signing key is made once, readable by its owner alone, even when several ask at once."""

import stat
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from engine.integrations import Signer, configure, verified
from engine.settings import Settings


def test_the_key_is_made_on_first_use_and_kept(tmp_path) -> None:
    file = tmp_path / "new" / "key.pem"
    token = Signer(file).sign(b"hello", key_id="k")

    assert verified(token, Signer(file).public_key) == b"hello"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [each.name for each in file.parent.iterdir()] == ["key.pem"]


def test_whoever_is_first_makes_everybodys_key(tmp_path) -> None:
    for round_ in range(10):
        file, together = tmp_path / f"{round_}.pem", Barrier(4)

        def asks(_number: int, file=file, together=together) -> str:
            together.wait()
            return str(Signer(file).public_key["x"])

        with ThreadPoolExecutor(4) as threads:
            assert len(set(threads.map(asks, range(4)))) == 1


def test_an_installation_is_connected_as_its_settings_say(tmp_path) -> None:
    settings = Settings.read({"DATA_DIR": str(tmp_path), "SECRET_KEY": "k" * 32})

    connected = configure(settings)

    connected.signer.sign(b"", key_id="k")
    assert (tmp_path / "signing-key.pem").exists()
    assert tmp_path in connected.files.folder.parents
