"""The district's signing key: what it signs, anyone can check with its public half."""

import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from joserfc import jws
from joserfc.jwk import OKPKey

_ALGORITHMS = ["Ed25519"]


@dataclass(frozen=True)
class Signer:
    """An Ed25519 key in a file that is made on first use, readable by its owner only."""

    file: Path

    @cached_property
    def _key(self) -> OKPKey:
        if not self.file.exists():
            self._make()
        return OKPKey.import_key(self.file.read_text())

    @property
    def public_key(self) -> dict[str, Any]:
        """The public half as a JSON Web Key."""
        return dict(self._key.as_dict(private=False))

    def sign(self, payload: bytes, *, key_id: str) -> str:
        """A compact JSON Web Signature over the payload, naming the key."""
        header = {"alg": "Ed25519", "typ": "JWT", "kid": key_id}
        return jws.serialize_compact(header, payload, self._key, algorithms=_ALGORITHMS)

    def _make(self) -> None:
        """Make the key; where several begin at once, the first whole file is everybody's key."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        key = OKPKey.generate_key("Ed25519")
        with tempfile.NamedTemporaryFile(dir=self.file.parent) as part:
            part.write(key.as_pem(private=True))
            part.flush()
            os.fsync(part.fileno())
            with suppress(FileExistsError):
                os.link(part.name, self.file)


def verified(token: str, public_key: dict[str, Any]) -> bytes:
    """The payload of a signature that fits the key; raises joserfc's BadSignatureError if not."""
    return jws.deserialize_compact(
        token, OKPKey.import_key(public_key), algorithms=_ALGORITHMS
    ).payload
