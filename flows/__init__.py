"""When, and in what order: settings, the Prefect flow, the schedule, the command line."""
