# SPDX-License-Identifier: Apache-2.0
"""table.py <root> <lcov file> <list>: lines and branches of each layer, as .ci/coverage prints them.

Unit tests at the end of a file do not count, neither as covered nor as missing. Ends with 1 when a
layer that has to be covered is below what is wanted.
"""

import collections
import pathlib
import sys

WANTED = ["base", "wal", "store", "outbox", "sync", "engine", "ffi"]
LINES_PERCENT, BRANCHES_PERCENT = 95, 85


def code_end(lines):
    """The number of the last line before unit tests."""
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else ""
        if line == "#[cfg(test)]" and following.startswith("mod ") and following.endswith("{"):
            return at
    return len(lines)


def records(path):
    """Of each file its lines and branches, each with how often it ran."""
    found = {}
    for line in open(path, encoding="utf-8"):
        name, _, rest = line.rstrip("\n").partition(":")
        if name == "SF":
            lines, branches = found.setdefault(rest, ({}, {}))
        elif name == "DA":
            number, count = rest.split(",")[:2]
            lines[int(number)] = max(lines.get(int(number), 0), int(count))
        elif name == "BRDA":
            number, block, branch, taken = rest.split(",")
            place = int(number), block, branch
            branches[place] = max(branches.get(place, 0), 0 if taken == "-" else int(taken))
    return found


def ranges(numbers):
    """Numbers that follow one another, as pairs of first and last."""
    out = []
    for number in sorted(numbers):
        if out and out[-1][1] == number - 1:
            out[-1][1] = number
        else:
            out.append([number, number])
    return out


def main(root, info, listing):
    source = pathlib.Path(root) / "src"
    sums = collections.defaultdict(lambda: [0, 0, 0, 0])
    missing = []
    for name, (lines, branches) in sorted(records(info).items()):
        path = pathlib.Path(name)
        if not path.is_relative_to(source) or path.name == "tests.rs":
            continue
        text = path.read_text(encoding="utf-8").splitlines()
        end = code_end(text)
        lines = {number: count for number, count in lines.items() if number <= end}
        branches = {place: count for place, count in branches.items() if place[0] <= end}
        shown = path.relative_to(source)
        layer = sums[shown.parts[0] if len(shown.parts) > 1 else "lib.rs"]
        layer[0] += len(lines)
        layer[1] += sum(count > 0 for count in lines.values())
        layer[2] += len(branches)
        layer[3] += sum(count > 0 for count in branches.values())
        for first, last in ranges(number for number, count in lines.items() if count == 0):
            missing.append(f"src/{shown}:{first}-{last}: {text[first - 1].strip()}")
        never = sorted({place[0] for place, count in branches.items() if count == 0})
        reached = [number for number in never if lines.get(number, 0) > 0]
        missing += [f"src/{shown}:{number}: one way only: {text[number - 1].strip()}" for number in reached]
    pathlib.Path(listing).write_text("\n".join(missing) + "\n", encoding="utf-8")
    print("| Layer | Lines | covered | Branches | covered |\n|---|---:|---:|---:|---:|")
    is_enough = True
    for layer in sorted(sums, key=lambda name: (name not in WANTED, name)):
        lines, lines_covered, branches, branches_covered = sums[layer]
        of_lines = 100 * lines_covered / max(lines, 1)
        of_branches = 100 * branches_covered / branches if branches else 100
        print(f"| `{layer}` | {lines:,} | {of_lines:.1f} % | {branches:,} | {of_branches:.1f} % |")
        is_short = of_lines < LINES_PERCENT or of_branches < BRANCHES_PERCENT
        if layer in WANTED and is_short:
            is_enough = False
    print(f"what is missing: {listing}")
    return 0 if is_enough else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
