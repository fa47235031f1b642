"""The words of the product, in Vietnamese and English.

It answers for every sentence that a Finding, an error or a block shows. It never decides anything.
The rule a newcomer would break first: other modules pass codes and arguments, only this package has sentences.
"""

LANGUAGES = ("vi", "en")
