"""A whole ledger, leaf by leaf in order, held to its checkpoints, its kept tiles and its openings."""

from datetime import date, datetime, timedelta, timezone

from canonical import canonical
from checkpoints import Before, Book
from encoding import read_base64
from keeper import Keeper
from leaf import commits_to, read_body, read_leaf
from order import Order, keeper_of
from tree import Growing, leaf_hash, root_of

TOKYO = timezone(timedelta(hours=9))
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


class Ledger:
    def __init__(self, book: Book, names: dict, chain: list[Before]) -> None:
        self.findings: list[dict] = [*book.findings, *book.cut]
        self.hashes: list[bytes] = []
        self._names = names
        self._checkpoints = book.own
        self._next = 0
        self._proven = 0
        self._tree = Growing()
        self._order = Order(names)
        self._keepers: dict[str, Keeper] = {}
        self._keys: dict[str, bytes] = {}
        self._days: list[date] = []
        self._heard: set[date] = set()
        self._successions: dict[int, list[str]] = {}
        for before in chain:
            self._successions.setdefault(before.size, []).append(before.told)
        self._excused: set[date] = set()
        self._settle()

    @property
    def index(self) -> int:
        return len(self.hashes)

    def has(self, stream: object) -> bool:
        return self._order.has(stream)

    def say(self, kind: str, **place: object) -> None:
        self.findings.append({"kind": kind, "place": place})

    def add(self, data: bytes, opening: tuple[bytes, str] | None) -> None:
        index = self.index
        hashed = leaf_hash(data)
        self.hashes.append(hashed)
        self._tree.add(hashed)
        self._settle()
        leaf = read_leaf(data)
        if leaf is None:
            self.say("unreadable", index=index)
            return
        succeeds = index in self._successions
        if not self._order.follows(leaf) or (succeeds and leaf["type"] != "LedgerRestored"):
            self.say("order", index=index)
        self._hear(index, leaf)
        body = self._opened(index, leaf, opening) if opening else None
        if succeeds and body is not None and _told(body) not in self._successions[index]:
            self.say("unreadable", file="ledger.json")
        if not self._order.agrees(leaf, body):
            self.say("stream", stream=leaf["stream"])
        keeper = keeper_of(self._names.get(leaf["stream"]))
        if keeper is not None:
            if keeper not in self._keepers:
                self._keepers[keeper] = Keeper(self._keys.get(keeper))
            frame = read_base64(body["frame"]) if isinstance(body, dict) and "frame" in body else None
            self.findings += self._keepers[keeper].add(index, leaf, frame)
        elif leaf["type"] == "KeeperEnrolled":
            self._enrol(body)

    def end(self, kept: dict[tuple[int, int], bytes]) -> list[dict]:
        """`kept`: the tiles as they were found, by level and number."""
        if self._order.is_open:
            self.say("order", index=self.index - 1)
        for checkpoint in self._checkpoints[self._next :]:
            self.say("cut", size=checkpoint.size, leaves=self.index)
        self._tiles(kept)
        for keeper in self._keepers.values():
            self.findings += keeper.end()
        if self._days:
            day, last = min(self._days), max(self._days)
            while day <= last:
                if day not in self._heard and day not in self._excused:
                    self.say("silence", day=day.isoformat())
                day += timedelta(days=1)
        return self.findings

    def _settle(self) -> None:
        while self._next < len(self._checkpoints) and self._checkpoints[self._next].size == self._tree.size:
            checkpoint = self._checkpoints[self._next]
            if checkpoint.root == self._tree.root():
                self._proven = checkpoint.size
            else:
                self.say("root", size=checkpoint.size)
            self._next += 1

    def _hear(self, index: int, leaf: dict) -> None:
        day = (EPOCH + timedelta(microseconds=leaf["atUs"])).astimezone(TOKYO).date()
        if index in self._successions and self._days:
            silent = self._days[-1] + timedelta(days=1)
            while silent < day:
                self._excused.add(silent)
                silent += timedelta(days=1)
        self._days.append(day)
        if leaf["type"] == "Heartbeat":
            self._heard.add(day)

    def _opened(self, index: int, leaf: dict, opening: tuple[bytes, str]) -> object:
        salt, text = opening
        body = read_body(text) if len(salt) == 32 and commits_to(leaf, salt, text) else None
        if body is None:
            self.say("body", index=index)
        return body

    def _enrol(self, body: object) -> None:
        event = body.get("event") if isinstance(body, dict) else None
        if isinstance(event, dict) and isinstance(event.get("keeper"), str):
            public = read_base64(event.get("publicKey"))
            if public is not None and len(public) == 32:
                self._keys[event["keeper"]] = public

    def _tiles(self, kept: dict[tuple[int, int], bytes]) -> None:
        """A kept hash that differs from the leaves': which of the two was changed tells the newest good root."""
        wrong = set()
        row, level = self.hashes, 0
        while row:
            for at, hashed in enumerate(row):
                tile = kept.get((level, at // 256))
                if tile is None or tile[at % 256 * 32 :][:32] == hashed:
                    continue
                last = (at + 1) * 256**level - 1
                if last < self._proven:
                    wrong.add((level, at // 256))
                elif level == 0:
                    self.say("leaf", index=last)
            row = [root_of(row[at : at + 256]) for at in range(0, len(row) - 255, 256)]
            level += 1
        for level, n in sorted(wrong):
            self.say("tile", level=level, n=n)


def _told(body: object) -> str | None:
    event = body.get("event") if isinstance(body, dict) else None
    return canonical(event.get("before")) if isinstance(event, dict) else None
