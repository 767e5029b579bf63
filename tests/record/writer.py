"""Another program that writes into a log: run as `python writer.py LOG COUNT NAME`. Says each id once it is on disk.

Begins when it is told to, so that two of them begin together.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from dncdesk.record.log import Log
from tests.support.desks import an_opt_out


def main() -> None:
    log = Log(Path(sys.argv[1]))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    for _ in range(int(sys.argv[2])):
        opt_out = an_opt_out(note=sys.argv[3])
        log.append_request(opt_out)
        sys.stdout.write(opt_out.id + "\n")
        sys.stdout.flush()
        # As a person would, it does other things between two; SQLite's lock is not fair to who waits.
        time.sleep(0.001)
    log.close()


if __name__ == "__main__":
    main()
