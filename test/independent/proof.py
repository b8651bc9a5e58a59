"""C2SP tlog-proof: one leaf with what shows that it stands in the ledger."""

import re

from canonical import canonical, parse
from checkpoints import book_of
from encoding import read_base64, read_base64url
from leaf import commits_to, read_body, read_leaf
from note import MOST_SAFE, read_key, verify_checkpoint
from tree import leaf_hash, proves

UNREADABLE = [{"kind": "unreadable", "place": {"file": "proof"}}]


def verify_proof(text: str, brought: list[str]) -> list[dict]:
    read = _read(text)
    if read is None:
        return UNREADABLE
    index, path, extra, checkpoint = read
    key = read_key(extra.get("key"))
    data = read_base64(extra.get("leaf"))
    salt = read_base64url(extra["salt"]) if "salt" in extra else None
    if key is None or data is None or ("salt" in extra and (salt is None or len(salt) != 32)):
        return UNREADABLE
    findings = list(book_of(key, [], [checkpoint, *brought]).findings)
    signed = verify_checkpoint(checkpoint, key)
    if signed and not proves(leaf_hash(data), index, signed.size, path, signed.root):
        findings.append({"kind": "proof", "place": {"index": index}})
    leaf = read_leaf(data)
    if leaf is None:
        return [*findings, {"kind": "unreadable", "place": {"index": index}}]
    if salt is not None:
        if not commits_to(leaf, salt, extra["body"]) or read_body(extra["body"]) is None:
            findings.append({"kind": "body", "place": {"index": index}})
    return findings


def _read(text: str) -> tuple[int, list[bytes], dict, str] | None:
    head, found, checkpoint = text.partition("\n\n")
    lines = head.split("\n")
    if not found or len(lines) < 3 or lines[0] != "c2sp.org/tlog-proof@v1" or not lines[1].startswith("extra "):
        return None
    said = read_base64(lines[1].removeprefix("extra "))
    match = re.fullmatch(r"index (0|[1-9][0-9]*)", lines[2], re.ASCII)
    path = [read_base64(line) for line in lines[3:]]
    if said is None or not match or int(match[1]) > MOST_SAFE or len(path) > 63:
        return None
    if any(one is None or len(one) != 32 for one in path):
        return None
    extra = _extra(said)
    return (int(match[1]), path, extra, checkpoint) if extra else None  # type: ignore[return-value]


def _extra(data: bytes) -> dict | None:
    try:
        text = data.decode("utf-8")
        value = parse(text)
        if not isinstance(value, dict) or canonical(value) != text:
            return None
    except ValueError:
        return None
    if set(value) not in ({"key", "leaf"}, {"body", "key", "leaf", "salt"}):
        return None
    return value if all(isinstance(words, str) for words in value.values()) else None
