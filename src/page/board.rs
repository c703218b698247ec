//! The board: a grid of the people with a profile by expertise and recognition tier, and the p(doom) (probability of
//! doom) of each tier.

use crate::document::{
    Bars, Grid, GridCell, GridColumn, GridRow, Heading, Inline, Item, Page, PageBuilder, Sorting, Span, Track,
    join_dots, plain, quiet,
};
use crate::graph::PeopleOrder;
use crate::model::{Atlas, ExpertiseId, Id, PersonId, RecognitionId, Tier};
use crate::page::PageContext;
use crate::page::parts::answer::{self, Extreme, clause, figure};
use crate::page::parts::claims::{self, MEANS_LEGEND, MIN_FIGURES};
use crate::page::parts::figures::{key_count, mean, percent, pluralize, to_f64};
use crate::page::parts::people_list::PeopleList;
use crate::page::parts::tiers::{Scale, profiled};
use crate::place::{Cell, Overview};

/// Number of people that a cell of full shade stands for at least, so that few people do not look like many.
const MIN_DARK: usize = 8;
/// As [`MIN_DARK`], for a small board.
const MIN_DARK_SMALL: usize = 6;
/// Number of expertise tiers with enough p(doom)s that justifies comparing tiers.
const MIN_EXPERTISE: usize = 3;
/// Number of recognition tiers with enough p(doom)s that justifies comparing tiers.
const MIN_RECOGNITION: usize = 2;

/// Expertise and recognition tier of a cell of the board.
type Tiers = (ExpertiseId, RecognitionId);

/// Builds the page of the board.
pub(super) fn build(context: &PageContext<'_>) -> Page {
    let (graph, atlas) = (context.graph, &context.graph.atlas);
    let mut page = context.page_below_home();
    let profiled = profiled(atlas, atlas.people.ids());
    let passages: usize = profiled.iter().map(|&person| graph.passages(person)).sum();
    if profiled.is_empty() {
        page.notice("Nobody in this atlas has a profile.");
        return page.finish();
    }
    let about = context.options.tags();
    let list = PeopleList::new(context, &about, PeopleOrder::Name);
    let shown = list.filter(&profiled);
    let dooms: Vec<(PersonId, f64)> = profiled.iter().filter_map(|&id| Some((id, graph.p_doom(id)?))).collect();
    page.kicker = answer(atlas, &profiled, &dooms);
    let have = if profiled.len() == 1 { "has" } else { "have" };
    let profiles =
        format!("{} of {} {have} a profile", profiled.len(), pluralize(atlas.people.len(), "person", "people"));
    let figures = quiet(join_dots([profiles, pluralize(passages, "passage", "passages")]));
    page.heading(Heading::section("Expertise by recognition").counting(shown.len()).beside(figures));
    page.caption(list.caption(shown.len(), profiled.len()));
    page.grid(linked_grid(atlas, &shown, None));
    p_dooms(&mut page, atlas, &dooms);
    for scale in Scale::ALL {
        let tiers = scale.tiers(atlas).iter().zip(scale.counts(atlas, &profiled));
        let items = tiers.map(|(tier, count)| {
            let note = join_dots([plain(pluralize(count, "person", "people")), plain(&tier.criterion)]);
            Item::new(&tier.label, note).badged([scale.badge(tier)])
        });
        page.section(Heading::section(scale.name()), items.collect::<Vec<_>>());
    }
    vintages(&mut page, atlas, &dooms);
    page.line_up();
    page.finish()
}

/// Returns a sentence on the expertise tiers with the highest and the lowest mean p(doom), or on the tier with the most
/// people if too few tiers have enough p(doom)s.
fn answer(atlas: &Atlas, profiled: &[PersonId], dooms: &[(PersonId, f64)]) -> Inline {
    let tiers = claims::by_tier(atlas, dooms, Scale::Expertise);
    let percents = || {
        let mean = |values: &[f64]| (100.0 * mean(values).unwrap_or_default() + 0.5).floor() / 100.0;
        tiers.iter().map(move |(tier, values)| (Span::plain(&tier.label), mean(values)))
    };
    if let Some((highest, lowest)) = Extreme::highest(percents()).zip(Extreme::lowest(percents()))
        && highest.value > lowest.value
    {
        let ends = [highest, lowest].map(|end| [end.names("tiers"), figure(percent(end.value))]);
        let template = "by expertise, mean p(doom) is highest for {} ({}) and lowest for {} ({})";
        return answer::sentence([clause(template, ends.concat())]);
    }
    let counts = Scale::Expertise.counts(atlas, profiled);
    let largest = Extreme::highest(atlas.expertise.rows().iter().map(|tier| Span::plain(&tier.label)).zip(counts));
    answer::sentence([plain(largest.map(|largest| {
        let template =
            format!("{{}} {} the most people with a profile ({{}} of {{}}{})", largest.has(), largest.each());
        clause(&template, [largest.names("tiers"), figure(largest.value), figure(profiled.len())])
    }))])
}

/// Builds the page of one cell of the board: its people, and the criteria of its two tiers.
pub(super) fn build_cell((expertise, recognition): Tiers, context: &PageContext<'_>) -> Page {
    let atlas = &context.graph.atlas;
    let people = people_at(atlas, (expertise, recognition));
    let dooms: Vec<f64> = people.iter().filter_map(|&person| context.graph.p_doom(person)).collect();
    let mean = mean(&dooms)
        .filter(|_| dooms.len() >= MIN_FIGURES)
        .map(|mean| plain([Span::plain(format!("mean p(doom) of {} ", dooms.len())), Span::strong(percent(mean))]));
    let mut page = PageBuilder::new(join_dots([
        plain(Span::link(Overview::Board.name(), Overview::Board)),
        key_count(
            people.len(),
            "person has this expertise and recognition",
            "people have this expertise and recognition",
        ),
        mean.unwrap_or_default(),
    ]));
    page.heading(Heading::section("People").counting(people.len()));
    if people.is_empty() {
        page.notice("Nobody is on both tiers.");
    }
    let about = context.options.tags();
    let list = PeopleList::new(context, &about, PeopleOrder::Name);
    list.in_rows().with_p_doom().without_tiers().list(&mut page, &people, |person| plain(atlas.people.tagline(person)));
    page.heading(Heading::section("Tiers"));
    let tiers =
        [(Scale::Expertise, &atlas.expertise[expertise]), (Scale::Recognition, &atlas.recognition[recognition])];
    page.list(tiers.map(|(scale, tier)| Item::new(&tier.label, &tier.criterion).badged([scale.badge(tier)])));
    page.heading(Heading::section("Other cells of the board"));
    page.grid(linked_grid(atlas, &profiled(atlas, atlas.people.ids()), Some((expertise, recognition))));
    page.finish()
}

/// Returns the board of `people` with links to the cells; the cell `current` is marked instead.
fn linked_grid(atlas: &Atlas, people: &[PersonId], current: Option<Tiers>) -> Grid {
    let full = full_shade(atlas, people, MIN_DARK);
    grid(atlas, people, |tiers @ (expertise, recognition), count| {
        let text = match count {
            _ if current == Some(tiers) => Span::strong(format!("[{count}]")),
            0 => Span::quiet("·"),
            _ => Span::link(count.to_string(), Cell::Board(expertise, recognition)),
        };
        GridCell { shade: Some(to_f64(count) / full), ..GridCell::new(text) }
    })
}

/// Returns the people on two tiers, in file order.
pub(super) fn people_at(atlas: &Atlas, tiers: Tiers) -> Vec<PersonId> {
    atlas.people.ids().filter(|&person| tiers_of(atlas, person) == Some(tiers)).collect()
}

/// Returns the expertise and recognition tier of a person; `None` without a profile.
fn tiers_of(atlas: &Atlas, person: PersonId) -> Option<Tiers> {
    let tiers = atlas.people.tiers(person)?;
    Some((tiers.expertise, tiers.recognition))
}

/// Returns the number of `people` in each cell of the board, indexed by expertise tier and then by recognition tier.
fn tally(atlas: &Atlas, people: &[PersonId]) -> Vec<Vec<usize>> {
    let mut tally = vec![vec![0; atlas.recognition.len()]; atlas.expertise.len()];
    for (expertise, recognition) in people.iter().filter_map(|&person| tiers_of(atlas, person)) {
        tally[expertise.index()][recognition.index()] += 1;
    }
    tally
}

/// Returns the board of `people` with totals; `cell` creates a cell from its tiers and its number of people.
fn grid(atlas: &Atlas, people: &[PersonId], cell: impl Fn(Tiers, usize) -> GridCell) -> Grid {
    let tally = tally(atlas, people);
    let row = |expertise: ExpertiseId| {
        let counts = &tally[expertise.index()];
        let cells =
            atlas.recognition.ids().zip(counts).map(|(recognition, &count)| cell((expertise, recognition), count));
        GridRow::new(&atlas.expertise[expertise].label, cells).totalling(counts.iter().sum::<usize>())
    };
    let totals = atlas.recognition.ids().map(|id| tally.iter().map(|row| row[id.index()]).sum::<usize>());
    let all = tally.iter().flatten().sum::<usize>();
    Grid {
        corner: "Expertise".to_owned(),
        columns: atlas.recognition.rows().iter().map(|tier| GridColumn::of_figures(&tier.label)).collect(),
        rows: atlas.expertise.ids().map(row).collect(),
        totals: Some(GridRow::new("All", totals.map(GridCell::new)).totalling(all)),
        ..Grid::default()
    }
    .sortable(Sorting::from(1))
}

/// Returns the number of people that a cell of full shade stands for: that of the fullest cell, at least `dark`.
fn full_shade(atlas: &Atlas, people: &[PersonId], dark: usize) -> f64 {
    to_f64(tally(atlas, people).into_iter().flatten().max().unwrap_or(0).max(dark))
}

/// Returns a small board; a cell shows its number of endorsers and, after a cross, its number of opposers.
pub(super) fn small_grid(atlas: &Atlas, endorsers: &[PersonId], opposers: &[PersonId]) -> Grid {
    let opposed = tally(atlas, opposers);
    let full = full_shade(atlas, endorsers, MIN_DARK_SMALL);
    grid(atlas, endorsers, |(expertise, recognition), count| {
        let crossed = opposed[expertise.index()][recognition.index()];
        let mut text = vec![if count == 0 { Span::quiet("·") } else { Span::plain(count.to_string()) }];
        text.extend((crossed > 0).then(|| Span::quiet(format!(" ×{crossed}"))));
        GridCell { shade: Some(to_f64(count) / full), ..GridCell::new(text) }
    })
}

/// Adds the mean p(doom) of each expertise and recognition tier, if enough tiers have enough p(doom)s.
fn p_dooms(page: &mut PageBuilder, atlas: &Atlas, dooms: &[(PersonId, f64)]) {
    let tiers = Scale::REQUIRED.map(|scale| (scale, claims::by_tier(atlas, dooms, scale)));
    let [(_, expertise), (_, recognition)] = &tiers;
    if expertise.len() < MIN_EXPERTISE && recognition.len() < MIN_RECOGNITION {
        return;
    }
    for (scale, groups) in tiers.iter().filter(|(_, groups)| !groups.is_empty()) {
        means(page, *scale, groups);
        page.explanation(format!(
            "The mean over everyone with a profile, for tiers with {MIN_FIGURES} p(doom)s or more. {}",
            claims::FIRST
        ));
    }
}

/// Adds the mean p(doom) of each vintage, if enough vintages have enough p(doom)s.
fn vintages(page: &mut PageBuilder, atlas: &Atlas, dooms: &[(PersonId, f64)]) {
    let vintages = claims::by_vintage(atlas, dooms);
    if !vintages.is_empty() {
        means(page, Scale::Vintage, &vintages);
    }
}

/// Adds a section with the mean p(doom) of each tier in `groups`, with its number of people.
fn means(page: &mut PageBuilder, scale: Scale, groups: &[(&Tier, Vec<f64>)]) {
    let heading = Heading::section(format!("Mean p(doom) by {}", scale.name().to_lowercase()));
    page.heading(heading.beside(quiet(MEANS_LEGEND)));
    page.bars(Bars::of_shares(claims::means(scale, groups)).with_track(Track::Labelled));
}
