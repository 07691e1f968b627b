"""How the model is made: labelled pages to weights. Nothing here runs when documents are cleaned."""
