//! The program as a user starts it: in a home of its own, and without the environment of the tests.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command as Process;

use assert_cmd::Command;
use tempfile::TempDir;

/// The program under test.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_stratlas");
/// A home that does not exist.
const NOBODY: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/nobody");

/// The home of a user, with the folders `config`, `data` and `state` in it.
pub(crate) struct Home {
    folder: TempDir,
}

impl Home {
    /// An empty home.
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder can be made") }
    }

    /// A path below the home.
    pub(crate) fn path(&self, below: &str) -> PathBuf {
        stratlas::data::path_in(self.folder.path(), below)
    }

    /// A relative path with slashes as the program prints it, with the separators of the system.
    pub(crate) fn printed(below: &str) -> String {
        stratlas::data::path_in(Path::new(""), below).display().to_string()
    }

    /// Writes a file below the home, with the folders above it.
    pub(crate) fn write(&self, below: &str, text: &str) -> PathBuf {
        let path = self.path(below);
        fs::create_dir_all(path.parent().expect("it is below the home")).expect("a folder can be made");
        fs::write(&path, text).expect("a file can be written");
        path
    }

    /// Reads a file below the home.
    pub(crate) fn read(&self, below: &str) -> String {
        fs::read_to_string(self.path(below)).expect("the file can be read")
    }

    /// The program with `args`, started by this user in the home.
    pub(crate) fn stratlas(&self, args: &[&str]) -> Command {
        Command::from_std(self.process(PROGRAM, args))
    }

    /// Any program with `args`, started by this user in the home.
    pub(crate) fn process(&self, program: &str, args: &[&str]) -> Process {
        let mut process = Process::new(program);
        process.args(args).current_dir(self.folder.path()).env_clear().envs(environment(self.folder.path()));
        process
    }
}

/// The program with `args`, started by a user who has no files, in the folder of the tests.
pub(crate) fn stratlas(args: &[&str]) -> Command {
    Command::from_std(process(args))
}

/// The same as a process of the standard library, for tests that read its output while it runs.
pub(crate) fn process(args: &[&str]) -> Process {
    let mut process = Process::new(PROGRAM);
    process.args(args).env_clear().envs(environment(Path::new(NOBODY)));
    process
}

/// The environment of a user with this home.
pub(crate) fn environment(home: &Path) -> Vec<(&'static str, OsString)> {
    let mut variables = vec![("HOME", home.into()), ("TZ", "UTC".into())];
    for (name, folder) in [("XDG_CONFIG_HOME", "config"), ("XDG_DATA_HOME", "data"), ("XDG_STATE_HOME", "state")] {
        variables.push((name, home.join(folder).into()));
    }
    variables.extend(std::env::var_os("PATH").map(|path| ("PATH", path)));
    variables
}

/// What a run that succeeds writes to standard output; nothing goes to standard error.
pub(crate) fn output(command: &mut Command) -> String {
    output_of(command, 0)
}

/// What a run that ends with `code` writes to standard output; nothing goes to standard error.
pub(crate) fn output_of(command: &mut Command, code: i32) -> String {
    let output = command.assert().code(code).stderr("").get_output().stdout.clone();
    String::from_utf8(output).expect("output is UTF-8")
}

/// What a run that ends with `code` writes to standard error; nothing goes to standard output.
pub(crate) fn refusal(command: &mut Command, code: i32) -> String {
    String::from_utf8_lossy(&command.assert().code(code).stdout("").get_output().stderr).into_owned()
}
