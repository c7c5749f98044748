"""Keys and small contents sealed under another key: what a copy carries of the register's secrets.

Each purpose has its own key, derived from the one given, so that no two uses share one.
"""

from __future__ import annotations

import os

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from maternity.db.wrapping import KEY_BYTES, closed, derived, opened

NONCE_BYTES = 12


def seal(key: bytes, content: bytes, purpose: str) -> bytes:
    """The content, closed under the key for this purpose."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + closed(derived(key, purpose), nonce, content, purpose)


def unseal(key: bytes, sealed: bytes, purpose: str) -> bytes | None:
    """The content again; None if it was sealed under another key or altered."""
    nonce, inside = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    try:
        return opened(derived(key, purpose), nonce, inside, purpose)
    except ValueError:  # too short to hold a nonce
        return None


def unblocked(key: bytes, iv: bytes, blocks: bytes) -> bytes:
    """Whole blocks opened (AES-256-CBC without padding), as SQLCipher closes a page."""
    opening = Cipher(AES(key), CBC(iv)).decryptor()
    return opening.update(blocks) + opening.finalize()


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
    once, inside = sealed[:KEY_BYTES], sealed[KEY_BYTES:]
    try:
        shared = mine.exchange(X25519PublicKey.from_public_bytes(once))
    except ValueError:
        return None
    return unseal(shared + mine.public_key().public_bytes_raw(), inside, purpose)
