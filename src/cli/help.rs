//! The groups of subcommands, and the examples at the end of their help.

use crate::text;

/// Every subcommand, in the order and groups they are shown in.
pub(super) const GROUPS: [(&str, &[&str]); 5] = [
    ("Read", &["show", "list", "search", "trails"]),
    ("Work out", &["audit", "suggest", "path"]),
    ("Review", &["review"]),
    ("Your own atlas", &["init", "new", "where", "check", "diff", "schema", "export", "import"]),
    ("The program", &["keys", "config", "doctor", "completions", "man", "help"]),
];

/// At the end of `stratlas --help`.
pub(super) const EXAMPLES: &str = "Examples:
  stratlas                             explore the atlas that comes with the program
  stratlas show strategy/pause         print a page
  stratlas search kind:person yann     find things";

pub(super) const SHOW: &str = "Examples:
  stratlas show                                    the home page
  stratlas show strategy/pause person/yann-lecun   several pages
  stratlas show levers --format markdown > levers.md
  stratlas show home --format json | jq .title";

pub(super) const LIST: &str = "Examples:
  stratlas list strategies
  stratlas list people --where \"recognition:household-name tag:pause\"
  stratlas list tags --format csv > tags.csv";

pub(super) const SEARCH: &str = "Examples:
  stratlas search yann
  stratlas search kind:strategy lever:speed pull:down
  stratlas search \"'open source\" --limit 5 --format json";

pub(super) const INIT: &str = "Nothing that is there already is touched.

Examples:
  stratlas init my-atlas            the atlas that comes with the program, as TOML to edit
  stratlas init my-atlas --empty    a small example that shows every field";
pub(super) const AUDIT: &str = "Examples:
  stratlas audit pause alignment-first governance-first
  stratlas audit --preset uk-aisi
  stratlas audit --preset eu-ai-act --format json | jq .blocks";

pub(super) const SUGGEST: &str =
    "A portfolio covers a lever that one of its strategies pulls, and a scenario that one of them responds to. It is
without conflict if neither side of any pair declares one.

Examples:
  stratlas suggest --for uk-aisi
  stratlas suggest --cover levers --must pause --limit 3
  stratlas suggest --cover scenarios --coercion consent --max 8

Exit codes: 0 done, 1 no portfolio meets the demands, 2 not understood.";

pub(super) const PATH: &str = "Examples:
  stratlas path pause acceleration
  stratlas path person/yann-lecun strategy/pause -k 3
  stratlas path pause yann-lecun --format json | jq -r .title

Exit codes: 0 there is a way, 1 there is none, 2 not understood.";
pub(super) const REVIEW: &str = "Examples:
  stratlas review                          every strategy, by lever
  stratlas review --due                    what is due
  stratlas review --where \"lever:speed\" --order random:7 --blind
  stratlas review resume                   go on at the same card";

pub(super) const REVIEW_START: &str = "Examples:
  stratlas review start strategy/pause portfolio/keep-humans-in-charge
  stratlas review start --where \"kind:position tag:pause\" --limit 20
  stratlas review start --order information
  stratlas review start --disputed --portfolio keep-humans-in-charge

Exit codes: 0 done, 1 there is nothing to review, 2 not understood or not possible.";

pub(super) const REVIEW_RESUME: &str = "Examples:
  stratlas review resume
  stratlas --as ada review resume";

pub(super) const TRAILS: &str = "Examples:
  stratlas trails
  stratlas trails show reading --format markdown > reading.md";

pub(super) const NEW: &str =
    "The record goes into the atlas of --atlas or of the configuration, else into your overlay.

Examples:
  stratlas new strategy slow-down
  stratlas --atlas my-atlas new person ada-lovelace";

pub(super) const WHERE: &str = "The lines of your overlay are below those of the atlas.

Examples:
  stratlas where strategy/pause
  stratlas --atlas my-atlas where person/ada";
pub(super) const REVIEW_VERDICT: &str = "Each verdict is confirmed once it is on disk.

Examples:
  stratlas review verdict strategy/pause --stance back --confidence 70 --next 2027-06-01
  stratlas review verdict strategy/pause --signal landed --date 2026-11-20 --evidence https://example.org/
  stratlas review verdict position/yann-lecun/open-source-maximalism --record agree

Exit codes: 0 recorded, 1 nothing changed, 2 not recorded.";

pub(super) const REVIEW_FORECAST: &str = "Examples:
  stratlas review forecast strategy/pause --until 2027-12-31 --probability 30
  stratlas review forecast strategy/pause --until 2027-12-31 --resolve not-landed
  stratlas review forecast strategy/pause --until 2027-12-31 --resolve landed --date 2027-03-02 \\
      --evidence https://example.org/";

pub(super) const REVIEW_UNDO: &str = "Examples:
  stratlas review undo
  stratlas review redo

Exit codes: 0 done, 1 there is nothing to do.";

pub(super) const REVIEW_REPORT: &str = "Examples:
  stratlas review report --since 2026-11-01
  stratlas review report --session last --format html > report.html
  stratlas --as ada review report --format markdown

Exit codes: 0 done, 1 there is nothing to report.";

pub(super) const REVIEW_AGREE: &str = "Reviewers are those whose journals are in your data directory.

Examples:
  stratlas review agree
  stratlas review agree --format json | jq .kappa
  stratlas review start --disputed         go through what they disagree on";

pub(super) const REVIEW_MERGE: &str =
    "Every line of any of them once, in the order of ids: neither order nor repetition counts.

Examples:
  stratlas review merge mine.jsonl theirs.jsonl > all.jsonl
  stratlas review merge theirs/*.jsonl --output team.jsonl";

pub(super) const REVIEW_CHECK: &str = "Nothing is changed.

Examples:
  stratlas review check
  stratlas review check team/*.jsonl --strict

Exit codes: 0 nothing found, 1 errors found, 2 not readable.";

pub(super) const CHECK: &str = "Examples:
  stratlas check              the atlas in use
  stratlas check my-atlas     the atlas in a folder
  stratlas check --strict     with warnings as errors

Exit codes: 0 nothing found, 1 errors found, 2 not readable.";

pub(super) const DIFF: &str =
    "An atlas is a folder, a JSON file that `stratlas export json` wrote, or `embedded` for the one that comes
with the program.

Examples:
  stratlas diff                            what your overlay or --atlas changes
  stratlas diff my-atlas                   what a folder changes
  stratlas diff old new --format markdown > changes.md

Exit codes: 0 nothing differs, 1 something does, 2 not readable.";

pub(super) const SCHEMA: &str =
    "Editors that know TOML complete and check by it: name it in a comment on the first line, `#:schema PATH`.

Examples:
  stratlas schema > stratlas.schema.json
  stratlas schema --format markdown > fields.md";

pub(super) const EXPORT: &str = "Examples:
  stratlas export html --out site
  stratlas export markdown --out vault
  stratlas export graphml --out atlas.graphml
  stratlas export json --where \"kind:strategy lever:speed\" --out - | jq .strategy[].name

What is written is the atlas in use with your overlay over it, and standard error tells how many records of it are new
or changed; --no-overlay leaves it out. Reviews, signals and the current portfolio are in none of the forms.

What is there already is replaced only if this command wrote it and nobody changed it since.";

pub(super) const IMPORT: &str = "Examples:
  stratlas import json atlas.json --out my-atlas
  stratlas import markdown vault --out my-atlas
  stratlas import csv tables --out my-atlas             shows how the columns are understood
  stratlas import csv tables --out my-atlas --yes       writes the atlas in use with these people

Exit codes: 0 done, 1 errors found and nothing written, 2 not readable or not writable.";

pub(super) const KEYS: &str = "Examples:
  stratlas keys
  stratlas keys --format json | jq '.[] | select(.scope == \"search\")'";

pub(super) const DOCTOR: &str =
    "The terminal is asked only if standard input and output are one; that takes less than a second.

Examples:
  stratlas doctor
  stratlas doctor --format json | jq .choices

Exit codes: 0 configuration and atlas are sound, 1 one of them has errors or cannot be read.";

pub(super) const CONFIG: &str = "Examples:
  stratlas config init         write a configuration to start from
  stratlas config check        find errors in it
  stratlas config show         every setting with its origin

Exit codes: 0 nothing found, 1 errors found, 2 not readable.";

pub(super) const COMPLETIONS: &str =
    "Places are completed from the atlas in use. Put one of these where your shell starts:
  ~/.bashrc                    source <(stratlas completions bash)
  ~/.zshrc, after compinit     source <(stratlas completions zsh)
  ~/.config/fish/config.fish   stratlas completions fish | source
  ~/.config/elvish/rc.elv      eval (stratlas completions elvish | slurp)
  $PROFILE in PowerShell       stratlas completions powershell | Out-String | iex";

pub(super) const MAN: &str = "Examples:
  stratlas man | man -l -
  stratlas man > /usr/local/share/man/man1/stratlas.1";

/// The command that `word` may be meant for; none if it is like none.
pub(super) fn meant(word: &str) -> Option<&'static str> {
    text::closest_match(word, GROUPS.iter().flat_map(|(_, names)| names.iter().copied()))
}
