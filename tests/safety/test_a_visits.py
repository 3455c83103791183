"""What a visit to the shipped site sends and leaves on the phone: checks A1, A3 and A12 of safety.md."""

from __future__ import annotations

import threading
from dataclasses import replace
from functools import partial
from http.server import ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from safety.checks_a import a1, a3, a12
from utvag.site import serve

if TYPE_CHECKING:
    from safety.visit import Visit

pytestmark = pytest.mark.browser


def test_a1_no_request_leaves_the_site(visit: Visit) -> None:
    assert list(a1(visit)) == []


def test_a3_nothing_is_kept_on_the_phone(visit: Visit) -> None:
    assert list(a3(visit)) == []


def test_a12_walking_every_path_writes_one_history_row(visit: Visit) -> None:
    assert list(a12(visit)) == []


class Baker(serve.Handler):
    """A server that sets a cookie which is gone at once."""

    def end_headers(self) -> None:
        """Add the cookie."""
        self.send_header("Set-Cookie", "a=b; Max-Age=0")
        super().end_headers()


def test_a3_a_cookie_of_the_server_would_be_seen_even_if_it_is_gone_at_once(visit: Visit) -> None:
    with ThreadingHTTPServer((serve.HOST, 0), partial(Baker, directory=str(visit.folder))) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        try:
            spoilt = replace(visit, address=f"http://{serve.HOST}:{running.server_address[1]}/", pages=("",))
            assert [fault.partition(" ")[0] for fault in a3(spoilt)] == [":", ":"]
        finally:
            running.shutdown()
            thread.join()
