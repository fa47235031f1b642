"""OKRs that live in Google Sheets and Excel: inserted as blocks, read back, kept with their history."""

__version__ = "0.1.0"
