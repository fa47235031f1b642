"""The OKR domain: values and rules, pure.

It answers what a plan is, what a cell's content means for a measure, and how far a measure has come.
It never does I/O, never asks for the time and never speaks to people (it emits codes, `messages` speaks).
The rule a newcomer would break first: "today", zones and randomness are arguments.
"""
