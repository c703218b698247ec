//! Order of tables: each action sorts the table under the cursor by its next column.

use crate::action::{Action, Focus};
use crate::app::browse::Browse;
use crate::app::effect::Effect;
use crate::app::state::{Context, State};
use crate::document::{Block, ColumnOrder, TableOrder};

use super::people;

/// Notice that a table is no longer sorted.
pub(super) const UNSORTED: &str = "The table is in the order of the page.";

/// Sorts the table at the cursor by its next column, or by the column with the number `count`, from 1; or reverses its
/// order, depending on `action`. If the page has no table to sort, changes the order of its people.
pub(super) fn act(state: &mut State, action: Action, count: Option<usize>, context: Context<'_>) {
    let Some(block) = table(&state.browse) else {
        return people::change_options(state, Action::PeopleOrder, context);
    };
    let Some(sorting) = block.sorting() else { return };
    let by = match (action, count) {
        (Action::SortReverse, _) => sorting.by.or_else(|| block.next_order()).map(ColumnOrder::reversed),
        (_, Some(number)) => block.order_by(number.saturating_sub(1)),
        _ => block.next_order(),
    };
    let words = by.and_then(|by| describe(block, by));
    state.notify(words.unwrap_or_else(|| UNSORTED.to_owned()));
    set(state, by.map(|by| TableOrder { table: sorting.table, by }), context);
    state.arrive(context.graph);
}

/// Sets the order of a table on pages of the current kind, and saves it for later runs.
pub(super) fn set(state: &mut State, order: Option<TableOrder>, context: Context<'_>) {
    let kind = state.browse.set_table_order(order, context.graph);
    state.emit(Effect::SaveTableOrder(kind, order));
}

/// The table that the cursor is in, else the next one below it, else the first of the page.
fn table(browse: &Browse) -> Option<&Block> {
    let tables = || browse.view.page.blocks.iter().filter(|block| block.sorting().is_some());
    let focus = if browse.focus() == Focus::Index { Focus::Main } else { browse.focus() };
    let flow = browse.view.flow(focus)?;
    let row = browse.pane(focus).row;
    let number = flow.tables.iter().find(|(_, rows)| rows.end > row).map(|(number, _)| *number);
    let numbered = |number| tables().find(|block| block.sorting().is_some_and(|sorting| sorting.table == number));
    number.and_then(numbered).or_else(|| tables().next())
}

/// Describes the order of a table, such as `Sorted by Coverage, the highest first.`; `None` if it has no such column.
fn describe(block: &Block, by: ColumnOrder) -> Option<String> {
    let has_numbers = block.order_by(by.column)?.is_descending;
    let first = match (has_numbers, by.is_descending) {
        (true, true) => "the highest first",
        (true, false) => "the lowest first",
        (false, false) => "from A to Z",
        (false, true) => "from Z to A",
    };
    Some(format!("Sorted by {}, {first}.", block.column_name(by.column)?))
}
