"""Role templates as files: `folders` finds, loads and shows them, `reader` says what a file may hold and what is wrong.

It never makes a plan (`okr.template` does). The rule a newcomer would break first: a file with a mistake is not used.
"""
