"""The commands of the command line; what each needs is imported when it is called."""
