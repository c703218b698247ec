#!/usr/bin/env python3
"""Records the demo of the README: runs the real program in a pseudo-terminal, types keys at it, and writes what a terminal
would show as an asciinema cast and as an animated SVG.

    python3 tests/demo/demo.py target/release/stratlas tests/pictures/demo.cast tests/pictures/demo.svg

It needs a Unix system and no module beyond the standard library. Times in the cast follow the script below, not the clock,
so that a recording changes only where the program does.
"""
import fcntl
import html
import json
import os
import pty
import re
import select
import signal
import struct
import sys
import tempfile
import termios
import time
import unicodedata

COLUMNS, ROWS = 110, 32
FOREGROUND, BACKGROUND = "#d0d0d0", "#1b1e24"
# What is typed, and for how many seconds the screen after it is shown.
SCRIPT = [
    ("", 3.0), ("/", 0.8), ("compute gov", 2.0), ("\r", 4.0),
    ("B", 4.0), ("\x7f", 1.2), ("c", 1.2), (":", 1.5), ("accel", 1.6), ("\r", 2.0), ("c", 4.0),
    ("g", 2.2), ("x", 3.5), ("g", 0.4), ("D", 3.5), ("g", 0.4), ("o", 1.5), ("s", 3.0), ("g", 0.4), ("b", 3.0),
    ("g", 0.4), ("h", 2.0),
]
# Questions of the program to the terminal, with the answers.
ANSWERS = [
    (b"\x1b[6n", b"\x1b[1;1R"), (b"\x1b[c", b"\x1b[?62;22c"), (b"\x1b]11;?", b"\x1b]11;rgb:1c1c/1c1c/1c1c\x1b\\"),
    (b"\x1b]10;?", b"\x1b]10;rgb:d0d0/d0d0/d0d0\x1b\\"), (b"\x1b[?u", b"\x1b[?0u"), (b"\x1b[?2026$p", b"\x1b[?2026;2$y"),
]
ANSI = ["#1c1c1c", "#d75f5f", "#87af5f", "#d7af5f", "#5f87d7", "#af87d7", "#5fafaf", "#d0d0d0",
        "#6c6c6c", "#ff8787", "#afd787", "#ffd787", "#87afff", "#d7afff", "#87d7d7", "#ffffff"]
# Foreground, background, and whether a cell is bold, underlined and dim.
PLAIN = (FOREGROUND, BACKGROUND, False, False, False)
ESCAPE = re.compile(r"\x1b\[([?<>=]?)([0-9;:]*)([ !$\"']*)([@-~])|\x1b[\]P_^X].*?(?:\x1b\\|\x07)|\x1b[()][0-9A-B]|\x1b[=>78]",
                    re.S)


def indexed(number):
    """The colour of the palette of 256 with this number."""
    if number < 16:
        return ANSI[number]
    if number >= 232:
        return "#" + 3 * f"{8 + 10 * (number - 232):02x}"
    steps = [0, 95, 135, 175, 215, 255]
    red, green, blue = (number - 16) // 36, (number - 16) // 6 % 6, (number - 16) % 6
    return f"#{steps[red]:02x}{steps[green]:02x}{steps[blue]:02x}"


class Screen:
    """What a terminal shows, as far as the program asks for it."""

    def __init__(self):
        self.cells = [[(" ", PLAIN)] * COLUMNS for _ in range(ROWS)]
        self.row = self.column = 0
        self.style, self.is_reversed = PLAIN, False

    def feed(self, text):
        at = 0
        while at < len(text):
            found = ESCAPE.match(text, at) if text[at] == "\x1b" else None
            if found:
                if found.group(4) and not found.group(1):
                    self.control(found.group(4), [int(n or 0) for n in re.split("[;:]", found.group(2))])
                at = found.end()
                continue
            character, at = text[at], at + 1
            if character == "\r":
                self.column = 0
            elif character == "\n":
                self.row = min(self.row + 1, ROWS - 1)
            elif character >= " " and self.row < ROWS and self.column < COLUMNS:
                self.put(character)

    def put(self, character):
        style = self.style
        if self.is_reversed:
            style = (style[1], style[0]) + style[2:]
        self.cells[self.row][self.column] = (character, style)
        self.column += 1
        if unicodedata.east_asian_width(character) in "WF" and self.column < COLUMNS:
            self.cells[self.row][self.column] = ("", style)
            self.column += 1

    def control(self, final, numbers):
        first = numbers[0]
        if final in "Hf":
            self.row = max(first, 1) - 1
            self.column = max(numbers[1] if len(numbers) > 1 else 1, 1) - 1
        elif final in "ABCD":
            by = max(first, 1)
            self.row += {"A": -by, "B": by}.get(final, 0)
            self.column += {"C": by, "D": -by}.get(final, 0)
        elif final == "G":
            self.column = max(first, 1) - 1
        elif final == "d":
            self.row = max(first, 1) - 1
        elif final == "J":
            self.cells = [[(" ", PLAIN)] * COLUMNS for _ in range(ROWS)]
        elif final == "K" and self.row < ROWS:
            for column in range(self.column, COLUMNS):
                self.cells[self.row][column] = (" ", PLAIN)
        elif final == "m":
            self.look(numbers)

    def look(self, numbers):
        fg, bg, bold, underlined, dim = self.style
        rest = list(numbers)
        while rest:
            code = rest.pop(0)
            if code == 0:
                fg, bg, bold, underlined, dim = PLAIN
                self.is_reversed = False
            elif code in (1, 2, 4, 7, 22, 24, 27):
                bold, dim = {1: (True, dim), 2: (bold, True), 22: (False, False)}.get(code, (bold, dim))
                underlined = {4: True, 24: False}.get(code, underlined)
                self.is_reversed = {7: True, 27: False}.get(code, self.is_reversed)
            elif code in (38, 48):
                kind = rest.pop(0) if rest else 5
                colour = indexed(rest.pop(0)) if kind == 5 else "#" + "".join(f"{rest.pop(0):02x}" for _ in range(3))
                fg, bg = (colour, bg) if code == 38 else (fg, colour)
            elif code == 39 or code == 49:
                fg, bg = (FOREGROUND, bg) if code == 39 else (fg, BACKGROUND)
            elif 30 <= code <= 37 or 90 <= code <= 97:
                fg = ANSI[code - 30 if code < 90 else code - 82]
            elif 40 <= code <= 47 or 100 <= code <= 107:
                bg = ANSI[code - 40 if code < 100 else code - 92]
        self.style = (fg, bg, bold, underlined, dim)


class Program:
    """The program in a terminal of its own, with a home that nobody else has."""

    def __init__(self, path):
        self.home = tempfile.TemporaryDirectory()
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            home = self.home.name
            kept = {"PATH": os.environ.get("PATH", ""), "HOME": home, "LANG": "C.UTF-8", "TERM": "xterm-256color",
                    "COLORTERM": "truecolor", "TZ": "UTC", "XDG_CONFIG_HOME": home + "/c", "XDG_STATE_HOME": home + "/s",
                    "XDG_DATA_HOME": home + "/d"}
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            os.execve(path, [path, "--theme", "dark"], kept)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))

    def read(self, quiet):
        """Everything that is written until `quiet` seconds pass without anything."""
        written = b""
        deadline = time.monotonic() + 15
        while time.monotonic() < deadline and select.select([self.terminal], [], [], quiet)[0]:
            try:
                more = os.read(self.terminal, 65536)
            except OSError:
                break
            if not more:
                break
            for question, answer in ANSWERS:
                for _ in range(more.count(question)):
                    os.write(self.terminal, answer)
            written += more
        return written.decode("utf-8", "replace")

    def type(self, keys):
        os.write(self.terminal, keys.encode())

    def end(self):
        self.type("\x1b")
        self.read(0.3)
        self.type("q")
        self.read(0.5)
        try:
            os.kill(self.pid, signal.SIGTERM)
        except ProcessLookupError:
            pass
        os.waitpid(self.pid, 0)
        self.home.cleanup()


def record(path):
    """The events of the cast, and the screens with the times at which they appear."""
    program, screen = Program(os.path.abspath(path)), Screen()
    events, frames, now = [], [], 0.0
    screen.feed(program.read(1.5))
    program.type("\x1b")
    screen.feed(program.read(1.0))
    events.append([0.0, "o", "\x1b[2J\x1b[H" + replay(screen)])
    frames.append((0.0, [row[:] for row in screen.cells]))
    for keys, shown in SCRIPT:
        # Single letters are shown as they are typed; a prefix waits until the keys that can follow are there.
        for key in keys:
            program.type(key)
            written = program.read(0.7 if key in "g\r:" else 0.25)
            screen.feed(written)
            events.append([round(now, 2), "o", written])
            frames.append((now, [row[:] for row in screen.cells]))
            now += 0.12
        now += shown
    program.end()
    return events, frames, now


def replay(screen):
    """The text of a screen, for the start of the cast."""
    return "".join(f"\x1b[{row + 1};1H" + "".join(cell[0] for cell in cells) for row, cells in enumerate(screen.cells))


def spans(cells):
    """The runs of cells of one look: first column, text, look."""
    runs = []
    for column, (character, look) in enumerate(cells):
        if runs and runs[-1][2] == look:
            runs[-1][1] += character
        else:
            runs.append([column, character, look])
    return runs


def drawn(cells, row):
    """A row as SVG, without the blanks on the plain ground."""
    parts = []
    for column, text, (fg, bg, bold, underlined, dim) in spans(cells):
        x, y, columns = column * 8.4, row * 18, sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
        if bg != BACKGROUND:
            parts.append(f'<rect x="{x:.1f}" y="{y}" width="{columns * 8.4:.1f}" height="18" fill="{bg}"/>')
        stripped = text.rstrip()
        if not stripped.strip():
            continue
        lead = len(stripped) - len(stripped.lstrip())
        look = (' class="b"' if bold else "") + (' text-decoration="underline"' if underlined else "")
        look += ' opacity=".7"' if dim else ""
        width = (columns - (len(text) - len(stripped)) - lead) * 8.4
        colour = "" if fg == FOREGROUND else f' fill="{fg}"'
        parts.append(f'<text x="{x + lead * 8.4:.1f}" y="{y + 13}" textLength="{width:.1f}"{colour}{look}>'
                     f"{html.escape(stripped.lstrip(), quote=False)}</text>")
    return "".join(parts)


def svg(frames, total):
    """The screens as an SVG in which each row is shown while it is on screen."""
    shown = [start for start, _ in frames] + [total]
    frames = [(at, cells) for (at, cells), after in zip(frames, shown[1:]) if after > at]
    times = [at for at, _ in frames] + [total]
    body, rules = [], {}
    for row in range(ROWS):
        first = 0
        for at in range(1, len(frames) + 1):
            if at < len(frames) and frames[at][1][row] == frames[first][1][row]:
                continue
            text = drawn(frames[first][1][row], row)
            if text and (first, at) == (0, len(frames)):
                body.append(text)
            elif text:
                name = rules.setdefault((times[first], times[at]), f"t{len(rules)}")
                body.append(f'<g class="t {name}">{text}</g>')
            first = at
    style = [f"text{{white-space:pre}}.b{{font-weight:bold}}.t{{visibility:hidden;animation-duration:{total:.2f}s;"
             "animation-iteration-count:infinite;animation-timing-function:step-end}"]
    for (start, end), name in rules.items():
        a, b = 100 * start / total, 100 * end / total
        before = "0%{visibility:hidden}" if start > 0 else ""
        after = f"{b:.3f}%{{visibility:hidden}}" if end < total else ""
        style.append(f".{name}{{animation-name:{name}}}@keyframes {name}{{{before}{a:.3f}%{{visibility:visible}}{after}"
                     + ("100%{visibility:hidden}}" if end < total else "100%{visibility:visible}}"))
    width, height = COLUMNS * 8.4 + 24, ROWS * 18 + 24
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" role="img" '
            'aria-label="A recording of the explorer: a search, the page of a strategy, its brief, two strategies compared, '
            'the matrix, every p(doom), and the portfolios" font-family="ui-monospace,Menlo,Consolas,\'DejaVu Sans Mono\',monospace" '
            f'font-size="14"><style>{"".join(style)}</style><rect width="100%" height="100%" rx="8" fill="{BACKGROUND}"/>'
            f'<g transform="translate(12 12)" fill="{FOREGROUND}">{"".join(body)}</g></svg>\n')


def main():
    path, cast, picture = sys.argv[1:4]
    events, frames, total = record(path)
    header = {"version": 2, "width": COLUMNS, "height": ROWS, "title": "stratlas"}
    with open(cast, "w", encoding="utf-8") as out:
        for line in [header] + events:
            out.write(json.dumps(line) + "\n")
    with open(picture, "w", encoding="utf-8") as out:
        out.write(svg(frames, total))


main()
