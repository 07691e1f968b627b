"""What is not as usual: the numbers of a run beside those of the last good ones."""
