#!/usr/bin/env python3
"""Compares the search of stratlas with fzf and skim, key by key, in one run on one machine.

    benches/compare.py [--keys yan] [--runs 5] [--stratlas PROGRAM] ATLAS

ATLAS is a folder of TOML files. Each program runs in a pseudo-terminal of 140 by 40 cells: stratlas on the atlas, the
others on the text of its records, a line each, as `stratlas export json` writes them. A key has settled when the screen
no longer changes. What is printed are medians over the runs, and the ratios to stratlas: quote the ratios, since they
hold when the machine is slower. Programs that are not installed are left out.
"""
import argparse
import fcntl
import json
import os
import pty
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time

ROWS, COLUMNS = 40, 140
# Answers to what programs ask a terminal when they start.
ANSWERS = {b"\x1b[6n": b"\x1b[1;1R", b"\x1b[c": b"\x1b[?62;22c", b"\x1b[?u": b"\x1b[?0u",
           b"\x1b]11;?": b"\x1b]11;rgb:0000/0000/0000\x1b\\"}


class Program:
    """A program in a pseudo-terminal."""

    def __init__(self, command, stdin, home):
        self.name = command[0]
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            if stdin:
                os.dup2(os.open(stdin, os.O_RDONLY), 0)
            environment = {"PATH": os.environ["PATH"], "HOME": home, "TERM": "xterm-256color", "LANG": "C.UTF-8"}
            os.execvpe(command[0], command, environment)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))

    def read(self, quiet, limit, until=None):
        """Reads until nothing has come for `quiet` seconds, or `until` has come. Returns when the last bytes came."""
        last, end, seen = time.perf_counter(), time.perf_counter() + limit, b""
        while time.perf_counter() < end:
            if until is None and time.perf_counter() - last > quiet:
                return last
            if not select.select([self.terminal], [], [], 0.002)[0]:
                continue
            try:
                data = os.read(self.terminal, 1 << 16)
            except OSError:
                sys.exit(f"{self.name} has ended: {seen.decode(errors='replace')}")
            last, seen = time.perf_counter(), seen[-200:] + data
            for question, answer in ANSWERS.items():
                os.write(self.terminal, answer * data.count(question))
            if until is not None and until in seen:
                return last
        return last

    def press(self, key, quiet):
        start = time.perf_counter()
        os.write(self.terminal, key.encode())
        return max(self.read(quiet, 60) - start, 0)

    def stop(self):
        os.kill(self.pid, signal.SIGKILL)
        os.close(self.terminal)
        os.waitpid(self.pid, 0)


def measure(program, keys, runs, quiet):
    """Returns the median time of each key in milliseconds."""
    times = [[] for _ in keys]
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as home:
            running = Program(program["command"], program.get("stdin"), home)
            try:
                running.read(quiet, 300, program["ready"])
                # What is still being read or indexed is no part of a key.
                running.read(program["settle"], 300)
                for key in program.get("before", ""):
                    running.press(key, quiet)
                for nth, key in enumerate(keys):
                    times[nth].append(running.press(key, quiet) * 1e3)
            finally:
                running.stop()
    return [statistics.median(one) for one in times]


def lines_of(stratlas, atlas, path):
    """Writes the text of every person of the atlas as a line. Returns the number of lines."""
    text = subprocess.run([stratlas, "--no-overlay", "--atlas", atlas, "export", "json", "--out", "-"], check=True, capture_output=True)
    people = json.loads(text.stdout)["person"]

    def words(value):
        if isinstance(value, dict):
            return [word for inner in value.values() for word in words(inner)]
        if isinstance(value, list):
            return [word for inner in value for word in words(inner)]
        return [value] if isinstance(value, str) else []

    with open(path, "w", encoding="utf-8") as file:
        for person in people:
            file.write(" ".join(words(person)).replace("\n", " ") + "\n")
    return len(people)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("atlas")
    parser.add_argument("--keys", default="yan")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--quiet", type=float, default=0.3, help="seconds without output after which a key has settled")
    parser.add_argument("--stratlas", default="target/release/stratlas")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        lines = os.path.join(folder, "lines.txt")
        count = lines_of(arguments.stratlas, arguments.atlas, lines)
        explore = [os.path.abspath(arguments.stratlas), "--no-overlay", "--atlas", arguments.atlas]
        # skim draws only the cells that changed, so its counts cannot be found in what it writes.
        read = f"{count}/{count}".encode()
        programs = [{"name": "stratlas", "command": explore, "ready": b"People", "before": "/", "settle": 3},
                    {"name": "fzf", "command": ["fzf"], "stdin": lines, "ready": read, "settle": 1},
                    {"name": "skim", "command": ["sk"], "stdin": lines, "ready": None, "settle": 3}]
        found = [program for program in programs if shutil.which(program["command"][0])]
        own = None
        print(f"{count} people; milliseconds from a key to the settled screen, medians of {arguments.runs} runs")
        for program in found:
            times = measure(program, arguments.keys, arguments.runs, arguments.quiet)
            own = own or times
            ratios = [theirs / max(ours, 0.01) for theirs, ours in zip(times, own)]
            shown = "  ".join(f"{key}: {time:.1f} ({ratio:.1f}x)" for key, time, ratio in zip(arguments.keys, times, ratios))
            print(f"{program['name']:<9} {shown}  median {statistics.median(ratios):.1f}x")
        for program in programs:
            if program not in found:
                print(f"{program['name']} is not installed", file=sys.stderr)


if __name__ == "__main__":
    main()
