"""People, organisations, countries and places in articles, and who a speaker is."""
