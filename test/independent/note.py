"""C2SP signed-note and tlog-checkpoint, with Ed25519 signatures (type 1)."""

import re
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from encoding import read_base64

MOST_SAFE = 2**53 - 1


@dataclass(frozen=True)
class Key:
    """A verifier key: `<name>+<key id>+<base64 of 0x01 and the public key>`."""

    name: str
    id: bytes
    public: bytes


@dataclass(frozen=True)
class Checkpoint:
    origin: str
    size: int
    root: bytes


def signed_by(public: bytes, message: bytes, signature: bytes) -> bool:
    """RFC 8032 section 5.1.7."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
        return True
    except (InvalidSignature, ValueError):
        return False


def read_key(text: object) -> Key | None:
    if not isinstance(text, str):
        return None
    match = re.fullmatch(r"([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)", text)
    data = match and read_base64(match[3])
    if not match or not _is_name(match[1]) or not data or len(data) != 33 or data[0] != 1:
        return None
    name, public = match[1], data[1:]
    own = sha256(name.encode() + b"\n\x01" + public).digest()[:4]
    return Key(name, own, public) if own.hex() == match[2] else None


def read_note(printed: str) -> tuple[str, list[tuple[str, bytes]]] | None:
    """The text and its signatures; None for no note."""
    split = printed.rfind("\n\n")
    if split < 0 or any(0xD800 <= ord(one) <= 0xDFFF for one in printed):
        return None
    text, rest = printed[: split + 1], printed[split + 2 :]
    if not rest.endswith("\n") or any(ord(one) < 32 and one != "\n" for one in printed):
        return None
    signatures = []
    for line in rest[:-1].split("\n"):
        match = re.fullmatch(r"\u2014 ([^ ]+) ([^ ]+)", line)
        data = match and read_base64(match[2])
        if not match or not _is_name(match[1]) or not data or len(data) < 5:
            return None
        signatures.append((match[1], data))
    return (text, signatures) if len(signatures) <= 100 else None


def _is_name(name: str) -> bool:
    """Neither Unicode spaces nor a plus sign."""
    return "+" not in name and not any(one.isspace() for one in name)


def read_checkpoint(text: str) -> Checkpoint | None:
    lines = text.split("\n")
    if len(lines) < 4 or lines[-1] != "" or not lines[0] or "" in lines[3:-1]:
        return None
    root = read_base64(lines[2])
    if not re.fullmatch(r"0|[1-9][0-9]*", lines[1], re.ASCII) or int(lines[1]) > MOST_SAFE:
        return None
    return Checkpoint(lines[0], int(lines[1]), root) if root and len(root) == 32 else None


def said_size(printed: str) -> int | None:
    """The size a note speaks of, whoever signed it."""
    note = read_note(printed)
    checkpoint = note and read_checkpoint(note[0])
    return checkpoint.size if checkpoint else None


def verify_checkpoint(printed: str, key: Key) -> Checkpoint | None:
    """A checkpoint that this key signed over its own origin: a bad signature in its name spoils the note."""
    note = read_note(printed)
    if not note:
        return None
    text, signatures = note
    own = [data[4:] for name, data in signatures if name == key.name and data[:4] == key.id]
    good = own != [] and all(len(one) == 64 and signed_by(key.public, text.encode(), one) for one in own)
    checkpoint = read_checkpoint(text) if good else None
    return checkpoint if checkpoint and checkpoint.origin == key.name else None
