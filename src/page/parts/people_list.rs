//! Lists of people on pages, filtered and sorted by the view options, with badges.

use crate::document::{Inline, Item, MAX_ITEMS, PageBuilder, RowWidths, Span, Tone, join_dots, plain, quiet, sentence};
use crate::graph::{Graph, PeopleOrder, order_people};
use crate::model::{PersonId, PersonTiers, Position, Stance, TagId};
use crate::page::PageContext;
use crate::page::parts::tiers::{self, Scale, person_item};
use crate::page::parts::{figures, sources};
use crate::page::view_options::ViewOptions;

/// Widths of a row; longer names are rare.
const ROW: RowWidths = RowWidths { text: 22, details: [0; 5], head: "", is_note_below: true };
/// Label of a p(doom).
const P_DOOM: &str = "p(doom)";
/// Width of a p(doom) with its label, such as `p(doom) 10–50%`.
const P_DOOM_WIDTH: usize = 14;

/// What is beside the name of each person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Aside {
    Nothing,
    /// The organisation of the first current post.
    Affiliation,
    /// The first p(doom).
    PDoom,
    /// The best source of each position, and its number of passages.
    Sources,
}

/// Settings of a list of people on one page.
#[derive(Clone, Copy, Debug)]
pub(in crate::page) struct PeopleList<'a> {
    graph: &'a Graph,
    options: &'a ViewOptions,
    /// Tags that the page is about: only positions on these count; all positions if empty.
    about: &'a [TagId],
    /// Order of the list if the view options do not name one.
    default_order: PeopleOrder,
    aside: Aside,
    /// Whether each person takes one row while explanations are hidden.
    is_in_rows: bool,
    /// Whether expertise and recognition of each person are shown.
    has_tiers: bool,
}

impl<'a> PeopleList<'a> {
    pub(in crate::page) fn new(context: &PageContext<'a>, about: &'a [TagId], default_order: PeopleOrder) -> Self {
        let (graph, options) = (context.graph, context.options);
        Self { graph, options, about, default_order, aside: Aside::Nothing, is_in_rows: false, has_tiers: true }
    }

    /// Returns the list with the organisation of each person.
    pub(in crate::page) fn with_affiliations(self) -> Self {
        Self { aside: Aside::Affiliation, ..self }
    }

    /// Returns the list with one row for each person while explanations are hidden.
    pub(in crate::page) fn in_rows(self) -> Self {
        Self { is_in_rows: true, ..self }
    }

    /// Returns the list with the first p(doom) of each person.
    pub(in crate::page) fn with_p_doom(self) -> Self {
        Self { aside: Aside::PDoom, ..self }
    }

    /// Returns the list with the best source of each position of a person, and the number of passages.
    pub(in crate::page) fn with_sources(self) -> Self {
        Self { aside: Aside::Sources, ..self }
    }

    /// Returns the list without expertise and recognition, for people who have the same.
    pub(in crate::page) fn without_tiers(self) -> Self {
        Self { has_tiers: false, ..self }
    }

    /// Adds `people` to `page`, each with a note, and a caption about omitted people.
    pub(in crate::page) fn list(&self, page: &mut PageBuilder, people: &[PersonId], note: impl Fn(PersonId) -> Inline) {
        let shown = self.filter(people);
        page.caption(self.caption(shown.len(), people.len()));
        if shown.is_empty() && !people.is_empty() {
            page.notice("Nobody here matches the filter.");
        }
        self.items(page, shown, note);
    }

    /// Adds `people`, who are already filtered, to `page` in the order of the list, each with a note.
    pub(in crate::page) fn items(
        &self,
        page: &mut PageBuilder,
        mut people: Vec<PersonId>,
        note: impl Fn(PersonId) -> Inline,
    ) {
        order_people(self.graph, self.options.order_over(self.default_order), &mut people, MAX_ITEMS);
        page.list(people.iter().map(|&person| self.item(person, note(person))));
    }

    /// Returns the people that match the filters of the view options, in the given order.
    pub(in crate::page) fn filter(&self, people: &[PersonId]) -> Vec<PersonId> {
        people.iter().copied().filter(|&person| self.admits(person)).collect()
    }

    /// Returns the positions of a person on the tags of the list.
    pub(in crate::page) fn positions(&self, person: PersonId) -> impl Iterator<Item = &'a Position> {
        let about = self.about;
        let positions = &self.graph.atlas.people[person].positions;
        positions.iter().filter(move |position| about.is_empty() || about.contains(&position.tag))
    }

    /// Returns stance and tentativeness of each position of a person that the page is about.
    fn keys(&self, person: PersonId) -> impl Iterator<Item = (Stance, bool)> {
        let positions = self.graph.atlas.people.view(person).positions.into_iter();
        let here = positions.filter(|position| self.about.is_empty() || self.about.contains(&position.tag));
        here.map(|position| (position.stance, position.tentative))
    }

    /// Returns whether all positions of a person that the page is about are tentative; false if there are none.
    pub(in crate::page) fn is_tentative(&self, person: PersonId) -> bool {
        if self.about.is_empty() {
            return self.graph.is_tentative(person);
        }
        let mut positions = self.keys(person).peekable();
        positions.peek().is_some() && positions.all(|(_, is_tentative)| is_tentative)
    }

    /// Returns whether the filters of the view options let a person through.
    pub(in crate::page) fn admits(&self, person: PersonId) -> bool {
        let has_tiers =
            |is_wanted: &dyn Fn(PersonTiers) -> bool| self.graph.atlas.people.tiers(person).is_some_and(is_wanted);
        let ViewOptions { order: _, expertise, recognition, vintage, stance, stated, found, pairs: _, sort: _ } =
            self.options;
        expertise.is_none_or(|tier| has_tiers(&|tiers| tiers.expertise == tier))
            && recognition.is_none_or(|tier| has_tiers(&|tiers| tiers.recognition == tier))
            && vintage.is_none_or(|tier| has_tiers(&|tiers| tiers.vintage == Some(tier)))
            && stance.is_none_or(|stance| self.keys(person).any(|(own, _)| own == stance))
            && !(*stated && self.is_tentative(person))
            && found.as_ref().is_none_or(|found| found.people.binary_search(&person).is_ok())
    }

    fn item(&self, person: PersonId, note: Inline) -> Item {
        let mut item = person_item(&self.graph.atlas, person, note);
        if !self.has_tiers {
            item.badges.clear();
        }
        let widths = match self.aside {
            Aside::PDoom => RowWidths { details: [P_DOOM_WIDTH, 0, 0, 0, 0], head: P_DOOM, ..ROW },
            _ => ROW,
        };
        let item = if self.is_in_rows { item.inlined(widths) } else { item.foldable() };
        let mut item = item.beside(self.aside(person));
        if self.about.is_empty() {
            item.badges.extend(Scale::Vintage.badge_of(&self.graph.atlas, person));
        } else {
            item.badges.splice(0..0, self.stance(person).map(tiers::stance));
            item.badges.extend(self.is_tentative(person).then(tiers::tentative));
        }
        item
    }

    /// Returns what is beside the name of a person.
    fn aside(&self, person: PersonId) -> Inline {
        let atlas = &self.graph.atlas;
        match self.aside {
            Aside::Nothing => Inline::new(),
            Aside::Affiliation => plain(tiers::affiliation(atlas, person)),
            Aside::PDoom => {
                let first = atlas.people[person].p_doom.first().map(figures::p_doom);
                plain(first.map(|figure| format!("{P_DOOM} {figure}")))
            }
            Aside::Sources => join_dots(self.positions(person).map(|position| {
                let passages = Some(position.passages() as usize).filter(|&passages| passages > 1);
                let passages = passages.map(|passages| figures::pluralize(passages, "passage", "passages"));
                join_dots([sources::best(std::iter::once(position)), quiet(passages)])
            })),
        }
    }

    /// Returns the stance of a person's first position on the tags of the list; `None` without a position.
    fn stance(&self, person: PersonId) -> Option<Stance> {
        self.keys(person).next().map(|(stance, _)| stance)
    }

    /// Returns the number of `people` in favour, mixed and against: `10 for · 2 mixed · 0 against`.
    pub(in crate::page) fn stances(&self, people: &[PersonId]) -> Inline {
        let tones: Vec<Tone> = people.iter().filter_map(|&person| self.stance(person)).map(Tone::from).collect();
        join_dots([(Tone::For, "for"), (Tone::Mixed, "mixed"), (Tone::Against, "against")].map(|(tone, word)| {
            let count = tones.iter().filter(|other| **other == tone).count();
            let text = format!("{count} {word}");
            if count > 0 { Span::toned(text, tone) } else { Span::quiet(text) }
        }))
    }

    /// Returns the best source of a person's positions on the tags of the list, as a short text.
    pub(in crate::page) fn source(&self, person: PersonId) -> Inline {
        sources::best(self.positions(person))
    }

    /// Returns the caption of a list that shows `shown` of `all` people: filters and order; empty with neither.
    pub(in crate::page) fn caption(&self, shown: usize, all: usize) -> String {
        let filters = self.filters();
        let order = self.options.order_over(self.default_order);
        let order = (order != self.default_order).then(|| order.label());
        match (filters.is_empty(), order) {
            (true, order) => sentence(order.unwrap_or_default()),
            (false, None) => format!("Only {}: {shown} of {all}.", filters.join(", ")),
            (false, Some(order)) => format!("Only {}: {shown} of {all}, {order}.", filters.join(", ")),
        }
    }

    /// Returns a description of each filter of the view options.
    fn filters(&self) -> Vec<String> {
        let atlas = &self.graph.atlas;
        let ViewOptions { order: _, expertise, recognition, vintage, stance, stated, found, pairs: _, sort: _ } =
            self.options;
        let filters = [
            expertise.map(|tier| atlas.expertise[tier].label.clone()),
            recognition.map(|tier| atlas.recognition[tier].label.clone()),
            vintage.map(|tier| atlas.vintages[tier].label.clone()),
            stance.map(|stance| stance.label().to_owned()),
            stated.then(|| "stated only".to_owned()),
            found.as_ref().map(|found| format!("found by {}", found.query.trim())),
        ];
        filters.into_iter().flatten().collect()
    }
}
