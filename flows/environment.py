"""What Prefect must find in the environment before it is imported. Whatever the user set stays."""

import os

DEFAULTS = {
    # Ephemeral servers start in 14-28 s on a cold machine; Prefect gives up after 20 by default.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    # One line a task is noise beside the one line of counts a stage that the flow logs.
    "PREFECT_LOGGING_LOGGERS_PREFECT_TASK_RUNS_LEVEL": "WARNING",
    "GX_ANALYTICS_ENABLED": "false",
}


SETTINGS_PREFIX = "NEWSLEDGER_"


def unknown(settings: set[str]) -> list[str]:
    """Return the variables that begin like a setting of ours and name none: misspelt, they would be ignored."""
    known = {f"{SETTINGS_PREFIX}{name.upper()}" for name in settings}
    return sorted(name for name in os.environ if name.startswith(SETTINGS_PREFIX) and name not in known)


def prepare() -> None:
    """Set the defaults that are not set yet."""
    for name, value in DEFAULTS.items():
        os.environ.setdefault(name, value)
