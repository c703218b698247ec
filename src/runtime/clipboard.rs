//! The clipboard: that of the terminal, by an escape sequence that works over ssh too, and that of the system, by the
//! program that the system has for it.

use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::thread;

use crossterm::clipboard::CopyToClipboard;
use crossterm::execute;

/// The most that terminals take in one sequence, in bytes before encoding.
const MAX_BYTES: usize = 74_994;

/// Puts `text` on the clipboard.
///
/// # Errors
/// If the terminal cannot be written to, or the text is longer than terminals take and there is no other way.
pub(super) fn copy(text: &str, out: &mut impl Write) -> io::Result<()> {
    let by_system = system_copies(text);
    if text.len() <= MAX_BYTES {
        execute!(out, CopyToClipboard::to_clipboard_from(text))
    } else if by_system {
        Ok(())
    } else {
        Err(io::Error::other(format!("{} bytes are more than terminals take", text.len())))
    }
}

/// Hands `text` to the system's clipboard program. Returns whether one has taken it; none is tried over ssh, where the
/// user sits at another machine.
fn system_copies(text: &str) -> bool {
    if std::env::var_os("SSH_CONNECTION").is_some() {
        return false;
    }
    candidates().into_iter().any(|words| hand_over(words, text))
}

fn candidates() -> Vec<&'static [&'static str]> {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if cfg!(target_os = "macos") {
        vec![&["pbcopy"]]
    } else if cfg!(windows) {
        vec![&["clip"]]
    } else if set("WAYLAND_DISPLAY") {
        vec![&["wl-copy"]]
    } else if set("DISPLAY") {
        vec![&["xclip", "-selection", "clipboard"], &["xsel", "--input", "--clipboard"]]
    } else {
        Vec::new()
    }
}

fn hand_over(words: &[&str], text: &str) -> bool {
    let Some((program, arguments)) = words.split_first() else { return false };
    let started =
        Command::new(program).args(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let Ok(mut child) = started else { return false };
    let text = text.to_owned();
    // Such programs may run until something else is copied, so they are not waited for.
    let writing = thread::Builder::new().name("clipboard".to_owned()).spawn(move || {
        if let Some(mut stdin) = child.stdin.take() {
            // On failure the text is on the clipboard of the terminal all the same.
            let _ = stdin.write_all(text.as_bytes());
        }
        let _ = child.wait();
    });
    writing.is_ok()
}

/// Joins words to a command line for a shell, with quotes where they are needed.
pub(super) fn command_line(words: &[String]) -> String {
    words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(" ")
}

fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=,@%+".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_where_a_shell_needs_it() {
        let words = ["stratlas", "list", "people", "--where", "tag:pause 'exact it's", ""].map(str::to_owned);
        assert_eq!(command_line(&words), r"stratlas list people --where 'tag:pause '\''exact it'\''s' ''");
    }

    #[test]
    fn the_terminal_is_sent_the_text_encoded() {
        let mut sent = Vec::new();
        copy("pause", &mut sent).unwrap();
        assert_eq!(String::from_utf8(sent).unwrap(), "\x1b]52;c;cGF1c2U=\x1b\\");
    }
}
