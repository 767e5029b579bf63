"""What the frozen program runs: nothing but the program's one entry."""

import sys

from dncdesk.__main__ import main

sys.exit(main())
