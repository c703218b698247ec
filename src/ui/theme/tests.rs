use ratatui::style::{Color, Modifier, Style};

use super::*;

const BLACK: Rgb = Rgb(0, 0, 0);
const WHITE: Rgb = Rgb(255, 255, 255);
/// Minimum contrast ratio of legible text.
const LEGIBLE: f64 = 4.5;
/// Common background colours of terminals.
const DARK: [Rgb; 5] =
    [BLACK, Rgb(0x1c, 0x1c, 0x1c), Rgb(0x28, 0x2c, 0x34), Rgb(0x00, 0x2b, 0x36), Rgb(0x2e, 0x34, 0x40)];
const LIGHT: [Rgb; 3] = [WHITE, Rgb(0xfd, 0xf6, 0xe3), Rgb(0xf5, 0xf5, 0xf5)];
/// Roles of lines, which are not text.
const LINES: [StyleRole; 3] = [StyleRole::Border, StyleRole::BorderFocus, StyleRole::Scrollbar];
const TRUE_COLOUR: [&str; 5] = ["dark", "light", "colour-blind", "colour-blind-light", "high-contrast"];

fn rgb(color: Option<Color>) -> Option<Rgb> {
    match color? {
        Color::Rgb(r, g, b) => Some(Rgb(r, g, b)),
        Color::Indexed(index) => Some(colour::mixture(index)),
        _ => None,
    }
}

/// Returns the lowest contrast of any text of a theme, using `ground` for styles without a background.
fn least_contrast(theme: &Theme, ground: Rgb) -> (f64, StyleRole) {
    let texts = StyleRole::VARIANTS.iter().filter(|look| !LINES.contains(look)).map(|&look| {
        let style = theme.base.patch(theme.style(look));
        let own = theme.style(look).bg;
        let ground = own.map_or(ground, |own| rgb(Some(own)).unwrap());
        (rgb(style.fg).unwrap().contrast(ground), look)
    });
    texts.min_by(|a, b| a.0.total_cmp(&b.0)).unwrap()
}

fn is_light(name: &str) -> bool {
    name.ends_with("light")
}

#[test]
fn every_text_stands_out_from_its_ground() {
    for name in TRUE_COLOUR {
        let theme = Theme::named(name).unwrap();
        let needed = if name == "high-contrast" { 7.0 } else { LEGIBLE };
        let nominal = rgb(theme.base.bg).unwrap();
        assert_eq!(nominal.is_light(), is_light(name), "{name}");
        for ground in [nominal, if is_light(name) { WHITE } else { BLACK }] {
            let (least, look) = least_contrast(&theme, ground);
            assert!(least >= needed, "{name}: {look:?} is {least:.2} to 1 on {ground:?}");
        }
    }
}

#[test]
fn every_text_stands_out_from_the_grounds_that_terminals_have() {
    for (light, grounds) in [(false, &DARK[..]), (true, &LIGHT[..])] {
        let theme = Theme::on(light);
        assert_eq!(theme.base.bg, None);
        for ground in grounds {
            assert_eq!(ground.is_light(), light);
            let (least, look) = least_contrast(&theme, *ground);
            assert!(least >= LEGIBLE, "{look:?} is {least:.2} to 1 on {ground:?}");
        }
    }
}

#[test]
fn text_still_stands_out_in_256_colours() {
    for name in TRUE_COLOUR {
        let theme = Theme::named_at(name, Depth::Indexed).unwrap();
        let (least, look) = least_contrast(&theme, rgb(theme.base.bg).unwrap());
        assert!(least >= LEGIBLE, "{name}: {look:?} is {least:.2} to 1");
        let colors = theme.styles.iter().flat_map(|style| [style.fg, style.bg]).flatten();
        assert!(colors.into_iter().all(|color| matches!(color, Color::Indexed(16..))));
    }
}

#[test]
fn neighbouring_shades_differ_in_every_theme_and_depth() {
    let of_terminal = [true, false].map(|light| (if light { "on light" } else { "on dark" }, Theme::on(light)));
    let named = Theme::names().map(|name| (name, Theme::named(name).unwrap()));
    let mut shaded = 0;
    for (name, theme) in named.chain(of_terminal) {
        for depth in [Depth::Sixteen, Depth::Indexed, Depth::True] {
            let theme = theme.clone().fitted(depth);
            let levels: Vec<Option<Color>> = (1..=8).map_while(|level| Some(theme.shade(level)?.bg)).collect();
            let differ = levels.windows(2).all(|pair| pair[0] != pair[1]);
            assert!(differ && levels.first() != Some(&theme.base.bg), "{name} at {depth:?}: {levels:?}");
            shaded += usize::from(levels.len() == 8);
        }
    }
    assert!(shaded >= 14, "each theme with colours of its own, in 256 and in all");
}

#[test]
fn in_sixteen_colours_the_terminal_has_its_own_way() {
    for name in ["dark", "light", "colour-blind", "colour-blind-light", "terminal"] {
        assert_eq!(Theme::named_at(name, Depth::Sixteen), Some(Theme::terminal()), "{name}");
    }
    let bright = Theme::named_at("high-contrast", Depth::Sixteen).unwrap();
    assert_eq!(bright.base, Style::new().fg(Color::White).bg(Color::Black));
    assert_eq!(Theme::named_at("ultraviolet", Depth::True), None);
}

#[test]
fn headings_weigh_more_the_higher_they_stand() {
    for name in Theme::names() {
        let theme = Theme::named(name).unwrap();
        let looks = [Role::Heading(0), Role::Heading(1), Role::Heading(2), Role::Text, Role::Quiet]
            .map(|role| theme.style(role));
        let weights = looks.map(|look| look.add_modifier.contains(Modifier::BOLD));
        assert_eq!([weights[0], weights[1], weights[3], weights[4]], [true, true, false, false], "{name}");
        assert_ne!(looks[3], looks[4], "{name}");
        let cursor = theme.style(StyleRole::Cursor);
        assert!(cursor.bg.is_some() || cursor.add_modifier.contains(Modifier::REVERSED), "{name}");
        assert_ne!(theme.style(Role::Link), theme.style(Role::Text), "{name}");
    }
}

/// Matrices that simulate common kinds of colour blindness on linear light (Machado, Oliveira and Fernandes, 2009).
const BLINDNESSES: [(&str, [[f64; 3]; 3]); 3] = [
    (
        "protanopia",
        [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]],
    ),
    (
        "deuteranopia",
        [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]],
    ),
    (
        "tritanopia",
        [[1.255_528, -0.076_749, -0.178_779], [-0.078_411, 0.930_809, 0.147_602], [0.004_733, 0.691_367, 0.303_900]],
    ),
];

/// Returns the lightness and the two opponent colours of CIELAB under daylight, as seen through a matrix on linear
/// light.
#[expect(clippy::many_single_char_names, reason = "the names that the formulas have")]
fn seen(Rgb(r, g, b): Rgb, matrix: &[[f64; 3]; 3]) -> [f64; 3] {
    let light = [r, g, b]
        .map(|part| f64::from(part) / 255.0)
        .map(|share| if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) });
    let times = |rows: &[[f64; 3]; 3], by: [f64; 3]| rows.map(|row| row[0] * by[0] + row[1] * by[1] + row[2] * by[2]);
    let seen = times(matrix, light).map(|part| part.clamp(0.0, 1.0));
    let to_xyz = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]];
    let [x, y, z] = times(&to_xyz, seen);
    let [x, y, z] = [x / 0.9505, y, z / 1.089].map(|t| if t > 0.008_856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

fn difference(a: Rgb, b: Rgb, matrix: &[[f64; 3]; 3]) -> f64 {
    let (a, b) = (seen(a, matrix), seen(b, matrix));
    a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

#[test]
fn for_and_against_are_told_apart_with_every_kind_of_colour_blindness() {
    for name in ["colour-blind", "colour-blind-light"] {
        let theme = Theme::named(name).unwrap();
        let color = |look: StyleRole| rgb(theme.style(look).fg).unwrap();
        for (kind, matrix) in &BLINDNESSES {
            let apart = difference(color(StyleRole::For), color(StyleRole::Against), matrix);
            assert!(apart >= 30.0, "{name}, {kind}: {apart:.0}");
        }
        // The second symbol is not a colour.
        assert_ne!(theme.style(StyleRole::For).add_modifier, theme.style(StyleRole::Against).add_modifier);
    }
}

#[test]
fn a_theme_changes_what_it_names_and_inherits_the_rest() {
    let dark = Theme::named("dark").unwrap();
    let (own, faults) = Theme::parse(
        "inherits = \"dark\"\n[colours]\naccent = \"#ff0000\"\nquiet = 245\n[styles]\nsection = \"accent underlined\"\n",
    );
    assert_eq!(faults, []);
    assert_eq!(own.style(Role::Heading(0)), Style::new().fg(Color::Rgb(255, 0, 0)).bold());
    assert_eq!(own.style(Role::Heading(1)), Style::new().fg(Color::Rgb(255, 0, 0)).underlined());
    assert_eq!(own.style(Role::Label).fg, Some(Color::Indexed(245)));
    assert_eq!(own.style(Role::Link), dark.style(Role::Link));
    assert_eq!(own.base(), dark.base());
}

#[test]
fn every_fault_of_a_theme_is_reported_at_its_place() {
    let text = "inherits = \"drak\"\nborders = 1\n[colours]\nacent = \"red\"\nlink = \"bule\"\ngood = \"#12\"\nbad = true\n\
                [styles]\ntitel = \"bold\"\ntitle = \"accent blod\"\nkey = []\n";
    let (theme, faults) = Theme::parse(text);
    let reported: Vec<_> = faults.iter().map(|fault| (&text[fault.span.clone()], fault.message.as_str())).collect();
    assert_eq!(
        reported,
        [
            ("\"drak\"", "there is no built-in theme `drak`; did you mean `dark`?"),
            ("borders", "there is no key `borders`"),
            ("acent", "there is no colour `acent`; did you mean `accent`?"),
            ("\"bule\"", "`bule` is not a colour; did you mean `blue`?"),
            ("\"#12\"", "`#12` is not a colour; write colours like `#7aa2f7`, `bright-blue`, `81` or `default`"),
            ("true", "expected a colour"),
            ("titel", "there is no style `titel`; did you mean `title`?"),
            ("\"accent blod\"", "`blod` is neither a colour nor a modifier; did you mean `bold`?"),
            ("[]", "expected a style"),
        ]
    );
    // The remaining theme is the one that all inherit from.
    assert_eq!(theme, Theme::parse("").0);
}

#[test]
fn broken_toml_is_a_fault_and_the_rest_still_counts() {
    let (theme, faults) = Theme::parse("colours.accent = \"#ff0000\"\nlink = \n");
    assert!(!faults.is_empty());
    assert_eq!(theme.style(StyleRole::Focus).fg, Some(Color::Rgb(255, 0, 0)));
    assert!(!Theme::parse("colours = 3\nstyles = 4\ninherits = 5").1.is_empty());
}

#[test]
fn shades_grow_evenly_and_the_figures_on_them_are_legible() {
    for name in TRUE_COLOUR {
        for depth in [Depth::True, Depth::Indexed] {
            let theme = Theme::named(name).unwrap().without_ground().fitted(depth);
            let shades: Vec<Style> = (1..=8).map(|level| theme.shade(level).unwrap()).collect();
            let grounds: Vec<Rgb> = shades.iter().map(|shade| rgb(shade.bg).unwrap()).collect();
            let steps = |pair: &[Rgb]| {
                let step = pair[1].luminance() - pair[0].luminance();
                if is_light(name) { -step } else { step }
            };
            assert!(grounds.windows(2).all(|pair| steps(pair) > 0.0), "{name} {depth:?} {grounds:?}");
            for (shade, ground) in shades.iter().zip(&grounds) {
                assert!(rgb(shade.fg).unwrap().contrast(*ground) >= LEGIBLE, "{name} {ground:?}");
            }
        }
    }
    for name in ["terminal", "monochrome"] {
        assert_eq!(Theme::named(name).unwrap().shade(4), None, "{name} has too few colours");
    }
}

#[test]
fn shades_have_a_hue_of_their_own() {
    for name in TRUE_COLOUR {
        let theme = Theme::named(name).unwrap();
        let shade = rgb(theme.style(StyleRole::Shade).fg).unwrap();
        assert_eq!(rgb(theme.shade(8).unwrap().bg), Some(shade), "{name}");
        for role in [StyleRole::Link, StyleRole::Focus, StyleRole::BorderFocus, StyleRole::For] {
            let apart =
                difference(shade, rgb(theme.style(role).fg).unwrap(), &[[1., 0., 0.], [0., 1., 0.], [0., 0., 1.]]);
            assert!(apart >= 15.0, "{name}: {role:?} {apart:.0}");
        }
    }
    let (own, _) = Theme::parse("[colours]\ntext = \"#ffffff\"\naccent = \"#ff0000\"\n");
    assert_eq!(
        own.shade(8).unwrap().bg,
        Some(Color::Rgb(255, 0, 0)),
        "a theme without a colour for shades has the accent"
    );
}
