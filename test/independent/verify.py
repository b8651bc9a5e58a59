"""
Checks what a Tachiai ledger hands out, knowing nothing of the program that wrote it: an exported folder, a proof
file or a register page. Written from design/ledger.md, design/spool.md, RFC 6962, 8032, 8259, 8785, 2104, 4648 and C2SP's tlog-tiles,
tlog-checkpoint, tlog-proof and signed-note. Needs Python 3.11 and `cryptography` (for Ed25519).

    python3 verify.py PATH [--checkpoint FILE]…     exit code 0: nothing wrong, 4: findings
    python3 verify.py --serve                       a line { "path", "checkpoints": [text…] } in, a verdict out
"""

import json
import sys
from pathlib import Path

from encoding import read_text
from exported import verify_exported
from page import verify_page
from proof import verify_proof


def verdict(path: Path, brought: list[str]) -> list[dict]:
    if path.is_dir():
        return verify_exported(path, brought)
    data = path.read_bytes()
    text = read_text(data) or ""
    return verify_proof(text, brought) if data.startswith(b"c2sp.org/tlog-proof") else verify_page(text, brought)


def main(words: list[str]) -> int:
    if words == ["--serve"]:
        for line in sys.stdin:
            asked = json.loads(line)
            print(json.dumps({"findings": verdict(Path(asked["path"]), asked["checkpoints"])}), flush=True)
        return 0
    brought: list[str] = []
    paths: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == "--checkpoint":
            brought.append(Path(next(rest)).read_text())
        else:
            paths.append(word)
    if len(paths) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    findings = verdict(Path(paths[0]), brought)
    print(json.dumps({"findings": findings}, ensure_ascii=False))
    return 4 if any(finding["kind"] != "silence" for finding in findings) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
