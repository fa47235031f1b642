"""Migrations, numbered. head.txt names the last one; tables.py must equal what they all make together.

A new one: write versions/rNNNN_what.py by hand or with `alembic revision --autogenerate`, with the types as the
databases know them (never from types.py, which may change), and its number into head.txt.
"""
