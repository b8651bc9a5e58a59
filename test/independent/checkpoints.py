"""The checkpoints of a ledger and of those it goes on from (design/ledger.md)."""

from dataclasses import dataclass, field

from canonical import canonical
from note import MOST_SAFE, Checkpoint, Key, read_key, said_size, verify_checkpoint


@dataclass
class Before:
    """A ledger that another one succeeded when it had `size` leaves."""

    key: Key
    checkpoint: str
    size: int
    told: str
    """All of it as the heading says it, canonical."""


@dataclass
class Book:
    """Signed checkpoints by size: those of the ledger itself and, below their sizes, of the ones before it."""

    own: list[Checkpoint] = field(default_factory=list)
    cut: list[dict] = field(default_factory=list)
    findings: list[dict] = field(default_factory=list)


def read_before(value: object, size: int | None) -> list[Before] | None:
    """The chain of `before`; None where one has another shape or goes on above the ledger that succeeded it."""
    chain: list[Before] = []
    while value is not None:
        if not isinstance(value, dict) or set(value) != {"origin", "key", "checkpoint", "size", "before"}:
            return None
        key = read_key(value["key"])
        own = value["size"]
        if key is None or key.name != value["origin"] or not isinstance(value["checkpoint"], str):
            return None
        if isinstance(own, bool) or not isinstance(own, int) or own < 0 or own > (MOST_SAFE if size is None else size):
            return None
        chain.append(Before(key, value["checkpoint"], own, canonical(value)))
        value, size = value["before"], own
    return chain


def book_of(key: Key, chain: list[Before], notes: list[str]) -> Book:
    book = Book()
    known: dict[tuple[str, int], bytes] = {}
    held: list[Checkpoint] = []
    for note in notes:
        signer = next((one for one in [key, *[before.key for before in chain]] if verify_checkpoint(note, one)), None)
        if signer is None:
            book.findings.append({"kind": "signature", "place": {"size": said_size(note)}})
            continue
        checkpoint = verify_checkpoint(note, signer)
        assert checkpoint
        place = (checkpoint.origin, checkpoint.size)
        if place not in known:
            known[place] = checkpoint.root
            held.append(checkpoint)
        elif known[place] != checkpoint.root:
            book.findings.append({"kind": "fork", "place": {"size": checkpoint.size}})
    for checkpoint in held:
        before = next((one for one in chain if one.key.name == checkpoint.origin), None)
        if before is None or checkpoint.size <= before.size:
            book.own.append(checkpoint)
            continue
        shown = verify_checkpoint(before.checkpoint, before.key)
        if shown is None or checkpoint.size > shown.size:
            book.cut.append({"kind": "cut", "place": {"size": checkpoint.size, "leaves": before.size}})
    book.own.sort(key=lambda checkpoint: checkpoint.size)
    return book
