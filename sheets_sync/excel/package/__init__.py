"""Inside an .xlsx file, layer by layer: archive, markup, relationships, workbook, strings and styles, sheet.

Each module knows only those before it. Nothing here knows OKRs, blocks or paths of files.
The rule a newcomer would break first: whatever bytes come in, no other exception than PackageError comes out.
"""
