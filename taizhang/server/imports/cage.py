"""What a process gives up before it opens a file from outside: memory, time, network, writing. Knows nothing of Django."""
import ctypes
import os
import resource
import socket
import sys
from typing import Any

_CLONE_NEWNET = 0x4000_0000
_PR_SET_NO_NEW_PRIVS = 38
_NETWORK = ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname")
_STARTING = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "pty.spawn")


class Forbidden(OSError):
    """Something the cage does not allow."""


def without_network() -> bool:
    """Leave the network: a namespace of its own where the system allows that; in any case no socket connects. Whether the first holds."""
    alone = False
    try:
        library = ctypes.CDLL(None, use_errno=True)
        library.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        alone = library.unshare(_CLONE_NEWNET) == 0
    except (AttributeError, OSError):
        pass
    sys.addaudithook(_refuse)
    return alone


def _refuse(event: str, given: tuple[Any, ...]) -> None:
    if event in _NETWORK and not _local(event, given):
        raise Forbidden("no network here")
    if event in _STARTING:
        raise Forbidden("no other programs here")


def _local(event: str, given: tuple[Any, ...]) -> bool:
    """Whether it is a pair of sockets within the process, which has no family of the network."""
    return event.startswith("socket.") and bool(given) and getattr(given[0], "family", None) == getattr(socket, "AF_UNIX", object())


def limit(memory: int, seconds: int, most: int = 0) -> None:
    """Bound memory and processor time of this process; it writes no file and leaves no core. ``most``: what `longer` may ask for."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, max(seconds, most) + 2))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(5)


def longer(seconds: int) -> None:
    """Give this process more processor time, as much as `limit` left open."""
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (min(seconds, hard), hard))


def environment() -> dict[str, str]:
    """The environment of a child: nothing of ours but where Python and its packages are; no address of a database, no proxy."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "SYSTEMROOT") if name in os.environ}
    return kept | {"PYTHONPATH": os.pathsep.join(one for one in sys.path if one), "PYTHONHASHSEED": "0", "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
