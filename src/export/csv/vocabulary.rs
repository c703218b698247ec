//! The vocabulary as tables.

use crate::model::{Atlas, Axis, StrategyId, Tier};

use super::{Cell, Sheet, slug};

pub(super) fn sheets(atlas: &Atlas) -> [Sheet; 6] {
    let mut tags = Sheet::new("tags.csv", &["id", "name", "gloss", "aka", "strategy"]);
    for row in atlas.tags.rows() {
        let aka = Cell::Texts(row.aka.iter().map(String::as_str).collect());
        let strategy = row.strategy.map_or(Cell::Nothing, |id| slug(&atlas.strategies, id));
        tags.row([(&row.slug).into(), (&row.name).into(), (&row.gloss).into(), aka, strategy]);
    }
    let mut levers = Sheet::new("levers.csv", &["id", "name", "side", "up", "down", "description"]);
    for row in atlas.levers.rows() {
        let (side, about) = (Cell::Text(row.side.as_str()), (&row.description).into());
        levers.row([(&row.slug).into(), (&row.name).into(), side, (&row.up).into(), (&row.down).into(), about]);
    }
    let mut values = Sheet::new("axis_values.csv", &["axis", "id", "name", "description"]);
    for axis in Axis::ALL {
        for row in atlas.values_on(axis).rows() {
            values.row([Cell::Text(axis.as_str()), (&row.slug).into(), (&row.name).into(), (&row.description).into()]);
        }
    }
    let mut tiers = Sheet::new("tiers.csv", &["kind", "id", "label", "short", "badge", "criterion"]);
    let kinds: [(&str, &[Tier]); 3] = [
        ("expertise", atlas.expertise.rows()),
        ("recognition", atlas.recognition.rows()),
        ("vintage", atlas.vintages.rows()),
    ];
    for (kind, row) in kinds.into_iter().flat_map(|(kind, rows)| rows.iter().map(move |row| (kind, row))) {
        let texts = [&row.slug, &row.label, &row.short, &row.badge, &row.criterion].map(Cell::from);
        tiers.row(std::iter::once(Cell::Text(kind)).chain(texts));
    }
    [tags, levers, values, tiers, scenarios(atlas), portfolios(atlas)]
}

fn scenarios(atlas: &Atlas) -> Sheet {
    let mut sheet =
        Sheet::new("scenarios.csv", &["id", "title", "adversary", "gloss", "description", "responsive", "note"]);
    for row in atlas.scenarios.rows() {
        sheet.row([
            (&row.slug).into(),
            (&row.title).into(),
            slug(&atlas.adversaries, row.adversary),
            (&row.gloss).into(),
            (&row.description).into(),
            slugs(atlas, &row.responsive),
            row.note.as_ref().into(),
        ]);
    }
    sheet
}

fn portfolios(atlas: &Atlas) -> Sheet {
    let mut sheet = Sheet::new("portfolios.csv", &["id", "name", "description", "strategies"]);
    for row in atlas.portfolios.rows() {
        let members = slugs(atlas, &row.strategies);
        sheet.row([(&row.slug).into(), (&row.name).into(), (&row.description).into(), members]);
    }
    sheet
}

fn slugs<'a>(atlas: &'a Atlas, ids: &[StrategyId]) -> Cell<'a> {
    Cell::Texts(ids.iter().map(|&id| atlas.strategies[id].slug.as_str()).collect())
}
