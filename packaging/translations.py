"""The translators' files: brought up to date from the sources, and compiled.

``resources/translations/dncdesk_LL.ts`` holds every text of the program with its translation into the language
``LL``; edit it with Qt Linguist or any editor. ``dncdesk_LL.qm`` is what the program loads. For a further language,
run this with its code: ``dev.py translate fr``.

Window texts come from ``self.tr`` and ``QCoreApplication.translate``, which Qt's own lupdate finds; the sentences
that travel through the layers come from ``say("…")`` and are listed for it under the context ``sentences``.
"""

import ast
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "dncdesk"
TRANSLATIONS = ROOT / "resources" / "translations"
SENTENCES = "sentences"


@dataclass(frozen=True)
class Message:
    """One text in one language; `forms` are its translations, several where a number decides, empty where missing."""

    context: str
    source: str
    forms: tuple[str, ...]
    finished: bool


def main(arguments: list[str]) -> int:
    """Update and compile; new languages are named by their codes. Returns the exit code."""
    TRANSLATIONS.mkdir(parents=True, exist_ok=True)
    files = {path.stem.removeprefix("dncdesk_"): path for path in TRANSLATIONS.glob("dncdesk_*.ts")}
    for code in arguments:
        files.setdefault(code, TRANSLATIONS / f"dncdesk_{code}.ts")
    for code, path in sorted(files.items()):
        update(path, code)
        release(path, path.with_suffix(".qm"))
        missing = [m for m in messages(path) if not m.finished]
        print(f"{code}: {len(messages(path))} texts, {len(missing)} without a translation")
        for message in missing:
            print(f"  [{message.context}] {message.source}")
    return 0


def update(path: Path, code: str) -> None:
    """Bring the file of one language up to date with the sources: new texts added, old ones dropped."""
    with tempfile.TemporaryDirectory() as scratch:
        listed = Path(scratch, "sentences.py")
        listed.write_text(_as_source(sentences()), encoding="utf-8")
        sources = sorted(str(source) for source in SOURCES.rglob("*.py"))
        plural_only = ["-pluralonly"] if code == "en" else []
        _qt_tool("lupdate", "-silent", "-no-obsolete", "-locations", "none", *plural_only, "-source-language", "en",
                 "-target-language", code, *sources, str(listed), "-ts", str(path))  # fmt: skip


def release(path: Path, target: Path) -> None:
    """Compile the file of one language."""
    _qt_tool("lrelease", "-silent", str(path), "-qm", str(target))


def messages(path: Path) -> list[Message]:
    """All that the file of one language holds."""
    return [
        _message(context.findtext("name", ""), element)
        for context in ET.parse(path).getroot().iter("context")  # noqa: S314 - a file of the project
        for element in context.iter("message")
    ]


def sentences() -> list[str]:
    """Every template that the sources give to ``say``, sorted."""
    found = {
        node.args[0].value
        for path in SOURCES.rglob("*.py")
        for node in _calls_of_say(path)
        if isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str)
    }
    return sorted(found)


def unlisted() -> list[str]:
    """Where ``say`` is given something else than one literal, which no translator would see: FILE:LINE."""
    return [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in SOURCES.rglob("*.py")
        for node in _calls_of_say(path)
        if not isinstance(node.args[0], ast.Constant)
    ]


def _calls_of_say(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say" and node.args:
            yield node


def _as_source(templates: list[str]) -> str:
    lines = [f"QCoreApplication.translate({SENTENCES!r}, {_quoted(template)})" for template in templates]
    return "\n".join(["from PySide6.QtCore import QCoreApplication", *lines, ""])


def _quoted(text: str) -> str:
    return '"{}"'.format(text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n"))


def _message(context: str, element: ET.Element) -> Message:
    translation = element.find("translation")
    if translation is None:
        return Message(context, element.findtext("source", ""), (), finished=False)
    forms = tuple(form.text or "" for form in translation.iter("numerusform")) or (translation.text or "",)
    finished = translation.get("type") is None and all(forms)
    return Message(context, element.findtext("source", ""), forms, finished)


def _qt_tool(name: str, *arguments: str) -> None:
    import PySide6

    suffix = ".exe" if sys.platform == "win32" else ""
    subprocess.run([str(Path(PySide6.__file__).parent / f"{name}{suffix}"), *arguments], check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
