"""programs.yaml into a Registry, or every problem in it."""

from __future__ import annotations

import os

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # there are none, and pydantic would look in all that is installed
