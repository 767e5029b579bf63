"""Every text of the program is there in every language, whole, and compiled."""

from __future__ import annotations

import re
import shutil
import string
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging"))

import translations  # noqa: E402

FILES = sorted(translations.TRANSLATIONS.glob("dncdesk_*.ts"))
LANGUAGES = [path.stem.removeprefix("dncdesk_") for path in FILES]

each_language = pytest.mark.parametrize("path", FILES, ids=LANGUAGES)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None} | set(re.findall("%n", text))


def mnemonics(text: str) -> int:
    return len(re.findall(r"&(?=\S)", text.replace("&&", "")))


def test_english_and_spanish_are_there() -> None:
    assert {"en", "es"} <= set(LANGUAGES)


def test_no_sentence_is_hidden_from_the_translators() -> None:
    assert translations.unlisted() == []


@each_language
def test_the_file_holds_just_the_texts_of_the_sources(path: Path, tmp_path: Path) -> None:
    fresh = tmp_path / path.name
    shutil.copy(path, fresh)
    translations.update(fresh, path.stem.removeprefix("dncdesk_"))
    texts = {(m.context, m.source) for m in translations.messages(path)}
    assert {(m.context, m.source) for m in translations.messages(fresh)} == texts


@each_language
def test_every_text_is_translated(path: Path) -> None:
    assert [m for m in translations.messages(path) if not m.finished] == []


@each_language
def test_every_translation_has_the_places_of_its_text(path: Path) -> None:
    for message in translations.messages(path):
        for form in message.forms:
            # Where one is meant, the number itself may be left out.
            assert placeholders(form) | {"%n"} == placeholders(message.source) | {"%n"}, message


@each_language
def test_a_text_with_a_mnemonic_keeps_one(path: Path) -> None:
    for message in translations.messages(path):
        for form in message.forms:
            assert mnemonics(form) == mnemonics(message.source), message


@each_language
def test_what_is_compiled_is_what_is_written(path: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.qm"
    translations.release(path, fresh)
    assert fresh.read_bytes() == path.with_suffix(".qm").read_bytes()
