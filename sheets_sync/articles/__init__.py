"""Articles -> role templates: OKRs that somebody wrote as prose, listed by role, become templates and doubts.

It is pure: text in, values out. `lines` and `structure` find what stands where, `dates`, `rates` and `figures` find
what a sentence says, `targets` and `measures` decide what it means, by the tables of `words_vi` and `words_en`.
The rule a newcomer would break first: no line is dropped silently, and no doubt is hidden: it is a remark.
"""
