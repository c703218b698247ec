//! Names of colours and styles. In kebab case, they are keys of theme files.

use strum::{EnumString, IntoStaticStr, VariantArray};

/// Role of a colour in the palette of a theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub(in crate::ui) enum PaletteRole {
    /// Colour of running text.
    Text,
    /// Colour of emphasized text.
    Strong,
    /// Colour of secondary text.
    Quiet,
    /// Colour of accents, such as the title and the focused pane.
    Accent,
    /// Colour of links.
    Link,
    /// Colour of warnings.
    Warning,
    /// Colour of approval.
    Good,
    /// Colour of disapproval and of mistakes.
    Bad,
    /// Colour of twins: strategies that pull one lever the same way, without a declared relation.
    Twin,
    /// Colour of the cells of tables whose shade grows with their value.
    Shade,
    /// Colour of lines between and around panes.
    Border,
    /// Colour of the background.
    Ground,
    /// Background of the line under the cursor.
    Selection,
}

/// Role of a part of the screen, which determines its style.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub(in crate::ui) enum StyleRole {
    /// Running text.
    Text,
    /// Emphasized text.
    Strong,
    /// Secondary text.
    Quiet,
    /// Title of a page.
    Title,
    /// Heading of a section.
    Section,
    /// Heading of a group in a section.
    Group,
    /// Heading of an entry in a group.
    Entry,
    /// Count beside a heading.
    Count,
    /// Warning beside a heading.
    Mark,
    /// Caption of a part of a page.
    Caption,
    /// State of a page, or the reason why a section is empty.
    Notice,
    /// Caveat or warning.
    Caution,
    /// Label before a fact.
    Label,
    /// Link within the atlas.
    Link,
    /// Link to the web.
    Web,
    /// Filled part of a bar that shows a share.
    Bar,
    /// Badge of an expertise tier: how close a person is to the work.
    Expertise,
    /// Badge of a recognition tier: how widely known a person is.
    Recognition,
    /// Badge of a vintage: the period in which a person entered the field.
    Vintage,
    /// Stance of a person in favour of a tag.
    For,
    /// Stance of a person that is partly or conditionally in favour of a tag.
    Mixed,
    /// Stance of a person against a tag.
    Against,
    /// Conflict between two strategies.
    Conflict,
    /// Complement: the relation of two strategies that complement each other.
    Complement,
    /// Twin: a strategy that pulls the same lever the same way as another, without a declared relation.
    Twin,
    /// Tentative position of a person.
    Tentative,
    /// Badges without a role of their own.
    Badge,
    /// Focus: name of the program, heading of the focused pane, mark of the cursor.
    Focus,
    /// Heading of a pane without focus, and meaning of the key in a hint.
    Aside,
    /// Lines between panes, and frames of panes without focus.
    Border,
    /// Frame of the focused pane.
    BorderFocus,
    /// Movable part of a scrollbar.
    Scrollbar,
    /// Line under the cursor in the focused pane.
    Cursor,
    /// Line under the cursor in a pane without focus.
    CursorAside,
    /// Key in a hint.
    Key,
    /// Message to the user in the footer.
    Message,
    /// Letters of a link hint.
    Hint,
    /// Letters that a search matched.
    Match,
    /// Mistake in text that the user types.
    Fault,
    /// Cell of a table with the largest value, from which the shades of the other cells are mixed.
    Shade,
}
