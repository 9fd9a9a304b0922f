"""The README is executed: what it shows is what the program prints, byte for byte."""

from __future__ import annotations

import doctest
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.articles import list_files, read_file
from assistant.calculators import valuation
from assistant.calculators.calculator import calculator, typed_inputs
from assistant.config import NAMES
from assistant.errors import ExitCode
from assistant.retrieval.database import open_for_reading
from assistant.retrieval.lock import LOCK
from assistant.retrieval.manifest import CATALOGUE, DATABASE, FORMAT_VERSION, MANIFEST, FileRecord, PartRecord, read
from tests.conftest import CORPUS, ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
INDEX_README = (ROOT / "index" / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
SCRIPTS = PROJECT["scripts"]

KINDS = {
    "console": "executed, outputs compared",
    "jsonl": "a file that the console blocks use",
    "sh": "parsed, held against pyproject and .ci/run",
    "markdown": "read as an article",
    "python": "run as a calculator",
    "pycon": "run as a doctest",
    "text": "a picture",
}
"""Every kind of block that the README may have, and what is done with it here."""


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block."""

    kind: str
    name: str
    """What follows the kind: a file's name, or nothing."""
    body: str


@dataclass(frozen=True, slots=True)
class Example:
    """A command and what the README says that it prints."""

    command: str
    output: str


def blocks(text: str) -> list[Block]:
    found = re.findall(r"^```(\w*)[ ]?([^\n]*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [Block(kind, name.strip(), body) for kind, name, body in found]


def examples(text: str) -> list[Example]:
    found = []
    for block in blocks(text):
        if block.kind == "console":
            first, *rest = re.split(r"^\$ ", block.body, flags=re.MULTILINE)
            assert first == "", f"a console block must open with a command, not {first!r}"
            found += [Example(*part.split("\n", 1)) for part in rest]
    return found


def steps() -> list[list[str]]:
    """The commands of the Start section, a list for each block."""
    return [block.body.strip().split(" && ") for block in blocks(README) if block.kind == "sh"]


def environment(index: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ASSISTANT_")}
    ours = {"ASSISTANT_CORPUS": str(CORPUS), "ASSISTANT_INDEX": str(index), "COLUMNS": "80"}
    return kept | ours | {"PYTHONIOENCODING": "utf-8"}


def run(arguments: list[str], folder: Path, index: Path) -> subprocess.CompletedProcess[str]:
    """Run the program as at a terminal: stdout and stderr in one."""
    return subprocess.run(
        [sys.executable, "-m", "assistant", *arguments],
        cwd=folder,
        env=environment(index) | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the files that the README shows."""
    for block in blocks(README):
        if block.kind == "jsonl":
            (tmp_path / block.name).write_text(block.body, encoding="utf-8")
    return tmp_path


def test_every_block_is_of_a_kind_that_is_looked_after() -> None:
    found = blocks(README)
    assert {block.kind for block in found} <= KINDS.keys()
    # An opening or closing fence that the pattern does not understand would hide a block.
    assert 2 * len(found) == len(re.findall(r"^\s*[`~]{3}", README, re.MULTILINE))


def test_there_is_a_session() -> None:
    asked = [example.command for example in examples(README)]
    assert len(asked) == len(set(asked)) >= 4
    assert {shlex.split(command)[1] for command in asked} >= {"ask", "batch"}


@pytest.mark.parametrize("example", examples(README), ids=lambda example: example.command[:60])
def test_the_program_prints_what_the_readme_shows(example: Example, folder: Path, bundled_index: Path) -> None:
    program, *arguments = shlex.split(example.command)
    assert program in SCRIPTS
    done = run(arguments, folder, bundled_index)
    # Between two commands of a block the README has an empty line.
    assert done.stdout.rstrip("\n") == example.output.rstrip("\n")
    declined = example.output.startswith("No answer")
    assert done.returncode == (ExitCode.ABSTAINED if declined else ExitCode.OK)


def test_the_python_session_runs(bundled_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_CORPUS", str(CORPUS))
    monkeypatch.setenv("ASSISTANT_INDEX", str(bundled_index))
    sessions = [block.body for block in blocks(README) if block.kind == "pycon"]
    assert sessions
    for number, session in enumerate(sessions):
        test = doctest.DocTestParser().get_doctest(session, {}, f"session {number}", "README.md", 0)
        assert test.examples
        assert doctest.DocTestRunner().run(test).failed == 0


def test_the_session_is_the_promised_one() -> None:
    multiple, reactors, rival = [example.output for example in examples(README)][:3]
    assert multiple.startswith("at least 22.5x to 30x")  # 900/40 and 900/30
    assert reactors.startswith("5 reactors")  # 5 GW over 1 GW
    assert rival.startswith("No answer") and "annual revenue" in rival


def test_the_first_command_asks_the_sessions_first_question() -> None:
    make, install, ask = steps()[0]
    assert shlex.split(make) == ["python3", "-m", "venv", ".venv"]
    assert shlex.split(install) == [".venv/bin/pip", "install", "."]
    shown = shlex.split(examples(README)[0].command)
    # In double quotes a shell takes \$ for $; shlex leaves it.
    program, *rest = shlex.split(ask.replace("\\$", "$"))
    assert program == f".venv/bin/{shown[0]}"
    assert rest == shown[1:]
    assert "\\$900" in ask, "without a backslash a shell would put its own $9 there"


def test_the_second_command_installs_an_extra_that_has_pytest() -> None:
    (install, test) = steps()[1]
    extra = re.fullmatch(r"\.venv/bin/pip install -e '\.\[(\w+)\]'", install)
    assert extra is not None
    assert test == ".venv/bin/pytest"
    tools = " ".join(PROJECT["optional-dependencies"][extra[1]])
    for tool in ("pytest", "ruff", "mypy", "import-linter"):
        assert tool in tools


def test_the_checks_run_the_commands_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    ran = re.findall(r"^\s+step (.+)$", script, re.MULTILINE)
    install, test = (part.removeprefix(".venv/bin/") for part in steps()[1])
    assert ran.index(install) < ran.index(test)


@pytest.mark.skipif(os.name == "nt", reason="a shell script")
def test_the_checks_can_be_run() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_the_shell_understands_the_scripts() -> None:
    scripts = [block.body for block in blocks(README) if block.kind == "sh"]
    for script in (*scripts, (ROOT / ".ci" / "run").read_text(encoding="utf-8")):
        done = subprocess.run(["bash", "-n"], input=script, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")


def test_the_flags_and_commands_named_exist(tmp_path: Path) -> None:
    spans = re.findall(r"`[^`\n]+`", README)
    named = {flag for span in spans for flag in re.findall(r"(?<!\w)--[a-z][a-z-]+", span)}
    commands = set(re.findall(r"`assistant ([a-z]+)", README))
    assert commands >= {"ask", "batch", "chat", "doctor", "index"}
    of_command = {command: run([command, "--help"], tmp_path, tmp_path).stdout for command in sorted(commands)}
    groups = [command for command, text in of_command.items() if "Commands:" in text]
    below = set(re.findall(rf"`assistant ({'|'.join(groups)}) ([a-z]+)", README))
    helps = "".join([*of_command.values(), *(run([*pair, "--help"], tmp_path, tmp_path).stdout for pair in below)])
    assert all(f"Usage: assistant {command} " in helps for command in commands)
    assert all(f"Usage: assistant {group} {command} " in helps for group, command in below)
    assert named - set(re.findall(r"--[a-z][a-z-]+", helps)) == set()


def test_the_exit_codes_and_settings_are_all_there() -> None:
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)} == set(ExitCode)
    for name in NAMES:
        assert f"`{name}`" in README
        assert f"`ASSISTANT_{name.upper()}`" in README


def test_the_article_shown_is_read_as_the_page_says(tmp_path: Path) -> None:
    (block,) = [block for block in blocks(README) if block.kind == "markdown"]
    (tmp_path / "article.md").write_text(block.body, encoding="utf-8")
    (entry,) = list_files(tmp_path).entries
    result = read_file(entry)
    (article,) = result.articles
    assert result.problems == ()
    source = article.source
    assert (source.title, source.publisher, str(source.published)) == (
        "Acme lifts its revenue",
        "The Ledger",
        "2026-01-10",
    )
    assert "reported revenue of $4 billion" in article.text


def test_the_calculator_shown_gives_its_example() -> None:
    (block,) = [block for block in blocks(README) if block.kind == "python"]
    names = dict(vars(valuation))
    exec(compile(block.body, "README.md", "exec", dont_inherit=True), names)
    entry = calculator("earnings-multiple", names["_earnings_multiple"])
    typed, _, printed = entry.example.partition(" -> ")
    result = entry.run(typed_inputs(tuple(typed.split()))).result
    assert result.text == printed == "30x"  # 90 over 3
    assert result.low == result.high == pytest.approx(30)


def test_the_paths_named_exist() -> None:
    for link in re.findall(r"\]\(([^)]+)\)", README):
        assert (ROOT / link).exists()
    for name in re.findall(r"`((?:assistant/)?[a-z_]+/(?:[a-z_]+\.(?:py|toml))?)`", README):
        assert (ROOT / name).exists() or (ROOT / "assistant" / name).exists(), name


def test_the_index_page_names_every_field_of_the_manifest(bundled_index: Path) -> None:
    manifest = read(bundled_index)
    for field in json.loads((bundled_index / MANIFEST).read_text()):
        assert f"`{field}`" in INDEX_README
    for kind in (PartRecord, FileRecord):
        for field in kind.__slots__:
            assert f"`{field}`" in INDEX_README
    assert manifest.format == FORMAT_VERSION == 3
    assert "describes: 3;" in INDEX_README
    for name in (*(Path(file).name for file in manifest.files), MANIFEST, LOCK):
        assert name in INDEX_README


@pytest.mark.parametrize("name", [DATABASE, CATALOGUE])
def test_the_index_page_names_every_table_and_column(bundled_index: Path, name: str) -> None:
    section = INDEX_README.split(f"\n## {name}\n")[1].split("\n## ")[0]
    rows = dict(re.findall(r"^\| `(\w+)` \|(.*)$", section, re.MULTILINE))
    (path,) = bundled_index.glob(f"*/{name}")
    with closing(open_for_reading(path)) as database:
        names = {str(row[0]) for row in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        # SQLite keeps tables of its own, and some behind a full-text index.
        tables = {name for name in names if not name.startswith(("sqlite_", "names_"))}
        assert rows.keys() == tables
        for table in sorted(tables):
            columns = [column[1] for column in database.execute(f"PRAGMA table_info({table})")]
            assert [f"{table}.{column}" for column in columns if f"`{column}`" not in rows[table]] == []
