"""Files that cannot be read, results that cannot be written, a process without Django."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import bindeglied

WEINHEIM = "municipality,persons\nWeinheim,352\n"
PRODUCT_FOLDER = Path(bindeglied.__file__).parent.parent


def refused(outcome):
    assert (outcome.status, outcome.out) == (2, "")
    return outcome.lines


def test_a_missing_file_and_a_folder_are_one_sentence_each(call, tmp_path):
    missing, folder = str(tmp_path / "none.csv"), str(tmp_path)
    assert refused(call("frame", missing, "--on", "2017-12-11")) == [
        f"Die Datei {missing} gibt es nicht."
    ]
    assert refused(call("frame", folder, "--on", "2017-12-11")) == [
        f"{folder} ist ein Ordner und keine Datei."
    ]


@pytest.mark.parametrize("name", ["a\0b.csv", "x" * 5000])
def test_a_name_that_no_file_can_have_is_one_sentence(call, name):
    (line,) = refused(call("frame", name, "--on", "2017-12-11"))
    assert line.startswith("Die Datei ")
    assert "\0" not in line


def test_a_file_without_permission_is_one_sentence(call, tmp_path, monkeypatch):
    def forbidden(*_args, **_kwargs):
        raise PermissionError

    monkeypatch.setattr(Path, "open", forbidden)
    (line,) = refused(call("frame", "secret.csv", "--on", "2017-12-11"))
    assert line == "Die Datei secret.csv darf nicht gelesen werden."


def run(*arguments, **options):
    """The command in a process of its own, as a person starts it, without any Django setting."""
    code = "import sys; from bindeglied.cli import main; sys.exit(main())"
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("DJANGO")
    }
    environment |= {"PYTHONPATH": str(PRODUCT_FOLDER), **options.pop("env", {})}
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], env=environment, capture_output=True, **options
    )


@pytest.fixture
def weinheim_file(tmp_path):
    file = tmp_path / "counts.csv"
    file.write_text(WEINHEIM, encoding="utf-8")
    return str(file)


def test_standard_input_is_read_for_a_dash():
    result = run("frame", "-", "--on", "2017-12-11", "--format", "csv", input=WEINHEIM.encode())
    assert result.returncode == 0
    assert b"Weinheim,08226096,352,58000000,true" in result.stdout


def test_csv_and_json_are_utf8_also_where_the_terminal_is_not(tmp_path):
    file = tmp_path / "counts.csv"
    file.write_text("municipality,persons\nMühlacker,47\n", encoding="utf-8")
    for form in ("csv", "json", "table"):
        result = run(
            *("frame", str(file), "--on", "2017-12-11", "--format", form),
            env={"PYTHONIOENCODING": "ascii"},
        )
        assert result.returncode == 0, result.stderr
        assert ("Mühlacker".encode() in result.stdout) == (form != "table")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this machine has no /dev/full")
def test_a_full_disk_is_one_sentence_at_the_end(weinheim_file):
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            [
                sys.executable,
                "-c",
                "import sys; from bindeglied.cli import main; sys.exit(main())",
                "frame",
                weinheim_file,
                "--on",
                "2017-12-11",
            ],
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(PRODUCT_FOLDER), "PYTHONIOENCODING": "utf-8"},
        )
    assert result.returncode == 2
    assert result.stderr.decode().splitlines()[-1] == (
        "Das Ergebnis ließ sich nicht vollständig ausgeben."
    )


def test_a_reader_that_has_gone_is_one_sentence_at_the_end(weinheim_file):
    reader, writer = os.pipe()
    os.close(reader)
    result = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from bindeglied.cli import main; sys.exit(main())",
            "frame",
            weinheim_file,
            "--on",
            "2017-12-11",
        ],
        stdout=writer,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(PRODUCT_FOLDER), "PYTHONIOENCODING": "utf-8"},
    )
    os.close(writer)
    assert result.returncode == 2
    assert b"Traceback" not in result.stderr
    assert result.stderr.decode().splitlines()[-1] == (
        "Das Ergebnis ließ sich nicht vollständig ausgeben."
    )


def test_the_command_needs_no_django(weinheim_file, tmp_path):
    """An import of Django would fail here, and so would the command."""
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\n"
        "class NoDjango:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] == 'django':\n"
        "            raise ImportError('django is not needed here')\n"
        "sys.meta_path.insert(0, NoDjango())\n",
        encoding="utf-8",
    )
    path = os.pathsep.join([str(tmp_path), str(PRODUCT_FOLDER)])
    result = run("frame", weinheim_file, "--on", "2017-12-11", env={"PYTHONPATH": path})
    assert result.returncode == 0, result.stderr
    code = "import django"
    guarded = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": path}, capture_output=True
    )
    assert b"django is not needed here" in guarded.stderr
