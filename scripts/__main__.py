"""The door for people: `.venv/bin/python scripts COMMAND`, from any folder. A Python without our packages goes on as that one."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

HERE = Path(__file__).parent
PYTHON = HERE.absolute().parent / ".venv" / "bin" / "python"
TRIED = "UTVAG_TRIED"
FAULTS = ImportError if sys.version_info >= (3, 11) else Exception  # an older Python stumbles over anything

sys.path.insert(0, str(HERE))  # so that `python -m scripts` finds the package too


def _elsewhere(fault: Exception, *, tried: bool) -> int:
    """Go on as the project's own Python, once; tell what to write when there is none, or when it lacks our packages too."""
    if not tried:
        os.environ[TRIED] = "1"
        with suppress(OSError):
            os.execv(PYTHON, [str(PYTHON), str(HERE), *sys.argv[1:]])  # noqa: S606 -- our own interpreter
    sys.stderr.write(
        f"Det som programmet behöver är inte installerat ({fault}). Skriv make check i projektets mapp, så installeras det. "
        "Hjälper det inte? Ta bort mappen .venv och skriv make check igen.\n"
    )
    return 2


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was begun is cleared away, as after Ctrl+C
    tried = os.environ.pop(TRIED, "") != "" or sys.executable == str(PYTHON)
    try:
        from utvag import cli
    except KeyboardInterrupt:
        sys.exit(130)
    except FAULTS as fault:
        if (getattr(fault, "name", None) or "").split(".")[0] == "utvag":
            raise  # our own mistake
        sys.exit(_elsewhere(fault, tried=tried))
    sys.exit(cli.main(sys.argv[1:], HERE.parent))
