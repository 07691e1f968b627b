"""The gold records: what became of each sample document, read from a published warehouse.

`python -m tests.gold corpus/documents corpus/gold` renews the files, to be reviewed as a diff.
"""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from flows.running import run_once
from warehouse.connection import query

Record = dict[str, Any]

_SELECT = Path(__file__).with_name("gold.sql")


def records(warehouse: Path, documents: Path) -> dict[str, Record]:
    """Return the record of each document below the folder `documents`, by the name of its file in the gold."""
    rows = query(warehouse, _SELECT.read_text(encoding="utf-8"))
    return dict(_record(row, documents) for row in rows.iter_rows(named=True))


def read(gold: Path) -> dict[str, Record]:
    """Return the records checked in, by the name of their file."""
    return {
        path.relative_to(gold).as_posix(): json.loads(path.read_text(encoding="utf-8")) for path in gold.rglob("*.json")
    }


def write(gold: Path, found: dict[str, Record]) -> list[str]:
    """Make the files of `gold` those of the records found; return the names of those that were changed."""
    known = read(gold)
    for name in known.keys() - found.keys():
        (gold / name).unlink()
    changed = [name for name, record in found.items() if name not in known or not agrees(record, known[name])]
    for name in changed:
        path = gold / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dump(found[name]), encoding="utf-8")
    return sorted([*changed, *(known.keys() - found.keys())])


def agrees(record: Record, gold: Record) -> bool:
    """Whether a record is as its gold says. Of a reason the gold holds the part that matters, chosen by hand."""
    if "reason_contains" in record and "reason_contains" in gold:
        kept = gold["reason_contains"] in record["reason_contains"]
        return kept and record | {"reason_contains": gold["reason_contains"]} == gold
    return record == gold


def dump(record: Record) -> str:
    """Return a record as its file holds it: a value a line, and so a line of the ledger."""
    head = {name: value for name, value in record.items() if name != "lines"}
    text = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    if "lines" in record:
        lines = ",\n".join(f"  {json.dumps(line, ensure_ascii=False)}" for line in record["lines"])
        text += f',\n "lines": [\n{lines}\n ]'
    return f"{text}\n}}\n"


def _record(row: Record, documents: Path) -> tuple[str, Record]:
    """Return the name of a document's file in the gold, and its record."""
    place = Path(unquote(urlsplit(row.pop("uri")).path)).relative_to(documents.absolute()).as_posix()
    part, outcome, reason = row.pop("record"), row.pop("outcome"), row.pop("reason")
    name = f"{place}.json" if part is None else f"{place}/{part}.json"
    head = {"document": place if part is None else f"{place}#{part}", "outcome": outcome}
    if outcome != "loaded":
        return name, {**head, "reason_contains": reason}
    lines = [[kind, raw.strip()] for kind, raw in row.pop("lines")]
    return name, {**head, **row, "lines": lines}


def main(documents: Path, gold: Path) -> None:
    """Run the flow over `documents` and write the records of what came out."""
    with tempfile.TemporaryDirectory() as folder:
        warehouse = Path(folder) / "news.duckdb"
        run_once([str(documents)], False, {"warehouse": warehouse})
        changed = write(gold, records(warehouse, documents))
    print(*changed, f"{len(changed)} records changed in {gold}", sep="\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
