"""The use cases: insert, sync, adopt, report, and what they need, for every way in.

It answers for what happens in which order. It never knows HTTP, command lines or a spreadsheet's own format.
The rule a newcomer would break first: a pass is gather -> decide -> apply; decide is pure.
"""
