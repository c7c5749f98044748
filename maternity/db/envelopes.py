"""Keys and small contents sealed under another key: what a copy carries of the register's secrets.

Each purpose has its own key, derived from the one given, so that no two uses share one.
"""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
NONCE_BYTES = 12


def derived(key: bytes, purpose: str) -> bytes:
    """A key of 32 bytes for one purpose alone."""
    kdf = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose.encode())
    return kdf.derive(key)


def seal(key: bytes, content: bytes, purpose: str) -> bytes:
    """The content, closed under the key for this purpose."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(derived(key, purpose)).encrypt(nonce, content, purpose.encode())


def unseal(key: bytes, sealed: bytes, purpose: str) -> bytes | None:
    """The content again; None if it was sealed under another key or altered."""
    nonce, closed = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    try:
        return AESGCM(derived(key, purpose)).decrypt(nonce, closed, purpose.encode())
    except (InvalidTag, ValueError):
        return None
