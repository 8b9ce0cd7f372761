"""The product, started and killed by a test, with everything that it started itself."""

from __future__ import annotations

import os
import signal
import subprocess

from tests.servers.processes import await_answer, end_with_parent
from tests.servers.product import COMMAND, ROOT, START_SECONDS, Installation


class Server:
    """The product, started and killed by hand, with everything that it started itself."""

    def __init__(self, one: Installation) -> None:
        self.one = one
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        log = self.one.data_folder / "serve.log"
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                [*COMMAND, "serve"], cwd=ROOT, env=self.one.environment, start_new_session=True,
                stdin=subprocess.DEVNULL, stdout=output, stderr=output, preexec_fn=end_with_parent,
            )  # fmt: skip
        await_answer(self.process, self.one._answers, seconds=START_SECONDS, log=log)

    def kill(self) -> None:
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None
