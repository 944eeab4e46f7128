#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Plays the scripts in every language and compares what each answers; README.md has the rules."""

from __future__ import annotations

import argparse
import concurrent.futures
import hashlib
import json
import multiprocessing
import os
import random
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
BUILD = ROOT / "build" / "conformance"
START_MS = 1_700_000_000_000
#: Two clients have said everything to each other long before.
CARRY_ROUNDS = 1000
#: Shares of the work. Each starts every language: with more, that would take longer than the scripts.
JOBS_MAX = 4

#: How each harness is started. What has to be compiled is in build/conformance.
LANGUAGES: dict[str, list[str]] = {
    "c": [str(BUILD / "harness_c")],
    "cpp": [str(BUILD / "harness_cpp")],
    "python": [str(ROOT / "build/python/bin/python"), "-B", str(ROOT / "bindings/python/tests/harness.py")],
    "node": ["node", str(ROOT / "bindings/node/test/harness.mjs")],
    "go": [str(BUILD / "harness_go")],
    "java": ["java", "-Xss4m", "-XX:TieredStopAtLevel=1", "-cp", str(BUILD / "java/*"), "softadastra.Harness"],
    "ruby": ["ruby", str(ROOT / "bindings/ruby/test/harness.rb")],
    "php": ["php", "-d", "ffi.enable=1", str(ROOT / "bindings/php/test/harness.php")],
    "luajit": ["luajit", str(ROOT / "bindings/luajit/test/harness.lua")],
    "csharp": ["mono", str(BUILD / "csharp/harness.exe")],
}

#: Answers that depend on file formats and not on what a user sees: languages are compared by them,
#: the files do not have them. A number keeps that many values in front.
MASKED = {"state": 13, "identity": 1, "position": 0, "feed_end": 0, "digest": 0, "encode": 0,
          "status": 0, "poll": 0, "changes": 0, "wake": 0, "client_message": 0}
BY_SESSION = {"poll", "handle", "event", "wake", "session_state", "end", "free"}
BY_FEED = {"change", "position", "feed_free"}
BY_VALUE = {"read", "reader_free", "write", "commit", "writer_free"}
#: Make what has a name of its own, of a node.
MAKING = {"session", "feed", "reader", "writer"}
#: Look into the files of a node by themselves.
LOOKING = {"@flip", "@trim", "@copy", "@begins", "verify_path", "salvage", "backup"}
WITHOUT_NODE = {"decode", "frame", "verify_path", "salvage", "status_name"}


def read_differences() -> dict[tuple[str, str], dict[int, str]]:
    """What a language answers by its own documents, by language and script: the answers by step.
    `differences.json` has the reasons."""
    found: dict[tuple[str, str], dict[int, str]] = {}
    for language, reasons in json.loads((HERE / "differences.json").read_text()).items():
        for reason in reasons:
            for script, steps in reason["answers"].items():
                known = found.setdefault((language, script), {})
                known |= {int(step): answer for step, answer in steps.items()}
    return found


DIFFERENCES = read_differences()


class Broken(Exception):
    """A script cannot go on."""


class Harness:
    """One process of one language."""

    def __init__(self, language: str, folder: Path) -> None:
        environment = os.environ | {
            "SOFTADASTRA_LIBRARY": str(BUILD / "lib" / "libsoftadastra.so"),
            "LD_LIBRARY_PATH": str(BUILD / "lib"),
            "PYTHONPATH": str(ROOT / "bindings/python") if language == "python" else "",
        }
        self.language = language
        self.process = subprocess.Popen(
            LANGUAGES[language], cwd=folder, env=environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )

    def ask(self, line: str) -> str:
        assert self.process.stdin and self.process.stdout
        try:
            self.process.stdin.write(line + "\n")
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
        except BrokenPipeError:
            answer = ""
        if not answer.endswith("\n"):
            code = self.process.wait(10)
            raise Broken(f"{self.language} ended with {code} at: {line[:200]}")
        return answer[:-1]

    def stop(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        if self.process.wait(30) != 0:
            raise Broken(f"{self.language} did not end well")


def token(value: object, names: dict[str, str]) -> str:
    """One argument of a step as a harness reads it."""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return "x" + value.encode().hex()
    if isinstance(value, dict):
        if "hex" in value:
            return "x" + value["hex"]
        if "repeat" in value:
            text, count = value["repeat"]
            return "x" + text.encode().hex() * count
        if "use" in value:
            return names[value["use"]]
    raise Broken(f"no argument: {value}")


def line_of(step: list, names: dict[str, str]) -> str:
    """A step as one line. Words are verbs, handles and the parts of a group; a dict at the end has
    options."""
    verb, *rest = step
    words = 2 if verb in MAKING | {"merge"} else int(verb not in WITHOUT_NODE and verb != "now")
    parts = [verb, *map(str, rest[:words])]
    rest = rest[words:]
    if verb in ("open", "configure", "session", "client"):
        for name, value in (rest[0] if rest else {}).items():
            parts.append(f"{name}={token(value, names)}")
        return " ".join(parts)
    if verb in ("group", "group_local"):
        parts.append(str(rest[0]))
        for part in rest[1:]:
            parts += [part[0], *(token(value, names) for value in part[1:])]
        return " ".join(parts)
    return " ".join([*parts, *(token(value, names) for value in rest)])


def readable(answer: str) -> str:
    """Bytes that are plain text as text, long ones by their hash."""
    def show(part: str) -> str:
        if not part.startswith("x"):
            return part
        try:
            data = bytes.fromhex(part[1:])
        except ValueError:
            return part
        if len(data) > 64:
            return f"<{len(data)} bytes {hashlib.sha256(data).hexdigest()[:8]}>"
        text = data.decode("ascii", "replace")
        plain = text.isprintable() and "'" not in text and "\ufffd" not in text
        return f"'{text}'" if plain or not text else part
    if not answer.startswith("ok"):
        return answer
    return " ".join(":".join(map(show, part.split(":"))) for part in answer.split(" "))


def masked(verb: str, answer: str) -> str:
    if verb not in MASKED or not answer.startswith("ok"):
        return readable(answer)
    parts = answer.split(" ")
    kept = parts[: 1 + MASKED[verb]]
    return readable(" ".join(kept)) + " …"


class Play:
    """One script in given processes."""

    def __init__(self, script: list, processes: dict[str, Harness], folder: str) -> None:
        self.script, self.processes, self.folder = script, processes, folder
        self.all = list(dict.fromkeys(processes.values()))
        self.homes: dict[str, Harness] = {}  # of sessions and feeds
        self.names: dict[str, str] = {}
        self.now = START_MS
        self.transcript: list[str] = []
        self.speakers: list[str] = []  # the language that answered each step

    def home(self, step: list) -> Harness:
        verb = step[0]
        if verb in WITHOUT_NODE:
            return self.all[0]
        if verb in BY_SESSION | BY_FEED | BY_VALUE:
            return self.homes[step[1]]
        if verb in MAKING:
            self.homes[step[1]] = self.node(step[2])
            return self.homes[step[1]]
        return self.node(step[1])

    def node(self, name: str) -> Harness:
        return self.processes[name] if name in self.processes else self.all[0]

    def ask(self, step: list) -> str:
        if step[0] == "now":
            self.now = step[1]
            return [one.ask(line_of(step, self.names)) for one in self.all][0]
        prepared = list(step)
        if step[0] == "open":
            options = dict(step[2])
            options.setdefault("seed", 1 + sum(step[1].encode()))
            if "path" in options:
                options["path"] = f"{self.folder}/{options['path']}"
            else:
                options.setdefault("durability", 3)
            if "recording_path" in options:
                options["recording_path"] = f"{self.folder}/{options['recording_path']}"
            prepared[2] = options
        elif step[0] == "client" and "path" in step[2]:
            prepared[2] = step[2] | {"path": f"{self.folder}/{step[2]['path']}"}
        elif step[0] in ("backup", "verify_path", "salvage"):
            at = 2 if step[0] == "backup" else 1
            prepared[at:] = [f"{self.folder}/{path}" for path in step[at:]]
        answer = self.home(step).ask(line_of(prepared, self.names))
        self.transcript.append(answer)
        return answer.replace(self.folder + "/", "").replace(f"{self.folder}/".encode().hex(), "")

    def run(self) -> list[str]:
        answers = []
        for one in self.all:
            one.ask("reset")
        for step in self.script:
            if step[0].startswith("@"):
                self.speakers.append("")
                answers.append(getattr(self, "do_" + step[0][1:])(*step[1:]))
            else:
                self.speakers.append("" if step[0] == "now" else self.home(step).language)
                answers.append(masked(step[0], self.ask(step)))
        for one in self.all:
            one.ask("reset")
        return answers

    # What the runner itself does

    def do_let(self, name: str, step: list) -> str:
        answer = self.ask(step)
        if not answer.startswith("ok x"):
            raise Broken(f"nothing to name {name}: {answer}")
        self.names[name] = answer.split(" ")[1]
        return "ok …"

    def do_let_number(self, name: str, step: list) -> str:
        self.names[name] = self.ask(step).split(" ")[1]
        return "ok …"

    def do_damaged(self, name: str, of: str, at: int) -> str:
        """Bytes with one of them changed."""
        data = bytearray.fromhex(self.names[of][1:])
        data[at] ^= 0x40
        self.names[name] = "x" + data.hex()
        return "ok"

    def do_kind(self, name: str, of: str, kind: int) -> str:
        """The same operation with another kind, its checksum made anew; docs/format/operation.md."""
        data = bytearray.fromhex(self.names[of][1:])
        at = 12 + 8 + int.from_bytes(data[12:20], "little") + 4 + 5 * 8
        data[at] = kind
        data[8:12] = zlib.crc32(data[:8] + data[12:]).to_bytes(4, "little")
        self.names[name] = "x" + data.hex()
        return "ok"

    def do_cut(self, name: str, of: str, length: int) -> str:
        self.names[name] = self.names[of][: 1 + 2 * length]
        return "ok"

    def do_same(self, *steps: list) -> str:
        """Whether several calls give the same answer."""
        return "same" if len({self.ask(step) for step in steps}) == 1 else "different"

    def do_flip(self, path: str, at: int) -> str:
        """Changes a byte of a file, counted from its end when negative."""
        file = self.file(path)
        data = bytearray(file.read_bytes())
        data[at] ^= 0x40
        file.write_bytes(data)
        return "ok"

    def do_copy(self, path: str, to: str) -> str:
        for file in self.file(path).parent.glob(path + "*"):
            target = to + file.name[len(path):]
            (file.parent / target).write_bytes(file.read_bytes())
        return "ok"

    def do_trim(self, path: str, count: int) -> str:
        """Takes bytes from the end of a file."""
        file = self.file(path)
        file.write_bytes(file.read_bytes()[:-count])
        return "ok"

    def do_begins(self, path: str, count: int) -> str:
        """The first bytes of a file, if it is there."""
        file = self.file(path)
        return readable(f"ok x{file.read_bytes()[:count].hex()}") if file.is_file() else "nothing"

    def file(self, path: str) -> Path:
        cwd = Path(f"/proc/{self.all[0].process.pid}/cwd").resolve()
        return cwd / self.folder / path

    def do_repeat(self, count: int, step: list) -> str:
        """The same step with # replaced by a number, count times; the last answer counts."""
        for at in range(count):
            filled = [part.replace("#", f"{at:04}") if isinstance(part, str) else part for part in step]
            answer = self.ask(filled)
        return masked(step[0], answer)

    def do_deliver(self, source: str, target: str, acknowledge: bool = True) -> str:
        """One batch from a node to another, without a session."""
        taken = []
        for part in self.ask(["batch", source]).split(" ")[1:]:
            self.names["@id"] = part.split(":")[0]
            self.names["@op"] = self.ask(["encode", source, {"use": "@id"}]).split(" ")[1]
            answer = self.ask(["receive", target, {"use": "@op"}])
            taken.append(readable(self.names["@id"]) if answer.startswith("ok") else answer)
            if acknowledge and answer.startswith("ok"):
                self.ask(["ack", source, {"use": "@id"}])
        return " ".join(["ok", *(readable("ok " + t)[3:] if t.startswith("x") else t for t in taken)])

    def do_carry(self, one: str, link: int, other: str, other_link: int) -> str:
        """Turns of two clients, whose messages are carried over a channel of ours until there are none."""
        ends = [(one, link, other, other_link), (other, other_link, one, link)]
        for quiet in range(CARRY_ROUNDS):
            moved = 0
            for source, of_source, target, of_target in ends:
                self.ask(["client_tick", source, 0])
                while (answer := self.ask(["client_message", source, of_source])).startswith("ok x"):
                    self.names["@message"] = answer.split(" ")[1]
                    taken = self.ask(["client_receive", target, of_target, {"use": "@message"}])
                    if taken != "ok":
                        return taken
                    moved += 1
                if answer != "nothing":
                    return answer
            if moved == 0 and quiet > 0:
                return "ok"
        return "it does not come to rest"

    def do_events(self, session: str) -> str:
        """All events that wait, by type and count."""
        found = []
        while (answer := self.ask(["event", session])).startswith("ok"):
            parts = answer.split(" ")
            found.append(f"{parts[1]}:{parts[3]}" if parts[1] in ("2", "10", "13") else parts[1])
        return " ".join(["ok", *found])

    def do_exchange(self, links: list, channel: dict | None = None) -> str:
        """Carries frames over links, each two sessions, until every link says that both sides hold
        the same, or nothing is left to wait for. The channel loses, repeats, reorders and damages."""
        channel = channel or {}
        dice = random.Random(channel.get("seed", 1))
        limit, bytes_max = channel.get("rounds", 400), channel.get("bytes_max", 65536)
        ends = [(a, b) for a, b in links] + [(b, a) for a, b in links]
        equal: set[str] = set()
        refused: list[str] = []
        start = self.now
        for _ in range(limit):
            moved = False
            for source, target in ends:
                frames = []
                while (answer := self.ask(["poll", source, bytes_max])).startswith("ok x"):
                    frames.append(answer.split(" ")[1])
                if answer != "nothing" and answer not in refused:
                    refused.append(answer)
                moved |= bool(frames)
                for frame in self.carried(frames, channel, dice):
                    self.names["@frame"] = frame
                    answer = self.ask(["handle", target, {"use": "@frame"}])
                    if answer != "ok" and not channel.get("damage") and answer not in refused:
                        refused.append(answer)
            for source, _ in ends:
                while (answer := self.ask(["event", source])).startswith("ok"):
                    kind = answer.split(" ")[1]
                    equal = equal | {source} if kind == "3" else equal - {source} if kind == "2" else equal
            if not moved:
                if len(equal) == len(ends):
                    break
                wakes = [self.ask(["wake", source]) for source, _ in ends]
                times = [int(wake.split(" ")[1]) for wake in wakes if wake.startswith("ok")]
                if not times or min(times) > start + 86_400_000:
                    break
                self.ask(["now", max(self.now + 1, min(times))])
        outcome = "converged" if len(equal) == len(ends) else "not converged"
        return " | ".join([outcome, *refused])

    def carried(self, frames: list[str], channel: dict, dice: random.Random) -> list[str]:
        out = []
        for frame in frames:
            if dice.random() * 100 < channel.get("loss", 0):
                continue
            if dice.random() * 100 < channel.get("damage", 0):
                data = bytearray.fromhex(frame[1:])
                data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
                frame = "x" + data.hex()
            out.append(frame)
            if dice.random() * 100 < channel.get("repeat", 0):
                out.append(frame)
        if channel.get("reorder"):
            dice.shuffle(out)
        return out


def load(path: Path) -> tuple[str, list, list[str]]:
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    return lines[0]["about"], [line["do"] for line in lines[1:]], [line["is"] for line in lines[1:]]


def record(folder: Path) -> None:
    """Writes the files anew from scenarios.py, with the answers of C."""
    import scenarios

    harness = Harness("c", folder)
    for old in HERE.glob("*.jsonl"):
        if old.stem not in scenarios.SCRIPTS:
            old.unlink()
    for name, (about, steps) in scenarios.SCRIPTS.items():
        (folder / name).mkdir()
        try:
            answers = Play(steps, {"a": harness}, name).run()
        except Broken as broken:
            raise Broken(f"{name}: {broken}") from broken
        lines = [json.dumps({"about": about}, ensure_ascii=False)]
        lines += [json.dumps({"do": step, "is": answer}, ensure_ascii=False)
                  for step, answer in zip(steps, answers)]
        (HERE / f"{name}.jsonl").write_text("\n".join(lines) + "\n")
    harness.stop()
    print(f"recorded {len(scenarios.SCRIPTS)} scripts")


class Run:
    """One share of the work, in processes of its own: languages alone, and pairs of them."""

    def __init__(self, folder: Path, scripts: dict[str, tuple[str, list, list[str]]], known: dict[str, str]) -> None:
        self.scripts = scripts
        self.folder = folder
        self.harnesses: dict[str, Harness] = {}
        #: A hash of every byte that was answered, by script.
        self.bytes = known
        self.passed, self.failed = 0, 0

    def harness(self, language: str) -> Harness:
        """Started when it is first asked for; it plays all scripts."""
        if language not in self.harnesses:
            (self.folder / language).mkdir()
            self.harnesses[language] = Harness(language, self.folder / language)
        return self.harnesses[language]

    def play(self, name: str, languages: dict[str, str], label: str) -> bool:
        _, steps, expected = self.scripts[name]
        processes = {node: self.harness(language) for node, language in languages.items()}
        folder = f"{name}-{label}" if len(set(languages.values())) > 1 else name
        # In pairs each node has its files under its own harness; scripts that look into files by
        # themselves are not played in pairs.
        for one in set(languages.values()):
            (self.folder / one / folder).mkdir(exist_ok=True)
        try:
            play = Play(steps, processes, folder)
            answers = play.run()
        except (Broken, KeyError, ValueError) as broken:
            print(f"{label}: {name}: {type(broken).__name__}: {broken}", flush=True)
            self.failed += 1
            self.restart(set(languages.values()))
            return False
        expected = [DIFFERENCES.get((speaker, name), {}).get(at + 1, answer)
                    for at, (speaker, answer) in enumerate(zip(play.speakers, expected))]
        problem = next((i for i, (a, b) in enumerate(zip(answers, expected)) if a != b), None)
        if problem is not None:
            print(f"{label}: {name}, step {problem + 1}: {json.dumps(steps[problem])[:300]}\n"
                  f"  is     {answers[problem][:600]}\n  wanted {expected[problem][:600]}", flush=True)
            self.failed += 1
            return False
        self.passed += 1
        # Clients have clocks and randomness of their own: their answers are equal, their messages are not.
        has_clients = any(step[0] == "client" for step in steps)
        if has_clients or any((language, name) in DIFFERENCES for language in languages.values()):
            return True
        digest = hashlib.sha256("\n".join(play.transcript).replace(folder, name).encode()).hexdigest()
        if self.bytes.setdefault(name, digest) != digest:
            print(f"{label}: {name}: the same answers, but other bytes between the nodes", flush=True)
            self.passed, self.failed = self.passed - 1, self.failed + 1
            return False
        return True

    def restart(self, languages: set[str]) -> None:
        """A harness that ended, or is in the middle of something, is replaced."""
        for language in languages:
            old = self.harnesses[language]
            old.process.kill()
            old.process.wait()
            folder = self.folder / f"{language}-{time.monotonic_ns()}"
            folder.mkdir()
            os.rename(self.folder / language, folder / "old")
            (self.folder / language).mkdir()
            self.harnesses[language] = Harness(language, self.folder / language)

    def task(self, task: tuple[str, ...]) -> tuple[int, int, float]:
        """A language alone, or two as peers: how many scripts went well, of how many, in how many seconds."""
        start = time.monotonic()
        names = [name for name, (_, steps, _) in self.scripts.items() if len(task) == 1 or self.has_two_nodes(steps)]
        nodes = dict(zip("ab", task))
        good = sum(self.play(name, nodes, "-".join(task)) for name in names)
        return good, len(names), time.monotonic() - start

    def stop(self) -> None:
        for harness in self.harnesses.values():
            harness.stop()

    @staticmethod
    def has_two_nodes(steps: list) -> bool:
        verbs = [step[0] for step in steps]
        touches_files = any(verb in LOOKING for verb in verbs)
        opened = [step for step in steps if step[0] in ("open", "client")]
        paths = [step[2]["path"] for step in opened if "path" in step[2] and "read_only" not in step[2]]
        shares_a_file = len({step[1] for step in opened if "path" in step[2]}) > len(set(paths))
        return len({step[1] for step in opened}) >= 2 and not touches_files and not shares_a_file


Found = dict[tuple[str, ...], tuple[int, int, float]]


def play_share(share: list[tuple[str, ...]], folder: Path, scripts: dict, known: dict[str, str]) -> tuple[Found, int, int]:
    folder.mkdir()
    run = Run(folder, scripts, known)
    found = {task: run.task(task) for task in share}
    run.stop()
    return found, run.passed, run.failed


def play_all(languages: list[str], folder: Path, jobs: int) -> int:
    """Every language alone, then each with each other one. Says how it went."""
    scripts = {path.stem: load(path) for path in sorted(HERE.glob("*.jsonl"))}
    start = time.monotonic()
    # The first one says what bytes there are; the others are held against it, in as many processes as there is room for.
    known: dict[str, str] = {}
    tasks: list[tuple[str, ...]] = [(one,) for one in languages[1:]]
    tasks += [(one, other) for one in languages for other in languages if one != other]
    parts = [play_share([(languages[0],)], folder / "first", scripts, known)]
    with concurrent.futures.ProcessPoolExecutor(jobs, multiprocessing.get_context("fork")) as pool:
        shares = [pool.submit(play_share, tasks[at::jobs], folder / str(at), scripts, known) for at in range(jobs)]
        parts += [share.result() for share in shares]
    found: Found = {}
    for part, _, _ in parts:
        found |= part
    for one in languages:
        good, count, seconds = found[one,]
        print(f"{one:8} {good:4} of {count} scripts in {seconds:.1f} s")
    for one in languages:
        row = (f"{other} {found[one, other][0]}/{found[one, other][1]}" for other in languages if other != one)
        print(f"{one} with " + ", ".join(row))
    passed, failed = (sum(part[at] for part in parts) for at in (1, 2))
    print(f"{passed} passed, {failed} failed, in {time.monotonic() - start:.0f} s")
    return 1 if failed or not passed else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("languages", nargs="*", help="default: all")
    parser.add_argument("--jobs", type=int, default=min(os.cpu_count() or 1, JOBS_MAX), help="default: one for each core, to 4")
    parser.add_argument("--record", action="store_true", help="write the files anew")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if arguments.record:
            record(Path(folder))
            return 0
        return play_all(arguments.languages or list(LANGUAGES), Path(folder), max(1, arguments.jobs))


if __name__ == "__main__":
    sys.path.insert(0, str(HERE))
    sys.exit(main())
