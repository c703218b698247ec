//! Tests of wrapping and of cutting text.

use proptest::prelude::*;

use super::*;
use crate::document::Tone;

#[test]
fn a_sign_of_a_legend_stays_with_its_word() {
    let run = |text: &str, role| Fragment { text: text.to_owned(), role, link: None };
    let (plain, against) = (Role::Text, Role::Tone(Tone::Against));
    let legend = [run("+", Role::Tone(Tone::For)), run(" for   ", plain), run("−", against), run(" against", plain)];
    let text = |runs: &Vec<Fragment>| runs.iter().map(|run| run.text.as_str()).collect::<String>();
    let lines = wrapped(&legend, 10, Breaks::Spaces);
    assert_eq!(lines.iter().map(text).collect::<Vec<_>>(), ["+ for", "− against"]);
}

#[test]
fn figures_of_a_strip_are_not_broken() {
    let figures = [("6", Role::Strong), (" × 4 tiers", Role::Text), ("  ", Role::Text), ("2", Role::Strong)];
    let runs = figures.into_iter().chain([(" named by none", Role::Text)]);
    let runs: Vec<Fragment> = runs.map(|(text, role)| Fragment::new(text, role)).collect();
    let text = |runs: &Vec<Fragment>| runs.iter().map(|run| run.text.as_str()).collect::<String>();
    let lines = wrapped(&runs, 20, Breaks::Spaces);
    assert_eq!(lines.iter().map(text).collect::<Vec<_>>(), ["6 × 4 tiers", "2 named by none"]);
}

#[test]
fn a_cut_has_one_ellipsis_wherever_it_is() {
    let runs = ["ab ", "cd", " ef"].map(|text| Fragment::new(text, Role::Text)).to_vec();
    let cut = |room| cut(runs.clone(), room).iter().map(|run| run.text.as_str()).collect::<String>();
    let cuts: Vec<String> = (0..9).map(cut).collect();
    assert_eq!(cuts, ["", "…", "a…", "ab…", "ab …", "ab c…", "ab cd…", "ab cd…", "ab cd ef"]);
}

#[test]
fn a_neutral_pull_may_start_a_line() {
    let run = |text: &str| Fragment { text: text.to_owned(), role: Role::Text, link: None };
    let lines = wrapped(&[run("abc def "), run("· Speed")], 7, Breaks::Spaces);
    let text = |runs: &Vec<Fragment>| runs.iter().map(|run| run.text.as_str()).collect::<String>();
    assert_eq!(lines.iter().map(text).collect::<Vec<_>>(), ["abc def", "· Speed"]);
}

proptest! {
    #[test]
    fn ascii_text_is_split_as_by_graphemes(
        texts in prop::collection::vec("[a-c -]{0,12}|[a日é -]{0,6}", 0..5),
        room in 1..9usize,
        hyphens: bool,
    ) {
        let run = |(at, text): (usize, &String)| Fragment { text: text.clone(), role: Role::Text, link: (at % 2 == 0).then_some(at) };
        let runs: Vec<Fragment> = texts.iter().enumerate().map(run).collect();
        let breaks = if hyphens { Breaks::Hyphens } else { Breaks::Spaces };
        let mut by_graphemes = WordSplitter { words: Vec::new(), is_open: false, room, breaks };
        for (number, run) in runs.iter().enumerate() {
            by_graphemes.add_graphemes((number, 0), &run.text);
        }
        let quick = words(&runs, room, breaks);
        prop_assert_eq!(&quick, &by_graphemes.words);
        prop_assert!(quick.iter().all(|word| word.width <= room.max(2)));
    }

    #[test]
    fn no_line_starts_or_ends_with_the_dot_between_two_parts(
        parts in prop::collection::vec("[a-c]{1,5}( [a-c]{1,5}){0,2}", 1..6),
        in_one_run: bool,
        room in 1..24usize,
    ) {
        let run = |text: &str, role| Fragment { text: text.to_owned(), role, link: None };
        let runs = if in_one_run {
            vec![run(&parts.join(" · "), Role::Text)]
        } else {
            let dotted = parts.iter().flat_map(|part| [run(" · ", Role::Quiet), run(part, Role::Text)]);
            dotted.skip(1).collect()
        };
        let lines = wrapped(&runs, room, Breaks::Spaces);
        let text = |runs: &Vec<Fragment>| runs.iter().map(|run| run.text.as_str()).collect::<String>();
        for line in lines.iter().map(text) {
            prop_assert!(!line.is_empty() && line.trim_matches(['·', ' ']) == line, "{line:?} of {lines:?}");
        }
        let letters = |text: &str| text.replace([' ', '·'], "");
        prop_assert_eq!(letters(&lines.iter().map(text).collect::<String>()), letters(&parts.concat()));
    }

    #[test]
    fn wrapping_loses_only_the_spaces_between_lines(
        texts in prop::collection::vec("[a-c ]{0,12}|[a日é ]{0,6}", 0..5),
        room in 2..9usize,
    ) {
        let run = |(at, text): (usize, &String)| Fragment { text: text.clone(), role: Role::Text, link: Some(at) };
        let runs: Vec<Fragment> = texts.iter().enumerate().map(run).collect();
        let lines = wrapped(&runs, room, Breaks::Spaces);
        let line = |runs: &Vec<Fragment>| runs.iter().map(|run| run.text.as_str()).collect::<String>();
        for runs in &lines {
            prop_assert!(width(runs) <= room, "{runs:?}");
            let text = line(runs);
            prop_assert_eq!(text.trim(), &text);
            prop_assert!(runs.windows(2).all(|pair| pair[0].link < pair[1].link), "{runs:?}");
        }
        let letters = |text: String| text.replace(' ', "");
        prop_assert_eq!(letters(lines.iter().map(line).collect()), letters(texts.concat()));
    }
}
