"""The proof sheet: one page, whatever the story, that says what it can and what it cannot prove."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QPageSize

from dncdesk.core.details import Details
from dncdesk.core.moments import moment
from dncdesk.core.optout import AskedHow
from dncdesk.core.outcome import Outcome, Result
from dncdesk.core.sentences import say
from dncdesk.desk.pdf import page_size, print_html, safe
from dncdesk.desk.proof_sheet import _shortened, proof_sheet
from dncdesk.record.story import Line, ServerSeen, Story
from tests.support.desks import an_opt_out
from tests.ui.standin import an_entry

HEAD = (4711, "ab" * 32)
AT = moment("2026-11-03T14:02:07-05:00")

pytestmark = pytest.mark.usefixtures("qapp")


def a_story(lines: int = 3, **details: str) -> Story:
    result = Result(Outcome.BLOCKED, say("On the internal list."), confirmed_at=AT)
    noted = replace(Details(person="Ann Lee", asked_how=AskedHow.LETTER), **details)  # type: ignore[arg-type]
    entry = replace(an_entry(1), asked_at=AT, blocked_at=AT, due_on=date(2026, 11, 18), details=noted, result=result)
    told = [Line(AT, say("The person asked.")), Line(AT, say("Recorded."), seq=7)]
    told += [Line(AT + timedelta(seconds=n), say("Step {n}.", n=str(n)), seq=8 + n) for n in range(lines)]
    told.append(Line(AT, say("Result: blocked."), seq=900, outcome=Outcome.BLOCKED))
    server = ServerSeen(AT, "2.14-202", "250720-1841", -3.2)
    return Story(entry, an_opt_out(), tuple(told), server, (7, "cd" * 32), (900, "ef" * 32))


def pages(path: Path) -> int:
    """As the PDF's own page tree counts them."""
    (count,) = re.findall(rb"/Type\s*/Pages.*?/Count (\d+)", path.read_bytes(), re.DOTALL)
    return int(count)


def words(path: Path) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("needs pdftotext (Debian: poppler-utils)")
    found = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    return found.stdout.decode()


@pytest.mark.parametrize("lines", [0, 3, 25, 400])
@pytest.mark.parametrize("territory", [QLocale.Country.UnitedStates, QLocale.Country.Germany])
def test_it_is_one_page_whatever_the_story(tmp_path: Path, lines: int, territory: QLocale.Country) -> None:
    QLocale.setDefault(QLocale(QLocale.Language.English, territory))
    try:
        path = tmp_path / "sheet.pdf"
        proof_sheet(a_story(lines, note="She was upset. " * 33), HEAD, path)
        assert pages(path) == 1
    finally:
        QLocale.setDefault(QLocale.system())


def test_it_says_all_that_an_auditor_asks_for(tmp_path: Path) -> None:
    path, story = tmp_path / "sheet.pdf", a_story()
    proof_sheet(story, HEAD, path)
    text = words(path)
    assert story.request is not None
    for part in (
        "(727) 555-0001", "Blocked", "Ann Lee", "Letter", "2026-11-03 14:02:07 UTC−05:00", "2026-11-18",
        "Met: blocked in time.", "Step 2.", "#900", "cd" * 32, "ef" * 32, "ab" * 32, "Head of the log, #4711",
        story.request.source_id, "build 250720-1841", "behind this computer's by 3.2 s", "vicidial_api_log",
        "What it cannot prove", "Page 1 of 1",
    ):  # fmt: skip
        assert part in re.sub(r"\s+", " ", text), part


def test_what_is_too_long_is_shortened_and_the_outcome_stays(tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    proof_sheet(a_story(400), HEAD, path)
    text = words(path)
    assert "Result: blocked." in text
    assert "The person asked." in text
    left_out = sum(map(int, re.findall(r"… (\d+) lines left out here", text)))
    assert left_out + len(re.findall(r"Step \d+\.", text)) == 400


def test_the_lightest_lines_go_first() -> None:
    lines = a_story(5).lines
    waiting = Line(AT, say("Result: not delivered yet."), outcome=Outcome.WAITING)
    kept = list(_shortened((*lines[:4], waiting, *lines[4:]), 4))
    assert [str(line.what) if isinstance(line, Line) else line for line in kept] == [
        "The person asked.", "Recorded.", 5, "Step 4.", "Result: blocked.",
    ]  # fmt: skip
    assert list(_shortened(lines, len(lines))) == list(lines)


def test_what_others_wrote_is_neither_html_nor_able_to_turn_a_line_around(tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    proof_sheet(a_story(note="</table><h1>NOT BLOCKED</h1> \u202eevil\x00"), HEAD, path)
    text = words(path)
    assert "</table><h1>" in text
    assert "BLOCKED</h1>" in text
    assert "\u202e" not in text
    assert pages(path) == 1


def test_an_imported_one_claims_nothing(tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    proof_sheet(Story(replace(an_entry(1), seq=-1), None, ()), HEAD, path)
    text = re.sub(r"\s+", " ", words(path))
    assert "the chain of hashes does not cover it" in text
    assert "SHA-256" not in text
    assert "vicidial_api_log" not in text


def test_a_former_file_stays_when_the_new_one_cannot_be_written(tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    path.mkdir()
    with pytest.raises(OSError, match=r".+"):
        proof_sheet(a_story(), HEAD, path)
    assert path.is_dir()
    assert list(tmp_path.iterdir()) == [path]


def test_html_of_many_pages_has_its_head_on_each_and_counts_them(tmp_path: Path) -> None:
    path = tmp_path / "table.pdf"
    rows = "".join(f"<tr><td>row {n}</td></tr>" for n in range(200))
    html = f"<table><thead><tr><th>Heading</th></tr></thead>{rows}</table>"
    count = print_html(html, path, "A table", footer="head 12ab")
    assert count == pages(path) > 2
    text = words(path)
    assert text.count("Heading") == text.count("head 12ab") == count
    assert f"Page {count} of {count}" in text


@pytest.mark.parametrize(
    ("territory", "paper"),
    [
        (QLocale.Country.UnitedStates, QPageSize.PageSizeId.Letter),
        (QLocale.Country.Canada, QPageSize.PageSizeId.Letter),
        (QLocale.Country.UnitedKingdom, QPageSize.PageSizeId.A4),
    ],
)
def test_the_paper_is_the_one_of_the_country(territory: QLocale.Country, paper: QPageSize.PageSizeId) -> None:
    QLocale.setDefault(QLocale(QLocale.Language.English, territory))
    try:
        assert page_size().id() == paper
    finally:
        QLocale.setDefault(QLocale.system())


def test_foreign_words_are_made_safe() -> None:
    assert safe("<b>&\n\u202e\x07x") == "&lt;b&gt;&amp; x"
