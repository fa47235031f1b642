"""Excel workbooks: Block -> workbook, and workbook -> grids.

It never decides what a cell means; it knows the file format and nothing of OKRs but the Block's shape.
The rule a newcomer would break first: a workbook that somebody made is edited part by part, never re-saved.
"""
