"""Exports on a full disk: run as `python export_limited.py LOG FOLDER BYTES ENDING…`; no file may have more BYTES.

Prints for each ending what was said, one JSON object a line.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
from pathlib import Path


def main() -> None:
    from dncdesk.core.sentences import ProblemError
    from dncdesk.desk.export_pdf import application, write_pdf
    from dncdesk.record.exporting.contents import Watch
    from dncdesk.record.exporting.run import export
    from dncdesk.record.exporting.selection import Maker, everything
    from dncdesk.record.log import Log

    log, folder, most = Log(Path(sys.argv[1])), Path(sys.argv[2]), int(sys.argv[3])
    running = application()
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    for ending in sys.argv[4:]:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
        try:
            writer = write_pdf if ending == "pdf" else None
            export(log, folder / f"a.{ending}", everything(), Maker("", "", ""), Watch(), writer=writer)
            said = ""
        except ProblemError as error:
            said = str(error)
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        print(json.dumps({"ending": ending, "said": said}), flush=True)
    del running


if __name__ == "__main__":
    main()
