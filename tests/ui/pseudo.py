"""A language that nobody speaks: every text that is marked for translation comes out longer and in brackets."""

from __future__ import annotations

import re

from PySide6.QtCore import QTranslator

LONGER = 0.35
"""How much longer than English the longer languages are."""
_MARKED = re.compile(r"\[[^\[\]]*\]")
_PLACE = re.compile(r"\{\w+\}")
_WORD = re.compile(r"[^\W\d_]{2,}")


class PseudoLanguage(QTranslator):
    """Stands in for a translator's file."""

    def isEmpty(self) -> bool:  # noqa: N802
        """It has something to say."""
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        """`source` in brackets, longer; its places and its mnemonic stay."""
        del context, disambiguation, n
        letters = len(_PLACE.sub("", source))
        return f"[{source} {'ñ' * max(1, round(letters * LONGER))}]" if source else ""


def unmarked(text: str) -> list[str]:
    """The words of `text` that were not marked for translation."""
    text = text.replace("&", "")
    while (shorter := _MARKED.sub("", text)) != text:
        text = shorter
    return _WORD.findall(text)
