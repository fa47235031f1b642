"""Tests of the product through its command line."""
