#!/usr/bin/env python3
"""Figures of agreement compared with those of packages from PyPI, on random journals.

    pip install irrCAC krippendorff scikit-learn statsmodels
    cargo build && python3 tests/agreement.py [--program PATH] [--journals N] [--seed N]

Each set is the journals of two to four reviewers with random stances, record checks and claim checks on random subjects.
`stratlas review agree --all --format json` is compared with

- scikit-learn: Cohen's kappa, plain and with linear weights, and the confusion matrix
- statsmodels: Cohen's kappa, plain and with linear weights
- irrCAC: Gwet's AC1
- krippendorff: alpha of the answers of all reviewers, for each kind of subject

Of intervals only the order is checked. Exit codes: 0 all figures are equal, 1 some are not.
"""

import argparse
import itertools
import json
import math
import os
import random
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import krippendorff
import numpy as np
import pandas as pd
from irrCAC.raw import CAC
from sklearn.metrics import cohen_kappa_score, confusion_matrix
from statsmodels.stats.inter_rater import cohens_kappa

ROOT = Path(__file__).resolve().parent.parent
KINDS = {
    "strategies": ("stance", ["back", "doubt", "reject", "undecided"], 3),
    "positions": ("record", ["agree", "doubt", "wrong"], 3),
    "commitments": ("claim", ["holds", "unsure", "fails"], 3),
}
MIN_SHARED = 10
TOLERANCE = 1e-9


def run(program, home, *words):
    environment = {"PATH": os.environ["PATH"], "HOME": home}
    done = subprocess.run([program, *words], env=environment, capture_output=True, text=True, timeout=60)
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(words)}: {done.stderr}")
    return done.stdout


def subjects(program, home):
    """Returns the addresses of subjects of each kind, from the exported atlas."""
    exported = Path(home, "atlas.json")
    run(program, home, "export", "json", "--out", str(exported))
    atlas = json.loads(exported.read_text())
    strategies = atlas["strategy"]
    positions = [f"position/{one['id']}/{row['tag']}" for one in atlas["person"] for row in one.get("position", [])]
    commitments = [
        f"commitment/{one['id']}/{at + 1}" for one in strategies for at in range(len(one.get("commitment", [])))
    ]
    return {
        "strategies": [f"strategy/{one['id']}" for one in strategies],
        "positions": positions[:60],
        "commitments": commitments,
    }


def write_journals(folder, chance, names, known):
    """Writes a journal for each of `names`. Returns the rating of each kind, subject and reviewer."""
    ratings = {}
    lines = {name: [] for name in names}
    number = 0
    for kind, (key, words, _) in KINDS.items():
        weights = [chance.random() ** 2 + 0.02 for _ in words]
        agreeing = chance.random()
        for subject in chance.sample(known[kind], chance.randint(4, min(38, len(known[kind])))):
            usual = chance.choices(words, weights)[0]
            for name in names:
                if chance.random() < 0.2:
                    continue
                word = usual if chance.random() < agreeing else chance.choices(words, weights)[0]
                ratings.setdefault(kind, {}).setdefault(subject, {})[name] = word
                number += 1
                lines[name].append(json.dumps({
                    "v": 1, "id": f"01M8N30T{number:018d}", "at": "2026-11-30T02:02:25+00:00[UTC]", "by": name,
                    "kind": "verdict", "on": subject, "set": {key: word},
                }, separators=(",", ":")))
    folder.mkdir(parents=True)
    for name, written in lines.items():
        (folder / f"{name}.jsonl").write_text("".join(line + "\n" for line in written))
    return ratings


def kappa_of(table, weights):
    """Returns the kappa of statsmodels, or None where it is undefined."""
    value = cohens_kappa(table, wt="linear" if weights else None, return_results=False)
    return None if math.isnan(value) else float(value)


def expected_figures(a, b, words, ordered):
    """Returns the figures of two lists of ratings, as the packages compute them."""
    size = len(words)
    ranks = [[words.index(word) for word in row] for row in (a, b)]
    table = confusion_matrix(a, b, labels=words)
    found = {"raw": float(np.mean(np.array(a) == np.array(b)))}
    single = len(set(a) | set(b)) < 2
    found["kappa"] = None if single else [float(cohen_kappa_score(a, b)), kappa_of(table, False)]
    scale = [(x, y) for x, y in zip(*ranks) if max(x, y) < ordered]
    x, y = [one for one, _ in scale], [one for _, one in scale]
    if len(scale) < MIN_SHARED or len(set(x) | set(y)) < 2:
        found["weighted_kappa"] = None
    else:
        linear = float(cohen_kappa_score(x, y, weights="linear", labels=list(range(ordered))))
        found["weighted_kappa"] = [linear, kappa_of(confusion_matrix(x, y, labels=list(range(ordered))), True)]
    frame = pd.DataFrame({"a": ranks[0], "b": ranks[1]})
    ac1 = CAC(frame, categories=list(range(size)), digits=12).gwet()["est"]["coefficient_value"]
    found["ac1"] = [float(ac1)]
    return found, table.tolist()


def compare_pair(pair, ratings):
    """Returns the number of figures that are equal, and messages about those that are not."""
    _, words, ordered = KINDS[pair["kind"]]
    one, other = pair["reviewers"]
    both = [row for row in ratings[pair["kind"]].values() if one in row and other in row]
    a, b = [row[one] for row in both], [row[other] for row in both]
    figures, wrong, equal = pair["figures"], [], 0
    if pair["shared"] != len(both) or (figures is None) != (len(both) < MIN_SHARED):
        return 0, [f"{len(both)} are shared"]
    if figures is None:
        return 1, []
    expected, table = expected_figures(a, b, words, ordered)
    if pair["confusion"] != table:
        wrong.append(f"confusion: {table}")
    if abs(figures["raw"] - expected["raw"]) > TOLERANCE:
        wrong.append(f"raw: {expected['raw']}")
    equal += 2 - len(wrong)
    for key in ("kappa", "weighted_kappa", "ac1"):
        figure, values = figures[key], expected[key]
        if figure is None or values is None:
            if figure is not values:
                wrong.append(f"{key}: {figure} for {values}")
            continue
        if figure["low"] is not None and not -1 <= figure["low"] <= figure["high"] <= 1 + TOLERANCE:
            wrong.append(f"{key}: the interval {figure}")
        for value in values:
            near = value is not None and abs(figure["value"] - value) <= TOLERANCE
            equal += near
            if not near:
                wrong.append(f"{key}: {figure['value']} for {value}")
    return equal, wrong


def compare_alpha(kind, ratings, names):
    """Compares Krippendorff's alpha and raw agreement on one kind of subject with that of the package and of pairs."""
    words = KINDS[kind["kind"]][1]
    rows = [row for row in ratings.get(kind["kind"], {}).values() if len(row) > 1]
    figures = kind["figures"]
    if kind["shared"] != len(rows) or (figures is None) != (len(rows) < MIN_SHARED):
        return 0, [f"{len(rows)} {kind['kind']} are shared"]
    if figures is None:
        return 1, []
    pairs = [(a, b) for row in rows for a, b in itertools.combinations(row.values(), 2)]
    expected = {"raw": sum(a == b for a, b in pairs) / len(pairs)}
    if len({word for row in rows for word in row.values()}) > 1:
        data = [[words.index(row[name]) if name in row else np.nan for row in rows] for name in names]
        expected["alpha"] = float(krippendorff.alpha(reliability_data=data, level_of_measurement="nominal"))
    wrong = [
        f"{kind['kind']}, {key}: {figures[key]} for {value}"
        for key, value in expected.items()
        if figures[key] is None or abs(figures[key] - value) > TOLERANCE
    ]
    return len(expected) - len(wrong), wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(ROOT / "target/debug/stratlas"))
    parser.add_argument("--journals", type=int, default=50, help="sets of journals")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    warnings.simplefilter("ignore")
    chance = random.Random(args.seed)
    equal, wrong, pairs = 0, [], 0
    with tempfile.TemporaryDirectory() as home:
        known = subjects(args.program, home)
    for at in range(args.journals):
        names = ["ada", "bob", "cyd", "dan"][: chance.randint(2, 4)]
        with tempfile.TemporaryDirectory() as home:
            folder = Path(home, ".local/share/stratlas/reviews")
            ratings = write_journals(folder, chance, names, known)
            report = json.loads(run(args.program, home, "--show-others", "review", "agree", "--all", "--format", "json"))
        results = [compare_pair(pair, ratings) for pair in report["pairs"]]
        results += [compare_alpha(kind, ratings, names) for kind in report["kinds"]]
        pairs += len(report["pairs"])
        equal += sum(count for count, _ in results)
        wrong += [f"set {at + 1}: {message}" for _, messages in results for message in messages]
    print("\n".join(wrong[:20]))
    print(f"{args.journals} sets of journals, {pairs} pairs: {equal} figures equal, {len(wrong)} not")
    return 1 if wrong or pairs == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
