"""`cityanalysis explore`: the articles of a run behind a small server of this machine.

It answers GET and HEAD alone, reads one database and the report's file, and runs nothing. On the
loopback there is no login, but a request must name this machine, so that no page elsewhere can ask
in a browser's name; any other address needs a token.
"""

import hmac
import ipaddress
import re
import tempfile
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from cityanalysis.cli.explore_index import Search, kept_index
from cityanalysis.cli.explore_pages import ExplorePages
from cityanalysis.errors import UsageError

__all__ = ["ExploreServer", "explore_run"]

_COOKIE = "cityanalysis_token"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{16,}")  # fewer characters can be guessed
_MOST_WORDS, _LONGEST = 8, 100  # words of a question, and characters of it
_ROW = re.compile(r"[0-9]{1,15}")  # more would be no number of SQLite's


class ExploreServer(ThreadingHTTPServer):
    """Serves the pages of a run.

    Parameters
    ----------
    host : str
        An address of this machine.
    port : int
        0 takes any that is free.
    pages : ExplorePages
        What it shows.
    token : str, optional
        What a request must know; an address that others reach is refused without it.

    Raises
    ------
    UsageError
        Where the address is not the loopback's and there is no token, or cannot be taken.
    """

    daemon_threads = True

    def __init__(self, host: str, port: int, pages: ExplorePages, token: str | None) -> None:
        _check_address(host, token)
        self.pages, self.token = pages, token
        try:
            super().__init__((host, port), _Handler)
        except (OSError, OverflowError) as error:
            raise UsageError(f"--host {host} --port {port}: {error}.") from error

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://{self.server_address[0]!s}:{self.server_address[1]}/"


def explore_run(
    folder: Path, host: str, port: int, token: str | None, tell: Callable[[str], None]
) -> None:
    """Serve a run until it is interrupted; `tell` is given the address."""
    _check_address(host, token)  # before the index is made, which takes minutes for a large run
    with tempfile.TemporaryDirectory(prefix="cityanalysis-") as scratch:
        pages = ExplorePages(kept_index(folder, Path(scratch)), folder)
        with ExploreServer(host, port, pages, token) as server, suppress(KeyboardInterrupt):
            tell(server.address)
            server.serve_forever()


def _check_address(host: str, token: str | None) -> None:
    """That nobody else can ask without a token that is no guess."""
    if token is None and not _is_loopback(host):
        raise UsageError(
            f"--host {host} can be reached by others: give a --token that they must know, or "
            "leave the host at 127.0.0.1."
        )
    if token is not None and not _TOKEN.fullmatch(token):
        raise UsageError("--token must be 16 or more letters, digits, - or _.")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class _Handler(BaseHTTPRequestHandler):
    """One request."""

    server: ExploreServer
    server_version, sys_version = "cityanalysis", ""
    timeout = 30  # seconds that a slow client may take

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        values = {name: found[0] for name, found in parse_qs(asked.query).items()}
        if not self._may_ask(values.get("token")):
            self._send(HTTPStatus.FORBIDDEN, b"403\n", "text/plain; charset=utf-8")
        elif "token" in values:
            # The token moves from the address, which others may see, into a cookie.
            self.send_response(HTTPStatus.SEE_OTHER)
            self.send_header(
                "Set-Cookie", f"{_COOKIE}={values['token']}; HttpOnly; SameSite=Strict; Path=/"
            )
            self.send_header("Location", "/")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif asked.path == "/report":
            self._report()
        else:
            page = self._page(unquote(asked.path), values)
            status = HTTPStatus.NOT_FOUND if page is None else HTTPStatus.OK
            self._send(status, (page or "404\n").encode("utf-8", "replace"))

    def _may_ask(self, given: str | None) -> bool:
        token = self.server.token
        if token is None:
            port = self.server.server_address[1]
            known = {f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]")}
            return self.headers.get("Host", "") in known
        if given is None:
            with suppress(CookieError):
                kept = SimpleCookie(self.headers.get("Cookie", "")).get(_COOKIE)
                given = kept.value if kept else None
        return given is not None and hmac.compare_digest(given.encode(), token.encode())

    def _page(self, path: str, values: dict[str, str]) -> str | None:
        words = tuple(values.get("q", "")[:_LONGEST].split()[:_MOST_WORDS])
        if path == "/":
            after = values.get("after", "")
            row = int(after) if _ROW.fullmatch(after) else -1
            city, theme = values.get("city", ""), values.get("theme", "")
            return self.server.pages.search(Search(words, city, theme, row, values.get("view", "")))
        if path.startswith("/article/"):
            return self.server.pages.article(path.removeprefix("/article/"), words)
        return None

    def _report(self) -> None:
        """The report under the policy that it carries itself, told that the folder can be asked."""
        path = self.server.pages.folder / "report.html"
        if not path.is_file():
            self._send(HTTPStatus.NOT_FOUND, b"404\n")
            return
        report = path.read_bytes().replace(b"<html ", b"<html data-explore ", 1)
        self._send(HTTPStatus.OK, report, policy="frame-ancestors 'none'")

    def _send(
        self,
        status: HTTPStatus,
        body: bytes,
        kind: str = "text/html; charset=utf-8",
        policy: str | None = None,
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", policy or self.server.pages.policy)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            with suppress(ConnectionError):
                self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Requests are not logged: what a reader looks for stays with the reader."""
