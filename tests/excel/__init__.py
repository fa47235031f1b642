"""Tests of what reads and writes workbooks."""
