"""A seat's copy on a share: after the log, never in its way, and whole again after every outage."""

from __future__ import annotations

import json
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from dncdesk.core.settings import Server, Settings
from dncdesk.practice.server import PracticeDialler
from dncdesk.record import seat as seat_module
from dncdesk.record.chain import as_line, from_line
from dncdesk.record.log import Log
from dncdesk.record.seat import SeatCopies, seat_name
from tests.support.desks import Desk, an_opt_out
from tests.support.keyrings import MemoryKeyring
from tests.support.spoiling import EVENTS, events, write_log

SEAT = "desk1-ann"


class Place:
    """A log, a share, and the copying from one to the other."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "home" / "log.sqlite3"
        self.share = folder / "share"
        self.share.mkdir()
        self.copy = self.share / f"{SEAT}.jsonl"
        self.log = Log(self.path)
        self.copies = SeatCopies(self.path, SEAT)
        self.log.written = self.copies.tell_written
        self.problems: list[str] = []
        self.copies.problem_changed = self._on_problem

    def _on_problem(self) -> None:
        self.problems.append(str(self.copies.problem) if self.copies.problem else "over")

    def caught_up(self) -> bool:
        return self.copy.exists() and self.copied(self.copy) == events(self.path)

    @staticmethod
    def copied(file: Path) -> list[object]:
        lines = file.read_text(encoding="ascii").splitlines(keepends=True)
        return [from_line(line) for line in lines if line.endswith("\n")]

    def restart(self) -> None:
        """Another run of the program, with a log that goes on."""
        self.copies.close(5)
        self.copies = SeatCopies(self.path, SEAT)
        self.log.written = self.copies.tell_written


def until(look: Callable[[], bool], seconds: float = 10.0) -> None:
    deadline = time.monotonic() + seconds
    while not look():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.01)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    monkeypatch.setattr(seat_module, "AGAIN_SECONDS", (0.05,))
    made = Place(tmp_path)
    yield made
    made.copies.close(5)
    made.log.close()


def test_every_event_is_copied_as_it_stands_in_the_log(place: Place) -> None:
    place.copies.use(str(place.share))
    for number in range(5):
        place.log.append_request(an_opt_out(note=f"\ud800 {number} é"))
    until(place.caught_up)
    assert [event.true_hash == event.hash for event in place.copied(place.copy)] == [True] * 5  # type: ignore[attr-defined]
    assert json.loads(place.copy.read_text().splitlines()[0])["seq"] == 1


def test_nothing_is_copied_once_no_folder_is_named_any_more(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    place.log.append_request(an_opt_out())
    place.copies.use(str(place.share))
    until(place.caught_up)
    place.copies.use("")
    place.log.append_request(an_opt_out())
    place.copies.close(5)
    assert len(place.copied(place.copy)) == 1
    assert not Path(place.copy.name).exists()


def test_what_was_written_before_the_folder_was_named_is_copied_as_well(place: Place, tmp_path: Path) -> None:
    write_log(tmp_path / "other.sqlite3")
    copies = SeatCopies(tmp_path / "other.sqlite3", SEAT)
    copies.use(str(place.share))
    until(lambda: place.copy.exists() and len(place.copied(place.copy)) == EVENTS)
    copies.close(5)


@pytest.mark.parametrize("rest", [b"\0" * 9000, b'{"at":"2026' + b"x" * 5000, b"\xff\n" * 9])
def test_what_an_outage_left_behind_the_last_line_is_cleared_away(place: Place, rest: bytes) -> None:
    place.copies.use(str(place.share))
    place.log.append_request(an_opt_out())
    until(place.caught_up)
    place.restart()
    with place.copy.open("ab") as file:
        file.write(rest)
    place.log.append_request(an_opt_out())
    place.copies.use(str(place.share))
    until(lambda: place.copy.read_bytes() == "".join(map(as_line, events(place.path))).encode())


@pytest.mark.parametrize("cut", [1, 20, 200])
def test_a_half_line_is_completed_at_the_next_start(place: Place, cut: int) -> None:
    place.copies.use(str(place.share))
    for _ in range(3):
        place.log.append_request(an_opt_out())
    until(place.caught_up)
    place.restart()
    data = place.copy.read_bytes()
    place.copy.write_bytes(data[:-cut])
    place.copies.use(str(place.share))
    until(lambda: place.copy.read_bytes() == data)


def test_a_first_line_that_is_half_is_completed(place: Place) -> None:
    place.log.append_request(an_opt_out())
    place.copy.write_bytes(b'{"at":"2026')
    place.copies.use(str(place.share))
    until(place.caught_up)
    assert [path.name for path in place.share.iterdir()] == [place.copy.name]


def test_a_line_is_never_written_twice_by_two_programs_of_one_seat(place: Place) -> None:
    others = [SeatCopies(place.path, SEAT) for _ in range(3)]
    for copies in (place.copies, *others):
        copies.use(str(place.share))
    for _ in range(30):
        place.log.append_request(an_opt_out())
        for copies in others:
            copies.tell_written()
    until(place.caught_up)
    for copies in others:
        copies.close(5)
    assert place.caught_up()


def test_a_share_that_is_away_is_said_once_not_made_and_caught_up_when_it_is_back(place: Place) -> None:
    place.share.rmdir()
    place.copies.use(str(place.share))
    for _ in range(5):
        place.log.append_request(an_opt_out())
        time.sleep(0.05)
    until(lambda: len(place.problems) == 1)
    assert str(place.share) in place.problems[0]
    assert not place.share.exists()
    place.share.mkdir()
    until(place.caught_up)
    until(lambda: len(place.problems) == 2)
    assert place.problems[1] == "over"
    assert place.copies.problem is None


def test_a_share_that_is_full_leaves_a_copy_that_goes_on(place: Place) -> None:
    place.copies.use("/dev/full/nothing")
    place.log.append_request(an_opt_out())
    until(lambda: place.copies.problem is not None)
    place.copies.use(str(place.share))
    until(place.caught_up)


def test_a_copy_that_hangs_holds_up_neither_the_log_nor_the_end(place: Place) -> None:
    """The thread hangs on a lock that nobody gives back, as it would in a share's write."""
    place.log.append_request(an_opt_out())
    lock = place.path.with_name("log-copies.lock")
    with closing(sqlite3.connect(lock, isolation_level=None)) as db:
        db.execute("BEGIN EXCLUSIVE")
        place.copies.use(str(place.share))
        begun = time.monotonic()
        for _ in range(20):
            place.log.append_request(an_opt_out())
        assert time.monotonic() - begun < 2
        begun = time.monotonic()
        place.copies.close(0.2)
        assert time.monotonic() - begun < 1
        assert any(thread.name == "dncdesk-copies" for thread in threading.enumerate())
        assert not place.copy.exists()
        db.execute("ROLLBACK")
    place.restart()
    place.copies.use(str(place.share))
    until(place.caught_up)


def test_files_of_others_are_left_alone(place: Place) -> None:
    strangers = {
        "desk2-bob.jsonl": b'{"at":"half a li',
        f"{SEAT}.jsonl": b"my shopping list\nmilk\n",
        f"{SEAT}.2.jsonl": b"no line at all",
    }
    for name, content in strangers.items():
        (place.share / name).write_bytes(content)
    place.log.append_request(an_opt_out())
    place.copies.use(str(place.share))
    mine = place.share / f"{SEAT}.3.jsonl"
    until(lambda: mine.exists() and len(place.copied(mine)) == 1)
    for name, content in strangers.items():
        assert (place.share / name).read_bytes() == content


def test_the_copy_of_a_log_that_was_set_aside_stays_and_another_is_begun(place: Place, tmp_path: Path) -> None:
    place.copies.use(str(place.share))
    place.log.append_request(an_opt_out())
    until(place.caught_up)
    former = place.copy.read_bytes()
    place.copies.close(5)
    new = Log(tmp_path / "new" / "log.sqlite3")
    new.append_request(an_opt_out())
    copies = SeatCopies(new.path, SEAT)
    copies.use(str(place.share))
    second = place.share / f"{SEAT}.2.jsonl"
    until(lambda: second.exists() and place.copied(second) == events(new.path))
    copies.close(5)
    new.close()
    assert place.copy.read_bytes() == former


def test_a_copy_goes_on_where_the_log_begins_after_what_was_retired(place: Place, tmp_path: Path) -> None:
    place.copies.use(str(place.share))
    for _ in range(4):
        place.log.append_request(an_opt_out())
    until(place.caught_up)
    place.restart()
    all_of_it = events(place.path)
    shutil.copy(place.copy, tmp_path / "before")
    with closing(sqlite3.connect(place.path, isolation_level=None)) as db:
        db.execute("DROP TRIGGER event_is_not_deleted")
        db.execute("DELETE FROM event WHERE seq < 4")
    lines = place.copy.read_bytes().splitlines(keepends=True)
    place.copy.write_bytes(b"".join(lines[:3]))
    place.copies.use(str(place.share))
    until(lambda: place.copied(place.copy) == all_of_it)


@pytest.mark.parametrize(
    ("computer", "user"),
    [("Desk1", "ann"), ("desk1", "Ann"), ("Büro", "ann"), ("../../etc", "passwd"), ("a/b", "c\\d"), ("x" * 300, "y")],
)
def test_a_seats_name_fits_any_file_system_and_no_other_seat(computer: str, user: str) -> None:
    name = seat_name(computer, user)
    assert name.isascii()
    assert not set(name) & set('/\\:*?"<>| .')
    assert len(name) < 100
    assert name != seat_name("desk1", "ann") == "desk1-ann"


def test_the_desk_copies_what_it_does_and_closes_in_time(
    tmp_path: Path, dialler: PracticeDialler, keyring_of_this_computer: MemoryKeyring
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    server = Server("Main", dialler.url, "6666")
    desk = Desk(tmp_path / "home", server)
    try:
        desk.place.use(Settings(servers=(server,), server="Main", copies=str(share)))
        desk.block()
        copy = share / f"{desk.place.copies.seat}.jsonl"
        until(lambda: copy.exists() and Place.copied(copy) == events(desk.place.log.path))
    finally:
        begun = time.monotonic()
        desk.close()
    assert time.monotonic() - begun < 2


def test_a_practice_desk_leaves_no_copy(tmp_path: Path, keyring_of_this_computer: MemoryKeyring) -> None:
    from dncdesk.blocking.workplace import Workplace
    from dncdesk.core.paths import paths
    from dncdesk.core.redaction import Redactor

    share = tmp_path / "share"
    share.mkdir()
    home = tmp_path / "home"
    (home / "practice").mkdir(parents=True)
    settings = json.dumps({"version": 1, "copies": str(share)})
    (home / "settings.json").write_text(settings)
    (home / "practice" / "settings.json").write_text(settings)
    place = Workplace(paths(home), Redactor(), practice=True)
    place.log.append_request(an_opt_out())
    place.close()
    assert list(share.iterdir()) == []
