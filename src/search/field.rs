//! What of each thing is searched. The index, the scores and the marks on a hit all walk the same fields in the same
//! order, so a line of the index always leads back to the text it was made from.

use crate::model::{Atlas, Entity, Person, Source, Strategy};
use crate::place::Place;

use super::fold;

/// A text of a thing that can be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// What it is called.
    Name,
    /// Another name, or a slug or handle that differs from the name.
    Alias,
    /// A person's tagline.
    Tagline,
    /// The thing in one line.
    Gloss,
    /// An organisation someone belongs or belonged to.
    Organisation,
    /// What pulling a lever one way does.
    Pull,
    /// What a strategy claims.
    Thesis,
    /// How a strategy would work.
    Mechanism,
    /// What binds next if a strategy succeeds.
    NextProblem,
    /// What would count against a strategy.
    Falsification,
    /// The threshold past which a strategy defeats itself.
    Threshold,
    /// A precedent from another field.
    Analogue,
    /// What has to be true for a strategy to work.
    Commitment,
    /// What a strategy's name meant in one period.
    Meaning,
    /// A role in an organisation.
    Role,
    /// Someone in a sentence or two.
    Summary,
    /// A caveat or a remark.
    Note,
    /// What someone holds.
    Claim,
    /// The title of a source.
    Source,
    /// What is expected by a date.
    Milestone,
    /// What something is.
    Description,
}

/// How much a field weighs, and how it is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Band {
    /// The name: fuzzy.
    Name,
    /// Other names: fuzzy.
    Alias,
    /// Short texts: fuzzy if the letters are close together.
    Short,
    /// Long texts: as typed.
    Long,
}

/// Texts that are searched together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// The name and other names.
    Names,
    /// Short texts.
    Short,
    /// Long texts.
    Long,
}

impl Column {
    /// How many there are.
    pub(super) const COUNT: usize = 3;
}

impl Band {
    /// The texts it is searched with.
    pub(super) fn column(self) -> Column {
        match self {
            Self::Name | Self::Alias => Column::Names,
            Self::Short => Column::Short,
            Self::Long => Column::Long,
        }
    }
}

impl Field {
    /// As written in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Alias => "alias",
            Self::Tagline => "tagline",
            Self::Gloss => "gloss",
            Self::Organisation => "organisation",
            Self::Pull => "pull",
            Self::Thesis => "thesis",
            Self::Mechanism => "mechanism",
            Self::NextProblem => "next-problem",
            Self::Falsification => "falsification",
            Self::Threshold => "threshold",
            Self::Analogue => "analogue",
            Self::Commitment => "commitment",
            Self::Meaning => "meaning",
            Self::Role => "role",
            Self::Summary => "summary",
            Self::Note => "note",
            Self::Claim => "claim",
            Self::Source => "source",
            Self::Milestone => "milestone",
            Self::Description => "description",
        }
    }

    /// As people read it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Alias => "also called",
            Self::NextProblem => "what binds next",
            other => other.as_str(),
        }
    }

    /// The band it belongs to.
    pub(super) fn band(self) -> Band {
        match self {
            Self::Name => Band::Name,
            Self::Alias => Band::Alias,
            Self::Tagline | Self::Gloss | Self::Organisation | Self::Pull => Band::Short,
            _ => Band::Long,
        }
    }
}

/// Calls `visit` with every text of `place` that is searched: the name first, then other names, short texts and long
/// ones. Empty texts are left out, and names that fold to the same as the name. A place that lists things has none.
pub(super) fn visit<'a>(atlas: &'a Atlas, place: Place, mut visit: impl FnMut(Field, &'a str)) {
    let Some(entity) = place.entity() else { return };
    let name = entity.name(atlas);
    visit(Field::Name, name);
    let mut others = |field: Field, text: &'a str| {
        if !text.is_empty() && (field != Field::Alias || !fold::same(text, name)) {
            visit(field, text);
        }
    };
    others(Field::Alias, place.slug(atlas).unwrap_or_default());
    match place {
        Place::Entity(Entity::Strategy(id)) => strategy(&atlas.strategies[id], &mut others),
        Place::Entity(Entity::Person(id)) => person(&atlas.people[id], &mut others),
        Place::Entity(Entity::Tag(id)) => {
            let tag = &atlas.tags[id];
            for alias in &tag.aka {
                others(Field::Alias, alias);
            }
            others(Field::Gloss, &tag.gloss);
        }
        Place::Entity(Entity::Lever(id)) => {
            let lever = &atlas.levers[id];
            others(Field::Pull, &lever.up);
            others(Field::Pull, &lever.down);
            others(Field::Description, &lever.description);
        }
        Place::Entity(Entity::Scenario(id)) => {
            let scenario = &atlas.scenarios[id];
            others(Field::Gloss, &scenario.gloss);
            others(Field::Description, &scenario.description);
            others(Field::Note, scenario.note.as_deref().unwrap_or_default());
        }
        Place::Entity(Entity::Portfolio(id)) => others(Field::Description, &atlas.portfolios[id].description),
        Place::Entity(Entity::Mechanism(mechanism)) => {
            let text = atlas.mechanism(mechanism);
            others(Field::Gloss, &text.gloss);
            others(Field::Description, &text.explain);
        }
        _ => {}
    }
}

fn strategy<'a>(strategy: &'a Strategy, visit: &mut impl FnMut(Field, &'a str)) {
    visit(Field::Thesis, &strategy.thesis);
    visit(Field::Mechanism, &strategy.mechanism);
    visit(Field::NextProblem, strategy.next_problem.as_deref().unwrap_or_default());
    visit(Field::Falsification, strategy.falsification.as_deref().unwrap_or_default());
    if let Some(overshoot) = &strategy.overshoot {
        visit(Field::Threshold, &overshoot.threshold);
        visit(Field::Threshold, &overshoot.why);
    }
    if let Some(analogue) = &strategy.analogue {
        visit(Field::Analogue, &analogue.regime);
        visit(Field::Analogue, &analogue.produced);
        visit(Field::Analogue, &analogue.did_not_produce);
    }
    for commitment in &strategy.commitments {
        visit(Field::Commitment, &commitment.claim);
        visit(Field::Commitment, &commitment.failure);
    }
    for meaning in &strategy.meanings {
        visit(Field::Meaning, &meaning.meaning);
    }
}

fn person<'a>(person: &'a Person, visit: &mut impl FnMut(Field, &'a str)) {
    visit(Field::Alias, person.handle.as_deref().unwrap_or_default());
    visit(Field::Tagline, &person.tagline);
    for held in &person.affiliations {
        visit(Field::Organisation, &held.org);
    }
    visit(Field::Summary, &person.summary);
    for held in &person.affiliations {
        visit(Field::Role, held.role.as_deref().unwrap_or_default());
    }
    visit(Field::Note, person.caveat.as_deref().unwrap_or_default());
    visit(Field::Note, person.note.as_deref().unwrap_or_default());
    for position in &person.positions {
        visit(Field::Claim, &position.claim);
        sources(&position.sources, visit);
    }
    for claim in &person.p_doom {
        visit(Field::Claim, claim.definition.as_deref().unwrap_or_default());
        sources(claim.source.as_slice(), visit);
    }
    for claim in &person.timelines {
        visit(Field::Milestone, &claim.milestone);
        sources(claim.source.as_slice(), visit);
    }
}

fn sources<'a>(sources: &'a [Source], visit: &mut impl FnMut(Field, &'a str)) {
    for source in sources {
        visit(Field::Source, &source.title);
    }
}
