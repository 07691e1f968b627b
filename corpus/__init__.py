"""What comes in: one reader per format, and the sample documents written for this project."""
