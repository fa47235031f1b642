"""Tests of the domain: no spreadsheet, no clock, no disk."""
