"""A keeper's own record, frame by frame (design/spool.md), as a ledger took it over."""

from hashlib import sha256

from canonical import parse
from note import signed_by

LONGEST = 1 << 20


def read_frame(data: bytes) -> tuple[bytes, bytes, bytes] | None:
    """Previous hash, JSON and signature of bytes that are one whole frame."""
    if len(data) < 4 + 32 + 64 + 2:
        return None
    length = int.from_bytes(data[:4], "big")
    if not 2 <= length <= LONGEST or len(data) != length + 100:
        return None
    json = data[36 : 36 + length]
    if json[:1] != b"{" or json[-1:] != b"}":
        return None
    return data[4:36], json, data[-64:]


def frame_hash(previous: bytes, json: bytes) -> bytes:
    return sha256(b"tachiai/spool/v1" + previous + json).digest()


class Keeper:
    """`public` None: nobody said which key it has."""

    def __init__(self, public: bytes | None) -> None:
        self._public = public
        self._n = 0
        self._hash = None if public is None else sha256(b"tachiai/spool/v1/first" + public).digest()
        self._told: list[tuple[int, int]] = []
        self._gaps: list[dict] = []

    def add(self, index: int, leaf: dict, frame: bytes | None) -> list[dict]:
        n = leaf["n"]
        fork = {"kind": "keeper-fork", "place": {"index": index, "n": n}}
        if n <= self._n:
            return [fork]
        skipped = n > self._n + 1
        if skipped:
            self._gaps.append({"index": index, "from": self._n + 1, "to": n - 1})
        before = None if skipped else self._hash
        self._n, self._hash = n, None
        if frame is None:
            return []
        parts = read_frame(frame)
        event = _event(parts[1]) if parts else None
        if not parts or event is None or any(_differ(event.get(name), leaf[name]) for name in ("n", "type", "atUs")):
            return [fork]
        previous, json, signature = parts
        self._hash = frame_hash(previous, json)
        self._listen(event)
        if self._public is not None and not signed_by(self._public, b"tachiai/spool/v1/signed" + self._hash, signature):
            return [{"kind": "keeper-signature", "place": {"index": index, "n": n}}]
        return [fork] if before is not None and before != previous else []

    def end(self) -> list[dict]:
        def told(gap: dict) -> bool:
            return any(first <= gap["from"] and gap["to"] <= last for first, last in self._told)

        return [{"kind": "keeper-gap", "place": gap} for gap in self._gaps if not told(gap)]

    def _listen(self, event: dict) -> None:
        if event["type"] == "SpoolDamaged":
            self._told.append((event.get("fromNumber", 0), event.get("toNumber", 0)))
        if event["type"] == "SpoolPruned":
            self._told.append((1, event.get("through", 0)))


def _differ(one: object, other: object) -> bool:
    return type(one) is bool or one != other


def _event(json: bytes) -> dict | None:
    try:
        value = parse(json.decode("utf-8"))
    except (UnicodeDecodeError, ValueError):
        return None
    return value if isinstance(value, dict) else None
