"""How the reader of statements is made: articles with hand-made attributions to weights."""
