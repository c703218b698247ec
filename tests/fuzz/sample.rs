//! Sound atlases of random shape: every key that the schema has, and references only to what is there.

use super::chance::Chance;
use super::node::{Node, Table};

const AXES: [(&str, &str); 5] = [
    ("acts-on", "acts_on"),
    ("coercion", "coercion"),
    ("actor-in-control", "actor_in_control"),
    ("time-horizon", "time_horizon"),
    ("legitimacy-source", "legitimacy_source"),
];
const MECHANISMS: [(&str, &str); 3] =
    [("lever-opposition", "conflict"), ("frame-opposition", "conflict"), ("same-lever-twin", "twin")];
const STANCES: [&str; 6] = ["endorses", "mixed", "conditional", "opposes", "evolved-toward", "evolved-away"];
const MEDIA: [&str; 5] = ["paper", "tweet", "blog", "podcast", "video"];

/// The ids of the records that others refer to.
#[derive(Debug)]
struct Ids {
    topics: Vec<String>,
    domains: Vec<String>,
    levers: Vec<String>,
    values: [Vec<String>; 5],
    expertise: Vec<String>,
    recognition: Vec<String>,
    vintages: Vec<String>,
    tags: Vec<String>,
    adversaries: Vec<String>,
    strategies: Vec<String>,
}

/// A maker of records; one text in `hostile_in` is hostile.
struct Maker<'c> {
    chance: &'c mut Chance,
    hostile_in: usize,
    ids: Ids,
}

/// A sound atlas with at most about `size` records of each kind; one text in `hostile_in` is hostile.
pub(crate) fn atlas(chance: &mut Chance, size: usize, hostile_in: usize) -> Table {
    let mut ids = |prefix: &str, least: usize, most: usize| -> Vec<String> {
        let count = least + chance.below(most + 1 - least);
        (0..count).map(|at| if at == 3 { format!("{prefix}-{at}-X") } else { format!("{prefix}{at}") }).collect()
    };
    let values = std::array::from_fn(|axis| ids(&format!("v{axis}"), 1, 3));
    let ids = Ids {
        topics: ids("topic", 1, 3),
        domains: ids("domain", 1, 2),
        levers: ids("lever", 1, size.max(1)),
        values,
        expertise: ids("exp", 1, 3),
        recognition: ids("rec", 1, 3),
        vintages: ids("vin", 1, 3),
        tags: ids("tag", 1, size.max(1)),
        adversaries: ids("adv", 1, 2),
        strategies: ids("s", 1, size.max(1)),
    };
    let mut maker = Maker { chance, hostile_in, ids };
    let mut atlas = maker.header();
    atlas.extend(maker.vocabulary(size));
    let strategies = maker.strategies();
    atlas.push(("strategy".to_owned(), list(strategies)));
    let people: Vec<Table> = (0..maker.chance.below(size + 1)).map(|at| maker.person(at)).collect();
    atlas.push(("person".to_owned(), list(people)));
    atlas
}

fn list(records: impl IntoIterator<Item = Table>) -> Node {
    Node::List(records.into_iter().map(Node::Table).collect())
}

impl Maker<'_> {
    fn text(&mut self) -> Node {
        Node::text(self.chance.text(self.hostile_in))
    }

    /// `keys` with a text each; those that start with `?` are left out at times.
    fn texts(&mut self, keys: &[&str]) -> Table {
        let mut table = Table::new();
        for key in keys {
            match key.strip_prefix('?') {
                Some(_) if self.chance.one_in(2) => {}
                optional => table.push((optional.unwrap_or(key).to_owned(), self.text())),
            }
        }
        table
    }

    fn with_id(&mut self, id: &str, keys: &[&str]) -> Table {
        let mut record = vec![("id".to_owned(), Node::text(id))];
        record.extend(self.texts(keys));
        record
    }

    /// A reference to one of the ids that `of` picks.
    fn reference(&mut self, of: impl Fn(&Ids) -> &Vec<String>) -> Node {
        Node::text(self.chance.pick(of(&self.ids)).clone())
    }

    fn some_strategies(&mut self) -> Node {
        Node::texts(self.chance.some(&self.ids.strategies, 4))
    }

    fn word(&mut self, words: &[&str]) -> Node {
        Node::text(self.chance.pick(words))
    }

    fn date(&mut self) -> Node {
        Node::Date(self.chance.pick(&["2024", "2024-05", "2024-05-17", "1999-12-31"]).to_string())
    }

    fn link(&mut self) -> Node {
        Node::text(format!("https://example.org/{}", self.chance.below(99)))
    }

    fn records(&mut self, of: impl Fn(&Ids) -> &Vec<String>, keys: &[&str]) -> Vec<Table> {
        of(&self.ids).clone().iter().map(|id| self.with_id(id, keys)).collect()
    }

    fn header(&mut self) -> Table {
        let mut header = self.texts(&["?title", "?edition", "?about", "?why_it_matters", "?what_would_help"]);
        let captions = ["?next_problem", "?falsification", "?threshold", "?people", "?mixes", "?analogue", "?vintages"];
        let captions = self.texts(&captions);
        if !captions.is_empty() {
            header.push(("captions".to_owned(), Node::Table(captions)));
        }
        let mut origin = self.texts(&["title", "?note"]);
        origin.push(("url".to_owned(), self.link()));
        origin.push(("retrieved".to_owned(), self.date()));
        header.push(("provenance".to_owned(), list([origin])));
        let questions: Vec<Table> =
            (0..self.chance.below(3)).map(|_| self.texts(&["ask", "bet", "identity"])).collect();
        header.push(("question".to_owned(), list(questions)));
        let mut binding = self.texts(&["marker", "note"]);
        binding.push(("strategy".to_owned(), self.reference(|ids| &ids.strategies)));
        header.push(("binding".to_owned(), list([binding])));
        header
    }

    fn vocabulary(&mut self, size: usize) -> Table {
        let mut lists: Vec<(&str, Vec<Table>)> = vec![
            ("topic", self.records(|ids| &ids.topics, &["name"])),
            ("domain", self.records(|ids| &ids.domains, &["name"])),
            ("adversary", self.records(|ids| &ids.adversaries, &["name"])),
            ("expertise", self.records(|ids| &ids.expertise, &["label", "short", "criterion"])),
            ("recognition", self.records(|ids| &ids.recognition, &["label", "short", "criterion"])),
            ("vintage", self.records(|ids| &ids.vintages, &["label", "short", "criterion"])),
        ];
        let mut levers = self.records(|ids| &ids.levers, &["name", "up", "down", "description"]);
        for lever in &mut levers {
            lever.push(("side".to_owned(), self.word(&["ai", "mixed", "world"])));
        }
        lists.push(("lever", levers));
        let axes = AXES.iter().enumerate().map(|(at, (id, _))| {
            let mut axis = self.with_id(id, &["name", "description"]);
            let values = self.ids.values[at].clone();
            let values: Vec<Table> = values.iter().map(|id| self.with_id(id, &["name", "description"])).collect();
            axis.push(("value".to_owned(), list(values)));
            axis
        });
        lists.push(("axis", axes.collect()));
        let mechanisms = MECHANISMS.iter().take(self.chance.below(4)).map(|(id, kind)| {
            let mut mechanism = vec![("kind".to_owned(), Node::text(*kind))];
            mechanism.extend(self.with_id(id, &["label", "gloss", "explain"]));
            mechanism
        });
        lists.push(("mechanism", mechanisms.collect()));
        let mut tags = self.records(|ids| &ids.tags, &["name", "gloss"]);
        for tag in &mut tags {
            let aka: Vec<String> = (0..self.chance.below(3)).map(|_| self.chance.text(self.hostile_in)).collect();
            tag.push(("aka".to_owned(), Node::texts(aka)));
            if !self.chance.one_in(3) {
                tag.push(("strategy".to_owned(), self.reference(|ids| &ids.strategies)));
            }
        }
        lists.push(("tag", tags));
        let scenarios = (0..self.chance.below(size + 1)).map(|at| {
            let mut scenario = self.with_id(&format!("sc{at}"), &["title", "gloss", "description", "?note"]);
            scenario.push(("adversary".to_owned(), self.reference(|ids| &ids.adversaries)));
            scenario.push(("responsive".to_owned(), self.some_strategies()));
            scenario
        });
        lists.push(("scenario", scenarios.collect()));
        let portfolios = (0..self.chance.below(size + 1)).map(|at| {
            let mut portfolio = self.with_id(&format!("pf{at}"), &["name", "description"]);
            portfolio.push(("strategies".to_owned(), self.some_strategies()));
            portfolio
        });
        lists.push(("portfolio", portfolios.collect()));
        lists.into_iter().map(|(key, records)| (key.to_owned(), list(records))).collect()
    }

    fn strategies(&mut self) -> Vec<Table> {
        let ids = self.ids.strategies.clone();
        let mut strategies = Vec::new();
        for (at, id) in ids.iter().enumerate() {
            let keys = ["name", "thesis", "mechanism", "?next_problem", "?falsification", "?source_note"];
            let mut strategy = self.with_id(id, &keys);
            let mut coordinates = vec![
                ("lever".to_owned(), self.reference(|ids| &ids.levers)),
                ("pull".to_owned(), self.word(&["up", "neutral", "down"])),
            ];
            for (axis, (_, key)) in AXES.iter().enumerate() {
                coordinates.push((key.to_string(), self.reference(|ids| &ids.values[axis])));
            }
            for key in ["rejects_frame", "forecloses_scope"] {
                if self.chance.one_in(3) {
                    coordinates.push((key.to_owned(), Node::raw(self.chance.one_in(2))));
                }
            }
            strategy.push(("coordinates".to_owned(), Node::Table(coordinates)));
            // The kind of a pair follows from its sum, so that both sides agree on it.
            let related = |kind: usize| {
                let others = (0..ids.len()).filter(|&other| other != at && (other + at) % 3 == kind);
                others.map(|other| ids[other].clone()).collect::<Vec<_>>()
            };
            let conflicts = self.chance.some(&related(1), 3);
            let complements = self.chance.some(&related(2), 3);
            let relations = vec![
                ("conflicts".to_owned(), Node::texts(conflicts)),
                ("complements".to_owned(), Node::texts(complements)),
            ];
            strategy.push(("relations".to_owned(), Node::Table(relations)));
            strategy.extend(self.parts_of_a_strategy());
            strategies.push(strategy);
        }
        strategies
    }

    fn parts_of_a_strategy(&mut self) -> Table {
        let mut parts = Table::new();
        if self.chance.one_in(2) {
            parts.push(("overshoot".to_owned(), Node::Table(self.texts(&["threshold", "why"]))));
        }
        if self.chance.one_in(2) {
            let mut analogue = self.texts(&["regime", "produced", "did_not_produce"]);
            analogue.push(("domain".to_owned(), self.reference(|ids| &ids.domains)));
            parts.push(("analogue".to_owned(), Node::Table(analogue)));
        }
        let commitments = (0..self.chance.below(3)).map(|_| {
            let mut commitment = self.texts(&["claim", "failure"]);
            commitment.push(("topic".to_owned(), self.reference(|ids| &ids.topics)));
            commitment
        });
        parts.push(("commitment".to_owned(), list(commitments.collect::<Vec<_>>())));
        let meanings: Vec<Table> = (0..self.chance.below(3)).map(|_| self.texts(&["period", "meaning"])).collect();
        parts.push(("vintage".to_owned(), list(meanings)));
        parts
    }

    fn person(&mut self, at: usize) -> Table {
        let mut person =
            self.with_id(&format!("p{at}"), &["name", "tagline", "summary", "?handle", "?caveat", "?note"]);
        let categories: Vec<String> = (0..self.chance.below(3)).map(|_| self.chance.word().to_owned()).collect();
        person.push(("categories".to_owned(), Node::texts(categories)));
        for key in ["homepage", "wikipedia"] {
            if self.chance.one_in(2) {
                person.push((key.to_owned(), self.link()));
            }
        }
        person.push(("updated".to_owned(), self.date()));
        if self.chance.one_in(2) {
            person.push(("order".to_owned(), Node::raw(self.chance.below(5))));
        }
        let posts = (0..self.chance.below(3)).map(|_| {
            let mut post = self.texts(&["org", "?role"]);
            post.push(("start".to_owned(), self.date()));
            post.push(("current".to_owned(), Node::raw(self.chance.one_in(2))));
            post
        });
        person.push(("affiliations".to_owned(), list(posts.collect::<Vec<_>>())));
        if self.chance.one_in(2) {
            let mut profile = self.texts(&["?expertise_note", "?recognition_note"]);
            profile.push(("expertise".to_owned(), self.reference(|ids| &ids.expertise)));
            profile.push(("recognition".to_owned(), self.reference(|ids| &ids.recognition)));
            if self.chance.one_in(2) {
                profile.extend(self.texts(&["?vintage_note"]));
                profile.push(("vintage".to_owned(), self.reference(|ids| &ids.vintages)));
            }
            person.push(("profile".to_owned(), Node::Table(profile)));
        }
        person.push(("position".to_owned(), self.positions()));
        person.push(("p_doom".to_owned(), self.probabilities()));
        person.push(("timeline".to_owned(), self.timelines()));
        person
    }

    fn positions(&mut self) -> Node {
        let positions = (0..self.chance.below(4)).map(|_| {
            let mut position = self.texts(&["claim", "?caveat"]);
            position.push(("tag".to_owned(), self.reference(|ids| &ids.tags)));
            position.push(("stance".to_owned(), self.word(&STANCES)));
            position.push(("tentative".to_owned(), Node::raw(self.chance.one_in(3))));
            let sources: Vec<Table> = (0..self.chance.below(3)).map(|_| self.source()).collect();
            position.push(("source".to_owned(), list(sources)));
            position
        });
        list(positions.collect::<Vec<_>>())
    }

    fn source(&mut self) -> Table {
        let mut source = self.texts(&["title", "?publisher", "?caveat"]);
        source.push(("medium".to_owned(), self.word(&MEDIA)));
        if self.chance.one_in(2) {
            source.push(("url".to_owned(), self.link()));
            source.push(("stated".to_owned(), self.date()));
            source.push(("date".to_owned(), self.date()));
            source.push(("fidelity".to_owned(), self.word(&["direct", "faithful", "loose", "summary"])));
            source.push(("passages".to_owned(), Node::raw(1 + self.chance.below(9))));
        }
        source
    }

    fn probabilities(&mut self) -> Node {
        let claims = (0..self.chance.below(2)).map(|_| {
            let mut claim = self.texts(&["?definition"]);
            let low = self.chance.below(50);
            claim.push(("low".to_owned(), Node::raw(format!("0.{low:02}"))));
            claim.push(("high".to_owned(), Node::raw(format!("0.{:02}", low + self.chance.below(50)))));
            claim.push(("date".to_owned(), self.date()));
            claim.push(("source".to_owned(), Node::Table(self.source())));
            claim
        });
        list(claims.collect::<Vec<_>>())
    }

    fn timelines(&mut self) -> Node {
        let claims = (0..self.chance.below(2)).map(|_| {
            let mut claim = self.texts(&["milestone"]);
            let from = 2025 + self.chance.below(20);
            claim.push(("from".to_owned(), Node::raw(from)));
            claim.push(("to".to_owned(), Node::raw(from + self.chance.below(9))));
            claim.push(("probability".to_owned(), Node::raw("0.5")));
            claim.push(("source".to_owned(), Node::Table(self.source())));
            claim
        });
        list(claims.collect::<Vec<_>>())
    }
}
