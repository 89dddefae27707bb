"""Old office files through LibreOffice: in a process of its own, with a profile and a folder that are thrown away.

It gets no network (a namespace without one where the system allows that), bounded memory, time and size of files; macros never run, links are
never followed. What it writes is read by our own readers like any file from outside.
"""
import io
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from taizhang.text import confined
from taizhang.text.limits import DEFAULT_LIMITS, Limits
from taizhang.values.errors import Damaged, TextError, TooLarge, UnknownFormat

PACKAGES = "libreoffice-writer-nogui libreoffice-calc-nogui"
_PROGRAMS = ("soffice", "libreoffice")
_BESIDE = ("/usr/lib/libreoffice/program/soffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")
#: Our suffix → what LibreOffice is told to write.
_TARGETS = {".docx": "docx:MS Word 2007 XML", ".xlsx": "xlsx:Calc MS Excel 2007 XML"}
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Misc", "UseLocking", "false"),
    ("Office.Common/Save/Document", "CreateBackup", "false"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Calc/Content/Update", "Link", "2"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def program() -> str | None:
    """Where LibreOffice is, or None."""
    found = next((path for name in _PROGRAMS if (path := shutil.which(name))), None)
    return found or next((path for path in _BESIDE if os.access(path, os.X_OK)), None)


def convert(data: bytes, suffix: str, target: str, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """The file as LibreOffice saves it: ``suffix`` is what it is (``.doc``), ``target`` what it becomes (``.docx`` or ``.xlsx``).

    Raises `UnknownFormat` where LibreOffice is not installed, saying what to install; `TooLarge` where it takes more time or room than the
    limits allow; `Damaged` where it cannot open the file.
    """
    office = program()
    if office is None:
        raise UnknownFormat(f"a {suffix} file is read through LibreOffice, which is not installed here",
                            hint=f"install it (on Debian: apt-get install {PACKAGES}), or save the file as {target}")
    if data.startswith(b"PK"):
        _bounded(data, limits)
    try:
        with tempfile.TemporaryDirectory(prefix="taizhang-", ignore_cleanup_errors=True) as place:
            folder = Path(place)
            given, made = folder / f"in{suffix}", folder / "out"
            given.write_bytes(data)
            _profile(folder / "profile")
            status = _run(_command(office, folder, given, made, target, limits), folder, limits.convert_seconds)
            return _taken(made / f"in{target}", status, suffix, target, limits)
    except OSError as error:
        raise TextError("LibreOffice cannot be started", why=str(error),
                        hint=f"see room and rights of the temporary folder, or save the file as {target}") from error


def _bounded(data: bytes, limits: Limits) -> None:
    """Refuse a zip that unpacks to too much, before anybody unpacks it."""
    limits.check("zip_members", data.count(b"PK\x01\x02"))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            limits.check("zip_bytes", sum(one.file_size for one in archive.infolist()))
            limits.check("part_bytes", max([one.file_size for one in archive.infolist() if one.filename.endswith(".xml")] or [0]))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError) as error:
        raise Damaged("the zip package is cut off or damaged", why=str(error), hint="fetch the file again") from error


def _command(office: str, folder: Path, given: Path, made: Path, target: str, limits: Limits) -> list[str]:
    bounds = [str(limits.convert_memory), str(limits.convert_seconds), str(limits.zip_bytes)]
    ours = [sys.executable, "-I", confined.__file__, *bounds]
    return [*ours, office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore", "--nolockcheck", "--nodefault",
            "--nologo", "--convert-to", _TARGETS[target], "--outdir", str(made), str(given)]


def _profile(folder: Path) -> None:
    """A profile that runs no macro, follows no link and knows no proxy that answers."""
    items = "".join(f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
                    for path, name, value in _SETTINGS)
    head = '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(f"{head}{items}</oor:items>", "utf-8")


def _run(command: list[str], folder: Path, seconds: int) -> int | None:
    """Its status; None where it took too long. Whatever it started has ended then."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder,
                             env=kept | {"HOME": str(folder), "TMPDIR": str(folder)}, start_new_session=True)
    try:
        return child.wait(seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            pass
        child.wait()


def _taken(made: Path, status: int | None, suffix: str, target: str, limits: Limits) -> bytes:
    if status is None or -status in (signal.SIGXCPU, signal.SIGKILL):
        raise TooLarge("LibreOffice takes too long with it", why=f"over the limit convert_seconds = {limits.convert_seconds}",
                       hint=f"open it in Word or WPS and save it as {target}")
    if not made.is_file():
        raise Damaged(f"LibreOffice cannot open this {suffix} file", why="it is damaged, encrypted with a password, or of another kind",
                      hint=f"open it in Word or WPS and save it as {target}, without a password")
    limits.check("part_bytes", made.stat().st_size)
    return made.read_bytes()
