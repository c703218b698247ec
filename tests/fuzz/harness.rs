//! Running a check on many generated inputs, and making the first one that fails small.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::fmt::Debug;
use std::io::Write;
use std::ops::Range;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Mutex, Once};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use super::chance::Chance;

/// The longest that one input may take. A machine under load takes a hundredth of it.
const INPUT_TIMEOUT: Duration = Duration::from_secs(120);
/// The longest that a failing input is made smaller.
const SHRINK_TIMEOUT: Duration = Duration::from_secs(20);
/// The most characters of an input that a failure prints.
const MAX_SHOWN: usize = 20_000;

/// An input that can be made smaller.
pub(crate) trait Input: Clone + Debug {
    /// The number of parts it is made of.
    fn parts(&self) -> usize;
    /// The input without the parts in `range`.
    fn without(&self, range: Range<usize>) -> Self;
}

impl<T: Clone + Debug> Input for Vec<T> {
    fn parts(&self) -> usize {
        self.len()
    }

    fn without(&self, range: Range<usize>) -> Self {
        let mut rest = self.clone();
        rest.drain(range);
        rest
    }
}

impl Input for String {
    fn parts(&self) -> usize {
        self.chars().count()
    }

    fn without(&self, range: Range<usize>) -> Self {
        self.chars().enumerate().filter(|(at, _)| !range.contains(at)).map(|(_, c)| c).collect()
    }
}

/// Files with their names, made of lines.
#[derive(Clone, Debug, Default)]
pub(crate) struct Files(pub(crate) Vec<(String, String)>);

impl Files {
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }
}

impl Input for Files {
    fn parts(&self) -> usize {
        self.0.iter().map(|(_, text)| text.split_inclusive('\n').count()).sum()
    }

    fn without(&self, range: Range<usize>) -> Self {
        let mut at = 0;
        let mut rest = self.clone();
        for (_, text) in &mut rest.0 {
            let lines = text.split_inclusive('\n').filter(|_| {
                at += 1;
                !range.contains(&(at - 1))
            });
            *text = lines.collect();
        }
        rest
    }
}

thread_local! {
    /// Whether panics of this thread are caught and told later.
    static IS_QUIET: Cell<bool> = const { Cell::new(false) };
    /// The message of the last panic, with its place in the source.
    static LAST_PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// The inputs that are being checked, by target, each with its seed and the time it began.
static RUNNING: Mutex<Option<HashMap<String, (u64, Instant)>>> = Mutex::new(None);

/// Checks `count` inputs, or as many as the environment says.
pub(crate) fn fuzz<I: Input>(name: &str, count: u64, generate: impl Fn(&mut Chance) -> I, check: impl Fn(&I)) {
    prepare();
    let started = Instant::now();
    if let Some(seed) = variable("STRATLAS_FUZZ_SEED") {
        let input = generate(&mut Chance::new(seed));
        report(&format!("{name}: the input of the seed {seed:#x} is {input:#?}"));
        return check(&input);
    }
    let seconds = variable("STRATLAS_FUZZ_SECONDS");
    let first = match seconds {
        Some(_) => now() ^ name.bytes().fold(0, |sum: u64, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte))),
        None => 0,
    };
    let mut done = 0;
    let is_over = |done| match seconds {
        Some(seconds) => started.elapsed() >= Duration::from_secs(seconds),
        None => done == count,
    };
    while !is_over(done) {
        let seed = first.wrapping_add(done);
        run_one(name, seed, &generate, &check);
        done += 1;
    }
    let taken = started.elapsed().as_secs_f64();
    report(&format!("fuzz {name}: {done} inputs from the seed {first:#x} on in {taken:.1} s"));
}

fn run_one<I: Input>(name: &str, seed: u64, generate: &impl Fn(&mut Chance) -> I, check: &impl Fn(&I)) {
    watch(name, Some(seed));
    let input = match caught(|| generate(&mut Chance::new(seed))) {
        Ok(input) => input,
        Err(message) => panic!("{name}: no input could be generated from the seed {seed:#x}: {message}"),
    };
    if let Err(message) = caught(|| check(&input)) {
        watch(name, None);
        let (smallest, message) = shrunk(input, message, check);
        let shown: String = format!("{smallest:#?}").chars().take(MAX_SHOWN).collect();
        panic!(
            "{name}: {message}\n\nfails for the input, made small:\n{shown}\n\nto check the whole input again:\n\
             STRATLAS_FUZZ_SEED={seed:#x} cargo test --test fuzz {name}"
        );
    }
    watch(name, None);
}

/// The smallest input found that fails at the same place of the source, and its message.
fn shrunk<I: Input>(mut input: I, mut message: String, check: &impl Fn(&I)) -> (I, String) {
    let started = Instant::now();
    let place = place_of(&message).to_owned();
    let mut size = input.parts().div_ceil(2);
    while size > 0 {
        let mut start = 0;
        while start < input.parts() {
            if started.elapsed() > SHRINK_TIMEOUT {
                return (input, message);
            }
            let smaller = input.without(start..(start + size).min(input.parts()));
            match caught(|| check(&smaller)) {
                Err(other) if place_of(&other) == place => (input, message) = (smaller, other),
                _ => start += size,
            }
        }
        size /= 2;
    }
    (input, message)
}

/// The place in the source that a message of a panic starts with.
fn place_of(message: &str) -> &str {
    message.split_once(": ").map_or(message, |(place, _)| place)
}

fn caught<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    IS_QUIET.set(true);
    let result = panic::catch_unwind(AssertUnwindSafe(run));
    IS_QUIET.set(false);
    result.map_err(|payload| LAST_PANIC.take().unwrap_or_else(|| text_of(&*payload)))
}

fn text_of(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("a panic without a message").to_owned()
}

/// Catches the messages of panics in checks, and starts the thread that notices inputs that take for ever.
fn prepare() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !IS_QUIET.get() {
                return usual(info);
            }
            let place = info.location().map(ToString::to_string).unwrap_or_default();
            LAST_PANIC.set(Some(format!("{place}: {}", text_of(info.payload()))));
        }));
        thread::spawn(|| {
            loop {
                thread::sleep(Duration::from_secs(5));
                let running = RUNNING.lock().expect("nothing panics with the lock");
                for (name, (seed, since)) in running.iter().flatten() {
                    if since.elapsed() > INPUT_TIMEOUT {
                        report(&format!(
                            "{name}: the input of the seed {seed:#x} takes longer than {INPUT_TIMEOUT:?}; see it with\n\
                             STRATLAS_FUZZ_SEED={seed:#x} cargo test --test fuzz {name}"
                        ));
                        std::process::exit(101);
                    }
                }
            }
        });
    });
}

/// Notes which input is being checked.
fn watch(name: &str, seed: Option<u64>) {
    let mut running = RUNNING.lock().expect("nothing panics with the lock");
    let running = running.get_or_insert_default();
    match seed {
        Some(seed) => running.insert(name.to_owned(), (seed, Instant::now())),
        None => running.remove(name),
    };
}

/// Writes a line past the capture of the test runner.
fn report(line: &str) {
    // A runner that has closed standard error does not want to know.
    let _ = writeln!(std::io::stderr(), "{line}");
}

fn variable(name: &str) -> Option<u64> {
    let value = std::env::var(name).ok()?;
    let parsed = match value.strip_prefix("0x") {
        Some(digits) => u64::from_str_radix(digits, 16),
        None => value.parse(),
    };
    Some(parsed.unwrap_or_else(|_| panic!("{name} is a whole number, not {value:?}")))
}

fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("the clock is past 1970");
    u64::try_from(since.as_nanos() & u128::from(u64::MAX)).expect("it has 64 bits")
}
