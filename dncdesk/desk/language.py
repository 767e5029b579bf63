"""The language that the program speaks: English, or any other that has a file in `resources/translations`."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLibraryInfo, QLocale, QTranslator

from dncdesk.core.resources import resource
from dncdesk.core.sentences import Sentence

ENGLISH = "en"
_PREFIX = "dncdesk_"


def spoken(sentence: Sentence) -> str:
    """`sentence` as the person reads it, in their language."""
    first = QCoreApplication.translate("sentences", sentence.template).format(**sentence.values)
    return f"{first} {spoken(sentence.then)}" if sentence.then else first


def languages() -> dict[str, str]:
    """The languages to choose from, by code, each named in itself; English, in which the program is written, first."""
    files = {path.stem.removeprefix(_PREFIX): path for path in resource("translations").glob(f"{_PREFIX}*.qm")}
    return {code: _own_name(files.get(code)) for code in [ENGLISH, *sorted(files.keys() - {ENGLISH})]}


class Language:
    """Speaks one language at a time to one application."""

    def __init__(self, app: QCoreApplication) -> None:
        self._app = app
        self._system = QLocale.system()
        self._spoken: list[QTranslator] = []
        self.code = ENGLISH

    def speak(self, wanted: str) -> None:
        """Speak `wanted` (a code of `languages()`); with none, the system's own if it is there, else English.

        Dates and numbers follow: in the system's own way where that is of the same language.
        """
        there = languages()
        self.code = next((code for code in (wanted, *self._of_the_system()) if code in there), ENGLISH)
        same = QLocale(self.code).language() == self._system.language()
        QLocale.setDefault(self._system if same else QLocale(self.code))
        for translator in self._spoken:
            self._app.removeTranslator(translator)
        self._spoken = [
            translator
            for name, folder in (
                (f"qtbase_{self.code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
                (f"{_PREFIX}{self.code}", str(resource("translations"))),
            )
            if (translator := QTranslator(self._app)).load(name, folder)
        ]
        for translator in self._spoken:
            self._app.installTranslator(translator)

    def _of_the_system(self) -> list[str]:
        return [tag.replace("-", "_").split("_")[0] for tag in self._system.uiLanguages()]


def _own_name(path: Path | None) -> str:
    """What the translators have put for "English": the name of their own language."""
    english = str(QT_TRANSLATE_NOOP("Language", "English"))
    translator = QTranslator()
    found = path is not None and translator.load(str(path))
    return (translator.translate("Language", english) if found else "") or english
