"""Tests of the use cases: in-memory ports, no spreadsheet of Google's."""
