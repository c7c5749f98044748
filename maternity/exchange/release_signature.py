"""The signature of a release (Ed25519): made where releases are made, checked where they arrive.

The keys of those who may make one lie in `resources/release/`, a line of base64 each, and come with
the program: a release is signed by a key that the version before it carries.
"""

from __future__ import annotations

import base64
import binascii

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from maternity import paths

ENDING = ".pub"


def carried_keys() -> dict[str, bytes]:
    """The public keys that this program carries, by whose they are."""
    files = sorted((paths.resources() / "release").glob(f"*{ENDING}"))
    return {one.stem: base64.b64decode(one.read_text("ascii").strip()) for one in files}


def signed_by(content: bytes, signature: bytes, keys: dict[str, bytes]) -> str:
    """Whose key has signed these bytes; empty where none of them has."""
    try:
        raw = base64.b64decode(signature.strip(), validate=True)
    except (binascii.Error, ValueError):
        return ""
    for name, key in keys.items():
        try:
            Ed25519PublicKey.from_public_bytes(key).verify(raw, content)
        except InvalidSignature:
            continue
        return name
    return ""


def new_key(passphrase: bytes) -> tuple[bytes, bytes]:
    """A new key: its secret part (PEM under a passphrase), and its public part as a line."""
    key = Ed25519PrivateKey.generate()
    secret = key.private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase)
    )
    return secret, base64.b64encode(key.public_key().public_bytes_raw()) + b"\n"


def sign(content: bytes, secret: bytes, passphrase: bytes) -> bytes:
    """The signature of these bytes, as a line."""
    key = load_pem_private_key(secret, passphrase)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError(type(key).__name__)
    return base64.b64encode(key.sign(content)) + b"\n"
