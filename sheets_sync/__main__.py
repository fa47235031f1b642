"""`python -m sheets_sync` is the console script."""

from sheets_sync.cli import main

if __name__ == "__main__":
    main()
