"""The command line: arguments and printing over the use cases.

Results go to stdout, problems and bars to stderr. It never decides anything about OKRs.
The rule a newcomer would break first: nothing heavy is imported before a command needs it (cold start is tested).
"""

from sheets_sync.cli.app import main

__all__ = ["main"]
