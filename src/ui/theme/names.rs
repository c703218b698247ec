//! Names of colours and styles; in kebab case, they are the keys of theme files.

use strum::{EnumString, IntoStaticStr, VariantArray};

/// Palette colour by its purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub(in crate::ui) enum PaletteRole {
    /// Running text.
    Text,
    /// Emphasized text.
    Strong,
    /// Secondary text.
    Quiet,
    /// Accents: the title, the focused pane.
    Accent,
    /// Links.
    Link,
    /// Warnings.
    Warning,
    /// Approval.
    Good,
    /// Disapproval, or mistakes.
    Bad,
    /// Twins.
    Twin,
    /// Lines.
    Border,
    /// Background.
    Ground,
    /// Background of the line under the cursor.
    Selection,
}

/// Role of a part of the screen, with a style.
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
    /// Caption.
    Caption,
    /// State of a page, or the reason why a section is empty.
    Notice,
    /// Caveat or warning.
    Caution,
    /// Label of a fact.
    Label,
    /// Link within the atlas.
    Link,
    /// Link to the web.
    Web,
    /// Filled part of a bar.
    Bar,
    /// Expertise tier.
    Expertise,
    /// Recognition tier.
    Recognition,
    /// Vintage.
    Vintage,
    /// Stance in favour.
    For,
    /// Stance partly or conditionally in favour.
    Mixed,
    /// Stance against.
    Against,
    /// Conflict.
    Conflict,
    /// Complement.
    Complement,
    /// Twin.
    Twin,
    /// Tentative position.
    Tentative,
    /// Other badges.
    Badge,
    /// Name of the program, heading of the focused pane, cursor mark.
    Focus,
    /// Heading of a pane without focus, meaning of a key in a hint.
    Aside,
    /// Lines between panes, and around them.
    Border,
    /// Frame of the focused pane.
    BorderFocus,
    /// Thumb of a scrollbar.
    Scrollbar,
    /// Line under the cursor, in the focused pane.
    Cursor,
    /// Line under the cursor, in another pane.
    CursorAside,
    /// Key in a hint.
    Key,
    /// Message to the user.
    Message,
    /// Letters of a link hint.
    Hint,
    /// Letters that a search matched.
    Match,
    /// Mistake in typed text.
    Fault,
}
