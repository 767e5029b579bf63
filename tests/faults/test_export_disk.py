"""A disk that is full while an export is written: it is said so, the former file stays, no rest is left."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dncdesk.record.log import Log
from tests.cli.program import LIMIT, ROOT
from tests.support.desks import an_opt_out

ENDINGS = ("csv", "xlsx", "jsonl", "pdf")


@pytest.mark.skipif(sys.platform != "linux", reason="limits of this kind are Linux's")
@pytest.mark.parametrize("most", [0, 5_000, 60_000])
def test_on_a_full_disk_the_former_file_stays_and_no_rest_is_left(tmp_path: Path, most: int) -> None:
    path, folder, scratch = tmp_path / "log.sqlite3", tmp_path / "out", tmp_path / "scratch"
    folder.mkdir()
    scratch.mkdir()
    log = Log(path)
    for number in range(1500):
        # Notes that no compression makes small.
        log.append_request(an_opt_out(f"727555{number:04}", note=os.urandom(60).hex()))
    log.close()
    for ending in ENDINGS:
        (folder / f"a.{ending}").write_bytes(b"the former one")
    ran = subprocess.run(
        [
            sys.executable,
            str(Path(__file__).with_name("export_limited.py")),
            str(path),
            str(folder),
            str(most),
            *ENDINGS,
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(scratch), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    said = {told["ending"]: told["said"] for told in map(json.loads, ran.stdout.splitlines())}
    assert set(said) == set(ENDINGS)
    for ending, sentence in said.items():
        assert "no room left" in sentence or "could not be written" in sentence, (ending, sentence)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == {
        f"a.{ending}": b"the former one" for ending in ENDINGS
    }
    assert list(scratch.iterdir()) == []
