"""setup.exe and MSI, compiled from a placeholder: the same bytes twice, and every signature where it belongs."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging"))

import installers  # noqa: E402

COMPILERS = ("makensis", "wixl", "msibuild", "faketime")
SIGNERS = ("osslsigncode", "openssl")


def missing(names: tuple[str, ...]) -> list[str]:
    return [name for name in names if shutil.which(name) is None]


needs_compilers = pytest.mark.skipif(bool(missing(COMPILERS)), reason=f"not installed: {missing(COMPILERS)}")
needs_signers = pytest.mark.skipif(bool(missing(SIGNERS)), reason=f"not installed: {missing(SIGNERS)}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "frozen"
    (made / "_internal").mkdir(parents=True)
    for name in ("dncdesk.exe", "dncdesk-cli.exe"):
        shutil.copy(placeholder(), made / name)
    (made / "_internal" / "file.txt").write_text("text", encoding="ascii")
    return made


def placeholder() -> Path:
    """Any program for Windows: the one that NSIS puts before what it installs."""
    return next(Path("/usr/share/nsis/Stubs").glob("zlib-amd64-unicode"))


@needs_compilers
def test_both_are_the_same_bytes_twice(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.delenv("DNCDESK_SIGN_PFX", raising=False)
    made = [installers.make(folder, tmp_path / name, "1.2.3") for name in ("one", "two")]
    assert made[0].setup.name == "dncdesk-1.2.3-setup.exe"
    assert made[0].setup.read_bytes() == made[1].setup.read_bytes()
    assert made[0].msi.read_bytes() == made[1].msi.read_bytes()


@needs_compilers
def test_what_is_not_for_release_says_so_in_its_name_and_its_title(folder: Path, tmp_path: Path) -> None:
    made = installers.make(folder, tmp_path / "out", "1.2.3", "NOT FOR RELEASE: a test")
    assert "NOT-FOR-RELEASE" in made.setup.name
    told = subprocess.run(["msiinfo", "export", made.msi, "Property"], capture_output=True, text=True, check=True)
    assert "ProductName\tdncdesk (NOT FOR RELEASE: a test)" in told.stdout


@needs_compilers
@needs_signers
def test_with_a_certificate_the_inner_files_and_both_installers_are_signed(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    key, certificate, both, password = (tmp_path / name for name in ("key", "certificate", "both.pfx", "password"))
    password.write_text("only a test", encoding="ascii")
    subject = ("-subj", "/CN=dncdesk test", "-addext", "extendedKeyUsage=codeSigning")
    new = ("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject)
    subprocess.run([*new, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    pack = ("openssl", "pkcs12", "-export", "-inkey", key, "-in", certificate, "-out", both)
    subprocess.run([*pack, "-passout", f"file:{password}"], check=True, capture_output=True)
    monkeypatch.setenv("DNCDESK_SIGN_PFX", str(both))
    monkeypatch.setenv("DNCDESK_SIGN_PASSWORD_FILE", str(password))
    monkeypatch.delenv("DNCDESK_SIGN_TIMESTAMP", raising=False)
    made = installers.make(folder, tmp_path / "out", "1.2.3")
    for file in (made.setup, made.msi, folder / "dncdesk.exe", folder / "dncdesk-cli.exe"):
        asked = subprocess.run(
            ["osslsigncode", "verify", "-CAfile", certificate, "-in", file], capture_output=True, text=True, check=False
        )
        assert "Number of verified signatures: 1" in asked.stdout, file
    # Those four, and the uninstaller, which exists only while setup.exe is made.
    assert capfd.readouterr().err.count("signed: ") == 5
