//! A report as one HTML file that needs nothing else.

use std::fmt::Write;

use crate::review::Report;

use super::{Row, is_address, plot, sections, subtitle, title};

const STYLE: &str = "\
:root { color-scheme: light dark; --quiet: #667; --accent: #2563a8; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { margin-bottom: 0; } h2 { margin: 2rem 0 .5rem; font-size: 1.15rem; }
.about { color: var(--quiet); } ul { padding-left: 1.2rem; } li { margin: .25rem 0; }
svg { width: 24rem; max-width: 100%; font: 11px system-ui, sans-serif; fill: currentColor; }
.frame { fill: none; stroke: var(--quiet); } .ideal { stroke: var(--quiet); stroke-dasharray: 4 4; }
.line { fill: none; stroke: var(--accent); } .dot { fill: var(--accent); fill-opacity: .75; }
@media (prefers-color-scheme: dark) { :root { --quiet: #99a; --accent: #7fb2ea; } }";

/// `report` as HTML.
pub fn html(report: &Report) -> String {
    let heading = escape(&title(report));
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{heading}</title>\n\
         <style>\n{STYLE}\n</style>\n</head>\n<body>\n<h1>{heading}</h1>\n<p class=\"about\">{}</p>\n",
        escape(&subtitle(report))
    );
    for section in sections(report) {
        // Writing to a string does not fail.
        let _ = writeln!(out, "<h2>{}</h2>", escape(section.title));
        if let Some(about) = &section.about {
            let _ = writeln!(out, "<p class=\"about\">{}</p>", escape(about));
        }
        if !section.rows.is_empty() {
            let _ = writeln!(out, "<ul>\n{}</ul>", section.rows.iter().map(row).collect::<String>());
        }
        if let (true, Some(calibration)) = (section.plotted, &report.calibration) {
            out.push_str(&plot::svg(calibration));
        }
    }
    out + "</body>\n</html>\n"
}

fn row(row: &Row) -> String {
    let evidence = row.evidence.as_ref().map(|evidence| {
        let shown = escape(evidence);
        if is_address(evidence) { format!(" (<a href=\"{shown}\">{shown}</a>)") } else { format!(" ({shown})") }
    });
    format!(
        "<li><strong title=\"{}\">{}</strong>: {}{}</li>\n",
        escape(&row.path),
        escape(&row.name),
        row.lines.iter().map(|line| escape(line)).collect::<Vec<_>>().join("<br>\n"),
        evidence.unwrap_or_default()
    )
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}
