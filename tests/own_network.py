"""A network of its own for a program: this machine alone, whatever is plugged in, and the setting that deploy/README.md asks for.

Run as a program, it makes the loopback address answer there, and becomes what stands behind it.
"""

from __future__ import annotations

import fcntl
import os
import socket
import struct
import subprocess
import sys
from pathlib import Path

MIGRATES = Path("/proc/sys/net/ipv4/tcp_migrate_req")
"""Whether a connection that waits for a server that stops is given to the one that begins."""

_SET_FLAGS = 0x8914
_UP = 0x1


def inside(*command: str) -> list[str]:
    """Return the command that runs `command` in a network of its own; who may not make one alone asks sudo."""
    alone = ["unshare", "--map-root-user", "--net"]
    may = subprocess.run([*alone, "true"], capture_output=True, check=False).returncode == 0  # noqa: S603 -- a program of the system
    return [*(alone if may else ["sudo", "-n", "-E", "unshare", "--net"]), sys.executable, __file__, *command]


def main() -> None:
    """Make the network ready and become the command."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, _SET_FLAGS, struct.pack("16sH14s", b"lo", _UP, b""))
    MIGRATES.write_text("1", encoding="utf-8")
    os.execvp(sys.argv[1], sys.argv[1:])  # noqa: S606 -- that is what it is for


if __name__ == "__main__":
    main()
