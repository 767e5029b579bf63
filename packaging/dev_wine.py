"""A Windows Python under wine, made on Linux: for a smoke test of what Windows does differently, never for a release.

CPython for Windows comes in the wheel of a package that carries one; its standard library is this Python's own. What
wine or that wheel lacks is made here: a ``python.exe``, a ``python3.dll`` that hands on to the real one, and an
``icuuc.dll`` that knows nothing, in the place of the one that every Windows has.
"""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import dev_venv
from dev_common import REQUIREMENTS, ROOT, SetupError, must_run, utf8_environment

PACKAGES = (
    *("faketime", "gcc-mingw-w64-x86-64", "msitools", "nsis", "osslsigncode", "wine", "wine64", "wixl", "xvfb"),
    *("fonts-dejavu-core", "xauth"),
)
"""What has to be installed on Debian or Ubuntu."""

MINGW = "x86_64-w64-mingw32-"
WITHOUT = re.compile(r"api-ms-.*|tcl86t\.dll|tk86t\.dll|_tkinter\.pyd|python3\.dll")
"""Files of the wheel that are not taken: wine has its own of the first, and nothing here draws with Tk."""


@dataclass(frozen=True)
class Wine:
    """A Windows of its own in `folder`, with a Python in it, on the X display `display`."""

    folder: Path
    display: str

    @property
    def python(self) -> Path:
        """Its python.exe, as Linux sees it."""
        return self.folder / "python" / "python.exe"

    @property
    def tests(self) -> Path:
        """The packages that only the tests need: apart, so that nothing of them gets into the frozen program."""
        return self.folder / "tests"

    def environment(self) -> dict[str, str]:
        """For whatever runs in it."""
        return {
            **utf8_environment(),
            "DISPLAY": self.display,
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree=;mshtml=",
            "WINEPREFIX": str(self.folder / "prefix"),
        }

    def run(
        self, text: str, words: Sequence[str], *, show: bool = False, more: Mapping[str, str] | None = None
    ) -> None:
        """Run its Python on `words`, as one line of output.

        With `show` all that it says is printed. Its output goes through a pipe: wine gives a file no handle that
        Python takes.

        Raises:
            SetupError: it failed.
        """
        print(f"{text} …", flush=True)
        command = ["wine", str(self.python), *words]
        environment = {**self.environment(), **(more or {})}
        said: list[str] = []
        with subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, errors="replace",
        ) as process:  # fmt: skip
            for line in process.stdout or ():
                said.append(line)
                if show:
                    print(f"  {line}", end="", flush=True)
        if process.returncode:
            raise SetupError(f"{'' if show else ''.join(said)}{text}: failed with exit code {process.returncode}")

    def close(self) -> None:
        """End what still runs in it."""
        subprocess.run(["wineserver", "-k"], env=self.environment(), check=False)


def make(folder: Path, display: str) -> Wine:
    """Make the Windows and its Python anew.

    Args:
        folder: takes all of it; what is there is removed.
        display: an X display.

    Raises:
        SetupError: something is missing or failed.
    """
    if sys.version_info[:2] != (3, 11):
        raise SetupError("The Windows Python takes its standard library from this one, which must be a 3.11 for that.")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    wine = Wine(folder, display)
    must_run("making a Windows", ["wineboot", "--init"], environment=wine.environment())
    must_run("naming it Windows 10", ["winecfg", "-v", "win10"], environment=wine.environment())
    interpreter(wine)
    libraries(wine)
    stubs(wine)
    wine.run("looking at its Python", ["-c", "import sys, ssl, sqlite3, ctypes; print(sys.version)"], show=True)
    return wine


def interpreter(wine: Wine) -> None:
    """Put CPython together: the wheel's libraries, this Python's standard library, a python.exe."""
    place = wine.python.parent
    wheels = wine.folder / "wheels"
    options = ("--no-deps", "--only-binary=:all:", "--platform=win_amd64", "--python-version=3.11", f"--dest={wheels}")
    lock = str(REQUIREMENTS / "wine.txt")
    must_run(
        "fetching a CPython for Windows",
        [sys.executable, "-m", "pip", "download", "--quiet", "--require-hashes", *options, "-r", lock],
    )
    (place / "DLLs").mkdir(parents=True)
    with zipfile.ZipFile(next(wheels.glob("*.whl"))) as wheel:
        for name in wheel.namelist():
            folder, _, file = name.rpartition("/")
            if folder.endswith("deploy_libs") and not WITHOUT.fullmatch(file):
                beside = file.startswith(("python3", "VCRUNTIME"))
                (place / ("" if beside else "DLLs") / file).write_bytes(wheel.read(name))
    shutil.copytree(
        sysconfig.get_path("stdlib"),
        place / "Lib",
        ignore=shutil.ignore_patterns(
            "__pycache__", "site-packages", "dist-packages", "test", "lib-dynload", "config-*"
        ),
    )
    compile_c(ROOT / "packaging" / "windows" / "python.c", wine.python, "-municode")


def libraries(wine: Wine) -> None:
    """Install what the program, its tests and PyInstaller need, for Windows."""
    uv = dev_venv.ensure("lock", wine.folder.parent / "lock-venv")
    packages = wine.python.parent / "Lib" / "site-packages"
    for name, target in (("packaging", packages), ("test", wine.tests)):
        options = ("--python-platform=x86_64-pc-windows-msvc", "--python-version=3.11", "--only-binary=:all:")
        lock = ("--require-hashes", "-r", str(REQUIREMENTS / f"{name}.txt"))
        command = [str(uv), "-m", "uv", "pip", "install", "--no-config", f"--target={target}", *options, *lock]
        must_run(f"installing the Python packages for Windows ({name})", command)
    for path in wine.tests.iterdir():
        # Of what both hold only the one is to be found that the stand-ins are put beside.
        if (packages / path.name).exists():
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def stubs(wine: Wine) -> None:
    """Make the two libraries that neither the wheel nor wine has."""
    place = wine.python.parent
    names = exports(place / "python311.dll")
    lines = ["LIBRARY python3", "EXPORTS", *(f"{name}=python311.{name}" for name in names)]
    definition = wine.folder / "python3.def"
    definition.write_text("\n".join(lines) + "\n", encoding="ascii")
    compile_c(definition, place / "python3.dll", "-shared", "-nostdlib", "-Wl,--entry=0")
    qt = place / "Lib" / "site-packages" / "PySide6"
    functions = [f"__declspec(dllexport) long long {name}(void) {{ return 0; }}" for name in icu(qt / "Qt6Core.dll")]
    source = wine.folder / "icuuc.c"
    source.write_text("\n".join(functions) + "\n", encoding="ascii")
    compile_c(source, qt / "icuuc.dll", "-shared")


def exports(library: Path) -> list[str]:
    """The names that a Windows library gives away."""
    table = inspect(library).split("[Ordinal/Name Pointer] Table", 1)[-1].split("\n\n", 1)[0]
    return re.findall(r"\b(_?Py\w+)$", table, re.MULTILINE)


def icu(library: Path) -> list[str]:
    """The names that a Windows library wants of ICU."""
    parts = re.split(r"DLL Name: ", inspect(library))
    wanted = [part for part in parts if part.startswith("icuuc.dll")]
    return sorted(set(re.findall(r"\b(u\w+_\w+|UCNV_\w+)$", "\n".join(wanted), re.MULTILINE)))


def inspect(library: Path) -> str:
    """What objdump says of a Windows library."""
    command = [f"{MINGW}objdump", "-p", str(library)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def compile_c(source: Path, target: Path, *options: str) -> None:
    """Compile for Windows.

    Raises:
        SetupError: the compiler failed.
    """
    must_run(f"compiling {target.name}", [f"{MINGW}gcc", "-O", "-s", *options, "-o", str(target), str(source)])


def windows_path(path: Path) -> str:
    """A path of Linux as wine names it."""
    return "Z:" + os.fspath(path.resolve())
