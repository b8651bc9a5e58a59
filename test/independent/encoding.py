"""Base 64 (RFC 4648), read strictly: one way of writing the same bytes."""

import base64
import binascii


def read_base64(text: object) -> bytes | None:
    """Section 4, with padding; None for anything else."""
    if not isinstance(text, str):
        return None
    try:
        found = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return found if base64.b64encode(found).decode() == text else None


def read_base64url(text: object) -> bytes | None:
    """Section 5, without padding; None for anything else."""
    if not isinstance(text, str) or "=" in text or not text.isascii():
        return None
    padded = text + "=" * (-len(text) % 4)
    try:
        found = base64.b64decode(padded, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    return found if base64.urlsafe_b64encode(found).decode().rstrip("=") == text else None


def read_text(data: bytes | None) -> str | None:
    """UTF-8 (RFC 3629), a byte order mark being text like any other; or None."""
    if data is None:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None
