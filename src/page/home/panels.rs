//! Panels of the home page: most endorsed tags, p(doom)s, the field, the matrix, recent updates, the reviewer's agenda,
//! contested tags, the lists to start from, and the user's portfolios. Panels without content are omitted.

use std::cmp::Reverse;

use crate::document::{
    Bar, BarPart, Bars, Block, Fact, Inline, Item, PagePanel, Pair, PairGrid, Span, Tone, fact, join, join_dots, plain,
    quiet,
};
use crate::graph::{Graph, PeopleOrder, order_people};
use crate::model::{Kind, PersonId, Pull, RelationKind, SharedSort, StrategyId, TagId, TrailSummary};
use crate::page::PageContext;
use crate::page::consistency;
use crate::page::lever::pulls;
use crate::page::p_doom;
use crate::page::parts::figures::{self, percent, pluralize};
use crate::page::parts::inline::to;
use crate::page::parts::tag_support::TagSupport;
use crate::page::parts::verdict::{self, link};
use crate::page::reviews::reason;
use crate::place::{Overview, Place};
use crate::review::{Due, due, unsettled, waiting_words};

/// Maximum number of tags in the panel of the most endorsed tags.
const MAX_TAGS: usize = 48;
/// Maximum number of saved trails in the panel of the user.
const MAX_TRAILS: usize = 5;
/// Maximum number of items of the list in a panel.
const MAX_ITEMS: usize = 30;
/// Maximum number of contested tags.
const MAX_CONTESTED: usize = 4;
/// Maximum number of strategies for which a miniature of the matrix is drawn; a larger matrix takes too long for the
/// home page.
const MAX_STRATEGIES: usize = 400;

/// Returns the panels that have content, in display order.
pub(super) fn panels(context: &PageContext<'_>, supports: &[(TagId, TagSupport)]) -> Vec<PagePanel> {
    let graph = context.graph;
    let panels = [
        tags(graph, supports),
        p_dooms(graph),
        field(graph),
        matrix(graph),
        recently_updated(graph),
        reviews(context),
        contested(graph, supports),
        Some(start(graph)),
        user_portfolios(context),
    ];
    panels.into_iter().flatten().collect()
}

/// Returns the panel of the most endorsed tags; `None` if no tag has endorsers.
fn tags(graph: &Graph, supports: &[(TagId, TagSupport)]) -> Option<PagePanel> {
    let mut tags: Vec<&(TagId, TagSupport)> =
        supports.iter().filter(|(_, support)| !support.endorsers.is_empty()).collect();
    tags.shared_sort_by_key(|(_, support)| Reverse(support.endorsers.len()));
    let bar = |(tag, support): &&(TagId, TagSupport)| {
        let bar = Bar::of_count(to(&graph.atlas, *tag), support.endorsers.len());
        Bar { parts: vec![BarPart { tone: Tone::For, value: bar.value }], ..bar }
    };
    let blocks = vec![Block::Bars(Bars::of_counts(tags.iter().take(MAX_TAGS).map(bar)))];
    let aside = quiet(pluralize(tags.len(), "tag", "tags"));
    let left = tags.len().saturating_sub(MAX_TAGS);
    (!tags.is_empty()).then(|| PagePanel { aside, left, ..PagePanel::new("Most endorsed", Kind::Tag, blocks) })
}

/// Returns the panel with the latest p(doom) of each person who stated one; `None` if nobody did.
fn p_dooms(graph: &Graph) -> Option<PagePanel> {
    let latest = p_doom::latest(graph);
    let values: Vec<f64> = latest.iter().map(|&(_, value)| value).collect();
    let (mean, median) = (figures::mean(&values)?, figures::median(&values)?);
    let by_value = |a: &&(PersonId, f64), b: &&(PersonId, f64)| a.1.total_cmp(&b.1);
    let extreme = |end: Option<&(PersonId, f64)>| {
        let (id, _) = end?;
        let stated = graph.atlas.people[*id].p_doom.iter().map(figures::p_doom).next_back();
        Some([plain(to(&graph.atlas, *id)), plain(" "), plain(stated)].concat())
    };
    let blocks = vec![
        Block::Strip(p_doom::strip(&graph.atlas, &latest)),
        Block::Facts(vec![
            fact("Median", vec![Span::strong(percent(median)), Span::plain("   mean "), Span::strong(percent(mean))]),
            fact("Lowest", extreme(latest.iter().min_by(by_value))),
            fact("Highest", extreme(latest.iter().rev().max_by(by_value))),
        ]),
    ];
    let aside = quiet(pluralize(latest.len(), "person", "people"));
    Some(PagePanel { aside, ..PagePanel::new("p(doom)", Overview::PDoom, blocks) })
}

/// Returns the panel with due reviews, the open session, and the number of verdicts; `None` without verdicts and
/// session, and on pages for other people.
fn reviews(context: &PageContext<'_>) -> Option<PagePanel> {
    let record = context.reviews.mine();
    let atlas = &context.graph.atlas;
    let session = record.open_session();
    if context.for_others || (record.verdicts().next().is_none() && session.is_none()) {
        return None;
    }
    let due = due(record, atlas, context.today);
    let is_signal = |why: &Due| matches!(why, Due::Watched(_));
    let with = |is: fn(&Due) -> bool| due.iter().filter(|item| item.why.iter().any(is)).count();
    let (past, stale, signals) = (
        with(|why| matches!(why, Due::Past(_) | Due::Forecast(_))),
        with(|why| matches!(why, Due::Stale)),
        due.iter().filter(|item| item.why.iter().any(is_signal)).count(),
    );
    let open = session.map(|session| {
        let progress = session.progress();
        format!("{} of {} judged by {}", progress.judged, progress.total, session.order)
    });
    let count = |count: usize| (count > 0).then_some(count);
    let is_blind = session.is_some_and(|session| session.blind);
    let facts = [
        fact("Due", count(past)).toned(Tone::Caution),
        fact("Open session", open),
        fact("Of an earlier text", count(stale)),
        fact("Signals to check", count(signals)),
        fact("Do not fit together", (!is_blind).then(|| consistency::in_short(context)).flatten()).toned(Tone::Caution),
        fact("To settle", count(unsettled(context.reviews, atlas).len())),
        fact("Verdicts", record.verdicts().count()),
    ];
    let mut blocks = vec![Block::Facts(facts.into_iter().filter(|fact| !fact.value.is_empty()).collect())];
    let items: Vec<Item> = due
        .iter()
        .take(MAX_ITEMS)
        .map(|item| {
            let why = item.why.iter().copied().map(|why| reason(why, context.today));
            let badge = context.judged(&item.subject).map(|judged| verdict::badge(&judged.verdict));
            Item::new(link(atlas, &item.subject), join_dots(why)).badged(badge)
        })
        .collect();
    blocks.extend((!items.is_empty()).then_some(Block::List(items)));
    let aside = quiet(waiting_words(record, atlas, context.today).unwrap_or_default());
    let is_urgent = !due.is_empty() || session.is_some();
    Some(PagePanel { aside, is_urgent, ..PagePanel::new("Your reviews", Overview::Reviews, blocks) })
}

/// Returns the panel with the number of strategies by lever and pull, with the sides of the bars as a legend; `None`
/// without strategies.
fn field(graph: &Graph) -> Option<PagePanel> {
    let strategies = &graph.atlas.strategies;
    let aside = join_dots([("↓ down", Pull::Down), ("up ↑", Pull::Up)].map(|(side, pull)| Span::toned(side, pull)));
    let panel = PagePanel { aside, ..PagePanel::new("Field", Overview::Field, vec![Block::Bars(pulls(graph))]) };
    (!strategies.is_empty()).then_some(panel)
}

/// Returns the panel with the miniature of the matrix of relations; `None` for fewer than two or too many strategies.
fn matrix(graph: &Graph) -> Option<PagePanel> {
    let count = graph.atlas.strategies.len();
    if !(2..=MAX_STRATEGIES).contains(&count) {
        return None;
    }
    let matrix = graph.matrix();
    let pairs = graph.related_pairs(&matrix).into_iter();
    let pairs = pairs.map(|(from, to, relation)| Pair { from, to, kind: relation.kind, mechanism: relation.mechanism });
    let grid = PairGrid {
        names: matrix.order.iter().map(|&id| Span::plain(&graph.atlas.strategies[id].name)).collect(),
        bands: Vec::new(),
        pairs: pairs.collect(),
        is_small: true,
    };
    let counts = graph.pair_counts();
    let legend = [
        (RelationKind::Conflict, counts.conflicts),
        (RelationKind::Complement, counts.complements),
        (RelationKind::Twin, counts.twins),
    ];
    let legend = legend.map(|(kind, count)| {
        let words = pluralize(count, kind.as_str(), &format!("{}s", kind.as_str()));
        vec![Span::toned(kind.sign(), kind), Span::plain(format!(" {words}"))]
    });
    let legend = join(&Span::plain("  "), legend);
    let blocks = vec![Block::Pairs(grid), Block::Caption(legend)];
    Some(PagePanel {
        aside: quiet(format!("{count} × {count}")), ..PagePanel::new("Matrix", Overview::Matrix, blocks)
    })
}

/// Returns the panel of the most recently updated people, or of those with the most passages if too few people have
/// update dates; `None` if there are none.
fn recently_updated(graph: &Graph) -> Option<PagePanel> {
    let atlas = &graph.atlas;
    let is_telling = graph.default_order() == PeopleOrder::Recent;
    let people = if is_telling { updated_last(graph) } else { most_passages(graph) };
    let (title, block) = if is_telling {
        let item = |&id: &PersonId| Item::new(to(atlas, id), graph.updated(id).unwrap_or_default());
        ("Recently updated", Block::List(people.iter().map(item).collect()))
    } else {
        let bar = |&id: &PersonId| Bar::of_count(to(atlas, id), graph.passages(id));
        ("Most passages", Block::Bars(Bars::of_counts(people.iter().map(bar))))
    };
    (!people.is_empty()).then(|| PagePanel::new(title, Kind::Person, vec![block]))
}

/// Returns the most recently updated people, at most [`MAX_ITEMS`], latest first; people with equal dates are in name
/// order.
fn updated_last(graph: &Graph) -> Vec<PersonId> {
    let date = |id: PersonId| graph.updated(id);
    let key = |&id: &PersonId| (Reverse(date(id)), graph.name_rank(id));
    let mut people: Vec<PersonId> = graph.atlas.people.ids().filter(|&id| date(id).is_some()).collect();
    // Only the people who are shown get sorted, since sorting all people of a large atlas takes too long.
    if people.len() > MAX_ITEMS {
        people.select_nth_unstable_by(MAX_ITEMS, |a, b| key(a).cmp(&key(b)));
        people.truncate(MAX_ITEMS);
    }
    people.sort_unstable_by(|a, b| key(a).cmp(&key(b)));
    people
}

/// Returns the people with the most passages, at most [`MAX_ITEMS`].
fn most_passages(graph: &Graph) -> Vec<PersonId> {
    let mut people: Vec<PersonId> = graph.atlas.people.ids().filter(|&id| graph.passages(id) > 0).collect();
    order_people(graph, PeopleOrder::Passages, &mut people, MAX_ITEMS);
    people.truncate(MAX_ITEMS);
    people
}

/// Returns the panel of the contested tags with the largest share of opposers; `None` if there are none.
fn contested(graph: &Graph, supports: &[(TagId, TagSupport)]) -> Option<PagePanel> {
    let mut tags: Vec<&(TagId, TagSupport)> = supports.iter().filter(|(_, support)| support.is_contested()).collect();
    tags.shared_sort_by_key(|(_, support)| Reverse(support.opposed_share()));
    let item = |(tag, support): &(TagId, TagSupport)| {
        let sides = join_dots([
            Span::toned(support.endorsers.len().to_string(), Tone::For),
            Span::toned(support.opposers.len().to_string(), Tone::Against),
        ]);
        Item::new(to(&graph.atlas, *tag), sides)
    };
    let items: Vec<Item> = tags.into_iter().take(MAX_CONTESTED).map(item).collect();
    let aside = join_dots([Span::toned("for", Tone::For), Span::toned("against", Tone::Against)]);
    (!items.is_empty())
        .then(|| PagePanel { aside, ..PagePanel::new("Most contested", Kind::Tag, vec![Block::List(items)]) })
}

/// Returns the panel with links to the lists of all kinds of records.
fn start(graph: &Graph) -> PagePanel {
    let items = Kind::ALL.into_iter().map(|kind| {
        let about = match kind {
            Kind::Strategy => "named bets",
            Kind::Person => "people on the record",
            Kind::Tag => "positions people take",
            Kind::Lever => "what strategies pull",
            Kind::Scenario => "ways to go wrong",
            Kind::Portfolio => "strategies combined",
            Kind::Mechanism => "why strategies relate",
        };
        Item::new(to(&graph.atlas, Place::List(kind)), format!("{:>3} {about}", kind.entities(&graph.atlas).count()))
    });
    let list = Block::List(items.collect());
    PagePanel { title: Span::plain("Where to start"), more: None, ..PagePanel::new("", Place::Home, vec![list]) }
}

/// Returns the panel of the user's current portfolio, saved portfolios and trails, and marks; `None` if there are none,
/// and on pages for other people.
fn user_portfolios(context: &PageContext<'_>) -> Option<PagePanel> {
    let (graph, portfolios) = (context.graph, context.portfolios);
    if context.for_others {
        return None;
    }
    let figures = |strategies: &[StrategyId]| {
        let audit = graph.audit(strategies);
        let conflicts = audit.related(RelationKind::Conflict).count();
        let conflicts = (conflicts > 0).then(|| Span::toned(format!("{conflicts} ×"), Tone::Conflict));
        let size = figures::strategies(audit.strategies.len());
        join_dots([plain(size), plain(pluralize(audit.pulled(), "lever", "levers")), plain(conflicts)])
    };
    let current = (!portfolios.current.strategies.is_empty()).then(|| {
        let name = Span::link("Current portfolio", Overview::Portfolio);
        Item::new(name, figures(&portfolios.current.resolve(&graph.atlas)))
    });
    let saved = portfolios.saved.iter().map(|saved| {
        let name = match graph.atlas.portfolios.find(&saved.slug) {
            Some(id) => Span::link(&saved.name, Place::from(id)),
            None => Span::plain(&saved.name),
        };
        Item::new(name, figures(&saved.resolve(&graph.atlas)))
    });
    let items: Vec<Item> = current.into_iter().chain(saved).collect();
    let facts: Vec<Fact> = trails(context).into_iter().chain(marks(context)).collect();
    let lists = (!items.is_empty()).then_some(Block::List(items));
    let blocks: Vec<Block> = lists.into_iter().chain((!facts.is_empty()).then_some(Block::Facts(facts))).collect();
    (!blocks.is_empty()).then(|| PagePanel::new("Yours", Overview::Portfolio, blocks))
}

/// Returns a fact for each saved trail with the place where the user left it, and the number of trails beyond the
/// maximum.
fn trails(context: &PageContext<'_>) -> Vec<Fact> {
    let atlas = &context.graph.atlas;
    let trails = &context.bookmarks.trails;
    let trail = |(name, trail): (&String, &TrailSummary)| {
        let places = Span::quiet(pluralize(trail.places, "place", "places"));
        let last = Place::find(atlas, &trail.last).map(|place| to(atlas, place));
        fact("Trail", join_dots([plain(name), plain(places), plain(last)]))
    };
    let more = trails.len().checked_sub(MAX_TRAILS).filter(|&more| more > 0);
    let more = more.map(|more| fact("", Span::quiet(format!("{more} more trails"))));
    trails.iter().take(MAX_TRAILS).map(trail).chain(more).collect()
}

/// Returns a fact with the letter and place of each mark; `None` without marks.
fn marks(context: &PageContext<'_>) -> Option<Fact> {
    let atlas = &context.graph.atlas;
    let marks = context.bookmarks.marks.iter().filter_map(|(letter, path)| {
        let place = Place::find(atlas, path)?;
        Some(vec![Span::strong(letter.to_string()), Span::plain(" "), to(atlas, place)])
    });
    let marks: Vec<Inline> = marks.collect();
    (!marks.is_empty()).then(|| fact("Marks", join_dots(marks)))
}
