"""What must hold: suites derived from the schema, checks across tables, the gate, the report."""
