"""The PDF: all pages are there and say how many they are, hostile texts do no harm, a full disk is seen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QFile, QObject
from PySide6.QtGui import QColor, QFontDatabase, QGuiApplication
from pytestqt.qtbot import QtBot

from dncdesk.core.sentences import ProblemError
from dncdesk.desk import export_pdf
from dncdesk.desk.errands import Errands
from dncdesk.desk.export_pdf import write_pdf
from dncdesk.record.exporting import selection
from dncdesk.record.exporting.contents import CancelledError, Watch
from dncdesk.record.exporting.run import Exported, ExportError, export
from dncdesk.record.exporting.selection import Maker, Selection
from dncdesk.record.log import Log
from tests.support.desks import an_opt_out

MAKER = Maker("anna", "DESK-17", "dncdesk 0.1.0")
MONDAY = datetime(2026, 11, 23, 12).astimezone()


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    opened = Log(tmp_path / "log.sqlite3")
    yield opened
    opened.close()


@pytest.fixture
def pages_told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """What each page says at its foot: its number, and how many there are."""
    told: list[tuple[int, int]] = []
    before = export_pdf._Table._end_page

    def end_page(self: export_pdf._Table) -> None:
        told.append((self._page, self._pages))
        before(self)

    monkeypatch.setattr(export_pdf._Table, "_end_page", end_page)
    return told


def write(log: Log, path: Path, chosen: Selection | None = None, watch: Watch | None = None) -> Exported:
    return export(log, path, chosen or selection.everything(), MAKER, watch or Watch(), writer=write_pdf)


def pages(path: Path) -> int:
    data = path.read_bytes()
    assert data.startswith(b"%PDF-")
    assert data.rstrip().endswith(b"%%EOF")
    found = re.search(rb"/Count (\d+)", data)
    assert found is not None
    return int(found[1])


def fill(log: Log, counts: dict[str | None, int]) -> None:
    number = 0
    for campaign, count in counts.items():
        for _ in range(count):
            number += 1
            opt_out = an_opt_out(f"727555{number:04}", campaign=campaign)
            log.append_request(replace(opt_out, asked_at=MONDAY - timedelta(seconds=number)))


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("count", [0, 1, 13, 14, 17, 18, 34, 35, 60])
def test_every_page_says_truly_how_many_there_are(
    log: Log, tmp_path: Path, pages_told: list[tuple[int, int]], count: int
) -> None:
    fill(log, {None: count})
    write(log, tmp_path / "a.pdf")
    assert pages_told == [(page, pages(tmp_path / "a.pdf")) for page in range(1, len(pages_told) + 1)]
    assert len(pages_told) == pages(tmp_path / "a.pdf")


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("counts", [(1, 1, 1), (15, 3), (16, 2), (17, 1), (18, 30, 1), (33, 1, 50), (40, 14)])
def test_so_it_is_with_a_section_for_each_campaign(
    log: Log, tmp_path: Path, pages_told: list[tuple[int, int]], counts: tuple[int, ...]
) -> None:
    fill(log, {f"CAMP{at}": count for at, count in enumerate(counts)})
    write(log, tmp_path / "a.pdf", selection.week_by_campaign(MONDAY.date(), 0))
    assert pages_told == [(page, pages(tmp_path / "a.pdf")) for page in range(1, len(pages_told) + 1)]


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    "text", ["<b>x</b>&amp;", "\u202egnirts\u2066", "\ud800", "a\x00b\nc", "日本 👍", "x" * 100_000]
)
def test_any_text_can_stand_in_it_and_shows_nothing_that_is_not_there(
    log: Log, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    painted: list[str] = []
    before = export_pdf._Table._text

    def paint(self: export_pdf._Table, x: float, baseline: float, words: str, ink: QColor) -> None:
        painted.append(words)
        before(self, x, baseline, words, ink)

    monkeypatch.setattr(export_pdf._Table, "_text", paint)
    opt_out = an_opt_out(note=text)
    log.append_request(replace(opt_out, person=text, scope_name=text, taken_by=text, computer=text))
    write(log, tmp_path / "a.pdf")
    assert pages(tmp_path / "a.pdf") == 1
    # No mark that turns the direction of writing, no control character, no line break.
    assert [words for words in painted if any(unicodedata.category(c)[0] == "C" for c in words)] == []


@pytest.mark.usefixtures("qapp")
def test_a_person_may_stop_it_and_the_former_file_stays(log: Log, tmp_path: Path) -> None:
    fill(log, {None: 600})
    path = tmp_path / "a.pdf"
    path.write_bytes(b"the former one")
    watch = Watch(lambda _: watch.cancel())
    with pytest.raises(CancelledError):
        write(log, path, None, watch)
    assert path.read_bytes() == b"the former one"
    assert [p.name for p in tmp_path.iterdir() if p.suffix == ".part"] == []


@pytest.mark.usefixtures("qapp")
def test_a_file_from_which_something_got_lost_is_none(
    log: Log, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the disk is full for a moment, of which Qt says nothing."""
    fill(log, {None: 600})
    path = tmp_path / "a.pdf"
    path.write_bytes(b"the former one")
    paint = export_pdf._Table.paint

    def lossy(self: export_pdf._Table) -> None:
        paint(self)
        self._file.flush()
        name = Path(self._file.fileName())
        data = name.read_bytes()
        self._file.resize(len(data) - 1000)
        self._file.seek(0)
        self._file.write(data[1000:])

    monkeypatch.setattr(export_pdf._Table, "paint", lossy)
    with pytest.raises(ExportError, match="not whole"):
        write(log, path)
    assert path.read_bytes() == b"the former one"


@pytest.mark.usefixtures("qapp")
def test_a_write_that_fails_is_seen(log: Log, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFile, "error", lambda _self: QFile.FileError.WriteError)
    fill(log, {None: 5})
    with pytest.raises(ExportError, match="could not be written"):
        write(log, tmp_path / "a.pdf")
    assert not (tmp_path / "a.pdf").exists()


@pytest.mark.usefixtures("qapp")
def test_a_computer_without_fonts_says_so(log: Log, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFontDatabase, "families", list)
    with pytest.raises(ProblemError, match="no fonts"):
        write(log, tmp_path / "a.pdf")
    assert not (tmp_path / "a.pdf").exists()


class _Told(QObject):
    found: object = None

    def take(self, found: object) -> None:
        self.found = found


def test_it_is_written_off_the_main_thread_while_the_window_lives(qtbot: QtBot, log: Log, tmp_path: Path) -> None:
    assert isinstance(QGuiApplication.instance(), QGuiApplication)
    fill(log, {None: 300})
    errands, told = Errands(), _Told()
    errands.run(lambda: write(log, tmp_path / "a.pdf"), told.take, told.take)
    qtbot.waitUntil(lambda: errands.idle, timeout=20_000)
    assert isinstance(told.found, Exported), told.found
    assert pages(tmp_path / "a.pdf") > 10
