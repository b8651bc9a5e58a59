"""C2SP tlog-tiles: where tiles and entry bundles lie, and what is in them."""


def numbered(n: int, width: int) -> str:
    digits = str(n)
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    groups = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    path = "/".join([f"x{group}" for group in groups[:-1]] + groups[-1:])
    return path if width == 256 else f"{path}.p/{width}"


def tile_path(level: int, n: int, width: int) -> str:
    return f"tile/{level}/{numbered(n, width)}"


def bundle_path(n: int, width: int) -> str:
    return f"tile/entries/{numbered(n, width)}"


def read_bundle(data: bytes) -> list[bytes] | None:
    """Entries behind their lengths in two bytes; None where the last one is not whole."""
    entries, at = [], 0
    while at < len(data):
        if at + 2 > len(data):
            return None
        end = at + 2 + int.from_bytes(data[at : at + 2], "big")
        if end > len(data):
            return None
        entries.append(data[at + 2 : end])
        at = end
    return entries
