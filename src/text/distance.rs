//! How far apart two words are: for "did you mean".

/// Longer words than this are compared for containment alone.
const LONGEST: usize = 200;

/// The number of edits (insert, delete, replace, swap of neighbours) from `wanted` to `known`, or `None` if they are
/// not alike: more than a third of the longer word apart. A known word that contains the wanted one whole counts as
/// alike however long it is. (Optimal string alignment distance.)
pub fn distance(wanted: &str, known: &str) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (wanted.chars().collect(), known.chars().collect());
    let limit = (a.len().max(b.len()) / 3).max(1);
    let within = (a.len() >= 3 && known.contains(wanted)).then_some(limit);
    if a.len().abs_diff(b.len()) > limit || a.len() > LONGEST {
        return within;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let replace = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = replace.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|&edits| edits <= limit).or(within)
}

/// The word of `known` nearest to `wanted`, if one is alike; the first of several as near.
pub fn nearest<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .filter_map(|word| distance(wanted, word).map(|edits| (edits, word)))
        .min_by_key(|&(edits, _)| edits)
        .map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_counted() {
        assert_eq!(distance("pause", "pause"), Some(0));
        assert_eq!(distance("puase", "pause"), Some(1));
        assert_eq!(distance("thesi", "thesis"), Some(1));
        assert_eq!(distance("acelleration", "acceleration"), Some(2));
    }

    #[test]
    fn unlike_words_have_no_distance() {
        assert_eq!(distance("pause", "gradualism"), None);
        assert_eq!(distance("", "abc"), None);
    }

    #[test]
    fn the_nearest_wins() {
        assert_eq!(nearest("conflits", ["complements", "conflicts"]), Some("conflicts"));
        assert_eq!(nearest("xyz", ["complements"]), None);
    }
}
