//! The report on one reviewer's verdicts, as a page: changes of mind first.

use crate::document::{Heading, Inline, Item, Page, PageBuilder, Span, fact, join_dots, plain};
use crate::model::Atlas;
use crate::page::parts::figures::pluralize;
use crate::page::parts::verdict::{evidence, link};
use crate::page::{agreement, consistency, statistics};
use crate::review::{
    Answer, Calibration, ConsensusRow, IdentityRow, LandedRow, Report, ReportScope, SelfAgreement, VerdictRow,
};
use crate::text::format_fixed;

/// Builds the report.
pub fn build_report(atlas: &Atlas, report: &Report) -> Page {
    let mut page = PageBuilder::new(Inline::new());
    page.title = format!("Review by {}", report.reviewer);
    page.paragraph(summary(report));
    page.whole_section(Heading::section("Changes of mind"), statistics::changes(atlas, report));
    page.whole_section(Heading::section("Signals landed"), report.landed.iter().map(|row| landed(atlas, row)));
    identity(&mut page, atlas, &report.identity);
    let unfit = report.inconsistencies.iter().map(|one| consistency::inconsistency(atlas, one));
    page.whole_section(Heading::section("Consistency"), unfit);
    page.whole_section(Heading::section("Judged"), report.judged.iter().map(|row| judged(atlas, row)));
    page.caption(plain(report.self_agreement.as_ref().map(self_agreement)));
    let forecasts = report.forecasts.iter().map(|made| {
        Item::new(
            link(atlas, &made.subject),
            join_dots([plain(&made.words), plain(made.evidence.as_deref().map(evidence))]),
        )
    });
    page.whole_section(Heading::section("Forecasts"), forecasts);
    if let Some(calibration) = &report.calibration {
        statistics::calibration(&mut page, calibration);
        page.caption(score(calibration));
    }
    notes(&mut page, atlas, report);
    page.whole_section(Heading::section("Consensus"), report.consensus.iter().map(|row| consensus(atlas, row)));
    agreement::part(&mut page, &report.agreement);
    let due =
        report.due.iter().map(|item| Item::new(link(atlas, &item.subject), join_dots(item.why.iter().map(plain))));
    page.whole_section(Heading::section("Due"), due);
    if !report.statistics.is_empty() {
        page.heading(Heading::section("Statistics"));
        page.facts(report.statistics.describe().into_iter().map(|(label, words)| fact(label, words)));
        statistics::over_time(&mut page, &report.statistics);
    }
    page.finish()
}

/// Returns the scope of the report and its counts in a sentence.
fn summary(report: &Report) -> String {
    let scope = match report.scope {
        ReportScope::All => "everything recorded".to_owned(),
        ReportScope::Session(id) => format!("the session {id}"),
        ReportScope::Since(date) => format!("everything recorded since {date}"),
    };
    format!(
        "Made on {} of {scope}, with edition {} of the atlas: {} judged, {} of mind, {} landed, {} due.",
        report.made,
        report.edition,
        report.judged.len(),
        pluralize(report.changes.len(), "change", "changes"),
        pluralize(report.landed.len(), "signal", "signals"),
        report.due.len()
    )
}

fn landed(atlas: &Atlas, row: &LandedRow) -> Item {
    let date = row.date.map_or_else(|| "landed".to_owned(), |date| format!("landed on {date}"));
    Item::new(link(atlas, &row.subject), join_dots([plain(date), plain(row.evidence.as_deref().map(evidence))]))
}

/// Adds the strategies that are still backed although their signal has landed, each with the identity questions.
fn identity(page: &mut PageBuilder, atlas: &Atlas, flagged: &[IdentityRow]) {
    if flagged.is_empty() {
        return;
    }
    page.heading(Heading::section("Bet or identity").counting(flagged.len()));
    page.caption("Is a strategy that is still backed after its signal has landed held as a bet, or as an identity?");
    for row in flagged {
        let answers = row.bet + row.identity;
        let score = match answers {
            0 => "the five questions are not answered".to_owned(),
            _ => format!(
                "{} of {} answered as for an identity",
                row.identity,
                pluralize(answers, "question", "questions")
            ),
        };
        page.heading(Heading { aside: plain(score), ..Heading::group(link(atlas, &row.subject)) });
        let questions = (1..).zip(&row.questions).map(|(number, asked)| {
            let answer = match asked.answer {
                Some(Answer::Bet) => "a bet",
                Some(Answer::Identity) => "an identity",
                None => "not answered",
            };
            Item::new(format!("{number}. {}", asked.ask), answer)
        });
        page.list(questions.collect::<Vec<_>>());
    }
}

/// Returns a verdict with its tags, its date, and what qualifies it.
fn judged(atlas: &Atlas, row: &VerdictRow) -> Item {
    let tags = row.verdict.tags.iter().map(|tag| format!("#{tag}"));
    let words: Vec<String> = std::iter::once(row.verdict.describe()).chain(tags).collect();
    let note = join_dots([
        plain(words.join(", ")),
        plain(row.date.to_string()),
        plain(row.after_seeing.then_some("after seeing others")),
        plain(row.stale.then_some("the text has changed since")),
    ]);
    Item::new(link(atlas, &row.subject), note)
}

/// Adds the notes on verdicts and forecasts, line by line.
fn notes(page: &mut PageBuilder, atlas: &Atlas, report: &Report) {
    let of_verdicts =
        report.judged.iter().filter_map(|row| Some((plain(link(atlas, &row.subject)), row.verdict.note.as_deref()?)));
    let of_forecasts = report.forecasts.iter().filter_map(|made| {
        let estimate = Span::plain(format!(", {}% by {}", made.probability, made.until));
        Some((plain([link(atlas, &made.subject), estimate]), made.note.as_deref()?))
    });
    let notes: Vec<(Inline, &str)> = of_verdicts.chain(of_forecasts).collect();
    if notes.is_empty() {
        return;
    }
    page.heading(Heading::section("Notes").counting(notes.len()));
    for (name, note) in notes {
        page.heading(Heading::group(name));
        note.lines().for_each(|line| page.paragraph(line));
    }
}

fn consensus(atlas: &Atlas, row: &ConsensusRow) -> Item {
    let note = row.note.as_deref().unwrap_or_default();
    Item::new(link(atlas, &row.subject), join_dots([plain(&row.words), plain(row.date.to_string()), plain(note)]))
}

fn self_agreement(own: &SelfAgreement) -> String {
    let strategies = pluralize(own.count, "strategy", "strategies");
    let kappa = own.kappa.map(|kappa| {
        let interval = kappa.low.zip(kappa.high);
        let interval =
            interval.map(|(low, high)| format!(", from {} to {}", format_fixed(low, 2), format_fixed(high, 2)));
        format!(" (kappa {}{})", format_fixed(kappa.value, 2), interval.unwrap_or_default())
    });
    let shift = own.shift.map(|shift| format!("; confidence differs by {} points on average", format_fixed(shift, 0)));
    format!(
        "Of {strategies} judged before, {} judged the same way again{}{}.",
        own.same,
        kappa.unwrap_or_default(),
        shift.unwrap_or_default()
    )
}

fn score(calibration: &Calibration) -> String {
    format!(
        "Brier score {} over {} (0 is perfect, always forecasting 50% gets 0.25); {}% came true.",
        format_fixed(calibration.brier, 3),
        pluralize(calibration.count, "resolved forecast", "resolved forecasts"),
        format_fixed(calibration.base_rate * 100.0, 0)
    )
}
