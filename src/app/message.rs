//! What comes into the app, and what it asks the world to do.

use crate::action::Action;

use super::layout::Size;
use super::search::Found;

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Message {
    /// A key, a click or the palette asks for an action, with the count typed before it.
    Act(Action, Option<usize>),
    /// Text was typed or pasted where text is taken.
    Text(String),
    /// The mouse was clicked on a cell.
    Click(u16, u16),
    /// The mouse was moved to a cell with its button held down.
    Drag(u16, u16),
    /// The button of the mouse was let go.
    Release,
    /// The wheel was turned over a cell, by so many rows.
    Wheel(u16, u16, isize),
    /// The screen has a new size.
    Resize(Size),
    /// A search has an answer.
    Found(Found),
    /// Something to tell the user.
    Tell(String),
}

/// Something to do outside the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Leave the program.
    Quit,
    /// Go to the background.
    Suspend,
    /// Draw every cell anew.
    Redraw,
    /// Open an address in the browser.
    OpenUrl(String),
    /// Put something on the clipboard.
    Copy(Copied),
    /// Keep the marks between runs.
    KeepMarks(super::marks::Marks),
    /// Keep the layout between runs.
    KeepLayout(super::layout::Preferences),
    /// Look something up; the answer carries the ticket.
    Find {
        /// Which question this is; an answer to an older one is dropped.
        ticket: u64,
        /// What is asked.
        question: Question,
    },
}

/// What can be put on the clipboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Copied {
    /// Text as it stands, with what it is in words.
    Text(String, &'static str),
    /// The page on screen, as Markdown.
    Page,
    /// A command line of this program, without its name.
    Command(Vec<String>),
}

/// What can be asked of the search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// The best results for a query.
    Search {
        /// The query as typed.
        query: String,
        /// How many results are wanted.
        limit: usize,
    },
    /// Everything of the index's kind that the filter lets through.
    Filter {
        /// The query as typed, without the kind.
        query: String,
        /// What is listed.
        kind: crate::page::Kind,
    },
}
