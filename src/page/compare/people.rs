//! Endorsers of compared strategies or tags. The endorsers of a strategy are the stated (not tentative) endorsers of
//! the tags that lead to it.

use crate::document::{
    Grid, GridCell, GridColumn, GridRow, Heading, Inline, PageBuilder, Part, RowWidths, Span, Weight, fact, join_dots,
    plain,
};
use crate::graph::Graph;
use crate::model::{Atlas, PersonId, SharedSort, TagId, Tier};
use crate::page::parts::figures::{self, format_fixed, key_count, percent, pluralize, points, precise_points, to_f64};
use crate::page::parts::tag_support::{TagSupport, p_dooms};
use crate::page::parts::tiers::{Scale, person_item, profiled, prominence};

use super::{row_label, sides};

/// Maximum number of displayed people per group.
const MAX_PEOPLE: usize = 12;
/// Widths of the row of a person; a note has a place only beside it.
const ROW: RowWidths = RowWidths { text: 22, details: [0; 5], head: "", is_note_below: false };
/// Number of people with a profile that at least one side needs for showing differences.
const MIN_PROFILED: usize = 3;
/// Difference between the shares of the two sides that must be exceeded for display, from 0 to 1.
const MIN_GAP: f64 = 0.07;
/// Maximum number of displayed differences per side.
const MAX_GAPS: usize = 5;

/// People on one side of a comparison.
pub(super) struct ComparedPeople {
    /// Name of the compared strategy or tag, as a link.
    name: Span,
    /// Stated endorsers of at least one of the side's tags, in file order.
    endorsers: Vec<PersonId>,
    /// Those of `endorsers` who have a profile.
    profiled: Vec<PersonId>,
    /// Number of people who oppose at least one of the side's tags.
    opposers: usize,
    p_dooms: Vec<f64>,
}

impl ComparedPeople {
    /// Collects the people with positions on `tags`, the tags of the strategy or tag called `name`.
    pub(super) fn new(graph: &Graph, name: Span, tags: &[TagId]) -> Self {
        let supports: Vec<TagSupport> = tags.iter().map(|&tag| TagSupport::new(graph, tag)).collect();
        let union = |people: fn(&TagSupport) -> &Vec<PersonId>| {
            let mut all: Vec<PersonId> = supports.iter().flat_map(people).copied().collect();
            all.sort_unstable();
            all.dedup();
            all
        };
        let endorsers = union(|support| &support.stated);
        Self {
            name,
            profiled: profiled(&graph.atlas, endorsers.iter().copied()),
            opposers: union(|support| &support.opposers).len(),
            p_dooms: p_dooms(graph, &endorsers),
            endorsers,
        }
    }
}

/// Adds the figures of all sides, and the differences of two sides that both have endorsers.
pub(super) fn figures(page: &mut PageBuilder, graph: &Graph, sides: &[ComparedPeople]) {
    let row = |label: &str, figure: &dyn Fn(&ComparedPeople) -> String| {
        let figures: Vec<String> = sides.iter().map(figure).collect();
        let differs = figures.windows(2).any(|pair| pair[0] != pair[1]);
        (differs, GridRow::new(row_label(label, differs), figures.into_iter().map(GridCell::new)))
    };
    let mut rows = vec![
        row("Endorsers", &|side| side.endorsers.len().to_string()),
        row("Profiled", &|side| format!("{} of {}", side.profiled.len(), side.endorsers.len())),
        row("Opposers", &|side| side.opposers.to_string()),
        row("p(doom)", &|side| match figures::mean(&side.p_dooms) {
            Some(mean) => format!("mean {}% of {}", format_fixed(100.0 * mean, 0), side.p_dooms.len()),
            None => "·".to_owned(),
        }),
        row("All passages", &|side| {
            side.endorsers.iter().map(|&person| graph.passages(person)).sum::<usize>().to_string()
        }),
    ];
    rows.sort_by_key(|(differs, _)| !differs);
    let rows = rows.into_iter().map(|(_, row)| row).collect();
    page.grid(Grid { columns: columns(sides), rows, ..Grid::default() });
    if let [a, b] = sides
        && !a.endorsers.is_empty()
        && !b.endorsers.is_empty()
    {
        differences(page, &graph.atlas, a, b);
    }
}

/// Returns in words which of two sides has more endorsers, how many endorse both, and the tier whose shares of endorsers
/// differ most.
pub(super) fn answer(atlas: &Atlas, sides: &[ComparedPeople; 2]) -> Inline {
    let (more, less) = match sides {
        [a, b] if a.endorsers.len() < b.endorsers.len() => (b, a),
        [a, b] => (a, b),
    };
    let counts = [more, less].map(|side| side.endorsers.len());
    let endorsers = if counts[0] == counts[1] {
        [key_count(counts[0], "person endorses", "people endorse"), plain(" each")].concat()
    } else {
        let name = Span { weight: Weight::Strong, ..more.name.clone() };
        plain([name, Span::plain(format!(" has more endorsers, {} against {}", counts[0], counts[1]))])
    };
    let both = match in_common(sides).0 {
        0 => plain("nobody endorses both"),
        both => key_count(both, "person endorses both", "people endorse both"),
    };
    let differ = (more.profiled.len().min(less.profiled.len()) >= MIN_PROFILED).then(|| {
        let gaps = gaps(atlas, more, less).into_iter().filter(|(.., gap)| gap.abs() > MIN_GAP);
        gaps.max_by(|(.., a), (.., b)| a.abs().total_cmp(&b.abs()))
    });
    let differ = differ.flatten().map(|(tier, [more_share, less_share], _)| {
        let profiled =
            |side: &ComparedPeople| format!("{} with a profile behind {}", side.profiled.len(), side.name.text);
        let shares = format!(" of {}, {} of {}", profiled(more), percent(less_share), profiled(less));
        plain([Span::plain(format!("{tier}: ")), Span::strong(percent(more_share)), Span::plain(shares)])
    });
    join_dots([endorsers, both, differ.unwrap_or_default()])
}

/// Returns the number of people who endorse both sides, and their share of the people who endorse at least one, from 0
/// to 1.
pub(super) fn in_common([a, b]: &[ComparedPeople; 2]) -> (usize, f64) {
    let both = a.endorsers.iter().filter(|person| b.endorsers.binary_search(person).is_ok()).count();
    (both, to_f64(both) / to_f64((a.endorsers.len() + b.endorsers.len() - both).max(1)))
}

/// Returns a grid column for each side.
fn columns(sides: &[ComparedPeople]) -> Vec<GridColumn> {
    sides.iter().map(|side| GridColumn::of_figures(side.name.clone())).collect()
}

/// Adds below `heading` a table with the number of endorsers with a profile on each tier, and their share of those of the
/// same side; nothing if nobody has a profile. The shares are shaded, since the sides can differ in size.
pub(super) fn tiers(page: &mut PageBuilder, atlas: &Atlas, sides: &[ComparedPeople], heading: Heading) {
    let scales = Scale::REQUIRED.map(|scale| {
        let of = |side: &ComparedPeople| {
            let counts = scale.counts(atlas, &side.profiled).into_iter();
            counts.map(|count| (count, share_of(count, side))).collect::<Vec<_>>()
        };
        (scale, sides.iter().map(of).collect::<Vec<_>>())
    });
    let most = scales.iter().flat_map(|(_, sides)| sides).flatten().map(|&(_, share)| share).fold(0.0, f64::max);
    if most <= 0.0 {
        return;
    }
    let cell = |(count, share): (usize, f64)| match count {
        0 => GridCell::new(Span::quiet("·")),
        _ => GridCell { shade: Some(share / most), ..GridCell::new(format!("{count} · {:>3}", percent(share))) },
    };
    let rows = scales.iter().flat_map(|(scale, sides)| {
        let title = GridRow::new(Span::strong(scale.name()), sides.iter().map(|_| GridCell::default()));
        let tiers = scale.tiers(atlas).iter().enumerate();
        let row = move |(at, tier): (usize, &Tier)| GridRow::new(&tier.label, sides.iter().map(|side| cell(side[at])));
        std::iter::once(title).chain(tiers.map(row))
    });
    page.heading(heading.marked("count · share of those with a profile"));
    page.grid(Grid { columns: columns(sides), rows: rows.collect(), ..Grid::default() });
}

/// Returns `count` as a share of the endorsers of `side` with a profile, from 0 to 1.
fn share_of(count: usize, side: &ComparedPeople) -> f64 {
    to_f64(count) / to_f64(side.profiled.len().max(1))
}

/// Adds the tiers whose shares of endorsers differ between the two sides, and the difference of the mean p(doom)s.
fn differences(page: &mut PageBuilder, atlas: &Atlas, a: &ComparedPeople, b: &ComparedPeople) {
    page.heading(Heading::group("Differences"));
    if a.profiled.len() < MIN_PROFILED && b.profiled.len() < MIN_PROFILED {
        page.notice("Too few have a profile to tell the two apart.");
        return;
    }
    let gaps = gaps(atlas, a, b);
    let more_behind = |side: &ComparedPeople, sign: f64| {
        let gaps = gaps.iter().map(|&(tier, _, gap)| (tier, sign * gap));
        let mut more: Vec<(&str, f64)> = gaps.filter(|&(_, gap)| gap > MIN_GAP).collect();
        more.shared_sort_by(|x, y| y.1.total_cmp(&x.1));
        let tiers: Inline =
            join_dots(more.into_iter().take(MAX_GAPS).map(|(tier, gap)| format!("{tier} {}", points(gap))));
        let tiers = if tiers.is_empty() { vec![Span::quiet("nothing")] } else { tiers };
        fact(format!("More behind {}", side.name.text), tiers)
    };
    let means = figures::mean(&a.p_dooms).zip(figures::mean(&b.p_dooms)).map(|(a, b)| {
        let [shown_a, shown_b] = [a, b].map(|mean| format_fixed(100.0 * mean, 0));
        format!("{shown_a}% against {shown_b}%, {}", precise_points(a - b))
    });
    page.facts([more_behind(a, 1.0), more_behind(b, -1.0), fact("Mean p(doom)", means)]);
    page.caption("Shares of those with a profile that differ by more than 7 pp, largest first.");
}

/// Returns the label of each tier with its shares on side `a` and side `b`, among endorsers with a profile, and their
/// difference.
fn gaps<'a>(atlas: &'a Atlas, a: &ComparedPeople, b: &ComparedPeople) -> Vec<(&'a str, [f64; 2], f64)> {
    let gaps = Scale::REQUIRED.into_iter().flat_map(|scale| {
        let [a, b] = [a, b].map(|side| {
            let counts = scale.counts(atlas, &side.profiled).into_iter();
            counts.map(|count| share_of(count, side)).collect::<Vec<f64>>()
        });
        let tiers = scale.tiers(atlas).iter().zip(a).zip(b);
        tiers.map(|((tier, a), b)| (tier.label.as_str(), [a, b], a - b))
    });
    gaps.collect()
}

/// Adds a group of the people who endorse all compared records, and a group per record of those who endorse only that
/// record.
pub(super) fn groups(page: &mut PageBuilder, graph: &Graph, sides: &[ComparedPeople]) {
    let endorsed = |person: PersonId| sides.iter().filter(|side| side.endorsers.binary_search(&person).is_ok()).count();
    let of = |side: &ComparedPeople, count: usize| -> Vec<PersonId> {
        side.endorsers.iter().copied().filter(|&person| endorsed(person) == count).collect()
    };
    group(page, graph, sides::all_title(sides.len()).to_owned(), of(&sides[0], sides.len()));
    for side in sides {
        group(page, graph, sides::only_title(&side.name.text), of(side, 1));
    }
}

/// Adds a group of people: best known first, then by number of passages, then by name.
fn group(page: &mut PageBuilder, graph: &Graph, title: String, mut people: Vec<PersonId>) {
    let atlas = &graph.atlas;
    page.heading(Heading::section(title).within(Part::People).counting(people.len()));
    people.sort_by_cached_key(|&person| (prominence(graph, person), graph.name_rank(person)));
    let left = people.len().saturating_sub(MAX_PEOPLE);
    people.truncate(MAX_PEOPLE);
    let items = people.into_iter().map(|person| person_item(atlas, person, atlas.people.tagline(person)).inlined(ROW));
    page.list_or("Nobody.", items);
    if left > 0 {
        page.caption(format!("And {} more.", pluralize(left, "person", "people")));
    }
}
