"""The command line: ``taizhang read``, ``taizhang demo``, ``taizhang pack``, and the commands of the office.

Lives here: what was asked (`app`, `office`), serving (`serving`) and keeping the office (`keeping`), which files are meant
(`sources`), reading them one after the other or on several cores
(`work`), where the ledger goes (`outputs`), the page of help (`manual`). Not here: anything one could want in a notebook.
Commands load what they need when they are called, so that help and completion come at once.
"""
import sys

from taizhang.values import TaizhangError
from taizhang.values.errors import UsageError


def main() -> None:
    """Run the command line; an error is one sentence and the exit code 1 (2 for a wrong request)."""
    from taizhang.cli.office import app

    try:
        app()
    except TaizhangError as error:
        print(f"taizhang: {error}", file=sys.stderr)
        raise SystemExit(2 if isinstance(error, UsageError) else 1) from None
    except BrokenPipeError:  # whoever read our output has read enough
        sys.stderr.close()
        raise SystemExit(0) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None


if __name__ == "__main__":
    main()
