//! Opening of addresses in the user's browser.

use std::io;
use std::process::{Command, Stdio};
use std::thread;

/// Opens an address with the command `browser` or, if that is empty, with the command of the platform. Returns a
/// message for the user; if opening failed, it mentions `copy`, the keys that copy the address. Only web addresses are
/// opened, because an atlas must not start other programs.
pub(super) fn open_url(url: &str, browser: &[String], copy: Option<&str>) -> String {
    if !is_web(url) {
        return format!("Not opened: {url} is not a web address");
    }
    let opened = match browser {
        [] => open::that_detached(url),
        [program, words @ ..] => start(program, words, url),
    };
    if opened.is_ok() {
        return format!("Opened {url}");
    }
    // The error of the platform mentions internals and no remedy, so the message does not quote it.
    let failed =
        browser.first().map_or("No browser opens here".to_owned(), |program| format!("`{program}` does not start"));
    let copies = copy.map(|keys| format!("{keys} copies the link, or ")).unwrap_or_default();
    format!("{failed}: {copies}set `browser` in the configuration")
}

/// Returns whether an address is a web address.
fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// Returns whether a browser would open on another machine than the user's, because the program runs over ssh. It is
/// false if a `browser` is configured, which is used in any case.
pub(super) fn is_out_of_sight(browser: &[String], variable: impl Fn(&str) -> bool) -> bool {
    browser.is_empty() && ["SSH_CONNECTION", "SSH_TTY"].into_iter().any(variable)
}

/// Starts `program` with the arguments `words` and the address, without waiting for it and without access to the
/// screen.
fn start(program: &str, words: &[String], url: &str) -> io::Result<()> {
    let mut command = Command::new(program);
    command.args(words).arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn()?;
    // Without a thread that waits for it, the process would remain a zombie after its end.
    thread::Builder::new().name("browser".to_owned()).spawn(move || child.wait())?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn over_ssh_only_a_browser_that_is_configured_is_opened() {
        let set = |names: &'static [&str]| move |name: &str| names.contains(&name);
        assert!(is_out_of_sight(&[], set(&["SSH_TTY"])));
        assert!(is_out_of_sight(&[], set(&["SSH_CONNECTION"])));
        assert!(!is_out_of_sight(&[], set(&["DISPLAY"])));
        assert!(!is_out_of_sight(&["lynx".to_owned()], set(&["SSH_TTY"])));
    }

    #[test]
    fn nothing_but_the_web_is_opened() {
        assert!(open_url("file:///etc/passwd", &[], None).starts_with("Not opened"));
        assert!(open_url("javascript:1", &["true".to_owned()], None).starts_with("Not opened"));
    }

    #[test]
    fn a_browser_that_does_not_start_is_told_with_what_to_do() {
        let open_with = |copy| open_url("https://example.org/", &["/nowhere/lynx".to_owned()], copy);
        assert_eq!(
            open_with(Some("y l")),
            "`/nowhere/lynx` does not start: y l copies the link, or set `browser` in the configuration"
        );
        assert_eq!(open_with(None), "`/nowhere/lynx` does not start: set `browser` in the configuration");
    }
}
