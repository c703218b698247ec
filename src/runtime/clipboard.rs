//! Copying to clipboards: to that of the terminal by an escape sequence, which also works over ssh; to that of the
//! system by an external program; and to the buffer of tmux, because tmux drops the escape sequence by default.

use std::env;
use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::thread::{self, JoinHandle};

use crossterm::clipboard::CopyToClipboard;
use crossterm::execute;

/// Maximum number of bytes of a text that terminals accept in one escape sequence, counted before encoding.
const MAX_BYTES: usize = 74_994;
/// Commands that pass a text to the buffer of tmux; `-w` (since tmux 3.2) also passes it to the clipboard of the
/// terminal.
const TMUX: [&[&str]; 2] = [&["tmux", "load-buffer", "-w", "-"], &["tmux", "load-buffer", "-"]];

/// Copies `text` to every clipboard that can be reached. Returns the description of these clipboards.
///
/// # Errors
/// If the terminal cannot be written to, or the text is too long for terminals and no other clipboard can be reached.
pub(super) fn copy(text: &str, out: &mut impl Write) -> io::Result<String> {
    let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    let mut reached = Vec::new();
    // The tmux command ends immediately and is waited for. Clipboard programs may run until another text is copied, so
    // they are not waited for.
    if is_set("TMUX") && TMUX.iter().filter_map(|words| feed(words, text)).any(|fed| fed.join().unwrap_or(false)) {
        reached.push("the tmux buffer");
    }
    // Over ssh, the clipboard of the system is on another machine than the user, so it is not used.
    if !is_set("SSH_CONNECTION") && candidates(is_set).iter().any(|words| feed(words, text).is_some()) {
        reached.push("the clipboard");
    }
    if !is_set("TMUX") && text.len() <= MAX_BYTES {
        execute!(out, CopyToClipboard::to_clipboard_from(text))?;
        if reached.is_empty() {
            reached.push("the clipboard of the terminal");
        }
    }
    if reached.is_empty() {
        let why = if is_set("TMUX") { "tmux does not take it" } else { "it is longer than terminals take" };
        return Err(io::Error::other(why));
    }
    Ok(reached.join(" and "))
}

/// Returns the commands of the system that take a text for the clipboard, best first; `is_set` tells whether an
/// environment variable is set.
fn candidates(is_set: impl Fn(&str) -> bool) -> Vec<&'static [&'static str]> {
    if cfg!(target_os = "macos") {
        vec![&["pbcopy"]]
    } else if cfg!(windows) {
        vec![&["clip"]]
    } else if is_set("WAYLAND_DISPLAY") {
        vec![&["wl-copy"]]
    } else if is_set("DISPLAY") {
        vec![&["xclip", "-selection", "clipboard"], &["xsel", "--input", "--clipboard"]]
    } else {
        Vec::new()
    }
}

/// Starts the command `words` and writes `text` to its input on a thread, whose result is whether the command
/// succeeded. `None` if the command or the thread cannot be started.
fn feed(words: &[&str], text: &str) -> Option<JoinHandle<bool>> {
    let (program, arguments) = words.split_first()?;
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().ok()?;
    let bytes = encode(text);
    let write = move || {
        let written = child.stdin.take().is_some_and(|mut stdin| stdin.write_all(&bytes).is_ok());
        child.wait().is_ok_and(|status| status.success()) && written
    };
    thread::Builder::new().name("clipboard".to_owned()).spawn(write).ok()
}

/// Encodes a text for the input of a clipboard command. The command `clip` of Windows reads UTF-8 as the code page of
/// the console, but recognizes UTF-16.
fn encode(text: &str) -> Vec<u8> {
    if cfg!(windows) { text.encode_utf16().flat_map(u16::to_le_bytes).collect() } else { text.as_bytes().to_vec() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_terminal_is_sent_the_text_encoded() {
        let mut sent = Vec::new();
        copy("pause", &mut sent).unwrap();
        assert_eq!(String::from_utf8(sent).unwrap(), "\x1b]52;c;cGF1c2U=\x1b\\");
    }

    #[test]
    fn a_command_is_sent_the_encoding_that_it_reads() {
        let expected: &[u8] = if cfg!(windows) { &[0xe9, 0, 0x92, 0x21] } else { "é→".as_bytes() };
        assert_eq!(encode("é→"), expected);
    }
}
