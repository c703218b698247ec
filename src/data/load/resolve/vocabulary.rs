//! Resolves the vocabulary, that is, the terms that describe strategies and people.

use super::names::NameIndex;
use crate::data::load::raw::{self, Raw};
use crate::diagnostic::{Code, PendingDiagnostic, Text, one_of, truncate};
use crate::model::{
    About, Adversary, Axis, AxisText, AxisValue, Captions, Claim, Domain, Identity, IdentityBinding, IdentityQuestion,
    Lever, Mechanism, MechanismText, Portfolio, PortfolioShare, Provenance, Reason, Scenario, Tag, Tier, Topic,
};

/// Title of an atlas whose files give no title.
const UNTITLED: &str = "Untitled atlas";

/// Returns the text, sanitized so that it is safe to print; `None` if there is none.
pub(super) fn shown(text: Option<&Text<'_>>) -> Option<String> {
    text.map(Text::shown)
}

/// Returns the text for `key`. That several files set it is reported as an error, unless the later text is in the
/// overlay, which starts at the offset `overlay_start` and takes precedence.
fn only<'a, 't, K: 'a>(
    key: &str,
    texts: impl Iterator<Item = Option<&'a Text<'t, K>>>,
    overlay_start: u32,
    diagnostics: &mut Vec<PendingDiagnostic>,
) -> Option<String>
where
    't: 'a,
{
    let mut first: Option<&Text<'_, K>> = None;
    for text in texts.flatten() {
        if let Some(first) = first.filter(|first| first.span.start >= overlay_start || text.span.start < overlay_start)
        {
            let message = format!("the atlas already has a `{key}`");
            diagnostics.push(
                PendingDiagnostic::new(Code::DuplicateKey, text.span, message).note("the first one is at", first.span),
            );
        } else {
            first = Some(text);
        }
    }
    first.map(Text::shown)
}

pub(super) fn about(raw: &Raw<'_>, diagnostics: &mut Vec<PendingDiagnostic>) -> About {
    let Raw { headers, overlay_start, .. } = raw;
    let origin = |row: &raw::Provenance<'_>| Provenance {
        title: row.title.shown(),
        url: row.url.as_ref().map(raw::WebLink::shown),
        retrieved: row.retrieved.as_ref().map(raw::Date::shown),
        note: shown(row.note.as_ref()),
    };
    let languages = headers.iter().map(|header| header.language.as_ref());
    let language = only("language", languages, *overlay_start, diagnostics).unwrap_or_default();
    let mut one = |key: &str, pick: for<'a, 't> fn(&'a raw::Header<'t>) -> Option<&'a Text<'t>>| {
        only(key, headers.iter().map(pick), *overlay_start, diagnostics)
    };
    About {
        title: one("title", |header| header.title.as_ref()).unwrap_or_else(|| UNTITLED.to_owned()),
        edition: one("edition", |header| header.edition.as_ref()).unwrap_or_default(),
        language,
        about: one("about", |header| header.about.as_ref()).unwrap_or_default(),
        provenance: headers.iter().flat_map(|header| header.provenance.iter().map(origin)).collect(),
        captions: captions(headers, *overlay_start, diagnostics),
    }
}

fn captions(headers: &[raw::Header<'_>], overlay_start: u32, diagnostics: &mut Vec<PendingDiagnostic>) -> Captions {
    let mut one = |key: &str, pick: for<'a, 't> fn(&'a raw::Captions<'t>) -> Option<&'a Text<'t>>| {
        only(key, headers.iter().map(|header| header.captions.as_ref().and_then(pick)), overlay_start, diagnostics)
    };
    Captions {
        next_problem: one("captions.next_problem", |row| row.next_problem.as_ref()),
        falsification: one("captions.falsification", |row| row.falsification.as_ref()),
        threshold: one("captions.threshold", |row| row.threshold.as_ref()),
        people: one("captions.people", |row| row.people.as_ref()),
        mixes: one("captions.mixes", |row| row.mixes.as_ref()),
        analogue: one("captions.analogue", |row| row.analogue.as_ref()),
        vintages: one("captions.vintages", |row| row.vintages.as_ref()),
    }
}

pub(super) fn identity(raw: &Raw<'_>, index: &NameIndex<'_>, diagnostics: &mut Vec<PendingDiagnostic>) -> Identity {
    let Raw { identities: rows, overlay_start, .. } = raw;
    let question = |row: &raw::Question<'_>| IdentityQuestion {
        ask: row.ask.shown(),
        bet: row.bet.shown(),
        identity: row.identity.shown(),
    };
    let why = only("why_it_matters", rows.iter().map(|row| row.why_it_matters.as_ref()), *overlay_start, diagnostics);
    let help =
        only("what_would_help", rows.iter().map(|row| row.what_would_help.as_ref()), *overlay_start, diagnostics);
    let bindings = rows.iter().flat_map(|row| &row.binding);
    Identity {
        why_it_matters: why.unwrap_or_default(),
        what_would_help: help.unwrap_or_default(),
        questions: rows.iter().flat_map(|row| row.question.iter().map(question)).collect(),
        bindings: bindings.map(|row| binding(row, index, diagnostics)).collect(),
    }
}

fn binding(row: &raw::Binding<'_>, index: &NameIndex<'_>, diagnostics: &mut Vec<PendingDiagnostic>) -> IdentityBinding {
    IdentityBinding {
        strategy: index.strategies.find(&row.strategy, diagnostics),
        marker: row.marker.shown(),
        note: row.note.shown(),
    }
}

pub(super) fn lever(row: &raw::Lever<'_>) -> Lever {
    Lever {
        slug: row.id.shown(),
        name: row.name.shown(),
        side: row.side.value,
        up: row.up.shown(),
        down: row.down.shown(),
        description: row.description.shown(),
    }
}

/// Resolves the axes. Returns their texts and their rows, both in the order of [`Axis::ALL`]; the row is `None` if the
/// atlas has no record of the axis.
pub(super) fn axes<'a, 't>(
    rows: &'a [raw::AxisRow<'t>],
    diagnostics: &mut Vec<PendingDiagnostic>,
) -> ([AxisText; 5], [Option<&'a raw::AxisRow<'t>>; 5]) {
    let mut found: [Option<&raw::AxisRow<'_>>; 5] = [None; 5];
    for row in rows {
        if row.id.is_missing() {
            continue;
        }
        let Some(axis) = Axis::parse(&row.id.value) else {
            let known = Axis::ALL.map(Axis::as_str);
            diagnostics.push(unknown_word("axis", &row.id, &known));
            continue;
        };
        match &mut found[axis.index()] {
            Some(first) => diagnostics.push(second("axis", &row.id, &first.id)),
            empty => *empty = Some(row),
        }
    }
    let texts = Axis::ALL.map(|axis| match found[axis.index()] {
        Some(row) => AxisText { name: row.name.shown(), description: row.description.shown() },
        None => AxisText { name: spelled_out(axis.as_str()), description: String::new() },
    });
    (texts, found)
}

pub(super) fn axis_value(row: &raw::AxisValue<'_>) -> AxisValue {
    AxisValue { slug: row.id.shown(), name: row.name.shown(), description: row.description.shown() }
}

pub(super) fn mechanisms(
    rows: &[raw::MechanismRow<'_>],
    diagnostics: &mut Vec<PendingDiagnostic>,
) -> [MechanismText; 11] {
    let mut found: [Option<&raw::MechanismRow<'_>>; 11] = [None; 11];
    for row in rows {
        if row.id.is_missing() {
            continue;
        }
        let Some(mechanism) = Mechanism::parse(&row.id.value) else {
            let known = Mechanism::ALL.map(Mechanism::as_str);
            diagnostics.push(unknown_word("mechanism", &row.id, &known));
            continue;
        };
        if row.kind.value != mechanism.kind() && !row.kind.is_missing() {
            let message = format!("`{}` is a mechanism of a {}", mechanism.as_str(), mechanism.kind().as_str());
            let diagnostic = PendingDiagnostic::new(Code::BadValue, row.kind.span, message);
            diagnostics.push(diagnostic.help(format!("write `{}`", mechanism.kind().as_str())));
        }
        match &mut found[mechanism.index()] {
            Some(first) => diagnostics.push(second("mechanism", &row.id, &first.id)),
            empty => *empty = Some(row),
        }
    }
    Mechanism::ALL.map(|mechanism| match found[mechanism.index()] {
        Some(row) => MechanismText { label: row.label.shown(), gloss: row.gloss.shown(), explain: row.explain.shown() },
        None => MechanismText { label: spelled_out(mechanism.as_str()), ..MechanismText::default() },
    })
}

fn unknown_word(what: &str, id: &raw::Reference<'_>, known: &[&str]) -> PendingDiagnostic {
    let message = format!("there is no {what} `{}`: expected {}", truncate(&id.value), one_of(known));
    PendingDiagnostic::new(Code::BadValue, id.span, message).did_you_mean(&id.value, known.iter().copied())
}

fn second(what: &str, id: &raw::Reference<'_>, first: &raw::Reference<'_>) -> PendingDiagnostic {
    let message = format!("this is a second {what} called `{}`", truncate(&id.value));
    PendingDiagnostic::new(Code::DuplicateId, id.span, message).note("the first one is at", first.span)
}

/// Returns a slug in words, to be used as a name: `same-lever-twin` becomes `Same lever twin`.
pub(in crate::data) fn spelled_out(slug: &str) -> String {
    let mut name = slug.replace('-', " ");
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    name
}

/// Maximum length of a badge, in characters.
const MAX_BADGE: usize = 4;

pub(super) fn tier(row: &raw::Tier<'_>, diagnostics: &mut Vec<PendingDiagnostic>) -> Tier {
    let label = row.label.shown();
    if let Some(badge) = &row.badge
        && badge.shown().chars().count() > MAX_BADGE
    {
        diagnostics.push(PendingDiagnostic::new(
            Code::OutOfRange,
            badge.span,
            format!("a badge has at most {MAX_BADGE} letters"),
        ));
    }
    let badge = shown(row.badge.as_ref()).unwrap_or_else(|| abbreviated(&label));
    Tier { slug: row.id.shown(), label, short: row.short.shown(), badge, criterion: row.criterion.shown() }
}

/// Returns the badge for a label: the initials of its words, or the first letters if it is a single word.
fn abbreviated(label: &str) -> String {
    let words: Vec<&str> = label.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let letters: String = match words.as_slice() {
        [only] => only.chars().take(3).collect(),
        words => words.iter().filter_map(|word| word.chars().next()).take(MAX_BADGE).collect(),
    };
    letters.to_uppercase().chars().take(MAX_BADGE).collect()
}

pub(super) fn tag(row: &raw::Tag<'_>, index: &NameIndex<'_>, diagnostics: &mut Vec<PendingDiagnostic>) -> Tag {
    Tag {
        slug: row.id.shown(),
        name: row.name.shown(),
        gloss: row.gloss.shown(),
        aka: row.aka.iter().map(Text::shown).collect(),
        strategy: row.strategy.as_ref().map(|strategy| index.strategies.find(strategy, diagnostics)),
    }
}

pub(super) fn scenario(
    row: &raw::Scenario<'_>,
    index: &NameIndex<'_>,
    diagnostics: &mut Vec<PendingDiagnostic>,
) -> Scenario {
    Scenario {
        slug: row.id.shown(),
        title: row.title.shown(),
        adversary: index.adversaries.find(&row.adversary, diagnostics),
        gloss: row.gloss.shown(),
        description: row.description.shown(),
        responsive: index.strategies.find_all(&row.responsive, diagnostics),
        note: shown(row.note.as_ref()),
    }
}

pub(super) fn portfolio(
    row: &raw::Portfolio<'_>,
    index: &NameIndex<'_>,
    diagnostics: &mut Vec<PendingDiagnostic>,
) -> Portfolio {
    let mut strategies = index.strategies.find_all(&row.strategies, diagnostics);
    let mut shares: Vec<PortfolioShare> = Vec::new();
    for member in row.member.iter().filter(|member| !member.strategy.is_missing()) {
        let strategy = index.strategies.find(&member.strategy, diagnostics);
        if !strategies.contains(&strategy) {
            strategies.push(strategy);
        }
        if shares.iter().any(|share| share.strategy == strategy) {
            let message = format!("the portfolio has a share of `{}` already", truncate(&member.strategy.value));
            diagnostics.push(PendingDiagnostic::new(Code::DuplicateEntry, member.strategy.span, message));
        } else if let Some(share) = &member.share {
            shares.push(PortfolioShare { strategy, percent: share.value });
        }
    }
    let all: u32 = shares.iter().map(|share| u32::from(share.percent)).sum();
    if let Some(member) = row.member.last().filter(|_| all > 100) {
        let message = format!("the shares of the portfolio add up to {all} percent");
        let diagnostic = PendingDiagnostic::new(Code::OutOfRange, member.strategy.span, message);
        diagnostics.push(diagnostic.help("lower some of them, so that they add up to 100 at most"));
    }
    Portfolio { slug: row.id.shown(), name: row.name.shown(), description: row.description.shown(), strategies, shares }
}

pub(super) fn claim(row: &raw::Claim<'_>) -> Claim {
    Claim { slug: row.id.shown(), name: row.name.shown(), statement: row.statement.shown() }
}

pub(super) fn reason(row: &raw::Reason<'_>) -> Reason {
    Reason { slug: row.id.shown(), about: row.about.shown() }
}

macro_rules! terms {
    ($($name:ident => $type:ident;)*) => {$(
        pub(super) fn $name(row: &raw::Term<'_>) -> $type {
            $type { slug: row.id.shown(), name: row.name.shown() }
        }
    )*};
}
terms! { topic => Topic; domain => Domain; adversary => Adversary; }
