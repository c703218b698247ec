use std::fs;

use notify::event::{AccessKind, CreateKind};

use super::*;

const LONG: Duration = Duration::from_secs(20);

/// Returns a watcher of a folder or file in its current state.
fn watch(root: &Path) -> (FileWatcher, Receiver<LoopEvent>) {
    let (sender, events) = mpsc::channel();
    let files = WatchedFiles {
        topic: FileTopic::Atlas,
        roots: vec![root.to_owned()],
        extension: "toml",
        stamp: FilesStamp::of([root], "toml"),
    };
    (FileWatcher::start(vec![files], sender).unwrap(), events)
}

/// Waits until the watcher has reported changes and no more follow.
fn wait(events: &Receiver<LoopEvent>) {
    let mut event = events.recv_timeout(LONG).expect("the change is noticed");
    loop {
        assert!(matches!(event, LoopEvent::FilesChanged(FileTopic::Atlas)), "{event:?}");
        match events.recv_timeout(3 * QUIET_INTERVAL) {
            Ok(next) => event = next,
            Err(_) => return,
        }
    }
}

/// Waits until all requests are handled.
fn settle(watcher: &FileWatcher, events: &Receiver<LoopEvent>) {
    watcher.report(FileTopic::Atlas);
    wait(events);
}

#[test]
fn a_folder_that_comes_goes_and_is_replaced_is_followed() {
    let home = tempfile::tempdir().unwrap();
    let (root, away) = (home.path().join("data/mine/atlas"), home.path().join("away"));
    let (_watcher, events) = watch(&root);
    fs::create_dir_all(root.join("people")).unwrap();
    fs::write(root.join("people/a.toml"), "a").unwrap();
    wait(&events);
    fs::write(root.join("people/a.toml"), "as").unwrap();
    wait(&events);
    fs::rename(home.path().join("data"), &away).unwrap();
    wait(&events);
    fs::rename(&away, home.path().join("data")).unwrap();
    wait(&events);
    fs::write(root.join("people/b.toml"), "b").unwrap();
    wait(&events);
    // Both changes happen before the next scan.
    fs::rename(home.path().join("data"), &away).unwrap();
    fs::write(away.join("mine/atlas/people/b.toml"), "bb").unwrap();
    fs::rename(&away, home.path().join("data")).unwrap();
    wait(&events);
    fs::write(root.join("people/b.toml"), "bbb").unwrap();
    wait(&events);
    fs::create_dir_all(away.join("people")).unwrap();
    fs::write(away.join("people/c.toml"), "c").unwrap();
    fs::remove_dir_all(&root).unwrap();
    wait(&events);
    fs::rename(&away, &root).unwrap();
    wait(&events);
    fs::write(root.join("people/c.toml"), "cc").unwrap();
    wait(&events);
}

#[test]
fn folders_made_one_after_the_other_are_not_missed() {
    for _ in 0..20 {
        let home = tempfile::tempdir().unwrap();
        let root = home.path().join("a/b/c/d");
        let (_watcher, events) = watch(&root);
        for step in ["a", "a/b", "a/b/c", "a/b/c/d"] {
            fs::create_dir(home.path().join(step)).unwrap();
            thread::yield_now();
        }
        fs::write(root.join("a.toml"), "a").unwrap();
        events.recv_timeout(LONG).expect("the file is noticed");
    }
}

// Elsewhere a folder that is watched may keep its name until the watch ends.
#[cfg(unix)]
#[test]
fn a_folder_that_is_removed_and_made_again_at_once_is_followed() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().join("atlas");
    fs::create_dir(&root).unwrap();
    fs::write(root.join("a.toml"), "a").unwrap();
    let (_watcher, events) = watch(&root);
    for round in 0..5 {
        fs::remove_dir_all(&root).unwrap();
        fs::create_dir(&root).unwrap();
        wait(&events);
        fs::write(root.join("a.toml"), "a".repeat(round + 1)).unwrap();
        wait(&events);
    }
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_to_where_it_leads_now() {
    use std::os::unix::fs::symlink;

    let home = tempfile::tempdir().unwrap();
    for folder in ["one", "two"] {
        fs::create_dir(home.path().join(folder)).unwrap();
        fs::write(home.path().join(folder).join("config"), folder).unwrap();
    }
    let root = home.path().join("config.toml");
    symlink(home.path().join("one/config"), &root).unwrap();
    let (_watcher, events) = watch(&root);
    fs::write(home.path().join("one/config"), "other").unwrap();
    wait(&events);
    fs::remove_file(&root).unwrap();
    symlink(home.path().join("two/config"), &root).unwrap();
    wait(&events);
    fs::write(home.path().join("two/config"), "another").unwrap();
    wait(&events);
}

#[test]
fn other_roots_are_watched_when_asked_to() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (watcher, events) = watch(one.path());
    watcher.follow(FileTopic::Atlas, vec![two.path().to_owned()]);
    wait(&events);
    fs::write(two.path().join("a.toml"), "a").unwrap();
    wait(&events);
    settle(&watcher, &events);
    fs::write(one.path().join("a.toml"), "a").unwrap();
    assert!(events.recv_timeout(3 * QUIET_INTERVAL).is_err(), "nobody asks for that one any more");
}

#[test]
fn what_changed_before_it_was_watched_is_noticed_and_reading_is_no_change() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("a.toml");
    let files = WatchedFiles {
        topic: FileTopic::Atlas,
        roots: vec![home.path().to_owned()],
        extension: "toml",
        stamp: FilesStamp::of([home.path()], "toml"),
    };
    fs::write(&file, "a").unwrap();
    let (sender, events) = mpsc::channel();
    let _watcher = FileWatcher::start(vec![files], sender).unwrap();
    wait(&events);
    fs::read(&file).unwrap();
    fs::write(home.path().join("a.txt"), "a").unwrap();
    assert!(events.recv_timeout(3 * QUIET_INTERVAL).is_err());
}

#[test]
fn what_the_system_refuses_to_watch_is_reported_once_and_followed() {
    let home = tempfile::tempdir().unwrap();
    let (sender, events) = mpsc::channel();
    let files = WatchedFiles {
        topic: FileTopic::Atlas,
        roots: vec![home.path().to_owned()],
        extension: "toml",
        stamp: FilesStamp::default(),
    };
    let broken = |_: Handler| Err(notify::Error::generic("no more watches"));
    let _watcher = FileWatcher::start_with(broken, vec![files], sender).unwrap();
    let Ok(LoopEvent::Message(Message::Notice(notice))) = events.recv_timeout(LONG) else { panic!("an event is sent") };
    assert!(notice.contains("no more watches"), "{notice}");
    fs::create_dir(home.path().join("more")).unwrap();
    fs::write(home.path().join("more/a.toml"), "a").unwrap();
    assert!(matches!(events.recv_timeout(LONG), Ok(LoopEvent::FilesChanged(FileTopic::Atlas))), "but once");
}

#[test]
fn only_what_may_count_wakes_it() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path().canonicalize().unwrap();
    let root = home.join("data/mine");
    fs::create_dir_all(&root).unwrap();
    let mut scan = Scan::new("toml");
    scan.root(&root);
    scan.root(&home.join("later/mine"));
    let plan = scan.finish().1;
    let wakes = |kind, path: &str| concerns(&notify::Event::new(kind).add_path(home.join(path)), &plan);
    let created = EventKind::Create(CreateKind::Any);
    assert!(wakes(created, "data/mine/people/a.toml"));
    assert!(wakes(created, "data/mine/people"));
    assert!(wakes(created, "data/mine"));
    assert!(wakes(created, "data"));
    assert!(wakes(created, "later"));
    assert!(!wakes(created, "data/mine/.a.toml.swp"));
    assert!(!wakes(created, "data/other"), "other programs have files there");
    assert!(!wakes(EventKind::Access(AccessKind::Any), "data/mine/people/a.toml"));
}
