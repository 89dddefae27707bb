"""Settings in one table: name, type, default, one sentence. Environment, help and docs all come from it.

Settings are read once, when the server starts; one that cannot be understood names itself.
"""
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from taizhang.values.errors import UsageError

PREFIX = "TAIZHANG_"


def _truth(written: str) -> bool:
    words = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False, "": False}
    return words[written.strip().lower()]


def _names(written: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in written.split(",") if one.strip())


def _licence(written: str) -> tuple[str, str, str]:
    name, title, address = [*(one.strip() for one in written.split("|")), "", ""][:3] if written.strip() else ("notspecified", "License not specified", "")
    if not re.fullmatch(r"[\w.+-]{1,60}", name, re.ASCII) or not (address == "" or address.startswith(("https://", "http://"))) or written.count("|") > 2:
        raise ValueError(written)
    return name, title or name, address


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: ``TAIZHANG_<name>`` in the environment."""

    name: str
    kind: str
    default: str
    says: str

    @property
    def variable(self) -> str:
        """Name of the environment variable."""
        return PREFIX + self.name

    def read(self, environment: Mapping[str, str]) -> object:
        """The value in an environment; raises `UsageError` naming the variable where it cannot be understood."""
        written = environment.get(self.variable, self.default)
        try:
            return KINDS[self.kind](written)
        except (ValueError, KeyError) as error:
            raise UsageError("cannot be understood", where=f"{self.variable}={written}", why=f"{self.kind} is expected", hint=self.says) from error


KINDS: dict[str, Callable[[str], object]] = {"text": str, "number": int, "yes or no": _truth, "names": _names, "folder": Path, "licence": _licence}

SETTINGS = (
    Setting("HOME", "folder", "data", "Folder of the embedded database, uploaded files, keys and anchors."),
    Setting("DATABASE", "text", "", "Address of a PostgreSQL database, postgresql://user:password@host:port/name; empty: the embedded one."),
    Setting("PACK", "text", "sample", "The pack of the place this installation serves."),
    Setting("MAP_FILE", "text", "", "GeoJSON of the city's approved map with its review number; empty: no map is shown, only tiles."),
    Setting("HOSTS", "names", "localhost,127.0.0.1,[::1]", "Host names the server answers to, with commas."),
    Setting("DEBUG", "yes or no", "no", "Show errors in the browser; then only loopback addresses are served."),
    Setting("DEMO", "yes or no", "no", "Demo users exist; then only loopback addresses are served."),
    Setting("HTTPS", "yes or no", "no", "Pages are served over https by the proxy in front: cookies are marked secure, HSTS is sent."),
    Setting("LANGUAGE", "text", "zh-hans", "Language of pages for who has chosen none: zh-hans or en."),
    Setting("TIME_ZONE", "text", "Asia/Shanghai", "Time zone of what pages show."),
    Setting("IDLE_MINUTES", "number", "15", "Minutes without a request after which a person is logged out."),
    Setting("ATTEMPTS", "number", "5", "Wrong passwords or codes in a row after which an account is locked."),
    Setting("LOCK_MINUTES", "number", "30", "Minutes an account stays locked."),
    Setting("PASSWORD_LENGTH", "number", "10", "Fewest characters of a password."),
    Setting("TWO_FACTOR", "yes or no", "no", "Everybody, not only administrators, logs in with a second factor."),
    Setting("UPLOAD_MB", "number", "200", "Largest upload in megabytes; a zip counts unpacked as well."),
    Setting("READ_SECONDS", "number", "60", "Seconds a file may take to be read before it is given up."),
    Setting("READ_SCAN_SECONDS", "number", "900", "Seconds a file may take whose pages have to be recognised (about 2 a page)."),
    Setting("READ_MB", "number", "1500", "Megabytes of memory the reading of one file may take; recognising pages needs 1200."),
    Setting("API_RATE", "number", "600", "Requests a minute of one token, or one session, to the API; each server process counts for itself."),
    Setting("PORTAL", "yes or no", "no", "The public portal under /open/ is there: reviewed values of public documents in force, without log-in."),
    Setting("PORTAL_RATE", "number", "120", "Pages of the public portal a minute of one address; a file counts as ten. Each server process counts for itself."),
    Setting("PORTAL_ROBOTS", "yes or no", "no", "Search engines may keep the pages of the public portal."),
    Setting("PORTAL_LICENCE", "licence", "", "Under what others may use what the portal gives: name|title|address; empty: not specified."),
    Setting("WORKERS", "number", "1", "Processes that do long work."),
    Setting("DIGEST", "text", "sha256", "Digest of the audit chain: sha256, or sm3 where the machine's OpenSSL has it."),
)


@dataclass(frozen=True, slots=True)
class Configuration:
    """The values of all settings, by name in small letters."""

    values: Mapping[str, object]

    def text(self, name: str) -> str:
        """A text."""
        return str(self.values[name])

    def number(self, name: str) -> int:
        """A whole number."""
        value = self.values[name]
        assert isinstance(value, int)
        return value

    def truth(self, name: str) -> bool:
        """Yes or no."""
        return bool(self.values[name])

    def names(self, name: str) -> list[str]:
        """A list of names."""
        value = self.values[name]
        assert isinstance(value, tuple)
        return list(value)

    def licence(self, name: str) -> tuple[str, str, str]:
        """Name, title and address of a licence."""
        name_, title, address = self.names(name)
        return name_, title, address

    def folder(self, name: str) -> Path:
        """A folder, absolute."""
        return Path(str(self.values[name])).absolute()


def read(environment: Mapping[str, str] = os.environ) -> Configuration:
    """Read all settings; an unknown ``TAIZHANG_…`` variable is left alone, since the command line has some of its own.

    >>> read({"TAIZHANG_IDLE_MINUTES": "20"}).number("IDLE_MINUTES")
    20
    >>> read({"TAIZHANG_DEBUG": "perhaps"})
    Traceback (most recent call last):
    ...
    taizhang.values.errors.UsageError: TAIZHANG_DEBUG=perhaps: cannot be understood: yes or no is expected. \
Show errors in the browser; then only loopback addresses are served.
    """
    return Configuration({one.name: one.read(environment) for one in SETTINGS})
