"""Keys and small contents sealed under another key: what a copy carries of the register's secrets.

Each purpose has its own key, derived from the one given, so that no two uses share one.
"""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
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


def unblocked(key: bytes, iv: bytes, closed: bytes) -> bytes:
    """Whole blocks opened (AES-256-CBC without padding), as SQLCipher closes a page."""
    opening = Cipher(AES(key), CBC(iv)).decryptor()
    return opening.update(closed) + opening.finalize()


def new_pair() -> tuple[bytes, bytes]:
    """A private and a public key: what is closed for the second opens with the first alone."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def seal_for(public: bytes, content: bytes, purpose: str) -> bytes:
    """The content, closed for who holds the private key; whoever closed it cannot open it again."""
    once = X25519PrivateKey.generate()
    shared = once.exchange(X25519PublicKey.from_public_bytes(public))
    return once.public_key().public_bytes_raw() + seal(shared + public, content, purpose)


def unseal_with(private: bytes, sealed: bytes, purpose: str) -> bytes | None:
    """The content again; None if it was closed for another key or altered."""
    mine = X25519PrivateKey.from_private_bytes(private)
    once, closed = sealed[:KEY_BYTES], sealed[KEY_BYTES:]
    try:
        shared = mine.exchange(X25519PublicKey.from_public_bytes(once))
    except ValueError:
        return None
    return unseal(shared + mine.public_key().public_bytes_raw(), closed, purpose)
