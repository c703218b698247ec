//! A screen as an SVG picture of a terminal window. Letters are text, so that they can be searched and read aloud;
//! lines and blocks are shapes, so that they meet whatever the font.

use std::collections::BTreeSet;
use std::fmt::{self, Write};

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use stratlas::text;

/// The size of a cell.
const CELL: (u32, u32) = (8, 18);
/// From the top of a cell to the line that letters stand on.
const BASELINE: u32 = 13;
/// Around the screen.
const MARGIN: u32 = 14;
/// The bar at the top of the window.
const BAR: u32 = 30;

const BACKGROUND: &str = "#15181e";
const FOREGROUND: &str = "#d5d9e0";
const FRAME: &str = "#2f3540";
const FONTS: &str = "ui-monospace,'Cascadia Mono','SF Mono',Menlo,Consolas,'DejaVu Sans Mono',monospace";

/// What a run of cells looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Look {
    ink: &'static str,
    paper: Option<&'static str>,
    modifiers: u16,
}

impl Look {
    fn of(cell: &Cell) -> Self {
        let ink = rgb(cell.fg).unwrap_or(FOREGROUND);
        let paper = rgb(cell.bg);
        let modifiers = cell.modifier - Modifier::REVERSED;
        if cell.modifier.contains(Modifier::REVERSED) {
            Self { ink: paper.unwrap_or(BACKGROUND), paper: Some(ink), modifiers: modifiers.bits() }
        } else {
            Self { ink, paper, modifiers: modifiers.bits() }
        }
    }

    fn has(self, modifier: Modifier) -> bool {
        Modifier::from_bits_truncate(self.modifiers).contains(modifier)
    }

    fn css(self) -> String {
        let mut css = format!("fill:{}", self.ink);
        for (modifier, declaration) in [
            (Modifier::BOLD, ";font-weight:700"),
            (Modifier::DIM, ";opacity:.65"),
            (Modifier::ITALIC, ";font-style:italic"),
            (Modifier::UNDERLINED, ";text-decoration:underline"),
        ] {
            if self.has(modifier) {
                css.push_str(declaration);
            }
        }
        css
    }
}

/// A run of text in one row that looks alike.
struct Run {
    x: u32,
    y: u32,
    columns: u32,
    text: String,
    look: Look,
}

/// `buffer` as a picture that says what it shows by `title`.
pub(crate) fn svg(buffer: &Buffer, title: &str) -> String {
    let runs = runs(buffer);
    let looks: Vec<Look> = runs.iter().map(|run| run.look).collect::<BTreeSet<_>>().into_iter().collect();
    let mut svg = String::new();
    // Writing to a string never fails.
    let _ = window(&mut svg, buffer, title, &looks);
    for (class, look) in looks.iter().enumerate() {
        let _ = draw(&mut svg, class, *look, runs.iter().filter(|run| run.look == *look));
    }
    svg.push_str("</svg>\n");
    svg
}

fn window(svg: &mut String, buffer: &Buffer, title: &str, looks: &[Look]) -> fmt::Result {
    let width = u32::from(buffer.area.width) * CELL.0 + 2 * MARGIN;
    let height = u32::from(buffer.area.height) * CELL.1 + BAR + MARGIN;
    let title = escaped(title);
    writeln!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xml:space=\"preserve\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         role=\"img\" aria-label=\"{title}\">"
    )?;
    writeln!(svg, "<title>{title}</title>")?;
    writeln!(svg, "<style>text{{font:13px {FONTS};white-space:pre}}")?;
    for (class, look) in looks.iter().enumerate() {
        writeln!(svg, ".s{class}{{{}}}", look.css())?;
    }
    writeln!(svg, "</style>")?;
    let (inner_width, inner_height) = (width - 1, height - 1);
    writeln!(
        svg,
        "<rect x=\".5\" y=\".5\" width=\"{inner_width}\" height=\"{inner_height}\" rx=\"10\" fill=\"{BACKGROUND}\" \
         stroke=\"{FRAME}\"/>"
    )?;
    for n in 0..3 {
        writeln!(svg, "<circle cx=\"{}\" cy=\"15\" r=\"5\" fill=\"{FRAME}\"/>", 20 + 18 * n)?;
    }
    Ok(())
}

/// The runs of `buffer`: cells of one row that look alike and do not stand apart, blanks without a look left out.
fn runs(buffer: &Buffer) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (row, cells) in (0..).zip(buffer.content().chunks(usize::from(buffer.area.width.max(1)))) {
        let y = BAR + row * CELL.1;
        let mut column = 0;
        let mut covered = 0;
        for (x, cell) in (0..).zip(cells) {
            if covered > 0 {
                covered -= 1;
                continue;
            }
            let columns = u32::try_from(text::width(cell.symbol()).max(1)).unwrap_or(1);
            covered = columns - 1;
            let look = Look::of(cell);
            let x = MARGIN + x * CELL.0;
            let written = shape(cell.symbol()).is_none();
            match runs.last_mut() {
                Some(run) if (run.y, run.look, column) == (y, look, x) && written && shape(&run.text).is_none() => {
                    run.text.push_str(cell.symbol());
                    run.columns += columns;
                }
                _ => runs.push(Run { x, y, columns, text: cell.symbol().to_owned(), look }),
            }
            column = x + columns * CELL.0;
        }
    }
    runs.iter_mut().for_each(trim);
    runs.retain(|run| !run.text.is_empty());
    runs
}

/// Takes blanks that show nothing off the ends of a run.
fn trim(run: &mut Run) {
    if run.look.paper.is_some() || run.look.has(Modifier::UNDERLINED) {
        return;
    }
    let blanks = run.text.len() - run.text.trim_start_matches(' ').len();
    let trimmed = run.text.trim_matches(' ').to_owned();
    run.columns -= u32::try_from(run.text.len() - trimmed.len()).unwrap_or_default();
    run.x += u32::try_from(blanks).unwrap_or_default() * CELL.0;
    run.text = trimmed;
}

/// Draws the runs of one look: what is behind them, then lines and blocks as one shape, then the letters.
fn draw<'r>(svg: &mut String, class: usize, look: Look, runs: impl Iterator<Item = &'r Run> + Clone) -> fmt::Result {
    for Run { x, y, columns, .. } in runs.clone() {
        if let Some(paper) = look.paper {
            let width = columns * CELL.0;
            writeln!(svg, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{}\" fill=\"{paper}\"/>", CELL.1)?;
        }
    }
    let outlines: String = runs
        .clone()
        .filter_map(|run| shape(&run.text).map(|(x, y, outline)| format!("M{} {}{outline}", run.x + x, run.y + y)))
        .collect();
    if !outlines.is_empty() {
        writeln!(svg, "<path class=\"s{class}\" d=\"{outlines}\"/>")?;
    }
    for run in runs.filter(|run| shape(&run.text).is_none()) {
        let (x, y, width, text) = (run.x, run.y + BASELINE, run.columns * CELL.0, escaped(&run.text));
        writeln!(
            svg,
            "<text class=\"s{class}\" x=\"{x}\" y=\"{y}\" textLength=\"{width}\" \
             lengthAdjust=\"spacingAndGlyphs\">{text}</text>"
        )?;
    }
    Ok(())
}

/// The outline of a character that is drawn and not written, in a cell of 8 by 18: where it starts and how it goes on.
fn shape(symbol: &str) -> Option<(u32, u32, &'static str)> {
    Some(match symbol {
        "─" => (0, 9, "h8v1h-8z"),
        "│" => (4, 0, "h1v18h-1z"),
        "┬" => (0, 9, "h8v1h-3v8h-1v-8h-4z"),
        "┃" => (3, 0, "h3v18h-3z"),
        "▌" => (0, 0, "h4v18h-4z"),
        "█" => (0, 0, "h8v18h-8z"),
        "▄" => (0, 9, "h8v9h-8z"),
        "▂" => (0, 14, "h8v4h-8z"),
        "▁" => (0, 16, "h8v2h-8z"),
        "▖" => (0, 9, "h4v9h-4z"),
        "▗" => (4, 9, "h4v9h-4z"),
        "╭" => (4, 18, "v-5q0-4 4-4v1q-3 0-3 3v5z"),
        "╮" => (5, 18, "v-5q0-4-5-4v1q4 0 4 3v5z"),
        "╰" => (4, 0, "v6q0 4 4 4v-1q-3 0-3-3v-6z"),
        "╯" => (5, 0, "v6q0 4-5 4v-1q4 0 4-3v-6z"),
        _ => return None,
    })
}

/// The colours of the picture; `None` is the terminal's own.
fn rgb(color: Color) -> Option<&'static str> {
    Some(match color {
        Color::Reset => return None,
        Color::Black => "#1f242c",
        Color::Red | Color::LightRed => "#e5707b",
        Color::Green | Color::LightGreen => "#8fc07a",
        Color::Yellow | Color::LightYellow => "#e0b566",
        Color::Blue | Color::LightBlue => "#6aa6f0",
        Color::Magenta | Color::LightMagenta => "#c58adf",
        Color::Cyan | Color::LightCyan => "#5cc4cf",
        Color::DarkGray => "#7d8694",
        Color::Gray | Color::White | Color::Rgb(..) | Color::Indexed(_) => FOREGROUND,
    })
}

/// `text` as it stands in XML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use ratatui::style::Style;

    use super::*;

    fn drawn(lines: &[&str], style: impl Fn(&mut Buffer)) -> Vec<String> {
        let mut buffer = Buffer::with_lines(lines.iter().copied());
        style(&mut buffer);
        let picture = svg(&buffer, "a \"title\"");
        let skip = picture.find("<circle").expect("the window");
        picture[skip..].lines().skip(3).map(str::to_owned).collect()
    }

    #[test]
    fn text_is_escaped_and_stands_in_its_cells() {
        let text = "<text class=\"s0\" x=\"30\" y=\"43\" textLength=\"40\" lengthAdjust=\"spacingAndGlyphs\">a&lt;&amp;&gt;b</text>";
        assert_eq!(drawn(&["  a<&>b  "], |_| ()), [text, "</svg>"]);
    }

    #[test]
    fn runs_end_where_the_look_changes_and_at_lines() {
        let picture = drawn(&["ab│cd日本e"], |buffer| {
            buffer[(3, 0)].set_style(Style::new().fg(Color::Red));
        });
        let texts: Vec<&str> = picture.iter().filter_map(|line| line.split(['>', '<']).nth(2)).collect();
        assert_eq!(texts, ["", "ab", "d日本e", "c", ""]);
        assert!(picture[0].contains("d=\"M34 30h1v18h-1z\""), "{picture:?}");
        assert!(picture[2].contains("textLength=\"48\""), "a wide character takes two cells: {picture:?}");
    }

    #[test]
    fn reversed_text_is_ink_on_its_colour() {
        let mut buffer = Buffer::with_lines(["x"]);
        buffer[(0, 0)].set_style(Style::new().fg(Color::Cyan).add_modifier(Modifier::REVERSED | Modifier::BOLD));
        let picture = svg(&buffer, "");
        assert!(picture.contains("<rect x=\"14\" y=\"30\" width=\"8\" height=\"18\" fill=\"#5cc4cf\"/>"), "{picture}");
        assert!(picture.contains(".s0{fill:#15181e;font-weight:700}"), "{picture}");
    }
}
