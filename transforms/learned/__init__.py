"""The learned judgement of lines."""
