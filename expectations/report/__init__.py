"""The quality report: a page for each run, an index of them, and a page for each document that they name."""

from expectations.report.pages import UnknownRunError, write_document, write_report

__all__ = ["UnknownRunError", "write_document", "write_report"]
