"""What the command line says, and the code it ends with."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from flows.cli import app
from flows.commands.options import overrides, variable
from flows.settings import Settings
from tests.conftest import ROOT

COMMANDS = ("run", "clean", "statements", "explain", "report", "metrics", "serve")
HEAVY = (
    "prefect", "great_expectations", "polars", "duckdb", "pyarrow", "prometheus_client", "altair", "vl_convert",
    "jinja2",
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_help_lists_every_option_and_the_variable_of_every_setting(command: str) -> None:
    result = CliRunner().invoke(app, [command, "--help"], terminal_width=200)

    said = " ".join(result.stdout.split())
    parameters = get_command(app).commands[command].params  # type: ignore[attr-defined]  # a group has commands
    options = [option for parameter in parameters for option in parameter.opts if option.startswith("--")]
    settings = [parameter.name for parameter in parameters if parameter.name in Settings.model_fields]
    assert result.exit_code == 0
    assert [option for option in options if f"{option} " not in said] == []
    assert [name for name in settings if variable(name) not in said] == []


def test_help_of_the_whole_names_every_command() -> None:
    result = CliRunner().invoke(app, ["--help"])

    assert result.exit_code == 0
    assert all(f" {command} " in result.stdout for command in COMMANDS)


@pytest.mark.process
def test_help_imports_nothing_heavy() -> None:
    code = """
import json, sys
from typer.testing import CliRunner
from flows.cli import app
assert CliRunner().invoke(app, ["run", "--help"]).exit_code == 0
print(json.dumps([*sys.modules]))
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert not {*HEAVY} & {*json.loads(done.stdout)}


def test_environment_wins_over_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSLEDGER_KEEP", "7")

    assert Settings(**overrides(keep=None)).keep == 7


def test_flag_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSLEDGER_KEEP", "7")

    assert Settings(**overrides(keep=5)).keep == 5


@pytest.mark.parametrize(
    "command",
    [["run", "x"], ["clean"], ["statements"], ["explain", "x"], ["metrics"], ["serve", "x", "--every", "6h"]],
)
def test_wrong_value_in_the_environment_is_named(command: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSLEDGER_KEEP", "many")

    result = CliRunner().invoke(app, command)

    assert result.exit_code == 2
    assert "NEWSLEDGER_KEEP is 'many': input should be a valid integer" in result.stderr


@pytest.mark.parametrize(
    ("flag", "value", "problem"),
    [
        ("--keep", "-1", "--keep is '-1': input should be greater than or equal to 0"),
        ("--max-quarantined-ratio", "1.5", "--max-quarantined-ratio is '1.5': input should be less than or equal to 1"),
        ("--task-runner", "mars", "--task-runner is 'mars': input should be 'threads', 'processes' or 'dask'"),
    ],
)
def test_wrong_value_of_a_flag_is_named(flag: str, value: str, problem: str) -> None:
    result = CliRunner().invoke(app, ["run", "x", flag, value])

    assert result.exit_code == 2
    assert problem in result.stderr


def test_wrong_entry_of_a_file_of_accepted_moves_ends_before_the_run(tmp_path: Path) -> None:
    accepted = tmp_path / "accepted.toml"
    accepted.write_text('[[accepted]]\nmetric = "title_ratio"\nscope = "all"\nwhy = "Pictures."', encoding="utf-8")
    result = CliRunner().invoke(app, ["run", str(tmp_path), "--accepted", str(accepted)])

    assert result.exit_code == 2
    assert "entry 1: since: field required" in result.stderr


@pytest.mark.parametrize("command", [["run"], ["serve", "--every", "6h"]])
def test_command_without_sources_asks_for_some(command: list[str]) -> None:
    result = CliRunner().invoke(app, command)

    assert result.exit_code == 2
    assert "no SOURCE given" in result.stderr


@pytest.mark.parametrize("options", [[], ["--every", "soon"], ["--cron", "x", "--every", "6h"]])
def test_serve_with_a_bad_schedule_ends_at_once(options: list[str]) -> None:
    assert CliRunner().invoke(app, ["serve", "x", *options]).exit_code == 2


@pytest.mark.parametrize("command", [["explain", "page.txt"], ["metrics"]])
def test_command_without_a_warehouse_says_how_to_make_one(command: list[str], tmp_path: Path) -> None:
    result = CliRunner().invoke(app, [*command, "--warehouse", str(tmp_path / "news.duckdb")])

    assert result.exit_code == 2
    assert "no warehouse at" in result.stderr
    assert "newsledger run" in result.stderr
