"""Raw text to rows: pure functions on whole batches. No I/O, no clock, no globals."""
