"""Are there known holes in the libraries that the program ships? Fails if so, and says so if nobody could be asked."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

LOCKED = Path(__file__).parent / "requirements" / "runtime.txt"
SECONDS = 120


def main() -> int:
    """Ask the database of known holes about every locked library; 1 if one has a hole."""
    command = [sys.executable, "-m", "pip_audit", "-r", str(LOCKED), "--require-hashes", "--disable-pip"]
    try:
        said = subprocess.run(
            [*command, "--format", "json", "--progress-spinner", "off"],
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        libraries = json.loads(said.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        print("NOT AUDITED: the database of known holes does not answer.")
        return 0
    holes = [(library["name"], hole["id"]) for library in libraries for hole in library.get("vulns", ())]
    unknown = [library["name"] for library in libraries if "skip_reason" in library]
    for name, hole in holes:
        print(f"{name}: {hole}")
    if unknown:
        print(f"NOT AUDITED: {len(unknown)} of {len(libraries)} libraries; the database does not tell of them here.")
    else:
        print(f"{len(libraries)} libraries, {len(holes)} known holes.")
    return 1 if holes else 0


if __name__ == "__main__":
    sys.exit(main())
