"""Who said what: statements found in article texts, with their speakers as written."""
