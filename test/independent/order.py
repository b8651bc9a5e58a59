"""Whether each leaf is the next of its stream and of its act, and whether a stream has the name it says."""


def keeper_of(name: object) -> str | None:
    return name.removeprefix("keeper/") if isinstance(name, str) and name.startswith("keeper/") else None


class Order:
    def __init__(self, names: dict) -> None:
        self._names = names
        self._last: dict[int, int] = {}
        self._open: tuple[int, int, int] | None = None
        self._named: set[int] = set()

    @property
    def is_open(self) -> bool:
        """An act whose end is missing."""
        return self._open is not None

    def has(self, stream: object) -> bool:
        return stream in self._named

    def follows(self, leaf: dict) -> bool:
        stream, n, (part, of) = leaf["stream"], leaf["n"], leaf["part"]
        last = self._last.get(stream, 0)
        self._last[stream] = max(n, last)
        before, self._open = self._open, (stream, part, of) if part + 1 < of else None
        follows = (stream, part - 1, of) == before if before else part == 0
        return follows and (n > last if keeper_of(self._names.get(stream)) is not None else n == last + 1)

    def agrees(self, leaf: dict, body: object) -> bool:
        """False: the first leaf of a stream that has no name, or another than its body says."""
        stream = leaf["stream"]
        if stream in self._named:
            return True
        self._named.add(stream)
        name = self._names.get(stream)
        return isinstance(name, str) and (body["stream"] if isinstance(body, dict) and "stream" in body else name) == name
