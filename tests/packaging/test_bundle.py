"""What goes into the bundle and the installers, as far as it can be judged without building them."""

from __future__ import annotations

import hashlib
import json
import os
import plistlib
import re
import sys
import tarfile
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
for _name in ("", "bundle", "windows", "linux"):
    sys.path.insert(0, str(ROOT / "packaging" / _name))

import archive  # noqa: E402
import bom  # noqa: E402
import dev_lock  # noqa: E402
import msi  # noqa: E402
import papers  # noqa: E402
import sign  # noqa: E402
import trimming  # noqa: E402
import version_info  # noqa: E402

from dncdesk import __version__  # noqa: E402
from dncdesk.core import resources  # noqa: E402

ENTRIES = [
    ("libpython3.11.so.1.0", "/p", "BINARY"),
    ("python3.11/lib-dynload/_ssl.so", "/ssl", "EXTENSION"),
    ("libssl.so.3", "/libssl", "BINARY"),
    ("libcrypto.so.3", "/libcrypto", "BINARY"),
    ("libX11.so.6", "/x11", "BINARY"),
    ("libgtk-3.so.0", "/gtk", "BINARY"),
    ("libpango.so.0", "/pango", "BINARY"),
    ("PySide6/QtGui.abi3.so", "/gui", "EXTENSION"),
    ("PySide6/QtDBus.abi3.so", "/dbus", "EXTENSION"),
    ("PySide6/Qt/lib/libQt6Gui.so.6", "/qt6gui", "BINARY"),
    ("PySide6/Qt/plugins/platforms/libqxcb.so", "/xcb", "BINARY"),
    ("PySide6/Qt/plugins/platforms/libqvnc.so", "/vnc", "BINARY"),
    ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", "/theme", "BINARY"),
]
LINKS = {
    "/ssl": ["libssl.so.3"],
    "/libssl": ["libcrypto.so.3"],
    "/gui": ["libQt6Gui.so.6"],
    "/qt6gui": ["libX11.so.6", "libc.so.6"],
    "/theme": ["libgtk-3.so.0"],
    "/gtk": ["libpango.so.0"],
}


def test_a_library_goes_with_what_needs_it() -> None:
    kept = {entry[0] for entry in trimming.trim(ENTRIES, {"QtCore", "QtGui"}, lambda path: LINKS.get(path, []))}
    left_out = {entry[0] for entry in ENTRIES} - kept
    assert left_out == {
        "libX11.so.6",
        "libgtk-3.so.0",
        "libpango.so.0",
        "PySide6/QtDBus.abi3.so",
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
    }


def test_paths_of_windows_are_read_as_well() -> None:
    assert trimming.is_plugin(r"PySide6\plugins\platforms\qwindows.dll")
    assert trimming.is_root((r"PySide6\plugins\platforms\qwindows.dll", "", "BINARY"), set(), trimming.PLUGINS)
    assert trimming.is_root((r"PySide6\QtCore.pyd", "", "EXTENSION"), {"QtCore"}, {})


def test_every_qt_module_that_the_program_imports_is_taken() -> None:
    used = trimming.qt_modules(ROOT / "dncdesk")
    assert {"QtCore", "QtGui", "QtWidgets", "QtNetwork"} <= used


def test_of_qts_translations_only_the_spoken_ones_are_taken() -> None:
    assert trimming.wanted_data("PySide6/Qt/translations/qtbase_de.qm", ["de"])
    assert not trimming.wanted_data("PySide6/Qt/translations/qtbase_fr.qm", ["de"])
    assert not trimming.wanted_data("PySide6/Qt/translations/qt_de.qm", ["de"])
    assert trimming.wanted_data("resources/translations/dncdesk_de.qm", ["de"])


def test_where_the_build_lay_is_not_in_the_bundle() -> None:
    assert not trimming.wanted_data("keyring-25.7.0.dist-info/RECORD", [])
    assert trimming.wanted_data("keyring-25.7.0.dist-info/entry_points.txt", [])


def test_every_language_that_is_listed_has_its_file() -> None:
    missing = [language for language in resources.LANGUAGES if not resources.translation(language).is_file()]
    assert not missing


def test_the_frozen_programs_resources_are_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert resources.resource("dncdesk.svg").is_file()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resources.resource("a", "b") == tmp_path / "resources" / "a" / "b"
    assert resources.build() == resources.Build()
    monkeypatch.setenv("DNCDESK_COMMIT", "abc")
    monkeypatch.setenv("DNCDESK_MARK", "NOT FOR RELEASE")
    version_info.write_build(tmp_path / "resources")
    assert resources.build() == resources.Build("abc", "NOT FOR RELEASE", "")
    assert str(resources.build()) == "abc (NOT FOR RELEASE)"


def test_a_build_of_no_revision_is_marked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DNCDESK_COMMIT", raising=False)
    monkeypatch.delenv("DNCDESK_MARK", raising=False)
    assert "NOT FOR RELEASE" in json.loads(version_info.write_build(tmp_path).read_text(encoding="utf-8"))["mark"]


@pytest.mark.parametrize(
    ("text", "numbers"), [("1.2.3", (1, 2, 3, 0)), ("1.2.3rc1", (1, 2, 3, 0)), ("2.0", (2, 0, 0, 0))]
)
def test_a_version_as_windows_has_it(text: str, numbers: tuple[int, ...]) -> None:
    assert version_info.numbers(text) == numbers
    assert version_info.version() == __version__


def frozen(folder: Path) -> Path:
    (folder / "_internal").mkdir(parents=True)
    for name in ("dncdesk.exe", "dncdesk-cli.exe", "_internal/library.dll"):
        (folder / name).write_text(name, encoding="ascii")
    return folder


def test_the_msi_names_every_file_and_nothing_is_random_in_it(tmp_path: Path) -> None:
    product = msi.Product(frozen(tmp_path / "one"), "1.2.3", "dncdesk", icon=True)
    text = msi.source(product)
    assert text == msi.source(product)
    root = ET.fromstring(text)  # noqa: S314 - our own
    space = {"w": msi.WIX}
    assert {file.get("Source") for file in root.iterfind(".//w:File", space)} == {
        "dncdesk.exe",
        "dncdesk-cli.exe",
        "_internal/library.dll",
    }
    components = [one.get("Id") for one in root.iterfind(".//w:Component", space)]
    assert sorted(components, key=str) == sorted(
        (one.get("Id") for one in root.iterfind(".//w:ComponentRef", space)), key=str
    )
    guids = [one.get("Guid") for one in root.iterfind(".//w:Component", space)]
    assert len(set(guids)) == len(guids)


def test_a_file_keeps_its_component_in_the_next_version_and_the_product_gets_another_code(tmp_path: Path) -> None:
    folder = frozen(tmp_path / "one")
    codes = []
    for version in ("1.2.3", "1.2.4"):
        root = ET.fromstring(msi.source(msi.Product(folder, version, "dncdesk", icon=False)))  # noqa: S314 - our own
        product = root.find(f"{{{msi.WIX}}}Product")
        assert product is not None
        assert product.get("UpgradeCode") == "6E0B6C2D-6C55-4E5B-9C0E-6C9F1D0A7B34"
        guids = [one.get("Guid") for one in root.iter(f"{{{msi.WIX}}}Component")]
        codes.append((product.get("Id"), guids))
    assert codes[0][0] != codes[1][0]
    assert codes[0][1] == codes[1][1]


def test_without_a_certificate_it_is_said_loudly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.delenv("DNCDESK_SIGN_PFX", raising=False)
    assert sign.main([str(tmp_path / "setup.exe")]) == 0
    assert "UNSIGNED: setup.exe" in capsys.readouterr().err


def test_the_linux_archive_is_the_same_twice(tmp_path: Path) -> None:
    folder = frozen(tmp_path / "folder")
    (folder / "dncdesk").write_text("#!/bin/sh", encoding="ascii")
    (folder / "dncdesk").chmod(0o755)
    archive.write(folder, tmp_path / "one.tar.gz", 1_700_000_000)
    for file in folder.rglob("*"):
        os.utime(file, (1, 1))
    archive.write(folder, tmp_path / "two.tar.gz", 1_700_000_000)
    assert (tmp_path / "one.tar.gz").read_bytes() == (tmp_path / "two.tar.gz").read_bytes()
    with tarfile.open(tmp_path / "one.tar.gz") as packed:
        assert packed.getmember("dncdesk/dncdesk").mode == 0o755
        assert packed.getmember("dncdesk/dncdesk.desktop").mode == 0o644
        assert {(entry.mtime, entry.uid, entry.gname) for entry in packed} == {(1_700_000_000, 0, "root")}
    when_packed = (tmp_path / "one.tar.gz").read_bytes()[4:8]
    assert int.from_bytes(when_packed, "little") == 1_700_000_000


def test_the_bill_of_materials_names_every_locked_package_with_its_hashes() -> None:
    lock = (ROOT / dev_lock.FOLDER / "runtime.txt").read_text(encoding="utf-8")
    bill = bom.bill_of("1.2.3", lock, "1700000000")
    assert {part.name for part in bill.components} == set(re.findall(r"^([a-z0-9._-]+)==", lock, re.MULTILINE))
    assert sum(len(part.hashes) for part in bill.components) == lock.count("--hash=")


@pytest.mark.parametrize("name", [f"dncdesk-{__version__}-NOT-FOR-RELEASE-setup.exe", "dncdesk-0.0.0-setup.exe"])
def test_a_file_that_does_not_belong_to_it_stops_the_release(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    assert papers.main([str(tmp_path), "https://example.com"]) == 1


def test_a_releases_papers(tmp_path: Path) -> None:
    (tmp_path / f"dncdesk-{__version__}-setup.exe").write_text("x", encoding="ascii")
    assert papers.main([str(tmp_path), "https://example.com/page"]) == 0
    latest = json.loads((tmp_path / "latest.json").read_text(encoding="utf-8"))
    assert latest == {"version": __version__, "page": "https://example.com/page"}
    lines = (tmp_path / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    sums = {name: told for told, name in (line.split("  ") for line in lines)}
    assert sums.keys() == {f"dncdesk-{__version__}-setup.exe", f"dncdesk-{__version__}.cdx.json", "latest.json"}
    assert all(told == hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() for name, told in sums.items())


def test_mac_os_is_told_the_version_the_least_system_and_the_links() -> None:
    told = version_info.mac_plist()
    assert told["CFBundleShortVersionString"] == __version__
    assert told["LSMinimumSystemVersion"] == "13.0"
    assert told["CFBundleURLTypes"][0]["CFBundleURLSchemes"] == ["dnc"]
    entitlements = plistlib.loads((ROOT / "packaging/macos/entitlements.plist").read_bytes())
    assert all(entitlements.values())


WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_to_a_whole_revision(workflow: Path) -> None:
    text = workflow.read_text(encoding="utf-8")
    uses = re.findall(r"^\s*(?:- )?uses: (\S+)(.*)$", text, re.MULTILINE)
    for action, comment in uses:
        if not action.startswith("./"):
            assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action), action
            assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment), action
    assert re.search(r"^permissions:\n  contents: read$", text, re.MULTILINE)
    assert "pull_request_target" not in text
