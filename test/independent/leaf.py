"""A leaf as design/ledger.md has it: canonical JSON, at most 4,096 bytes, exactly these members."""

import hmac
import re
from hashlib import sha256

from canonical import canonical, parse
from encoding import read_base64url

MOST_SAFE = 2**53 - 1
MEMBERS = {"actor", "atUs", "basis", "body", "n", "part", "rule", "stream", "type", "v"}


def read_leaf(data: bytes) -> dict | None:
    """The leaf; None where the bytes are not exactly one."""
    if len(data) > 4096:
        return None
    try:
        text = data.decode("utf-8")
        value = parse(text)
        if not isinstance(value, dict) or canonical(value) != text or set(value) != MEMBERS:
            return None
    except ValueError:
        return None
    good = (
        _is_number(value["v"])
        and value["v"] == 1
        and isinstance(value["type"], str)
        and re.fullmatch(r"[A-Za-z][A-Za-z0-9]{0,63}", value["type"]) is not None
        and _is_count(value["stream"])
        and _is_count(value["n"])
        and _is_integer(value["atUs"])
        and _is_part(value["part"])
        and (value["rule"] is None or _is_rule(value["rule"]))
        and (value["basis"] is None or _is_basis(value["basis"]))
        and (value["actor"] is None or _is_hash(value["actor"]))
        and _is_hash(value["body"])
    )
    return value if good else None


def commits_to(leaf: dict, salt: bytes, body: str) -> bool:
    """HMAC-SHA256 (RFC 2104) with the salt as key."""
    made = hmac.new(salt, body.encode(), sha256).digest()
    return made == read_base64url(leaf["body"])


def read_body(text: str) -> dict | list | None:
    """The object this text is the canonical JSON of."""
    try:
        value = parse(text)
        return value if isinstance(value, (dict, list)) and canonical(value) == text else None
    except ValueError:
        return None


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_integer(value: object) -> bool:
    return _is_number(value) and float(value) == int(value) and abs(value) <= MOST_SAFE


def _is_count(value: object) -> bool:
    return _is_integer(value) and value >= 1


def _is_part(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and _is_count(value[1])
        and _is_integer(value[0])
        and 0 <= value[0] < value[1]
    )


def _is_rule(value: object) -> bool:
    return (
        isinstance(value, dict)
        and set(value) == {"profile", "version"}
        and all(isinstance(words, str) for words in value.values())
    )


def _is_basis(value: object) -> bool:
    if not isinstance(value, dict) or value.get("kind") not in ("text", "reading", "houseRule", "otherLaw"):
        return False
    members = {"kind", "cite", "reading"} if value["kind"] == "reading" else {"kind", "cite"}
    return set(value) == members and all(isinstance(words, str) for words in value.values())


def _is_hash(value: object) -> bool:
    found = read_base64url(value)
    return found is not None and len(found) == 32
