"""The door for people: `python scripts COMMAND`, from any folder."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # so that `python -m scripts` finds the package too

from utvag import cli

if __name__ == "__main__":
    sys.exit(cli.main(sys.argv[1:], Path(__file__).parent.parent))
