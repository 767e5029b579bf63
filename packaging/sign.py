"""Sign a file for Windows if there is a certificate, and say loudly if there is none: ``sign.py FILE…``.

From the environment: `DNCDESK_SIGN_PFX` names the file with the certificate and its key, `DNCDESK_SIGN_PASSWORD_FILE`
the one with its password (it stands in no command line), `DNCDESK_SIGN_TIMESTAMP` the address of a time-stamp server:
without a time stamp a signature ends with its certificate.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAME = "dncdesk"
SIGNED = {".exe", ".dll", ".pyd", ".msi"}


def main(arguments: list[str]) -> int:
    """Sign each file that is named; 0 if all are signed or there is no certificate."""
    signed = [sign(Path(name)) for name in arguments]
    return 0 if all(signed) else 1


def sign(file: Path) -> bool:
    """Sign one file in its place, unless it carries a signature already; False if that failed."""
    certificate = os.environ.get("DNCDESK_SIGN_PFX", "")
    if not certificate:
        print(f"UNSIGNED: {file.name} (there is no certificate)", file=sys.stderr, flush=True)
        return True
    if is_signed(file):
        return True
    part = file.with_name(f"{file.name}.signed")
    command = [tool(), "sign", "-pkcs12", certificate, "-h", "sha256", "-n", NAME, "-in", str(file), "-out", str(part)]
    if password := os.environ.get("DNCDESK_SIGN_PASSWORD_FILE"):
        command += ["-readpass", password]
    if server := os.environ.get("DNCDESK_SIGN_TIMESTAMP"):
        command += ["-ts", server]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        part.unlink(missing_ok=True)
        print(f"NOT SIGNED: {file.name}\n{done.stdout}{done.stderr}", file=sys.stderr, flush=True)
        return False
    part.replace(file)
    print(f"signed: {file.name}", file=sys.stderr, flush=True)
    return True


def is_signed(file: Path) -> bool:
    """Whether a file carries a signature: Python's and Qt's own files may, and keep it."""
    asked = subprocess.run(
        [tool(), "extract-signature", "-in", str(file), "-out", os.devnull], capture_output=True, check=False
    )
    return asked.returncode == 0


def inner_files(folder: Path) -> list[Path]:
    """The files in the frozen folder that Windows looks at before it runs them, in a fixed order."""
    return sorted(file for file in folder.rglob("*") if file.suffix.lower() in SIGNED)


def tool() -> str:
    """The program that signs.

    Raises:
        SystemExit: it is not installed.
    """
    found = shutil.which("osslsigncode")
    if found is None:
        sys.exit("There is a certificate, but osslsigncode is not installed.")
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
