//! Names of colours and styles; they are the keys of theme files.

macro_rules! named {
    ($(#[$outer:meta])* $kind:ident { $($(#[$doc:meta])* $name:ident = $text:literal,)* }) => {
        $(#[$outer])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum $kind { $($(#[$doc])* $name,)* }

        impl $kind {
            /// Every name.
            pub(super) const ALL: &[Self] = &[$(Self::$name,)*];

            /// Spelling in a theme.
            pub(super) fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// Parses the spelling in a theme.
            pub(super) fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.as_str() == text)
            }

            /// Index in an array with one place for each name.
            pub(super) fn slot(self) -> usize {
                self as usize
            }
        }
    };
}

named! {
    /// Palette colour by its purpose.
    PaletteRole {
        /// Running text.
        Text = "text",
        /// Emphasized text.
        Strong = "strong",
        /// Secondary text.
        Quiet = "quiet",
        /// What draws attention: the title, the focused pane.
        Accent = "accent",
        /// Links.
        Link = "link",
        /// Warnings.
        Warning = "warning",
        /// Approval.
        Good = "good",
        /// Disapproval, or mistakes.
        Bad = "bad",
        /// Lines.
        Border = "border",
        /// Background.
        Ground = "ground",
        /// Background of the line under the cursor.
        Selection = "selection",
    }
}

named! {
    /// Role with a style of its own.
    StyleRole {
        /// Running text.
        Text = "text",
        /// Emphasized text.
        Strong = "strong",
        /// Secondary text.
        Quiet = "quiet",
        /// Title of a page.
        Title = "title",
        /// Heading of a section.
        Section = "section",
        /// Heading of a group in a section.
        Group = "group",
        /// Heading of an entry in a group.
        Entry = "entry",
        /// Count beside a heading.
        Count = "count",
        /// Warning beside a heading.
        Mark = "mark",
        /// Caption.
        Caption = "caption",
        /// Warning.
        Notice = "notice",
        /// Label of a fact.
        Label = "label",
        /// Link within the atlas.
        Link = "link",
        /// Link to the web.
        Web = "web",
        /// Filled part of a bar.
        Bar = "bar",
        /// Expertise tier.
        Expertise = "expertise",
        /// Recognition tier.
        Recognition = "recognition",
        /// Vintage.
        Vintage = "vintage",
        /// Stance in favour.
        For = "for",
        /// Stance against.
        Against = "against",
        /// Tentative position.
        Tentative = "tentative",
        /// Other badges.
        Badge = "badge",
        /// Name of the program, heading of the focused pane, cursor mark.
        Focus = "focus",
        /// Heading of another pane, meaning of a key in a hint.
        Aside = "aside",
        /// Lines between panes.
        Border = "border",
        /// Thumb of a scrollbar.
        Scrollbar = "scrollbar",
        /// Line under the cursor, in the focused pane.
        Cursor = "cursor",
        /// Line under the cursor, in another pane.
        CursorAside = "cursor-aside",
        /// Key in a hint.
        Key = "key",
        /// Message to the user.
        Message = "message",
        /// Letters of a link hint.
        Hint = "hint",
        /// Letters that a search matched.
        Match = "match",
        /// Mistake in typed text.
        Fault = "fault",
    }
}
