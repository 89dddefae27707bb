"""A person at the office's pages, without a browser: cookies, forms with their token, uploads."""
import http.client
import http.cookies
import re
import secrets
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(slots=True)
class Answer:
    """What came back."""

    status: int
    text: str
    location: str = ""

    @property
    def token(self) -> str:
        """The token of the first form of the page."""
        found = _TOKEN.search(self.text)
        return found[1] if found else ""


@dataclass(slots=True)
class Visitor:
    """One person with cookies. Errors of the line are raised as ``OSError`` or ``http.client.HTTPException``."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    patience: float = 30.0

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self._ask("GET", path, b"", "")

    def post(self, path: str, fields: dict[str, str] | None = None, files: list[tuple[str, str, bytes]] | None = None) -> Answer:
        """Send a form, with ``files`` as (field, name, bytes)."""
        fields = {"csrfmiddlewaretoken": self.cookies.get("csrftoken", ""), **(fields or {})}
        if not files:
            return self._ask("POST", path, urlencode(fields).encode(), "application/x-www-form-urlencoded")
        line = secrets.token_hex(16)
        parts = [f'--{line}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode() for name, value in fields.items()]
        parts += [f'--{line}\r\nContent-Disposition: form-data; name="{name}"; filename="{called}"\r\n'
                  f"Content-Type: application/octet-stream\r\n\r\n".encode() + data + b"\r\n" for name, called, data in files]
        return self._ask("POST", path, b"".join(parts) + f"--{line}--\r\n".encode(), f"multipart/form-data; boundary={line}")

    def log_in(self, account: str, password: str) -> None:
        """Pass the door; raises ``PermissionError`` where it stays shut."""
        self.get("/login/")
        answer = self.post("/login/", {"username": account, "password": password})
        if answer.status != 302:
            raise PermissionError(f"{account} could not log in: {answer.status}")

    def _ask(self, method: str, path: str, body: bytes, kind: str) -> Answer:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.patience)
        try:
            heads = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), "Host": f"127.0.0.1:{self.port}",
                     "Referer": f"http://127.0.0.1:{self.port}/"}
            if kind:
                heads["Content-Type"] = kind
            line.request(method, path, body or None, heads)
            got = line.getresponse()
            text = got.read().decode("utf-8", "replace")
            for one in got.headers.get_all("Set-Cookie") or []:
                jar: http.cookies.SimpleCookie = http.cookies.SimpleCookie(one)
                self.cookies.update({name: morsel.value for name, morsel in jar.items()})
            return Answer(got.status, text, got.headers.get("Location") or "")
        finally:
            line.close()


def wait_for(port: int, seconds: float = 60) -> float:
    """Wait until the office says it is well; how long that took."""
    begun = time.monotonic()
    while time.monotonic() - begun < seconds:
        try:
            if Visitor(port, patience=5).get("/health").status == 200:
                return time.monotonic() - begun
        except (OSError, http.client.HTTPException):
            pass
        time.sleep(0.1)
    raise TimeoutError(f"the office did not get well in {seconds} s")
