//! The home page: panels with links to overviews, then introductory links and the provenance of the atlas.

mod panels;

use crate::document::{Fact, Heading, Inline, Item, Page, PageBuilder, Span, fact, join, quiet};
use crate::graph::Graph;
use crate::model::Kind;
use crate::page::PageContext;
use crate::page::parts::inline::to;
use crate::page::parts::tiers::Scale;
use crate::page::parts::{provenance, since};
use crate::page::trust;
use crate::place::{Overview, Place};

/// Builds the home page.
pub(super) fn build(context: &PageContext<'_>) -> Page {
    let graph = context.graph;
    let about = &graph.atlas.about;
    let mut page = PageBuilder::new(size(graph));
    page.title.clone_from(&about.title);
    if let Some(since) = context.since {
        since::section(&mut page, graph, since);
    }
    page.panels(panels::panels(context));
    start(&mut page, context);
    page.heading(Heading::section(Overview::Trust.name()));
    page.facts(trust::summary(graph));
    page.caption([Span::plain("By tag and by strategy: "), to(&graph.atlas, Overview::Trust)]);
    page.heading(Heading::section("Tiers"));
    page.caption("The tiers of a person with a profile: how close to the work, how widely known, and since when.");
    for scale in Scale::ALL {
        let tiers = scale.tiers(&graph.atlas).iter();
        page.heading(Heading::group(scale.name()));
        page.list(tiers.map(|tier| Item::new(&tier.label, &tier.short).badged([scale.badge(tier)])));
    }
    provenance::of_atlas(&mut page, &graph.atlas);
    page.finish()
}

/// Returns facts on the people: their number, and the numbers of their passages, p(doom)s and timelines.
pub(super) fn record(graph: &Graph) -> Vec<Fact> {
    let passages: usize = graph.atlas.people.ids().map(|person| graph.passages(person)).sum();
    vec![
        fact("People", graph.atlas.people.len()),
        fact("Passages", passages),
        fact("With a p(doom)", graph.count_with_p_doom()),
        fact("With a timeline", graph.count_with_timeline()),
    ]
}

fn start(page: &mut PageBuilder, context: &PageContext<'_>) {
    let atlas = &context.graph.atlas;
    page.heading(Heading::section("Where to start"));
    page.list(Kind::ALL.into_iter().map(|kind| {
        let (count, about) = match kind {
            Kind::Strategy => (atlas.strategies.len(), "named bets, by the lever they pull"),
            Kind::Person => (atlas.people.len(), "people on the record, with their positions and sources"),
            Kind::Tag => (atlas.tags.len(), "the tags of positions"),
            Kind::Lever => (atlas.levers.len(), "what strategies pull, and in which direction"),
            Kind::Scenario => (atlas.scenarios.len(), "ways for things to go wrong, and what responds"),
            Kind::Portfolio => (atlas.portfolios.len(), "strategies combined"),
            Kind::Mechanism => (atlas.mechanisms.len(), "why strategies conflict or compose"),
        };
        Item::new(to(atlas, Place::List(kind)), format!("{count} · {about}"))
    }));
    let overviews: Vec<Item> =
        context.overviews().map(|overview| Item::new(to(atlas, overview), overview.about())).collect();
    page.section(Heading::section("Overviews"), overviews);
}

/// Returns a line with the numbers of records of the main kinds and of declared conflicts, and the edition.
fn size(graph: &Graph) -> Inline {
    let atlas = &graph.atlas;
    let kinds =
        Kind::ALL.into_iter().filter(|kind| !matches!(kind, Kind::Mechanism | Kind::Portfolio | Kind::Scenario));
    let counts = kinds.map(|kind| {
        let count = kind.entities(atlas).count();
        let name = if count == 1 { kind.singular() } else { kind.plural() };
        vec![Span::strong(count.to_string()), Span::plain(" "), Span::link(name, kind)]
    });
    let conflicts = graph.pair_counts().conflicts;
    let word = if conflicts == 1 { "conflict" } else { "conflicts" };
    let conflicts = vec![Span::strong(conflicts.to_string()), Span::plain(" "), Span::link(word, Overview::Matrix)];
    let edition = &atlas.about.edition;
    let edition = (!edition.is_empty()).then(|| quiet(format!("edition {edition}")));
    join(&Span::plain("  "), counts.chain([conflicts]).chain(edition))
}
