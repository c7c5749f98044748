"""The library calls that make and open an envelope; read only when somebody types a secret.

The page of sign-in reads the names in the key file and nothing more: what unlocks is not loaded
before it is painted.
"""

from __future__ import annotations

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32


def stretched(secret: bytes, salt: bytes, *, memory: int, passes: int, lanes: int) -> bytes:
    """A key from what a person types (argon2id); memory in KiB."""
    return hash_secret_raw(secret, salt, passes, memory, lanes, KEY_BYTES, Type.ID)


def derived(key: bytes, purpose: str, salt: bytes | None = None) -> bytes:
    """A key of its own for one purpose, from a key that is random (HKDF)."""
    kdf = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=purpose.encode())
    return kdf.derive(key)


def closed(secret: bytes, nonce: bytes, content: bytes, name: str) -> bytes:
    """Content sealed under a key, bound to a name (AES-GCM)."""
    return AESGCM(secret).encrypt(nonce, content, name.encode())


def opened(secret: bytes, nonce: bytes, sealed: bytes, name: str) -> bytes | None:
    """What was sealed; None under another key or name, or when it was changed."""
    try:
        return AESGCM(secret).decrypt(nonce, sealed, name.encode())
    except InvalidTag:
        return None
