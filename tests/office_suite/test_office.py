"""A spreadsheet program opens the exports: every number is whole, no text is a formula; the PDF reads well.

Slow, and it needs LibreOffice and poppler's tools: `packaging/dev.py office` installs them and runs this.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtGui import QColor, QImage

from dncdesk.core.moments import now
from dncdesk.core.optout import AskedHow
from dncdesk.core.outcome import Outcome, Proof, Result
from dncdesk.core.sentences import say
from dncdesk.core.spreadsheet import unmarked
from dncdesk.desk.export_pdf import write_pdf
from dncdesk.record.exporting import selection
from dncdesk.record.exporting.contents import Watch
from dncdesk.record.exporting.run import export
from dncdesk.record.exporting.selection import Format, Maker
from dncdesk.record.log import Log
from tests.support.desks import an_opt_out

SECONDS = 240
pytestmark = pytest.mark.timeout(SECONDS * 2)

# What was typed, the form sent, and in E.164: zeros in front, pluses, more digits than a number of a spreadsheet has.
NUMBERS = [
    ("0612345678", "0612345678", "+33612345678"),
    ("+1 (727) 555-1212", "7275551212", "+17275551212"),
    ("00441632960000", "441632960000", "+441632960000"),
    ("0012345678901234", "0012345678901234", "+12345678901234"),
]
TEXTS = [
    "=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", '=HYPERLINK("http://x")', "1E10", "MAR01", "007", "TRUE", "1/2",
    "14:02", "two\nlines", 'a "quoted", one; two', "'t Hooft", "日本 👍 Ünal", "#N/A", "2026-11-23", "12.50",
]  # fmt: skip
ASKED = datetime(2026, 11, 20, 14, 2, 7, tzinfo=UTC)
CSV_AS_UTF8 = "--infilter=CSV:44,34,76,1"
"""Commas, double quotes, UTF-8, from the first line: what a person leaves as it is in the import window."""


def needed(program: str) -> str:
    found = shutil.which(program)
    assert found is not None, f"{program} is not installed: packaging/dev.py office does it"
    return found


@pytest.fixture
def log(tmp_path: Path) -> Log:
    """A log with every number and every text."""
    made = Log(tmp_path / "log.sqlite3")
    for at in range(max(len(NUMBERS), len(TEXTS))):
        typed, sent, e164 = NUMBERS[at % len(NUMBERS)]
        text = TEXTS[at % len(TEXTS)]
        opt_out = replace(
            an_opt_out("7275551212", note=text, campaign="0042" if at % 2 else None), number_typed=typed,
            main_form=sent, e164=e164, shown=typed, person=text, scope_name=text, asked_at=ASKED, seller=text,
            asked_how=AskedHow.CALL,
            taken_by="jsmith", entered_by="anna", computer="DESK-17", program="dncdesk 0.1.0", due_on=date(2026, 12, 7),
        )  # fmt: skip
        made.append_request(opt_out)
        sure = Result(Outcome.BLOCKED, say("Read back."), (sent,), now(), Proof.READ_BACK, 3, 2, 0)
        made.append_result(opt_out.id, sure)
    return made


def written(log: Log, ending: str) -> Path:
    path = log.path.with_name(f"a.{ending}")
    writer = write_pdf if Format.of(path.name) is Format.PDF else None
    export(log, path, selection.everything(), Maker("anna", "DESK-17", "dncdesk 0.1.0"), Watch(), writer=writer)
    return path


def opened_by_libreoffice(path: Path, *words: str) -> list[dict[str, object]]:
    """The first sheet as LibreOffice has read it, by its headings; nothing in it may be a formula."""
    out = path.with_name("out")
    profile = path.with_name("profile").as_uri()
    subprocess.run(
        [
            *(needed("soffice"), f"-env:UserInstallation={profile}", "--headless", *words),
            *("--convert-to", "xlsx", "--outdir", str(out), str(path)),
        ],
        capture_output=True,
        timeout=SECONDS,
        check=True,
    )
    with closing(openpyxl.load_workbook(out / "a.xlsx")) as book:
        cells = [list(row) for row in book.worksheets[0].iter_rows()]
    assert [cell.coordinate for row in cells for cell in row if cell.data_type in "fe"] == []
    # Headless, and told nothing of the encoding, LibreOffice takes a BOM for letters; its window does not.
    names = [str(cell.value).removeprefix("ï»¿") for cell in cells[0]]
    return [
        {name: cell.value for name, cell in zip(names, row, strict=True)}
        for row in cells[1:]
        if row[0].value is not None
    ]


def expected(at: int) -> tuple[tuple[str, str, str], str]:
    return NUMBERS[at % len(NUMBERS)], TEXTS[at % len(TEXTS)]


def test_numbers_and_texts_of_an_xlsx_are_whole(log: Log) -> None:
    rows = opened_by_libreoffice(written(log, "xlsx"))
    assert len(rows) == len(TEXTS)
    for at, row in enumerate(reversed(rows)):
        (typed, sent, e164), text = expected(at)
        assert (row["As typed"], row["Number"], row["E.164"], row["Numbers sent"]) == (typed, sent, e164, sent)
        assert (row["Note"], row["Name"], row["Campaign name"], row["Seller"]) == (text,) * 4
        assert row["Scope"] == ("0042" if at % 2 else "EVERYWHERE")
        assert row["Asked at"] == ASKED.replace(tzinfo=None)
        assert str(row["Due on"]) == "2026-12-07 00:00:00"
        assert (row["Leads found"], row["Still queued"]) == (3, 0)


@pytest.mark.parametrize("words", [(CSV_AS_UTF8,), ()], ids=["as UTF-8", "with no word about it"])
def test_numbers_and_texts_of_a_csv_are_whole(log: Log, words: tuple[str, ...]) -> None:
    rows = [row for row in opened_by_libreoffice(written(log, "csv"), *words) if not str(row["Number"]).startswith("#")]
    assert len(rows) == len(TEXTS)
    for at, row in enumerate(reversed(rows)):
        (typed, sent, e164), text = expected(at)
        assert (shown(row["As typed"]), shown(row["Number"]), shown(row["E.164"])) == (typed, sent, e164)
        assert shown(row["Numbers sent"]) == sent
        assert shown(row["Scope"]) == ("0042" if at % 2 else "EVERYWHERE")
        if text.isascii() or words:
            assert (shown(row["Note"]), shown(row["Name"])) == (text, text)


def shown(value: object) -> str:
    """What a person reads in a cell, but for the apostrophe that keeps a text a text."""
    assert not isinstance(value, float), value
    return unmarked(str(value))


def test_the_pdf_holds_every_entry_in_words_and_a_head_on_each_page(log: Log, qapp: object) -> None:
    del qapp
    head = log.read(lambda reader: reader.head())
    path = written(log, "pdf")
    text = subprocess.run(
        [needed("pdftotext"), "-layout", str(path), "-"], capture_output=True, text=True, timeout=SECONDS, check=True
    ).stdout
    pages = text.rstrip("\f").split("\f")
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page
        assert head[1] in page
        assert "Made " in page
        assert re.search(r"Number +Asked at +Where +Outcome", page)
    for at in range(len(TEXTS)):
        assert expected(at)[0][0] in text
    assert text.count("Blocked\n") + text.count("Blocked ") >= len(TEXTS)
    assert f"End of the table: {len(TEXTS)} entries." in text


def test_the_pdfs_picture_is_a_page_with_margins_and_dark_words_on_white(log: Log, qapp: object) -> None:
    del qapp
    path = written(log, "pdf")
    subprocess.run(
        [needed("pdftoppm"), "-r", "80", "-png", str(path), str(path.with_name("page"))], timeout=SECONDS, check=True
    )
    pictures = sorted(path.parent.glob("page*.png"))
    assert len(pictures) == 2
    for picture in pictures:
        page = QImage(str(picture))
        assert page.width() > page.height() > 500
        inked = [
            (x, y)
            for x in range(page.width())
            for y in range(page.height())
            if QColor(page.pixel(x, y)).lightnessF() < 0.6
        ]
        left, right = min(x for x, _ in inked), max(x for x, _ in inked)
        top, bottom = min(y for _, y in inked), max(y for _, y in inked)
        for margin in (left, page.width() - right, top, page.height() - bottom):
            assert margin > 25
        assert 0.005 < len(inked) / (page.width() * page.height()) < 0.15
