"""What goes beside the files of a release: bill of materials, `latest.json`, checksums. ``papers.py OUT PAGE``.

`latest.json` is what the program asks for: the version, and the page where a person finds it.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import bom

sys.path.insert(0, str(bom.ROOT / "packaging" / "bundle"))

import version_info


def main(arguments: list[str]) -> int:
    """Write them into the folder with the release's files; 1 if one of these is not for release."""
    out, page = Path(arguments[0]), arguments[1]
    version = version_info.version()
    wrong = sorted(file.name for file in out.iterdir() if "NOT-FOR-RELEASE" in file.name or version not in file.name)
    if wrong:
        print(f"These do not belong to the release of {version}: {', '.join(wrong)}", file=sys.stderr)
        return 1
    bom.main([str(out / f"dncdesk-{version}.cdx.json")])
    latest = {"version": version, "page": page}
    (out / "latest.json").write_text(json.dumps(latest, indent=1) + "\n", encoding="utf-8")
    files = sorted(file for file in out.iterdir() if file.is_file())
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files]
    (out / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")
    print("".join(lines), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
