"""The closed list of Finding codes and their severities."""

from __future__ import annotations

from enum import StrEnum


class Severity(StrEnum):
    """Info needs nobody, a warning needs its owner, an error stops the reading of what it names."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Code(StrEnum):
    """What a Finding is about. The texts stand in `catalogue`."""

    severity: Severity

    def __new__(cls, code: str, severity: Severity) -> Code:
        """Make a member that is its code and knows its severity."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.severity = severity
        return member

    # A value that cannot be read
    TEXT_NOT_NUMBER = ("text-not-number", Severity.WARNING)
    COMBINED_NUMBER = ("combined-number", Severity.WARNING)
    AMBIGUOUS_NUMBER = ("ambiguous-number", Severity.WARNING)
    AMBIGUOUS_PERCENT = ("ambiguous-percent", Severity.WARNING)
    PERCENT_NOT_EXPECTED = ("percent-not-expected", Severity.WARNING)
    DATE_NOT_NUMBER = ("date-not-number", Severity.WARNING)
    BOOLEAN_NOT_NUMBER = ("boolean-not-number", Severity.WARNING)
    ERROR_VALUE = ("error-value", Severity.ERROR)
    STILL_LOADING = ("still-loading", Severity.WARNING)
    NOT_CALCULATED = ("not-calculated", Severity.WARNING)
    WRONG_CURRENCY = ("wrong-currency", Severity.WARNING)
    OUT_OF_RANGE = ("out-of-range", Severity.WARNING)
    CLEARED = ("cleared", Severity.INFO)
    VALUES_WENT_BACK = ("values-went-back", Severity.WARNING)
    SHEET_DIFFERS = ("sheet-differs", Severity.INFO)
    CONFIDENCE_UNKNOWN = ("confidence-unknown", Severity.INFO)

    # A definition that cannot be read or makes no sense
    DATE_NOT_READABLE = ("date-not-readable", Severity.WARNING)
    RULE_UNKNOWN = ("rule-unknown", Severity.WARNING)
    PERIOD_UNKNOWN = ("period-unknown", Severity.WARNING)
    TARGET_MISSING = ("target-missing", Severity.WARNING)
    TEXT_MISSING = ("text-missing", Severity.WARNING)
    GROWTH_NEEDS_START = ("growth-needs-start", Severity.WARNING)
    GROWTH_NEEDS_TARGET = ("growth-needs-target", Severity.WARNING)
    WEIGHT_NOT_POSITIVE = ("weight-not-positive", Severity.WARNING)
    DUE_BEFORE_CYCLE = ("due-before-cycle", Severity.INFO)
    FROM_AFTER_CYCLE = ("from-after-cycle", Severity.INFO)
    START_ASKED = ("start-asked", Severity.INFO)
    KEY_RESULT_DIFFERS = ("key-result-differs", Severity.INFO)

    # Rows and columns
    ROW_WITHOUT_ID = ("row-without-id", Severity.WARNING)
    ROW_INCOMPLETE = ("row-incomplete", Severity.WARNING)
    ROW_NOT_PLACED = ("row-not-placed", Severity.WARNING)
    OBJECTIVES_INTERLEAVED = ("objectives-interleaved", Severity.WARNING)
    BROKEN_ID = ("broken-id", Severity.WARNING)
    UNKNOWN_ID = ("unknown-id", Severity.WARNING)
    DOUBLED_ID = ("doubled-id", Severity.WARNING)
    ROW_CONTRADICTS_ID = ("row-contradicts-id", Severity.WARNING)
    MERGED_CELLS = ("merged-cells", Severity.WARNING)
    MISSING_COLUMN = ("missing-column", Severity.ERROR)
    DOUBLED_COLUMN = ("doubled-column", Severity.ERROR)

    # Blocks and documents
    BLOCK_MOSTLY_GONE = ("block-mostly-gone", Severity.ERROR)
    NOT_ADOPTED = ("not-adopted", Severity.WARNING)
    BLOCK_GONE = ("block-gone", Severity.ERROR)
    UNKNOWN_PLAN = ("unknown-plan", Severity.ERROR)
    COPIED_FILE = ("copied-file", Severity.ERROR)
    COPIED_TAB = ("copied-tab", Severity.WARNING)
    MOVED_FILE = ("moved-file", Severity.INFO)
    CYCLE_CLOSED = ("cycle-closed", Severity.INFO)
    DOCUMENT_MISSING = ("document-missing", Severity.ERROR)
    DOCUMENT_UNREADABLE = ("document-unreadable", Severity.ERROR)
