//! Formats a report as an HTML file that needs no other files.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::export::is_web;
use crate::review::Report;

use super::{ReportRow, plot, sections, subtitle, title};

const STYLE: &str = include_str!("style.css");

/// Formats `report` as HTML.
pub fn html(report: &Report) -> String {
    let heading = title(report);
    let document = html! {
        (DOCTYPE) "\n"
        html lang="en" { "\n"
            head { "\n"
                meta charset="utf-8"; "\n"
                meta name="viewport" content="width=device-width, initial-scale=1"; "\n"
                title { (heading) } "\n"
                style { "\n" (PreEscaped(STYLE)) } "\n"
            } "\n"
            body { "\n"
                h1 { (heading) } "\n"
                p class="about" { (subtitle(report)) } "\n"
                @for section in sections(report) {
                    h2 { (section.title) } "\n"
                    @if let Some(about) = &section.about { p class="about" { (about) } "\n" }
                    @if !section.rows.is_empty() { ul { "\n" @for row in &section.rows { (item(row)) } } "\n" }
                    @if let Some(calibration) = section.calibration { (plot::svg(calibration)) "\n" }
                }
            } "\n"
        } "\n"
    };
    document.into_string()
}

fn item(row: &ReportRow) -> Markup {
    html! {
        li {
            strong title=[Some(&row.path).filter(|path| !path.is_empty())] { (row.name) } ": "
            @for (at, line) in row.lines.iter().enumerate() { @if at > 0 { br; "\n" } (line) }
            @match &row.evidence {
                Some(link) if is_web(link) => { " (" a href=(link) { (link) } ")" }
                Some(words) => { " (" (words) ")" }
                None => {}
            }
        } "\n"
    }
}
