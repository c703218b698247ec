//! The board: people with a profile by expertise and recognition, and what p(doom)s each tier gives.

use crate::graph::{Graph, PeopleOrder};
use crate::model::{Atlas, ExpertiseId, Id, PersonId, RecognitionId, TagId, Tier};

use crate::document::{
    BadgeKind, Bar, Bars, Grid, GridCell, GridColumn, GridRow, Heading, Inline, Item, PageBuilder, Part, Span, fact,
    join_dots, plain,
};
use crate::page::home;
use crate::page::parts::badges;
use crate::page::parts::claims::{self, LEAST};
use crate::page::parts::figures::{self, percent, to_f64};
use crate::page::parts::people_list::PeopleList;
use crate::page::view_options::ViewOptions;
use crate::place::{Cell, Overview, Place};

/// From how many people on a cell is as dark as can be.
const DARK: usize = 8;
/// The same on a small board.
const DARK_SMALL: usize = 6;
/// The fewest tiers of expertise, or else of recognition, that have enough p(doom)s to be compared.
const COMPARED: (usize, usize) = (3, 2);
/// The least that the longest bar of means stands for.
const LEAST_SCALE: f64 = 0.05;

/// The expertise and the recognition of a cell of the board.
type Tiers = (ExpertiseId, RecognitionId);

/// Someone's p(doom).
type Doom = (PersonId, f64);

/// Builds the board.
pub(super) fn build(graph: &Graph, options: &ViewOptions) -> PageBuilder {
    let atlas = &graph.atlas;
    let mut page = PageBuilder::new(home::link(graph));
    let profiled = profiled(atlas);
    let passages: usize = profiled.iter().map(|&person| graph.passages(person)).sum();
    page.facts(vec![
        fact("With a profile", plain(format!("{} of {} people", profiled.len(), atlas.people.len()))),
        fact("Passages", plain(format!("{passages} of theirs"))),
        fact(
            "Tiers",
            plain(format!("{} of expertise, {} of recognition", atlas.expertise.len(), atlas.recognition.len())),
        ),
    ]);
    if profiled.is_empty() {
        page.notice("Nobody of this atlas has a profile.");
        return page;
    }
    let about = about(options);
    let roster = PeopleList::new(graph, options, &about, PeopleOrder::Name);
    let shown = roster.select(&profiled);
    page.heading(Heading::section("Expertise by recognition").counting(shown.len()));
    page.caption(&roster.caption(shown.len(), profiled.len()));
    page.grid(grid(atlas, &tally(atlas, &shown), counted));
    let dooms: Vec<Doom> = profiled.iter().filter_map(|&person| Some((person, graph.p_doom(person)?))).collect();
    by_tier(&mut page, atlas, &dooms);
    by_vintage(&mut page, atlas, &dooms);
    tiers(&mut page, graph, &profiled);
    page
}

/// Builds the page of one cell of the board: its people, and the criteria of its two tiers.
pub(super) fn cell(graph: &Graph, (expertise, recognition): Tiers, options: &ViewOptions) -> PageBuilder {
    let atlas = &graph.atlas;
    let mut page = PageBuilder::new(vec![Span::link(Overview::Board.name(), Place::Overview(Overview::Board))]);
    for (scale, kind, tier) in [
        ("Expertise", BadgeKind::Expertise, &atlas.expertise[expertise]),
        ("Recognition", BadgeKind::Recognition, &atlas.recognition[recognition]),
    ] {
        page.heading(Heading::group(plain(scale)));
        page.list([Item {
            text: plain(&tier.label),
            badges: vec![badges::tier(kind, tier)],
            note: plain(&tier.criterion),
        }]);
    }
    let people = people_at(graph, (expertise, recognition));
    page.heading(Heading::section("People").counting(people.len()).within(Part::People));
    if people.is_empty() {
        page.notice("Nobody stands here.");
    }
    let about = about(options);
    PeopleList::new(graph, options, &about, PeopleOrder::Name)
        .list(&mut page, &people, |person| plain(&atlas.people[person].tagline));
    page
}

/// Everyone with a profile, in file order.
pub(super) fn profiled(atlas: &Atlas) -> Vec<PersonId> {
    atlas.people.iter().filter(|(_, person)| person.profile.is_some()).map(|(id, _)| id).collect()
}

/// The people of two tiers, in file order.
pub(super) fn people_at(graph: &Graph, tiers: Tiers) -> Vec<PersonId> {
    let mut people = profiled(&graph.atlas);
    people.retain(|&person| at(&graph.atlas, person) == Some(tiers));
    people
}

/// The tag that stance and tentativeness refer to: the one that the query asks for.
pub(super) fn about(options: &ViewOptions) -> Vec<TagId> {
    options.found.as_ref().and_then(|found| found.tag).into_iter().collect()
}

/// The tiers of a person with a profile.
fn at(atlas: &Atlas, person: PersonId) -> Option<Tiers> {
    let profile = atlas.people[person].profile.as_ref()?;
    Some((profile.expertise.tier, profile.recognition.tier))
}

/// How many stand in each cell, by expertise and then by recognition.
type Tally = Vec<Vec<usize>>;

fn tally(atlas: &Atlas, people: &[PersonId]) -> Tally {
    let mut tally = vec![vec![0; atlas.recognition.len()]; atlas.expertise.len()];
    for (expertise, recognition) in people.iter().filter_map(|&person| at(atlas, person)) {
        tally[expertise.index()][recognition.index()] += 1;
    }
    tally
}

/// The grid of a tally with its totals; what stands in a cell is up to `cell`.
fn grid(atlas: &Atlas, tally: &Tally, cell: impl Fn(Tiers, usize) -> GridCell) -> Grid {
    let total = |number: usize| plain(number.to_string());
    let row = |expertise: ExpertiseId| {
        let counts = &tally[expertise.index()];
        let cells =
            atlas.recognition.ids().map(|recognition| cell((expertise, recognition), counts[recognition.index()]));
        GridRow {
            label: plain(&atlas.expertise[expertise].label),
            cells: cells.collect(),
            total: total(counts.iter().sum()),
        }
    };
    let column = |recognition: RecognitionId| -> usize { tally.iter().map(|row| row[recognition.index()]).sum() };
    let totals = atlas.recognition.ids().map(|id| GridCell { text: total(column(id)), ..GridCell::default() });
    Grid {
        corner: "Expertise".to_owned(),
        columns: atlas.recognition.rows().iter().map(|tier| GridColumn::of_figures(plain(&tier.label))).collect(),
        rows: atlas.expertise.ids().map(row).collect(),
        totals: Some(GridRow {
            label: plain("All"),
            cells: totals.collect(),
            total: total(tally.iter().flatten().sum()),
        }),
    }
}

/// How dark a cell of so many people is; from `dark` on it does not get darker.
fn shade(number: usize, dark: usize) -> f64 {
    to_f64(number.min(dark)) / to_f64(dark)
}

/// A cell of the board: how many stand there, and the way to them.
fn counted((expertise, recognition): Tiers, number: usize) -> GridCell {
    let text = match number {
        0 => Span::quiet("·"),
        _ => Span::link(number.to_string(), Cell::Board(expertise, recognition)),
    };
    GridCell { text: vec![text], shade: Some(shade(number, DARK)), word: None }
}

/// Adds a small board: where the people for something stand, and those against it behind a cross.
pub(super) fn small(page: &mut PageBuilder, atlas: &Atlas, support: &[PersonId], against: &[PersonId]) {
    let opposed = tally(atlas, against);
    page.grid(grid(atlas, &tally(atlas, support), |(expertise, recognition), number| {
        let crossed = opposed[expertise.index()][recognition.index()];
        let mut text = match number {
            0 => vec![Span::quiet("·")],
            _ => plain(number.to_string()),
        };
        if crossed > 0 {
            text.push(Span::quiet(format!(" ×{crossed}")));
        }
        GridCell { text, shade: Some(shade(number, DARK_SMALL)), word: None }
    }));
}

/// The mean p(doom) of each tier of expertise and of recognition, if enough tiers have enough of them.
fn by_tier(page: &mut PageBuilder, atlas: &Atlas, dooms: &[Doom]) {
    let expertise = claims::by_tier(atlas, dooms, |profile| Some(profile.expertise.tier));
    let recognition = claims::by_tier(atlas, dooms, |profile| Some(profile.recognition.tier));
    if expertise.len() < COMPARED.0 && recognition.len() < COMPARED.1 {
        return;
    }
    page.heading(Heading::section("p(doom) by tier"));
    page.caption(&format!(
        "The mean over everyone with a profile, for tiers in which {LEAST} or more gave one. {}",
        claims::FIRST
    ));
    means(page, "Expertise", expertise.iter().map(|(tier, values)| (atlas.expertise[*tier].label.clone(), values)));
    means(
        page,
        "Recognition",
        recognition.iter().map(|(tier, values)| (atlas.recognition[*tier].label.clone(), values)),
    );
}

fn by_vintage(page: &mut PageBuilder, atlas: &Atlas, dooms: &[Doom]) {
    let groups = claims::by_vintage(atlas, dooms);
    if groups.is_empty() {
        return;
    }
    page.heading(Heading::section("p(doom) by vintage"));
    page.bars(mean_bars(groups.iter().map(|(vintage, values)| {
        let tier = &atlas.vintages[*vintage];
        (format!("{}, {}", tier.label, tier.short), values)
    })));
}

fn means<'a>(page: &mut PageBuilder, title: &str, tiers: impl ExactSizeIterator<Item = (String, &'a Vec<f64>)>) {
    if tiers.len() > 0 {
        page.heading(Heading::group(plain(title)));
        page.bars(mean_bars(tiers));
    }
}

fn mean_bars<'a>(tiers: impl Iterator<Item = (String, &'a Vec<f64>)>) -> Bars {
    let bar = |(name, values): (String, &Vec<f64>)| {
        let mean = figures::mean(values).unwrap_or_default();
        Bar { label: plain(name), value: mean, shown: format!("{} · {}", percent(mean), values.len()) }
    };
    let bars: Vec<Bar> = tiers.map(bar).collect();
    Bars { full: bars.iter().map(|bar| bar.value).fold(LEAST_SCALE, f64::max), bars }
}

/// Every tier with how many stand on it and what it takes.
fn tiers(page: &mut PageBuilder, graph: &Graph, profiled: &[PersonId]) {
    let atlas = &graph.atlas;
    let mixes = graph.tier_distributions(profiled.iter().copied());
    let expertise = mixes.expertise.counts.iter().map(|&(tier, count)| (&atlas.expertise[tier], count));
    let recognition = mixes.recognition.counts.iter().map(|&(tier, count)| (&atlas.recognition[tier], count));
    let vintage = mixes.vintage.counts.iter().map(|&(tier, count)| (&atlas.vintages[tier], count));
    page.heading(Heading::section("Tiers"));
    for (title, kind, tiers) in [
        ("Expertise", BadgeKind::Expertise, expertise.collect::<Vec<_>>()),
        ("Recognition", BadgeKind::Recognition, recognition.collect()),
        ("Vintage", BadgeKind::Vintage, vintage.collect()),
    ] {
        if !tiers.is_empty() {
            page.heading(Heading::group(plain(title)));
            page.list(tiers.into_iter().map(|(tier, count)| described(kind, tier, count)));
        }
    }
}

fn described(kind: BadgeKind, tier: &Tier, count: u32) -> Item {
    let number: Inline = plain(figures::pluralize(count as usize, "person", "people"));
    Item {
        text: plain(&tier.label),
        badges: vec![badges::tier(kind, tier)],
        note: join_dots([number, plain(&tier.criterion)]),
    }
}
