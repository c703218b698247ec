//! Reader of the terminal on Unix. It reads bytes as they arrive, ends unfinished sequences after a timeout, and wakes
//! up when the gate closes.

use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::os::fd::AsFd;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::decoder::{Decoder, Token};
use super::gate::InputGate;

/// Maximum number of bytes that are read at once.
const BUFFER_LEN: usize = 1 << 12;

/// Reader of the terminal, with the decoder of its bytes.
#[derive(Debug)]
pub(super) struct TtyReader {
    tty: File,
    decoder: Decoder,
}

/// Reason why the wait for input has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ready {
    Input,
    Gate,
    Timeout,
}

/// Opens the terminal of standard input; if standard input is not a terminal, opens the controlling terminal of the
/// process.
///
/// # Errors
/// If there is no terminal.
pub(in crate::runtime) fn open_tty() -> io::Result<File> {
    let stdin = io::stdin();
    if stdin.is_terminal() { Ok(stdin.as_fd().try_clone_to_owned()?.into()) } else { File::open("/dev/tty") }
}

impl TtyReader {
    /// Creates a reader of the terminal.
    ///
    /// # Errors
    /// If there is no terminal.
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self { tty: open_tty()?, decoder: Decoder::default() })
    }

    /// Waits for input and returns its tokens; none if the gate was closed in the meantime.
    ///
    /// # Errors
    /// If the terminal can no longer be read; of kind `UnexpectedEof` if it was closed.
    pub(super) fn read(&mut self, gate: &InputGate) -> io::Result<Vec<Token>> {
        let mut buffer = [0; BUFFER_LEN];
        loop {
            let tokens = match self.wait(gate)? {
                Ready::Gate => {
                    gate.settle();
                    return Ok(Vec::new());
                }
                Ready::Timeout => self.decoder.expire(),
                Ready::Input => match self.tty.read(&mut buffer) {
                    Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
                    Ok(length) => self.decoder.feed(&buffer[..length]),
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                    // Reading a terminal that has hung up fails with the error `EIO`.
                    Err(error) if error.raw_os_error() == Some(Errno::IO.raw_os_error()) => {
                        return Err(io::ErrorKind::UnexpectedEof.into());
                    }
                    Err(error) => return Err(error),
                },
            };
            if !tokens.is_empty() {
                return Ok(tokens);
            }
        }
    }

    /// Waits until there is input, the gate closes, or the timeout of the unfinished sequence has passed.
    fn wait(&self, gate: &InputGate) -> io::Result<Ready> {
        let timeout = self.decoder.timeout().map(Timespec::try_from).transpose().map_err(io::Error::other)?;
        let mut ends = [PollFd::new(gate.woken(), PollFlags::IN), PollFd::new(&self.tty, PollFlags::IN)];
        loop {
            match poll(&mut ends, timeout.as_ref()) {
                Ok(0) => return Ok(Ready::Timeout),
                Ok(_) if !ends[0].revents().is_empty() => return Ok(Ready::Gate),
                // The terminal is readable. Whether there is input or a hangup only shows when it is read.
                Ok(_) => return Ok(Ready::Input),
                Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::os::fd::OwnedFd;
    use std::os::unix::net::UnixStream;

    use super::*;

    fn reader() -> (UnixStream, TtyReader) {
        let (terminal, tty) = UnixStream::pair().unwrap();
        (terminal, TtyReader { tty: File::from(OwnedFd::from(tty)), decoder: Decoder::default() })
    }

    fn key(c: char) -> Token {
        Token::Char { c, alt: false }
    }

    #[test]
    fn an_esc_that_nothing_follows_is_a_key() {
        let (mut terminal, mut reader) = reader();
        let gate = InputGate::new().unwrap();
        terminal.write_all(b"\x1b").unwrap();
        assert_eq!(reader.read(&gate).unwrap(), [key('\x1b')]);
        terminal.write_all(b"\x1b[").unwrap();
        terminal.write_all(b"Aj").unwrap();
        let up = Token::Sequence { introducer: '[', params: String::new(), last: 'A', alt: false };
        let mut tokens = reader.read(&gate).unwrap();
        if tokens.len() == 1 {
            tokens.extend(reader.read(&gate).unwrap());
        }
        assert_eq!(tokens, [up, key('j')]);
    }

    #[test]
    fn a_closed_gate_goes_before_input() {
        let (mut terminal, mut reader) = reader();
        let gate = InputGate::new().unwrap();
        terminal.write_all(b"j").unwrap();
        gate.closed(|| assert_eq!(reader.read(&gate).unwrap(), []));
        assert_eq!(reader.read(&gate).unwrap(), [key('j')]);
    }

    #[test]
    fn a_terminal_that_is_gone_is_told() {
        let (terminal, mut reader) = reader();
        drop(terminal);
        let error = reader.read(&InputGate::new().unwrap()).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::UnexpectedEof);
    }
}
