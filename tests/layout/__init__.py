"""Tests of the block: laying out, formulas, reading back."""
