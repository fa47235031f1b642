"""Where things stand in a sheet: Plan -> Block, and grid -> readings. The addressing lives here, once.

It never opens a file or a spreadsheet and does not know which of the two it serves.
The rule a newcomer would break first: cells are found by column key and row id, never by a fixed A1 address.
"""
