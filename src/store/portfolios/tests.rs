//! Saved portfolios: reading, saving, renaming and deleting, with concurrent changes of users and programs.

use std::fs;

use proptest::prelude::*;

use super::*;

fn file() -> (tempfile::TempDir, PortfolioFile) {
    let folder = tempfile::tempdir().unwrap();
    let file = PortfolioFile::new(&folder.path().join("overlay"), folder.path());
    fs::create_dir(folder.path().join("overlay")).unwrap();
    (folder, file)
}

fn own(id: &str, name: &str, strategies: &[&str]) -> SavedPortfolio {
    let strategies = strategies.iter().map(|&slug| slug.to_owned()).collect();
    SavedPortfolio { slug: id.to_owned(), name: name.to_owned(), strategies }
}

fn save(file: &mut PortfolioFile, portfolio: &SavedPortfolio) -> SavedPortfolio {
    file.update(&PortfolioChange::Save(portfolio.clone())).unwrap().unwrap()
}

fn delete(file: &mut PortfolioFile, id: &str) {
    assert_eq!(file.update(&PortfolioChange::Delete(id.to_owned())).unwrap(), None);
}

#[test]
fn portfolios_are_saved_renamed_and_deleted() {
    let (_folder, mut file) = file();
    assert_eq!(file.read().unwrap(), []);
    let (a, b) = (own("a", "A", &["pause", "go"]), own("b", "B", &["x", "y"]));
    save(&mut file, &own("a", "A", &["pause"]));
    save(&mut file, &b);
    assert_eq!(save(&mut file, &a), a);
    assert_eq!(file.read().unwrap(), [a, b]);
    save(&mut file, &own("b", "Bee", &["x", "y"]));
    delete(&mut file, "a");
    assert_eq!(file.read().unwrap(), [own("b", "Bee", &["x", "y"])]);
    delete(&mut file, "b");
    assert_eq!(file.read().unwrap(), []);
}

#[test]
fn shares_stay_with_their_strategies() {
    for shares in [
        "[[portfolio.member]]\nstrategy = \"go\"\nshare = 40\n\n[[portfolio.member]]\nstrategy = \"x\"\nshare = 9\n",
        "member = [{ strategy = \"go\", share = 40 }, { strategy = \"x\", share = 9 }]\n",
    ] {
        let (_folder, mut file) = file();
        let text = format!("[[portfolio]]\nid = \"b\"\nname = \"B\"\nstrategies = [\"pause\"]\n{shares}");
        fs::write(&file.path, text).unwrap();
        assert_eq!(file.read().unwrap(), [own("b", "B", &["pause", "go", "x"])]);
        save(&mut file, &own("b", "B", &["pause", "go"]));
        let written = fs::read_to_string(&file.path).unwrap();
        assert!(written.contains("share = 40") && !written.contains("share = 9"), "{written}");
        assert_eq!(file.read().unwrap(), [own("b", "B", &["pause", "go"])]);
    }
}

#[test]
fn comments_and_unknown_keys_stay() {
    let (_folder, mut file) = file();
    let text = "# My portfolios.\n\n# The one I present.\n[[portfolio]]\nid = 'b' # short\nname = \"B\" # for now\n\
                description = \"Mine, and why.\"\nstrategies = [\n  \"pause\", # since May\n  \"go\",\n]\nnote = { at = 1 }\n";
    fs::write(&file.path, text).unwrap();
    assert_eq!(file.read().unwrap(), [own("b", "B", &["pause", "go"])]);
    save(&mut file, &own("b", "Bee", &["pause"]));
    save(&mut file, &own("a", "A", &["pause"]));
    let expected = "# My portfolios.\n\n# The one I present.\n[[portfolio]]\nid = 'b' # short\nname = \"Bee\" # for now\n\
                    description = \"Mine, and why.\"\nstrategies = [\n  \"pause\", # since May\n]\nnote = { at = 1 }\n\
                    \n[[portfolio]]\nid = \"a\"\nname = \"A\"\n";
    let written = fs::read_to_string(&file.path).unwrap();
    assert!(written.starts_with(expected), "{written}");
    delete(&mut file, "b");
    let written = fs::read_to_string(&file.path).unwrap();
    assert!(written.starts_with("# My portfolios.\n\n[[portfolio]]\nid = \"a\"\n"), "{written}");
}

#[test]
fn a_new_file_says_what_it_is() {
    let (_folder, mut file) = file();
    save(&mut file, &own("a", "A", &["pause"]));
    let expected = format!(
        "{HEAD}\n[[portfolio]]\nid = \"a\"\nname = \"A\"\ndescription = \"{DESCRIPTION}\"\nstrategies = [\"pause\"]\n"
    );
    assert_eq!(fs::read_to_string(&file.path).unwrap(), expected);
}

#[test]
fn records_that_only_change_the_atlas_stay() {
    let (_folder, mut file) = file();
    let partial = "[[portfolio]]\nid = \"uk-aisi\"\nname = \"Ours\"\n";
    fs::write(&file.path, partial).unwrap();
    assert_eq!(file.read().unwrap(), []);
    assert_eq!(save(&mut file, &own("uk-aisi", "Mine", &["pause"])), own("uk-aisi-2", "Mine 2", &["pause"]));
    assert!(fs::read_to_string(&file.path).unwrap().starts_with(partial));
    fs::write(&file.path, "portfolio = [{ id = \"a\", name = \"A\", strategies = [] }]\n").unwrap();
    assert_eq!(file.read().unwrap(), [own("a", "A", &[])]);
    save(&mut file, &own("b", "B", &["go"]));
    assert_eq!(file.read().unwrap(), [own("a", "A", &[]), own("b", "B", &["go"])]);
}

#[test]
fn what_another_program_has_saved_is_not_overwritten() {
    let (_folder, mut mine) = file();
    let mut theirs = mine.clone();
    assert_eq!(save(&mut mine, &own("a", "A", &["pause"])), own("a", "A", &["pause"]));
    assert_eq!(save(&mut theirs, &own("a", "A", &["go"])), own("a-2", "A 2", &["go"]));
    assert_eq!(save(&mut theirs, &own("a", "A", &["go", "x"])), own("a-2", "A 2", &["go", "x"]));
    assert_eq!(save(&mut theirs, &own("a", "Bee", &["go", "x"])), own("a-2", "Bee", &["go", "x"]));
    assert_eq!(theirs.saved_id("a"), "a-2");
    delete(&mut theirs, "a");
    assert_eq!(mine.read().unwrap(), [own("a", "A", &["pause"])]);
    let mut theirs = mine.clone();
    save(&mut mine, &own("a", "A", &["pause", "go"]));
    assert_eq!(save(&mut theirs, &own("a", "A", &["x"])).slug, "a-2", "both changed it since they read it");
}

#[test]
fn a_portfolio_that_another_program_has_changed_is_deleted_only_once_the_user_knows() {
    let (_folder, mut mine) = file();
    save(&mut mine, &own("a", "A", &["x"]));
    let mut theirs = mine.clone();
    save(&mut theirs, &own("a", "A", &["x", "y"]));
    assert!(mine.update(&PortfolioChange::Delete("a".to_owned())).is_err());
    assert_eq!(theirs.read().unwrap(), [own("a", "A", &["x", "y"])]);
    delete(&mut mine, "a");
    assert_eq!(theirs.read().unwrap(), []);
}

#[test]
fn a_file_that_is_not_understood_stays_as_it_is() {
    let (_folder, mut file) = file();
    for broken in ["[[portfolio]\n", "portfolio = 1\n"] {
        fs::write(&file.path, broken).unwrap();
        let error = file.update(&PortfolioChange::Delete("a".to_owned())).unwrap_err().to_string();
        assert!(error.starts_with("cannot understand"), "{error}");
        assert_eq!(fs::read_to_string(&file.path).unwrap(), broken);
    }
}

proptest! {
    #[test]
    fn any_name_is_read_back(
        name in "\\PC{0,12}|[\"\\\\\n\t\u{7f}\u{1b}]{0,6}",
        slugs in prop::collection::vec("[a-z-]{1,6}", 0..4),
    ) {
        let (_folder, mut file) = file();
        let portfolio = SavedPortfolio { slug: "a".to_owned(), name, strategies: slugs };
        save(&mut file, &portfolio);
        prop_assert_eq!(file.read().unwrap(), [portfolio]);
    }
}
