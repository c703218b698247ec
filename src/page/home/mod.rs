//! The home page: panels with links to overviews, then introductory links and the provenance of the atlas.

mod panels;

use crate::document::{Heading, Inline, Item, Page, PageBuilder, Span, join, plain};
use crate::graph::Graph;
use crate::model::{Kind, TagId};
use crate::page::PageContext;
use crate::page::consistency;
use crate::page::p_doom;
use crate::page::parts::answer::{self, clause, figure};
use crate::page::parts::figures::{median, percent};
use crate::page::parts::inline::to;
use crate::page::parts::tag_support::{TagSupport, most_endorsed};
use crate::page::parts::tiers::Scale;
use crate::page::parts::{provenance, since};
use crate::page::trust;
use crate::place::Overview;
use crate::review::unsettled;

/// Builds the home page.
pub(super) fn build(context: &PageContext<'_>) -> Page {
    let graph = context.graph;
    let about = &graph.atlas.about;
    let tags: Vec<(TagId, TagSupport)> = graph.atlas.tags.ids().map(|tag| (tag, TagSupport::new(graph, tag))).collect();
    let mut page = PageBuilder::new(join(&Span::plain(" "), [waiting(context), answer(graph, &tags)]));
    page.title.clone_from(&about.title);
    if let Some(since) = context.since {
        since::section(&mut page, graph, since);
    }
    page.panels(panels::panels(context, &tags));
    let overviews: Vec<Item> =
        context.overviews().map(|overview| Item::new(to(&graph.atlas, overview), overview.about())).collect();
    page.section(Heading::section("Overviews"), overviews);
    page.heading(Heading::section(Overview::Trust.name()));
    page.facts(trust::summary(graph));
    page.caption([Span::plain("By tag and by strategy: "), to(&graph.atlas, Overview::Trust)]);
    page.heading(Heading::section("Tiers"));
    page.explanation("The tiers of a person with a profile: how close to the work, how widely known, and since when.");
    for scale in Scale::ALL {
        let tiers = scale.tiers(&graph.atlas).iter();
        page.heading(Heading::group(scale.name()));
        page.list(tiers.map(|tier| Item::new(&tier.label, &tier.short).badged([scale.badge(tier)])));
    }
    provenance::of_atlas(&mut page, &graph.atlas);
    page.finish()
}

/// Returns a sentence on the reviewer's verdicts that do not fit and the disagreements to settle; empty without any, in
/// a blind session, and on pages for other people.
fn waiting(context: &PageContext<'_>) -> Inline {
    let record = context.reviews.mine();
    let is_blind = record.open_session().is_some_and(|session| session.blind);
    if context.for_others || is_blind || record.verdicts().next().is_none() {
        return Inline::new();
    }
    let unfit = match consistency::unfit_count(context) {
        0 => Inline::new(),
        count => {
            let words = if count == 1 { "does not fit" } else { "do not fit" };
            clause("{} of your verdicts {}", [figure(count), plain(Span::link(words, Overview::Consistency))])
        }
    };
    let unsettled = match unsettled(context.reviews, &context.graph.atlas).len() {
        0 => Inline::new(),
        count => {
            let words = if count == 1 { "disagreement" } else { "disagreements" };
            clause("{} {} to settle", [figure(count), plain(Span::link(words, Overview::Reviews))])
        }
    };
    answer::sentence([unfit, unsettled])
}

/// Returns a sentence on the most endorsed tag, the median p(doom), and the number of conflicts.
fn answer(graph: &Graph, tags: &[(TagId, TagSupport)]) -> Inline {
    let values: Vec<f64> = p_doom::latest(graph).into_iter().map(|(_, value)| value).collect();
    let median = median(&values).map(|median| {
        let name = plain(Span::link(Overview::PDoom.name(), Overview::PDoom));
        clause("the median {} is {}", [name, figure(percent(median))])
    });
    let conflicts = match graph.pair_counts().conflicts {
        0 => plain("no two strategies conflict"),
        count => {
            let [pairs, conflict] = if count == 1 { ["pair", "conflicts"] } else { ["pairs", "conflict"] };
            let conflict = plain(Span::link(conflict, Overview::Matrix));
            clause(&format!("{{}} strategy {pairs} {{}}"), [figure(count), conflict])
        }
    };
    answer::sentence([most_endorsed(graph, tags), median.unwrap_or_default(), conflicts])
}

/// Returns the numbers of records of the main kinds and of declared conflicts, each with its name.
pub fn atlas_size(graph: &Graph) -> Vec<Inline> {
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
    counts.chain([conflicts]).collect()
}
