"""A3, A8 and A9 of safety.md where the server is at fault: each is seen."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from functools import partial
from http.server import ThreadingHTTPServer
from typing import TYPE_CHECKING

import browsing
import fake_servers
import pytest
import servers
from safety.checks_a import a9, ask, visited, wrong_answers
from safety.visit import faults_of
from utvag.site import headers, serve

if TYPE_CHECKING:
    from pathlib import Path

    from safety.visit import Visit

pytestmark = pytest.mark.browser

a3 = faults_of("a3", visited)


class Baker(serve.Handler):
    """A server that sets a cookie which is gone at once."""

    def end_headers(self) -> None:
        """Add the cookie."""
        self.send_header("Set-Cookie", "a=b; Max-Age=0")
        super().end_headers()


def test_a3_a_cookie_of_the_server_would_be_seen_even_if_it_is_gone_at_once(visit: Visit) -> None:
    with fake_servers.running(ThreadingHTTPServer((serve.HOST, 0), partial(Baker, directory=str(visit.folder)))) as address:
        assert [fault.partition(" ")[0] for fault in a3(replace(visit, address=address, pages=("",)))] == ["/:", "/:"]


@pytest.mark.parametrize("name", sorted(servers.SERVERS))
def test_a8_the_file_for_a_web_server_gives_every_header_and_no_line_about_a_visit(visit: Visit, tmp_path: Path, name: str) -> None:
    with servers.SERVERS[name](visit.folder, tmp_path) as address:
        assert list(wrong_answers(address)) == []
    assert servers.told_of_visits(tmp_path) == []


def test_a8_a_server_that_forgets_is_seen(visit: Visit, tmp_path: Path) -> None:
    forgetful = (visit.folder / ".headers" / "nginx.conf").read_text(encoding="utf-8")
    forgetful = forgetful.replace(" always;", ";").replace("etag off;", "").replace("access_log off;", "")
    with servers.nginx(visit.folder, tmp_path, forgetful) as address:
        faults = set(wrong_answers(address))
    assert "finns-inte: cache-control is []" in faults
    assert ": sends etag" in faults
    assert any("GET /guide/" in line for line in servers.told_of_visits(tmp_path))


def test_a8_a_file_of_errors_that_is_left_on_is_seen(visit: Visit, tmp_path: Path) -> None:
    talkative = (visit.folder / ".headers" / "nginx.conf").read_text(encoding="utf-8")
    talkative = re.sub(r"(log_not_found|error_log) .*;", "", talkative)
    with servers.nginx(visit.folder, tmp_path, talkative) as address:
        ask(address, "GET", "finns-inte")
    assert any("finns-inte" in line for line in servers.told_of_visits(tmp_path))


def test_a8_a_caddy_without_the_file_is_seen(visit: Visit, tmp_path: Path) -> None:
    with servers.caddy(visit.folder, tmp_path, "file_server\nlog") as address:
        faults = set(wrong_answers(address))
    assert {": sends etag", ": sends last-modified", ".headers/headers.json: answers 200"} <= faults
    assert any("/finns-inte" in line for line in servers.told_of_visits(tmp_path))


def test_a9_a_page_that_may_be_kept_is_found_on_disk(visit: Visit, tmp_path: Path) -> None:
    folder = shutil.copytree(visit.folder, tmp_path / "site")
    kept = [(name, value if name != "Cache-Control" else "max-age=3600") for name, value in headers.read(folder)]
    (folder / headers.LIST).write_text(json.dumps(kept), encoding="utf-8")
    with browsing.served(folder) as address:
        found = list(a9(replace(visit, folder=folder, address=address)))
    assert any(fault.startswith("/:") for fault in found)
    assert any(fault.startswith("/stod/") for fault in found)
