"""Measure the office and write the figures into docs/benchmarks.md: ``python -m benchmarks.server kills load pages``."""
import argparse
import sys

KINDS = ("kills", "load", "pages")


def main() -> int:
    """Run what is asked for; 1 where something acknowledged was lost."""
    asked = argparse.ArgumentParser()
    asked.add_argument("what", nargs="+", choices=KINDS)
    asked.add_argument("--kills", type=int, default=200)
    asked.add_argument("--minutes", type=float, default=10.0)
    asked.add_argument("--documents", type=int, default=1000, help="documents of the ledger under load")
    asked.add_argument("--facts", type=int, default=300, help="facts of each")
    asked.add_argument("--print", action="store_true", help="only show the figures")
    given = asked.parse_args()
    if "kills" in given.what:
        from benchmarks.server import kills

        result = kills.soak(given.kills)
        print(result)
        if result.wrong:
            print("\n".join(result.wrong), file=sys.stderr)
            return 1
    if "load" in given.what:
        from benchmarks.server import load

        found = load.load(given.minutes, given.documents, given.facts)
        print(found)
        if found.wrong or found.failures:
            print("\n".join(found.wrong), file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
