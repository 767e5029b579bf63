"""HTTP as Apache speaks it: reading a request, building a response (api.md, section 6)."""

from __future__ import annotations

import html
import zlib
from dataclasses import dataclass
from email.utils import formatdate
from io import BufferedIOBase
from urllib.parse import unquote

REQUEST_LINE_LIMIT = 8190
_HEADER_LIMIT = 100
_BODY_LIMIT = 64 * 1024 * 1024
_CHUNKED_FROM = 8192
"""PHP sends a body larger than its buffers as it grows: then nobody knows the length beforehand."""
_GZIP_FROM = 70
"""mod_deflate leaves small answers alone (recorded: 69 bytes plain, 72 bytes compressed)."""

PHP_TYPE = "text/html; charset=utf-8"
PHP_DEFAULT_TYPE = "text/html; charset=UTF-8"
APACHE_TYPE = "text/html; charset=iso-8859-1"
_REASONS = {
    200: "OK",
    301: "Moved Permanently",
    400: "Bad Request",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    414: "Request-URI Too Long",
    418: "I'm a teapot",
    500: "Internal Server Error",
}
_PAGES = {
    400: "Your browser sent a request that this server could not understand.<br />\n",
    404: "The requested URL was not found on this server.",
    414: "The requested URL's length exceeds the capacity\nlimit for this server.<br />\n",
}


class BadRequest(Exception):  # noqa: N818 - HTTP's own words
    """The request is not answered but with one of Apache's error pages; the connection ends."""

    def __init__(self, status: int) -> None:
        super().__init__(_REASONS[status])
        self.status = status


class Gone(Exception):  # noqa: N818
    """The other side closed the connection, or left it idle too long."""


@dataclass(frozen=True)
class Request:
    """One request; header names in lower case."""

    method: str
    target: str
    version: str
    headers: dict[str, str]
    body: bytes

    @property
    def path(self) -> str:
        """The decoded path."""
        return unquote(self.target.partition("?")[0])

    @property
    def query(self) -> bytes:
        """The query as sent."""
        return self.target.partition("?")[2].encode("latin-1")

    def host_name(self) -> str:
        """The host named by the client, without its port."""
        host = self.headers.get("host", "").strip().lower()
        return host.partition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]

    def keeps_alive(self) -> bool:
        """Whether the client wants the connection kept."""
        wish = self.headers.get("connection", "").lower()
        return "close" not in wish and (self.version == "HTTP/1.1" or "keep-alive" in wish)


@dataclass(frozen=True)
class Response:
    """One response; `extra` are whole header lines."""

    status: int
    body: bytes
    content_type: str = PHP_TYPE
    extra: tuple[str, ...] = ()
    by_php: bool = False


def read_request(source: BufferedIOBase, sink: BufferedIOBase) -> Request:
    """Read one request.

    Raises:
        Gone: the connection ended before a request began.
        BadRequest: it is none that Apache would pass on.
    """
    line = source.readline(REQUEST_LINE_LIMIT + 3)
    if line in {b"\r\n", b"\n"}:
        # Apache skips one empty line before a request.
        line = source.readline(REQUEST_LINE_LIMIT + 3)
    if not line:
        raise Gone
    if len(line.rstrip(b"\r\n")) > REQUEST_LINE_LIMIT:
        raise BadRequest(414)
    words = line.decode("latin-1").rstrip("\r\n").split(" ")
    if len(words) != 3 or words[2] not in {"HTTP/1.1", "HTTP/1.0"}:
        raise BadRequest(400)
    method, target, version = words
    if "#" in target or not method.isalpha():
        raise BadRequest(400)
    if target.lower().startswith("http://"):
        target = "/" + target[7:].partition("/")[2]
    if not target.startswith("/"):
        raise BadRequest(400)
    headers = _read_headers(source)
    if version == "HTTP/1.1" and "host" not in headers:
        raise BadRequest(400)
    if headers.get("expect", "").lower() == "100-continue":
        sink.write(b"HTTP/1.1 100 Continue\r\n\r\n")
    return Request(method, target, version, headers, _read_body(source, headers))


def _read_headers(source: BufferedIOBase) -> dict[str, str]:
    headers: dict[str, str] = {}
    for _ in range(_HEADER_LIMIT + 1):
        line = source.readline(REQUEST_LINE_LIMIT + 3)
        if not line:
            raise Gone
        if line in {b"\r\n", b"\n"}:
            return headers
        name, colon, value = line.decode("latin-1").partition(":")
        if not colon or len(line) > REQUEST_LINE_LIMIT:
            raise BadRequest(400)
        headers[name.strip().lower()] = value.strip()
    raise BadRequest(400)


def _read_body(source: BufferedIOBase, headers: dict[str, str]) -> bytes:
    if "chunked" in headers.get("transfer-encoding", "").lower():
        parts: list[bytes] = []
        while size := _chunk_size(source.readline(100)):
            parts.append(_exactly(source, size))
            source.readline(3)
        while source.readline(REQUEST_LINE_LIMIT) not in {b"\r\n", b"\n", b""}:
            pass
        return b"".join(parts)
    length = headers.get("content-length", "0")
    if not (length.isascii() and length.isdigit()) or int(length) > _BODY_LIMIT:
        raise BadRequest(400)
    return _exactly(source, int(length))


def _chunk_size(line: bytes) -> int:
    try:
        size = int(line.partition(b";")[0], 16)
    except ValueError:
        raise BadRequest(400) from None
    if not 0 <= size <= _BODY_LIMIT:
        raise BadRequest(400)
    return size


def _exactly(source: BufferedIOBase, count: int) -> bytes:
    data = source.read(count)
    if len(data) < count:
        raise Gone
    return data


def error_page(status: int) -> Response:
    """Apache's own page for an error."""
    return _page(status, _PAGES[status], _REASONS[status])


def moved(location: str) -> Response:
    """Apache's 301 to another address."""
    text = f'The document has moved <a href="{html.escape(location)}">here</a>.'
    page = _page(301, text, _REASONS[301])
    return Response(301, page.body, APACHE_TYPE, (f"Location: {location}",))


def _page(status: int, text: str, title: str) -> Response:
    body = (
        '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">\n'
        f"<html><head>\n<title>{status} {title}</title>\n</head><body>\n<h1>{title}</h1>\n"
        f"<p>{text}</p>\n</body></html>\n"
    )
    return Response(status, body.encode("latin-1"), APACHE_TYPE)


def build(response: Response, request: Request | None, *, left: int, deflate: bool) -> bytes:
    """The bytes of a response, in one piece.

    Args:
        response: what to send.
        request: what it answers; None when it could not be read.
        left: how many further responses the connection may carry; negative closes it.
        deflate: whether mod_deflate is on.
    """
    body = response.body
    version = request.version if request else "HTTP/1.1"
    lines = [
        f"HTTP/1.1 {response.status} {_REASONS[response.status]}",
        f"Date: {formatdate(usegmt=True)}",
        "Server: Apache",
        *response.extra,
    ]
    chunked = response.by_php and len(body) > _CHUNKED_FROM and version == "HTTP/1.1"
    wants = request.headers.get("accept-encoding", "") if request else ""
    if deflate and "gzip" in wants and len(body) >= _GZIP_FROM and response.content_type.startswith("text/"):
        packer = zlib.compressobj(6, zlib.DEFLATED, 31)
        body = packer.compress(body) + packer.flush()
        lines += ["Vary: Accept-Encoding", "Content-Encoding: gzip"]
    head_only = request is not None and request.method == "HEAD"
    if chunked:
        lines.append("Transfer-Encoding: chunked")
        body = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
    elif not head_only:
        lines.append(f"Content-Length: {len(body)}")
    if left >= 0:
        lines += [f"Keep-Alive: timeout=5, max={left}", "Connection: Keep-Alive"]
    else:
        lines.append("Connection: close")
    lines += [f"Content-Type: {response.content_type}", "", ""]
    return "\r\n".join(lines).encode("latin-1") + (b"" if head_only else body)
