//! Lays out bar charts. Bars are half as high as a row, so that rows stay apart, and are drawn in steps of half a column.
//! Charts are legible without colours, and in ASCII.

use crate::text;

use super::intervals::Plot;
use super::wrap::{cut, space, width};
use super::{Flow, Fragment, Role};
use crate::document::{Bar, BarPart, Bars, Intervals, Tone, Track};

/// Gaps between the label, the value and the bar, in columns.
const GAP: usize = 2;
/// Maximum length of a bar of counts, in columns, and the count that it stands for: four columns for each record, so that
/// a few records do not look like many.
const MAX_COUNTS: (f64, usize) = (256.0, 1024);
/// Fill of a bar with one part, of a column and of half a column.
const ONE_FILL: [&str; 2] = ["▄", "▖"];
/// Minimum length of a full bar, in columns; if there is less room, there are no bars.
const MIN_BAR: usize = 4;
/// Minimum and maximum length of a full bar for which labels are truncated, in columns.
const ROOM_FOR_BAR: [usize; 2] = [8, 14];
/// Minimum length of the longest bars on both sides together, if there are figures between them, in columns.
const MIN_SIDES: usize = 12;
/// Minimum width of a truncated label, in columns.
const MIN_LABEL: usize = 14;

/// Adds the rows of the chart `content`.
pub(super) fn lay_out(flow: &mut Flow, content: &Bars, columns: usize) {
    let laid: Vec<(Vec<Fragment>, &Bar)> =
        content.bars.iter().map(|bar| (flow.runs(&bar.label, Role::Text), bar)).collect();
    let figures = Figures::new(content);
    let labels = label_width(content, &figures, columns);
    let start = labels + figures.all + 2 * GAP;
    let room = columns.saturating_sub(start);
    let sides = Sides::new(content, room);
    if content.track == Track::Labelled && room >= MIN_BAR {
        let scale = Intervals { ticks: content.ticks(), ..Intervals::default() };
        flow.push(start, [Fragment::new(Plot::new(&scale, room).scale(), Role::Caption)]);
    }
    for (label, bar) in laid {
        let value = Fragment::new(figures.aligned(bar), Role::Count);
        if room < MIN_BAR {
            let row: Vec<Fragment> = label.into_iter().chain([space(GAP), value]).collect();
            flow.wrap(Vec::new(), &row, 0, columns);
            continue;
        }
        let label = cut(label, labels);
        let used = width(&label);
        let drawn = match &sides {
            Some(sides) => sides.draw(bar),
            None => draw(bar, content, longest(content, room)),
        };
        flow.push(0, label.into_iter().chain([space(labels - used + GAP), value, space(GAP)]).chain(drawn));
    }
}

/// Returns the width of the column of labels.
fn label_width(content: &Bars, figures: &Figures, columns: usize) -> usize {
    let width = |bar: &Bar| bar.label.iter().map(|span| text::width(&span.text)).sum();
    let widest = content.bars.iter().map(width).max().unwrap_or(0).max(content.min_columns.labels);
    // Labels and bars share what is left beside the shortest labels, so that bars differ on narrow screens too.
    let room = (columns.saturating_sub(MIN_LABEL) / 2).clamp(ROOM_FOR_BAR[0], ROOM_FOR_BAR[1]);
    let room = longest(content, room);
    let cut_to = columns.saturating_sub(figures.all + 2 * GAP + room);
    if cut_to < MIN_LABEL { widest } else { widest.min(cut_to) }
}

/// Returns whether `columns` columns have room for the bars of `content` beside their labels and figures.
pub(super) fn are_drawn(content: &Bars, columns: usize) -> bool {
    let figures = Figures::new(content);
    columns >= label_width(content, &figures, columns) + figures.all + 2 * GAP + MIN_BAR
}

/// Returns the length of a full bar, in columns: `room`, or less in a chart of small counts.
fn longest(content: &Bars, room: usize) -> usize {
    let is_count = |bar: &Bar| {
        let is_share = bar.shown.split(' ').next().is_some_and(|figure| figure.ends_with('%'));
        bar.value.fract() == 0.0 && !is_share
    };
    let is_of_counts = content.track == Track::None && content.bars.iter().all(is_count);
    if is_of_counts { room.min(units(content.full)) } else { room }
}

/// Returns the maximum length of a bar for `count` records, in columns.
fn units(count: f64) -> usize {
    let (count_of_longest, longest) = MAX_COUNTS;
    halves(count, count_of_longest, longest) / 2
}

/// Draws a bar that starts on the left, with its track if it has one.
fn draw(bar: &Bar, content: &Bars, room: usize) -> Vec<Fragment> {
    let mut runs = if bar.parts.is_empty() {
        vec![Fragment::new(draw_to_right(halves(bar.value, content.full, room)), Role::Bar)]
    } else {
        parts(&bar.parts, content.full, room)
    };
    if content.track != Track::None {
        let rest = room.saturating_sub(width(&runs));
        runs.push(Fragment::new("▁".repeat(rest), Role::Line));
    }
    runs
}

/// Returns the parts of a bar, each with a fill that is recognizable without colours. The last part ends at a half of a
/// column, the others at a whole one, since two parts cannot share a column. A part whose value is above zero is visible.
fn parts(parts: &[BarPart], full: f64, room: usize) -> Vec<Fragment> {
    let (mut start, mut drawn) = (0.0, 0);
    let mut left = parts.iter().filter(|part| part.value > 0.0).count();
    let mut runs = Vec::new();
    for part in parts.iter().filter(|part| part.value > 0.0) {
        start += part.value;
        left -= 1;
        let end = halves(start, full, room).min(2 * room.saturating_sub(left));
        let end = if left > 0 { (end / 2 * 2).max(2 * drawn + 2) } else { end.max(2 * drawn + 1) };
        let length = end - 2 * drawn;
        // The label says what a bar with only one part means, so that part has the fill of all such bars.
        let [fill, half] = if parts.len() == 1 { ONE_FILL } else { [part.tone.fill(), part.tone.half_fill()] };
        let last = if length.is_multiple_of(2) { "" } else { half };
        runs.push(Fragment::new(fill.repeat(length / 2) + last, Role::Tone(part.tone)));
        drawn = end.div_ceil(2);
    }
    runs
}

/// Layout of a chart whose bars extend from the middle to both sides.
struct Sides {
    /// Length of the longest bar on the left and on the right, in columns.
    rooms: [usize; 2],
    /// Value that these lengths stand for.
    full: [f64; 2],
    /// Widths of the figures on the left, of those in the middle and of those on the right, in columns; `None` if there is
    /// no room for figures.
    figures: Option<[usize; 3]>,
}

impl Sides {
    /// Divides `room` so that a column stands for the same value on both sides; `None` if the bars of `content` extend
    /// to one side only.
    fn new(content: &Bars, room: usize) -> Option<Self> {
        let parts = |at: usize| content.bars.iter().filter_map(move |bar| bar.parts.get(at));
        parts(0).next().filter(|part| part.tone == Tone::Down && room >= MIN_BAR)?;
        let largest = |at: usize| parts(at).map(|part| part.value).fold(0.0, f64::max);
        let figure = |at: usize| parts(at).map(|part| text::width(&signed(part))).max().unwrap_or(0);
        let figures = [0, 1, 2].map(figure);
        let neutral = if figures[1] > 0 { GAP + figures[1] } else { 0 };
        let around = figures[0] + figures[2] + neutral + 3;
        let (figures, bars) = match room.checked_sub(around).filter(|bars| *bars >= MIN_SIDES) {
            Some(bars) => (Some(figures), bars),
            None => (None, room - 1),
        };
        let full = [largest(0), largest(2)];
        let bars = bars.min(units(full[0] + full[1]).max(1));
        let left = halves(full[0], full[0] + full[1], bars) / 2;
        Some(Self { rooms: [left, bars - left], full, figures })
    }

    /// Draws a bar: both its sides from the middle, and around them the figures, that of the middle last.
    fn draw(&self, bar: &Bar) -> Vec<Fragment> {
        let [down, neutral, up] = [0, 1, 2].map(|at| bar.parts.get(at).copied());
        let length = |part: Option<BarPart>, side: usize| {
            halves(part.map_or(0.0, |part| part.value), self.full[side], self.rooms[side])
        };
        let shown = |part: Option<BarPart>| part.filter(|part| part.value > 0.0);
        let (left, right) = (draw_to_left(length(down, 0)), draw_to_right(length(up, 1)));
        let spare = [&left, &right].map(|side| text::width(side));
        let middle = shown(neutral).map_or("│", |part| part.tone.sign());
        let bars = [
            space(self.rooms[0].saturating_sub(spare[0])),
            Fragment::new(left, Role::Bar),
            Fragment::new(middle, Role::Line),
            Fragment::new(right, Role::Bar),
        ];
        let Some([left_room, middle_room, right_room]) = self.figures else { return bars.into() };
        let figure = |part: Option<BarPart>| shown(part).map(|part| signed(&part)).unwrap_or_default();
        let count = |text| Fragment::new(text, Role::Count);
        let after = [
            space(self.rooms[1].saturating_sub(spare[1]) + 1),
            count(format!("{:>right_room$}", figure(up))),
            count(format!("{:>1$}", figure(neutral), if middle_room > 0 { GAP + middle_room } else { 0 })),
        ];
        std::iter::once(count(format!("{:>left_room$} ", figure(down)))).chain(bars).chain(after).collect()
    }
}

/// Returns the figure of a part, with the sign of its meaning.
fn signed(part: &BarPart) -> String {
    format!("{}{}", part.value, part.tone.sign())
}

/// Widths of the words in the values beside bars. Words are aligned below each other, such as ` 8% · 12` above `41% ·
/// 3`. A value with fewer words than others is aligned on the right.
struct Figures {
    words: Vec<usize>,
    all: usize,
}

impl Figures {
    fn new(content: &Bars) -> Self {
        let words = |bar: &Bar| bar.shown.split_whitespace().map(text::width).collect::<Vec<_>>();
        let most = content.bars.iter().map(|bar| words(bar).len()).max().unwrap_or(0);
        let (full, short): (Vec<_>, Vec<_>) = content.bars.iter().map(words).partition(|words| words.len() == most);
        let widest = |at: usize| full.iter().map(|words| words[at]).max().unwrap_or(0);
        let columns: Vec<usize> = (0..most).map(widest).collect();
        let all = [&columns].into_iter().chain(&short).map(|words| spaced(words)).max().unwrap_or(0);
        Self { words: columns, all: all.max(content.min_columns.values) }
    }

    /// Returns the value of `bar` as text, with blanks that align its words with those of other bars.
    fn aligned(&self, bar: &Bar) -> String {
        let right = |text: &str, room: usize| " ".repeat(room.saturating_sub(text::width(text))) + text;
        let words: Vec<&str> = bar.shown.split_whitespace().collect();
        if words.len() < self.words.len() {
            return right(&words.join(" "), self.all);
        }
        let set = words.iter().zip(&self.words).map(|(word, &room)| right(word, room));
        right(&set.collect::<Vec<_>>().join(" "), self.all)
    }
}

/// Returns the total width of words with these widths and one space between each two.
fn spaced(widths: &[usize]) -> usize {
    widths.iter().sum::<usize>() + widths.len().saturating_sub(1)
}

/// Returns the length of a bar for `value`, in halves of a column, where a bar for `full` takes `room` columns. Any
/// value above zero is visible.
fn halves(value: f64, full: f64, room: usize) -> usize {
    let share = if full > 0.0 { (value / full).clamp(0.0, 1.0) } else { 0.0 };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a share of a few dozen columns"
    )]
    let halves = (share * room as f64 * 2.0).round() as usize;
    if value > 0.0 { halves.max(1) } else { 0 }
}

fn draw_to_right(halves: usize) -> String {
    "▄".repeat(halves / 2) + ["", "▖"][halves % 2]
}

fn draw_to_left(halves: usize) -> String {
    ["", "▗"][halves % 2].to_owned() + &"▄".repeat(halves / 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Block;

    fn lines(chart: &Block, columns: usize) -> Vec<String> {
        let flow = Flow::new([chart], columns);
        flow.rows.iter().map(|row| row.text().trim_end().to_owned()).collect()
    }

    #[test]
    fn bars_are_drawn_to_half_a_column() {
        let bar = |label: &str, value: f64| Bar::new(label, value, value.to_string());
        let bars = Block::Bars(Bars {
            bars: vec![bar("a", 4.0), bar("bb", 1.0), bar("c", 0.0)],
            full: 4.0,
            ..Bars::default()
        });
        assert_eq!(lines(&bars, 17), ["a   4  ▄▄▄▄▄▄▄▄▄▄", "bb  1  ▄▄▖", "c   0"]);
        assert_eq!(lines(&bars, 8), ["a  4", "bb  1", "c  0"]);
    }

    #[test]
    fn every_part_of_a_bar_is_visible_within_the_length_of_a_full_bar() {
        let parts = [(Tone::For, 230.0), (Tone::Mixed, 1.0), (Tone::Against, 1.0)];
        let parts = parts.map(|(tone, value)| BarPart { tone, value }).into();
        let bars = Bars::of_counts([Bar { parts, ..Bar::of_count("a", 232) }]);
        assert_eq!(lines(&Block::Bars(bars), 18), ["a  232  ▄▄▄▄▄▄▄▄▂▒"]);
    }

    #[test]
    fn bars_with_one_part_have_one_fill() {
        let bar = |label: &str, tone| Bar { parts: vec![BarPart { tone, value: 5.0 }], ..Bar::of_count(label, 5) };
        let bars = Bars::of_counts([bar("back", Tone::For), bar("doubt", Tone::Mixed), bar("reject", Tone::Against)]);
        let lines = lines(&Block::Bars(bars), 20);
        assert_eq!(lines, ["back    5  ▄▄▄▄▄▄▄▄▄", "doubt   5  ▄▄▄▄▄▄▄▄▄", "reject  5  ▄▄▄▄▄▄▄▄▄"]);
    }

    #[test]
    fn the_last_part_of_a_bar_ends_at_half_a_column_and_parts_touch() {
        let bar = |label: &str, values: [f64; 3]| {
            let parts = [Tone::For, Tone::Mixed, Tone::Against].into_iter().zip(values);
            let parts = parts.map(|(tone, value)| BarPart { tone, value }).collect();
            Bar { parts, ..Bar::new(label, values.iter().sum(), "") }
        };
        let bars =
            [[20.0, 0.0, 0.0], [5.0, 0.0, 0.0], [4.0, 0.0, 0.0], [3.0, 1.0, 0.0], [2.0, 1.0, 0.0], [1.0, 0.0, 2.0]];
        let chart = Block::Bars(Bars::of_counts(bars.map(|values| bar("a", values))));
        let rows = ["▄▄▄▄▄▄▄▄▄▄", "▄▄▖", "▄▄", "▄▂", "▄▁", "▄▒"].map(|bar| format!("a    {bar}"));
        assert_eq!(lines(&chart, 15), rows);
    }

    #[test]
    fn a_share_has_a_track_to_the_full_scale() {
        let bars = Bars::of_shares([Bar::new("a", 0.5, "50%"), Bar::new("b", 1.0, "100%"), Bar::new("c", 0.0, "0%")]);
        let at = |track| lines(&Block::Bars(bars.clone().with_track(track)), 21);
        let rows = ["a   50%  ▄▄▄▄▄▄▁▁▁▁▁▁", "b  100%  ▄▄▄▄▄▄▄▄▄▄▄▄", "c    0%  ▁▁▁▁▁▁▁▁▁▁▁▁"];
        assert_eq!(at(Track::Plain), rows);
        assert_eq!(at(Track::Labelled)[0], "         0%      100%");
        assert_eq!(at(Track::Labelled)[1..], rows);
    }

    #[test]
    fn a_chart_with_two_sides_has_one_unit_for_both() {
        let bar = |label: &str, [down, neutral, up]: [f64; 3]| Bar {
            parts: [(Tone::Down, down), (Tone::Neutral, neutral), (Tone::Up, up)]
                .map(|(tone, value)| BarPart { tone, value })
                .into(),
            ..Bar::new(label, down + neutral + up, (down + neutral + up).to_string())
        };
        let chart = Block::Bars(Bars::of_counts([bar("Speed", [4.0, 0.0, 2.0]), bar("Scope", [1.0, 3.0, 8.0])]));
        assert_eq!(lines(&chart, 35), ["Speed   6  4↓ ▄▄▄▄│▄▄▖       2↑", "Scope  12  1↓    ▄○▄▄▄▄▄▄▄▄▄ 8↑  3○"]);
        // With little room there are no figures, and the middle shows whether anything stays there.
        assert_eq!(lines(&chart, 24), ["Speed   6  ▄▄▄▄│▄▄", "Scope  12     ▄○▄▄▄▄▄▄▄▄"]);
    }

    #[test]
    fn labels_of_bars_are_truncated_before_the_bars_disappear() {
        let chart = |count| {
            Block::Bars(Bars::of_counts([Bar::of_count("Institutional capacity", count), Bar::of_count("Scope", 1)]))
        };
        assert_eq!(lines(&chart(3), 30), ["Institutional ca…  3  ▄▄▄▄▄▄▄▄", "Scope              1  ▄▄▖"]);
        // The bar of a single record is short, so that there is more room for labels.
        assert_eq!(lines(&chart(1), 31), ["Institutional capacity  1  ▄▄▄▄", "Scope                   1  ▄▄▄▄"]);
    }

    #[test]
    fn figures_of_bars_stand_below_each_other_whatever_follows_them() {
        let bar = |shown: &str| Bar::new("a", 1.0, shown);
        let bars =
            Block::Bars(Bars {
                bars: vec![bar("8% · 12"), bar("41% · 3"), bar("none")], full: 1.0, ..Bars::default()
            });
        assert_eq!(lines(&bars, 17), ["a   8% · 12  ▄▄▄▄", "a  41% ·  3  ▄▄▄▄", "a      none  ▄▄▄▄"]);
    }
}
