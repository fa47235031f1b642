"""`python -m benchmarks [NAME]...`: run all benchmarks, or those named, and print a table for each thing measured."""

from __future__ import annotations

import argparse
import sys
from time import perf_counter

from benchmarks import cold_start, reading, recording, status
from benchmarks.measuring import as_markdown, as_text

BENCHMARKS = {"cold_start": cold_start, "reading": reading, "recording": recording, "status": status}


def main() -> None:
    """Run what is named; nothing is judged."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure; times never fail a build.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(BENCHMARKS)} (default: all)")
    parser.add_argument("--markdown", action="store_true", help="print tables for docs/benchmarks.md")
    arguments = parser.parse_args()
    if unknown := [name for name in arguments.names if name not in BENCHMARKS]:
        parser.error(f"no such benchmark: {', '.join(unknown)}")
    for name in arguments.names or BENCHMARKS:
        started = perf_counter()
        for table in BENCHMARKS[name].tables():
            print(as_markdown(table) if arguments.markdown else as_text(table), end="\n\n", flush=True)
        print(f"{name}: {perf_counter() - started:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
