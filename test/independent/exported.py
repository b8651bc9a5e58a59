"""An exported ledger: a folder of files (design/ledger.md, "A verifier of an exported ledger goes like this")."""

from pathlib import Path
from typing import Callable

from canonical import parse
from checkpoints import book_of, read_before
from encoding import read_base64url, read_text
from ledger import Ledger
from note import MOST_SAFE, read_key, verify_checkpoint
from tiles import bundle_path, read_bundle, tile_path

MOST_FINDINGS = 1000


def verify_exported(folder: Path, brought: list[str]) -> list[dict]:
    def read(path: str) -> bytes | None:
        try:
            return (folder / path).read_bytes()
        except OSError:
            return None

    unreadable = lambda file: {"kind": "unreadable", "place": {"file": file}}  # noqa: E731
    about = _object(read_text(read("ledger.json")) or "")
    key = read_key(about.get("key")) if about and about.get("format") == 1 and about.get("format") is not True else None
    newest = read_text(read("checkpoint"))
    signed = verify_checkpoint(newest, key) if key and newest is not None else None
    chain = read_before(about.get("before"), None) if about else None
    if key is None or about is None or key.name != about.get("origin") or chain is None:
        return [unreadable("ledger.json")]
    kept = read_text(read("checkpoints"))
    rows = _lines(read_text(read("streams.jsonl")))
    notes = [newest or "", *[note for note in (kept or "").split("\n--\n") if note], *brought]
    notes += [before.checkpoint for before in chain]
    names = _names(rows)
    ledger = Ledger(book_of(key, chain, notes), names or {}, chain)
    for file, found in (("streams.jsonl", names), ("checkpoints", kept)):
        if found is None:
            ledger.findings.append(unreadable(file))
    size = signed.size if signed else 0
    openings = _openings(read("openings.jsonl"), lambda: ledger.findings.append(unreadable("openings.jsonl")))
    tiles = _leaves(ledger, read, size, openings, lambda file: ledger.findings.append(unreadable(file)))
    for index in openings:
        ledger.say("body", index=index)
    for stream in names or {}:
        if not ledger.has(stream):
            ledger.say("stream", stream=stream)
    return ledger.end(tiles)[:MOST_FINDINGS]


def _leaves(
    ledger: Ledger, read: Callable, size: int, openings: dict, broken: Callable
) -> dict[tuple[int, int], bytes]:
    """Feeds the bundles in order; the tiles that were found."""
    tiles: dict[tuple[int, int], bytes] = {}
    for n in range(-(-size // 256)):
        level, first = 0, n
        while True:
            width = min(256, size // 256**level - first * 256)
            if width > 0:
                file = tile_path(level, first, width)
                tile = read(file)
                if tile is None or len(tile) != width * 32:
                    broken(file)
                else:
                    tiles[level, first] = tile
            if width <= 0 or first % 256:
                break
            level, first = level + 1, first // 256
        width = min(256, size - n * 256)
        file = bundle_path(n, width)
        data = read(file)
        entries = read_bundle(data) if data is not None else None
        whole = entries is not None and len(entries) == width
        if not whole:
            broken(file)
        for entry in (entries or [])[:width]:
            ledger.add(entry, openings.pop(ledger.index, None))
        if not whole:
            break
    return tiles


def _openings(data: bytes | None, broken: Callable) -> dict[int, tuple[bytes, str]]:
    if data is None:
        return {}
    rows = _lines(read_text(data))
    found: dict[int, tuple[bytes, str]] = {}
    if rows is None:
        broken()
    for row in rows or []:
        index, body = row.get("index"), row.get("body")
        if not _is_integer(index) or index in found:
            broken()
            continue
        found[index] = (read_base64url(row.get("salt")) or b"", body if isinstance(body, str) else "")
    return found


def _lines(text: str | None) -> list[dict] | None:
    if text is None:
        return None
    rows = [_object(line) for line in text.split("\n") if line]
    return None if any(row is None for row in rows) else rows  # type: ignore[return-value]


def _object(text: str) -> dict | None:
    try:
        value = parse(text)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _names(rows: list[dict] | None) -> dict[int, str] | None:
    """Names by stream, each once; None where a line says something else."""
    names: dict[int, str] = {}
    for row in rows or []:
        stream, name = row.get("stream"), row.get("name")
        if not _is_integer(stream) or not isinstance(name, str) or stream in names:
            return None
        names[stream] = name
    return None if rows is None else names


def _is_integer(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= MOST_SAFE
