//! An atlas as the TOML it would be loaded from.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use stratlas::model::{Atlas, Axis, Id, Person, PersonId, Strategy, Table, Tier};

use super::slug_of;

/// People in a file.
const PEOPLE: usize = 2_000;

/// Writes `atlas` below `folder`, as many files as it takes.
pub(crate) fn write(atlas: &Atlas, folder: &Path) -> io::Result<()> {
    std::fs::write(folder.join("vocabulary.toml"), vocabulary(atlas))?;
    let strategies: String = atlas.strategies.rows().iter().map(|row| strategy(atlas, row)).collect();
    std::fs::write(folder.join("strategies.toml"), strategies)?;
    let ids: Vec<PersonId> = atlas.people.ids().collect();
    for (nth, people) in ids.chunks(PEOPLE).enumerate() {
        let mut file = BufWriter::new(File::create(folder.join(format!("people-{nth}.toml")))?);
        for &id in people {
            file.write_all(person(atlas, &atlas.people.unpack(id)).as_bytes())?;
        }
        file.flush()?;
    }
    Ok(())
}

/// Adds lines; a string takes everything.
macro_rules! lines {
    ($to:expr, $($line:literal $(, $value:expr)*;)*) => {{
        $(let _ = writeln!($to, $line $(, $value)*);)*
    }};
}

fn vocabulary(atlas: &Atlas) -> String {
    let mut out = format!("title = {:?}\n", atlas.about.title);
    for axis in Axis::ALL {
        let text = atlas.axis(axis);
        lines!(out, "[[axis]]"; "id = {:?}", axis.as_str(); "name = {:?}", text.name;
            "description = {:?}", text.description;);
        for value in atlas.values_on(axis).rows() {
            lines!(out, "[[axis.value]]"; "id = {:?}", value.slug; "name = {:?}", value.name;
                "description = {:?}", value.description;);
        }
    }
    for lever in atlas.levers.rows() {
        lines!(out, "[[lever]]"; "id = {:?}", lever.slug; "name = {:?}", lever.name;
            "side = {:?}", lever.side.as_str(); "up = {:?}", lever.up; "down = {:?}", lever.down;
            "description = {:?}", lever.description;);
    }
    for tag in atlas.tags.rows() {
        lines!(out, "[[tag]]"; "id = {:?}", tag.slug; "name = {:?}", tag.name; "gloss = {:?}", tag.gloss;
            "aka = {:?}", tag.aka;);
        if let Some(strategy) = tag.strategy {
            lines!(out, "strategy = {:?}", slug_of(&atlas.strategies, strategy););
        }
    }
    tiers(&mut out, "expertise", &atlas.expertise);
    tiers(&mut out, "recognition", &atlas.recognition);
    out
}

fn tiers<I: Id>(out: &mut String, key: &str, table: &Table<I, Tier>) {
    for tier in table.rows() {
        lines!(out, "[[{}]]", key; "id = {:?}", tier.slug; "label = {:?}", tier.label; "short = {:?}", tier.short;
            "badge = {:?}", tier.badge; "criterion = {:?}", tier.criterion;);
    }
}

fn strategy(atlas: &Atlas, strategy: &Strategy) -> String {
    let mut out = String::new();
    let slugs = |ids: &[_]| ids.iter().map(|&id| slug_of(&atlas.strategies, id).to_owned()).collect::<Vec<_>>();
    lines!(out, "[[strategy]]"; "id = {:?}", strategy.slug; "name = {:?}", strategy.name;
        "thesis = {:?}", strategy.thesis; "mechanism = {:?}", strategy.mechanism;
        "next_problem = {:?}", strategy.next_problem.as_deref().unwrap_or_default();
        "falsification = {:?}", strategy.falsification.as_deref().unwrap_or_default();
        "[strategy.coordinates]"; "lever = {:?}", slug_of(&atlas.levers, strategy.coordinates.lever);
        "pull = {:?}", strategy.coordinates.pull.as_str(););
    for axis in Axis::ALL {
        let value = slug_of(atlas.values_on(axis), strategy.coordinates.on(axis));
        lines!(out, "{} = {:?}", axis.as_str().replace('-', "_"), value;);
    }
    lines!(out, "[strategy.relations]"; "conflicts = {:?}", slugs(&strategy.conflicts);
        "complements = {:?}", slugs(&strategy.complements););
    out
}

fn person(atlas: &Atlas, person: &Person) -> String {
    let mut out = String::new();
    lines!(out, "[[person]]"; "id = {:?}", person.slug; "name = {:?}", person.name; "tagline = {:?}", person.tagline;
        "summary = {:?}", person.summary; "categories = {:?}", person.categories;
        "order = {}", person.order.unwrap_or_default(););
    let held = person.affiliations.iter().map(|held| {
        let role = held.role.as_ref().map_or_else(String::new, |role| format!(", role = {role:?}"));
        format!("{{ org = {:?}{role}, current = {} }}", held.org, held.current)
    });
    lines!(out, "affiliations = [{}]", held.collect::<Vec<_>>().join(", "););
    if let Some(profile) = &person.profile {
        lines!(out, "[person.profile]"; "expertise = {:?}", slug_of(&atlas.expertise, profile.expertise.tier);
            "recognition = {:?}", slug_of(&atlas.recognition, profile.recognition.tier););
    }
    for position in &person.positions {
        lines!(out, "[[person.position]]"; "tag = {:?}", slug_of(&atlas.tags, position.tag);
            "stance = {:?}", position.stance.as_str(); "claim = {:?}", position.claim;);
        for source in &position.sources {
            lines!(out, "[[person.position.source]]"; "title = {:?}", source.title;
                "url = {:?}", source.url.as_deref().unwrap_or_default(); "medium = {:?}", source.medium.as_str();
                "date = {:?}", source.date.as_deref().unwrap_or_default(););
            if let Some(fidelity) = source.fidelity {
                lines!(out, "fidelity = {:?}", fidelity.as_str(););
            }
        }
    }
    for doom in &person.p_doom {
        lines!(out, "[[person.p_doom]]"; "low = {:?}", doom.low; "high = {:?}", doom.high;
            "date = {:?}", doom.date.as_deref().unwrap_or_default(););
    }
    for timeline in &person.timelines {
        lines!(out, "[[person.timeline]]"; "milestone = {:?}", timeline.milestone;
            "date = {:?}", timeline.date.as_deref().unwrap_or_default(););
        if let (Some(from), Some(to)) = (timeline.from, timeline.to) {
            lines!(out, "from = {}", from; "to = {}", to;);
        }
    }
    out
}
