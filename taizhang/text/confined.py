"""Starts another program with less: no network, bounded memory, time and files. Run by its path, as a program of its own: it imports nothing of ours.

    python -I confined.py MEMORY SECONDS FILE_BYTES PROGRAM ARGUMENT…
"""
import ctypes
import os
import resource
import sys

_CLONE_NEWUSER, _CLONE_NEWNET = 0x1000_0000, 0x4000_0000
_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS, _SIGKILL = 1, 38, 9


def _leave_the_network() -> None:
    """A namespace without any network, where the system allows one: as root at once, else within a namespace of users."""
    try:
        library = ctypes.CDLL(None, use_errno=True)
        library.prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)
        library.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        user, group = os.getuid(), os.getgid()
        if library.unshare(_CLONE_NEWNET) == 0 or library.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) != 0:
            return
        for file, said in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
            with open(f"/proc/self/{file}", "w") as there:
                there.write(said)
    except (AttributeError, OSError):
        return


def main() -> None:
    """Give up what is not needed, then become the program."""
    memory, seconds, size = map(int, sys.argv[1:4])
    _leave_the_network()
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 2))
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(5)
    os.execv(sys.argv[4], sys.argv[4:])


if __name__ == "__main__":
    main()
