#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Drives two notebooks, each in a terminal of its own: one is cut off and goes on, both write the same
note, the link comes back, the conflict is shown and resolved, a note that the other end does not take is
shown as failed and written anew, and both ends are equal.

    drive.py <field_notes> <folder>
"""

import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import termios
import time

PATIENCE_S = 60


class Notebook:
    """A notebook in a terminal."""

    def __init__(self, program, node, folder, *limit):
        os.makedirs(folder, exist_ok=True)
        self.node = node
        self.terminal, inside = pty.openpty()
        # What is typed is not wanted back.
        modes = termios.tcgetattr(inside)
        modes[3] &= ~termios.ECHO
        termios.tcsetattr(inside, termios.TCSANOW, modes)
        self.process = subprocess.Popen(
            [program, node, folder, *limit], stdin=inside, stdout=inside, stderr=inside, close_fds=True
        )
        os.close(inside)
        self.said = ""

    def ask(self, line):
        """Types a line. The lines of the answer."""
        os.write(self.terminal, (line + "\n").encode())
        end = time.monotonic() + PATIENCE_S
        while not re.search(r"(?:^|\n)\.\n", self.said):
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.terminal], [], [], left)[0]:
                raise SystemExit(f"{self.node} does not answer `{line}`: {self.said!r}")
            self.said += os.read(self.terminal, 65536).decode().replace("\r\n", "\n")
        answer, self.said = re.split(r"(?:^|\n)\.\n", self.said, maxsplit=1)
        print(f"{self.node}> {line}", *answer.splitlines(), sep="\n    ", flush=True)
        return answer.splitlines()

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        os.close(self.terminal)

    def quit(self):
        os.write(self.terminal, b"quit\n")
        if self.process.wait(timeout=PATIENCE_S) != 0:
            raise SystemExit(f"{self.node} ended with {self.process.returncode}")
        os.close(self.terminal)


def expect(what, found, wanted):
    if found != wanted:
        raise SystemExit(f"{what}: {found}, expected {wanted}")


def until(book, line, wanted):
    end = time.monotonic() + PATIENCE_S
    while (found := book.ask(line)) != wanted:
        if time.monotonic() > end:
            raise SystemExit(f"{book.node}, {line}: {found}, expected {wanted}")
        time.sleep(0.05)


def main(program, folder):
    shutil.rmtree(folder, ignore_errors=True)
    field = Notebook(program, "field", f"{folder}/field")
    office = Notebook(program, "office", f"{folder}/office", "40")
    try:
        # Together: what one writes the other has.
        field.ask(f"dial office {office.ask('port')[0]}")
        field.ask("note well-4 dry")
        expect("sync", field.ask("sync"), ["the others have everything"])
        expect("at the office", office.ask("show well-4"), ["well-4: dry"])

        # Cut off: both go on, and the same note is written twice.
        field.ask("hang-up office")
        until(office, "status", ["link: down, pending: 0, failed: 0, conflicts: 0"])
        field.ask("note well-4 wet again")
        field.ask("note well-5 two metres")
        office.ask("note well-4 to be drilled deeper")
        offline = ["link: down, pending: 2, failed: 0, conflicts: 0"]
        expect("cut off", field.ask("status"), offline)
        expect("no failed work", field.ask("failed"), [])

        # The notebook dies in the field and is opened again: nothing is lost.
        field.kill()
        field = Notebook(program, "field", f"{folder}/field")
        expect("after a kill", field.ask("status"), offline)
        expect("after a kill", field.ask("list"), ["well-4: wet again", "well-5: two metres"])

        # The link is back: the conflict is shown at both ends, and nothing was lost.
        field.ask(f"dial office {office.ask('port')[0]}")
        expect("sync", field.ask("sync"), ["the others have everything"])
        expect("sync", office.ask("sync"), ["the others have everything"])
        for book in (field, office):
            until(book, "status", ["link: up, pending: 0, failed: 0, conflicts: 1"])
            shown = book.ask("conflicts")
            expect("the conflict", shown[0], "well-4, to be resolved")
            sides = ["  field: wet again", "  office: to be drilled deeper"]
            expect("its sides", sorted(shown[1:]), sides)

        # One end resolves it.
        office.ask("resolve well-4 wet again, drill anyway")
        expect("sync", office.ask("sync"), ["the others have everything"])
        for book in (field, office):
            until(book, "status", ["link: up, pending: 0, failed: 0, conflicts: 0"])

        # The office takes forty bytes a note. A longer one is refused, said to be, and holds up nothing else.
        field.ask("note well-6 behind the mill, where the road bends, ask for Ines")
        field.ask("note well-7 new")
        until(office, "show well-7", ["well-7: new"])
        until(field, "status", ["link: up, pending: 0, failed: 1, conflicts: 0"])
        expect("sync", field.ask("sync"), ["the others have not everything"])
        failed = field.ask("failed")
        expect("failed writes", len(failed), 1)
        write, reason = re.fullmatch(r"(field-\d+), well-6: (.+)", failed[0]).groups()
        expect("the reason", reason, "invalid argument")
        field.ask("note well-6 behind the mill, ask for Ines")
        expect("given up", field.ask(f"discard {write}"), [f"discarded: {write}"])
        expect("sync", field.ask("sync"), ["the others have everything"])
        expect("no failed work", field.ask("failed"), [])

        notes = [
            "well-4: wet again, drill anyway",
            "well-5: two metres",
            "well-6: behind the mill, ask for Ines",
            "well-7: new",
        ]
        expect("the field", field.ask("list"), notes)
        expect("the office", office.ask("list"), notes)
        field.quit()
        office.quit()
    finally:
        for book in (field, office):
            if book.process.poll() is None:
                book.process.kill()
                book.process.wait()
        shutil.rmtree(folder, ignore_errors=True)
    print("both ends are equal")


if __name__ == "__main__":
    main(*sys.argv[1:])
