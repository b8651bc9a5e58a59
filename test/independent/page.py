"""A register page (design/ledger.md): all of it but what only the deciders can say (`decision`, `line`)."""

from canonical import parse
from checkpoints import book_of
from encoding import read_base64, read_base64url
from leaf import commits_to, read_body, read_leaf
from note import MOST_SAFE, Key, read_key, verify_checkpoint
from order import Order
from tree import leaf_hash, proves


def verify_page(text: str, brought: list[str]) -> list[dict]:
    try:
        key, checkpoint, names, leaves = _read(parse(text))
    except (ValueError, TypeError, KeyError):
        return [{"kind": "unreadable", "place": {"file": "page"}}]
    findings = list(book_of(key, [], [checkpoint, *brought]).findings)
    signed = verify_checkpoint(checkpoint, key)
    order = Order(names)

    def say(kind: str, **place: object) -> None:
        findings.append({"kind": kind, "place": place})

    for index, data, path, opening in leaves:
        if signed and not proves(leaf_hash(data), index, signed.size, path, signed.root):
            say("proof", index=index)
        leaf = read_leaf(data)
        if leaf is None:
            say("unreadable", index=index)
            continue
        if not order.follows(leaf):
            say("order", index=index)
        body = None
        if opening:
            salt, said = opening
            body = read_body(said) if len(salt) == 32 and commits_to(leaf, salt, said) else None
            if body is None:
                say("body", index=index)
        if not order.agrees(leaf, body):
            say("stream", stream=leaf["stream"])
    if order.is_open and leaves:
        say("order", index=leaves[-1][0])
    for stream in names:
        if not order.has(stream):
            say("stream", stream=stream)
    return findings


def _read(value: object) -> tuple[Key, str, dict[int, str], list[tuple[int, bytes, list[bytes], tuple | None]]]:
    page = _object(value)
    if page["format"] != 1 or page["format"] is True or page["page"] != "tachiai/register-page/v1":
        raise ValueError("another format")
    for name in ("profile", "version", "register", "checkpoint"):
        _words(page[name])
    key = read_key(page["key"])
    if key is None:
        raise ValueError("no key")
    _book(_object(page["book"]))
    names: dict[int, str] = {}
    for row in _list(page["streams"]):
        stream = _integer(_object(row)["stream"])
        if stream in names:
            raise ValueError("a stream twice")
        names[stream] = _words(row["name"])
    leaves = [_leaf(_object(one)) for one in _list(page["leaves"])]
    if any(one[0] >= other[0] for one, other in zip(leaves, leaves[1:])):
        raise ValueError("not ascending")
    return key, page["checkpoint"], names, leaves


def _leaf(value: dict) -> tuple[int, bytes, list[bytes], tuple | None]:
    index = _integer(value["index"])
    path = [_bytes(one) for one in _list(value["path"])]
    if index < 0 or len(path) > 63:
        raise ValueError("no place in a tree")
    opening = None
    if "salt" in value or "body" in value:
        opening = (read_base64url(value.get("salt")) or b"", _words(value["body"]))
    return index, _bytes(value["leaf"]), path, opening


def _book(book: dict) -> None:
    _words(book["title"])
    for name in ("formName", "mark"):
        if book[name] is not None:
            _words(book[name])
    for head in _list(book["heads"]):
        _words(_object(head)["name"])
        if head["within"] is not None:
            _words(head["within"])
    for row in _list(book["rows"]):
        for cell in _list(_object(row)["cells"]):
            _words(cell)
        _words(row["margin"])


def _object(value: object) -> dict:
    if not isinstance(value, dict):
        raise ValueError("not an object")
    return value


def _list(value: object) -> list:
    if not isinstance(value, list):
        raise ValueError("not a list")
    return value


def _words(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("not a text")
    return value


def _integer(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > MOST_SAFE:
        raise ValueError("not a whole number")
    return value


def _bytes(value: object) -> bytes:
    found = read_base64(value)
    if found is None:
        raise ValueError("not base 64")
    return found
