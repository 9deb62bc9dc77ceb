"""RSA keys of the two sides: each signs what it says (RSA-SHA256), and a card's number is sealed for the gateway."""
from __future__ import annotations

import os
from base64 import b64decode, b64encode
from functools import cached_property
from pathlib import Path
from typing import Any

GATEWAY, HOST = "gateway", "host"
VARIABLE = "PNR_GATEWAY_KEYS"
BITS = 2048


def keys_folder() -> Path:
    """Where the gateway and the hosts of this user have their keys."""
    if given := os.environ.get(VARIABLE):
        return Path(given)
    from platformdirs import user_data_path

    return user_data_path("pnr") / "gateway"


class Keyring:
    """`gateway.key`, `gateway.pub`, `host.key`, `host.pub` in one folder; a side reads its own key and the other's pub.

    Raises ValueError where one is missing or is no key.
    """

    def __init__(self, folder: Path, side: str):
        self.folder, self.side = folder, side
        self.other = HOST if side == GATEWAY else GATEWAY

    @cached_property
    def own(self) -> Any:
        from cryptography.hazmat.primitives.serialization import load_pem_private_key

        return load_pem_private_key(self._read(f"{self.side}.key"), None)

    @cached_property
    def theirs(self) -> Any:
        from cryptography.hazmat.primitives.serialization import load_pem_public_key

        return load_pem_public_key(self._read(f"{self.other}.pub"))

    def _read(self, name: str) -> bytes:
        try:
            return (self.folder / name).read_bytes()
        except OSError as error:
            raise ValueError(f"{self.folder / name}: {error.strerror}") from error

    def sign(self, text: bytes) -> str:
        from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
        from cryptography.hazmat.primitives.hashes import SHA256

        return b64encode(self.own.sign(text, PKCS1v15(), SHA256())).decode()

    def verified(self, text: bytes, signature: str) -> bool:
        """Whether the other side has signed this text."""
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
        from cryptography.hazmat.primitives.hashes import SHA256

        try:
            self.theirs.verify(b64decode(signature), text, PKCS1v15(), SHA256())
        except (InvalidSignature, ValueError):
            return False
        return True

    def seal(self, text: str) -> str:
        """What only the other side can read."""
        return b64encode(self.theirs.encrypt(text.encode(), hidden())).decode()

    def opened(self, sealed: str) -> str:
        """Raises ValueError for what was not sealed for this side."""
        return self.own.decrypt(b64decode(sealed), hidden()).decode()


def hidden() -> Any:
    from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
    from cryptography.hazmat.primitives.hashes import SHA256

    return OAEP(MGF1(SHA256()), SHA256(), None)


def make(folder: Path) -> None:
    """The keys of both sides, where there are none yet."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for side in (GATEWAY, HOST):
        if not (folder / f"{side}.key").exists():
            make_pair(folder, side)


def make_pair(folder: Path, side: str) -> None:
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

    made = generate_private_key(65537, BITS)
    public = made.public_key().public_bytes(form.Encoding.PEM, form.PublicFormat.SubjectPublicKeyInfo)
    (folder / f"{side}.pub").write_bytes(public)
    private = made.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption())
    with open(os.open(folder / f"{side}.key", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(private)
