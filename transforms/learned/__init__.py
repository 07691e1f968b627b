"""The learned decision: which lines of a document are its article's, from columns over the whole batch."""
