//! What a theme can give a look to. The names here are the keys of theme files.

macro_rules! named {
    ($(#[$outer:meta])* $kind:ident { $($(#[$doc:meta])* $name:ident = $text:literal,)* }) => {
        $(#[$outer])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum $kind { $($(#[$doc])* $name,)* }

        impl $kind {
            /// Every one.
            pub(super) const ALL: &[Self] = &[$(Self::$name,)*];

            /// As written in a theme.
            pub(super) fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// The one written as `text`.
            pub(super) fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.as_str() == text)
            }

            /// Where it stands in an array with a place for each.
            pub(super) fn slot(self) -> usize {
                self as usize
            }
        }
    };
}

named! {
    /// A colour by its purpose.
    Hue {
        /// Running text.
        Text = "text",
        /// Text that matters more.
        Strong = "strong",
        /// Text that matters less.
        Quiet = "quiet",
        /// What the eye is to find first: the title, the pane with the focus.
        Accent = "accent",
        /// What leads somewhere.
        Link = "link",
        /// Something to beware of.
        Warning = "warning",
        /// For something.
        Good = "good",
        /// Against something, or wrong.
        Bad = "bad",
        /// Lines.
        Border = "border",
        /// What everything stands on.
        Ground = "ground",
        /// What the thing under the cursor stands on.
        Selection = "selection",
    }
}

named! {
    /// A part of the screen that looks alike everywhere.
    Look {
        /// Running text.
        Text = "text",
        /// Text that matters more.
        Strong = "strong",
        /// Text that matters less.
        Quiet = "quiet",
        /// The title of a page.
        Title = "title",
        /// The heading of a section.
        Section = "section",
        /// The heading of a group in a section.
        Group = "group",
        /// The heading of one thing in a group.
        Entry = "entry",
        /// A count beside a heading.
        Count = "count",
        /// A word of warning beside a heading.
        Mark = "mark",
        /// How to read something.
        Caption = "caption",
        /// Something to beware of.
        Notice = "notice",
        /// The label of a fact.
        Label = "label",
        /// A link within the atlas.
        Link = "link",
        /// A link to the web.
        Web = "web",
        /// The filled part of a bar.
        Bar = "bar",
        /// A tier of expertise.
        Expertise = "expertise",
        /// A tier of recognition.
        Recognition = "recognition",
        /// A vintage.
        Vintage = "vintage",
        /// A stance for something.
        For = "for",
        /// A stance against something.
        Against = "against",
        /// What is inferred, not stated.
        Tentative = "tentative",
        /// Any other badge.
        Badge = "badge",
        /// The name of the program, the heading of the pane with the focus, the mark of the cursor.
        Focus = "focus",
        /// The heading of a pane without the focus, what a key in a hint does.
        Aside = "aside",
        /// The lines between panes.
        Border = "border",
        /// The part of a scrollbar that can be seen.
        Scrollbar = "scrollbar",
        /// What is under the cursor, in the pane with the focus.
        Cursor = "cursor",
        /// What is under the cursor, in another pane.
        CursorAside = "cursor-aside",
        /// A key in a hint.
        Key = "key",
        /// Something to tell the user.
        Message = "message",
        /// The letters on a link.
        Hint = "hint",
        /// What a search matched.
        Match = "match",
        /// Something wrong in what was typed.
        Fault = "fault",
    }
}
