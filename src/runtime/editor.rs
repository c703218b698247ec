//! The user's editor: its command, and the arguments with which it opens a file at a line.

use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::process::{Command, ExitStatus};

/// Editors that open a line of a file by the argument `+LINE` before the file.
const PLUS_LINE: &str = "vi vim nvim view gvim vis nano rnano pico emacs emacsclient mg kak micro joe jmacs jpico jed ne mcedit \
                         gedit ex";
/// Editors that open a line of a file by the argument `file:LINE`.
const COLON_LINE: &str = "hx helix subl zed zeditor lapce";
/// Editors that open a line of a file by the arguments `--goto file:LINE`.
const GOTO: &str = "code code-insiders codium vscodium cursor windsurf";

/// Returns the command of the editor, split into words: `configured`, or if that is empty the command in the
/// environment.
///
/// # Errors
/// A message for the user, if no editor is set or its command cannot be parsed.
pub(super) fn words(configured: &[String], variable: impl Fn(&str) -> Option<String>) -> Result<Vec<String>, String> {
    if !configured.is_empty() {
        return Ok(configured.to_vec());
    }
    let set = ["VISUAL", "EDITOR"].into_iter().find_map(|name| Some((name, variable(name)?)));
    let Some((name, value)) = set.filter(|(_, value)| !value.trim().is_empty()) else {
        return Err("No editor is set: set EDITOR, or `editor` in the configuration".to_owned());
    };
    split(&value).map_err(|error| format!("{name} cannot be parsed: {error}"))
}

/// Splits a command line into words as shells do. On Windows a backslash separates folders and escapes nothing.
fn split(value: &str) -> Result<Vec<String>, shell_words::ParseError> {
    if cfg!(windows) { shell_words::split(&value.replace('\\', r"\\")) } else { shell_words::split(value) }
}

/// Runs the editor command `words` on a line of a file and waits for its end.
///
/// # Errors
/// If the editor cannot be started.
pub(super) fn run(words: &[String], file: &Path, line: u32) -> io::Result<ExitStatus> {
    let (program, rest) = words.split_first().ok_or(io::ErrorKind::NotFound)?;
    Command::new(program).args(rest).args(arguments(program, file, line)).status()
}

/// Returns the arguments with which `program` opens `file` at `line`; for an unknown program only the file.
fn arguments(program: &str, file: &Path, line: u32) -> Vec<OsString> {
    let name = Path::new(program).file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
    let is_one_of = |names: &str| names.split(' ').any(|known| known == name);
    let plain = file.as_os_str().to_owned();
    let mut with_line = plain.clone();
    with_line.push(format!(":{line}"));
    if is_one_of(PLUS_LINE) {
        vec![format!("+{line}").into(), plain]
    } else if is_one_of(COLON_LINE) {
        vec![with_line]
    } else if is_one_of(GOTO) {
        vec!["--goto".into(), with_line]
    } else {
        vec![plain]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(program: &str) -> String {
        arguments(program, Path::new("a b.toml"), 7).join(" ".as_ref()).into_string().unwrap()
    }

    #[test]
    fn each_editor_is_told_the_line_in_its_own_way() {
        assert_eq!(told("/usr/bin/nvim"), "+7 a b.toml");
        assert_eq!(told("Emacs.exe"), "+7 a b.toml");
        assert_eq!(told("hx"), "a b.toml:7");
        assert_eq!(told("code"), "--goto a b.toml:7");
        assert_eq!(told("unheard-of"), "a b.toml");
    }

    #[test]
    fn the_configuration_goes_before_the_environment() {
        let variables = |pairs: &'static [(&str, &str)]| {
            |name: &str| pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        };
        let both = variables(&[("VISUAL", "code --wait"), ("EDITOR", "vi")]);
        assert_eq!(words(&["hx".to_owned()], both).unwrap(), ["hx"]);
        assert_eq!(words(&[], both).unwrap(), ["code", "--wait"]);
        let spaces = variables(&[("EDITOR", r#"'/opt/my editor' --flag "a b""#)]);
        assert_eq!(words(&[], spaces).unwrap(), ["/opt/my editor", "--flag", "a b"]);
        assert!(words(&[], variables(&[])).unwrap_err().starts_with("No editor is set"));
        assert!(words(&[], variables(&[("EDITOR", "  ")])).unwrap_err().starts_with("No editor is set"));
        assert!(words(&[], variables(&[("EDITOR", "'vi")])).unwrap_err().starts_with("EDITOR cannot be parsed"));
    }

    #[test]
    fn a_backslash_escapes_except_where_it_separates_folders() {
        if cfg!(windows) {
            let command = r#"C:\bin\hx.exe "C:\Program Files\x" -a"#;
            assert_eq!(split(command).unwrap(), [r"C:\bin\hx.exe", r"C:\Program Files\x", "-a"]);
        } else {
            assert_eq!(split(r"my\ editor -a").unwrap(), ["my editor", "-a"]);
        }
    }
}
