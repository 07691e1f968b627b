"""The tables: declared once, staged, merged and published as one DuckDB file."""
