//! The web site in a real browser: headless Chromium, spoken to over a pipe. Without Chromium there is nothing to test,
//! except where CI runs, which has to have it.

use std::collections::{BTreeSet, VecDeque};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};
use stratlas::export::html::Site;
use stratlas::graph::Graph;
use stratlas::page::PageContext;
use stratlas::search::{Facet, Query, SearchIndex, Searcher, ordered_records};

use super::{embedded, is_here};

/// Whether the page is no wider than the window.
const FITS: &str = "document.documentElement.scrollWidth <= document.documentElement.clientWidth";

/// How long the browser may take for anything.
const PATIENCE: Duration = Duration::from_secs(60);

/// A browser with one tab.
struct Browser {
    child: Child,
    to: ChildStdin,
    from: Receiver<Value>,
    session: Option<String>,
    calls: u64,
    events: VecDeque<Value>,
    /// What it complained of, and what it asked others for.
    complaints: Vec<String>,
    _profile: tempfile::TempDir,
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Browser {
    fn start() -> Self {
        let profile = tempfile::tempdir().expect("a folder for the profile");
        // It reads commands from descriptor 3 and answers on 4.
        let command = "exec chromium --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run \
                       --disable-background-networking --remote-debugging-pipe \"--user-data-dir=$1\" about:blank \
                       3<&0 4>&1 0</dev/null 1>/dev/null 2>/dev/null";
        let mut child = Command::new("sh")
            .args(["-c", command, "sh"])
            .arg(profile.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a shell");
        let to = child.stdin.take().expect("a pipe");
        let mut answers = BufReader::new(child.stdout.take().expect("a pipe"));
        let (send, from) = channel();
        std::thread::spawn(move || {
            let mut message = Vec::new();
            while answers.read_until(0, &mut message).is_ok_and(|read| read > 0) {
                message.pop();
                let _ = send.send(serde_json::from_slice(&message).unwrap_or_default());
                message.clear();
            }
        });
        let (session, calls, events, complaints) = (None, 0, VecDeque::new(), Vec::new());
        let mut browser = Self { child, to, from, session, calls, events, complaints, _profile: profile };
        let target = browser.call("Target.createTarget", &json!({ "url": "about:blank" }));
        let attached =
            browser.call("Target.attachToTarget", &json!({ "targetId": target["targetId"], "flatten": true }));
        browser.session = attached["sessionId"].as_str().map(str::to_owned);
        for domain in ["Page", "Runtime", "Log", "Network", "Accessibility"] {
            browser.call(&format!("{domain}.enable"), &json!({}));
        }
        browser
    }

    fn call(&mut self, method: &str, params: &Value) -> Value {
        self.calls += 1;
        let id = self.calls;
        let mut message = json!({ "id": id, "method": method, "params": params });
        if let Some(session) = &self.session {
            message["sessionId"] = session.as_str().into();
        }
        self.to.write_all(message.to_string().as_bytes()).and_then(|()| self.to.write_all(b"\0")).expect("it listens");
        loop {
            let answer = self.next();
            if answer["id"] == id {
                assert!(answer["error"].is_null(), "{method}: {}", answer["error"]);
                return answer["result"].clone();
            }
            self.events.push_back(answer);
        }
    }

    fn next(&mut self) -> Value {
        let message = self.from.recv_timeout(PATIENCE).expect("the browser answers");
        let params = &message["params"];
        match message["method"].as_str() {
            Some("Runtime.exceptionThrown" | "Runtime.consoleAPICalled" | "Log.entryAdded") => {
                self.complaints.push(params.to_string());
            }
            Some("Network.requestWillBeSent") => {
                let url = params["request"]["url"].as_str().unwrap_or_default();
                if !["file://", "data:", "about:"].iter().any(|own| url.starts_with(own)) {
                    self.complaints.push(format!("asked for {url}"));
                }
            }
            _ => {}
        }
        message
    }

    /// Waits for something to have happened since the last call of `forget`.
    fn wait(&mut self, event: &str) {
        while !self.events.iter().any(|found| found["method"] == event) {
            let next = self.next();
            self.events.push_back(next);
        }
        self.events.clear();
    }

    fn open(&mut self, url: &str) {
        self.events.clear();
        let opened = self.call("Page.navigate", &json!({ "url": url }));
        assert!(opened["errorText"].is_null(), "{url}: {opened}");
        self.wait("Page.loadEventFired");
    }

    fn ask(&mut self, script: &str) -> Value {
        let answer = self
            .call("Runtime.evaluate", &json!({ "expression": script, "returnByValue": true, "awaitPromise": true }));
        assert!(answer["exceptionDetails"].is_null(), "{script}: {answer}");
        answer["result"]["value"].clone()
    }

    fn key(&mut self, key: &str) {
        let text = match key {
            "Enter" => "\r",
            one if one.chars().count() == 1 => one,
            _ => "",
        };
        let code = match key {
            "Enter" => 13,
            "Tab" => 9,
            "Escape" => 27,
            "ArrowUp" => 38,
            "ArrowDown" => 40,
            _ => 0,
        };
        let press = json!({ "type": "keyDown", "key": key, "code": key, "text": text, "windowsVirtualKeyCode": code });
        self.call("Input.dispatchKeyEvent", &press);
        self.call("Input.dispatchKeyEvent", &json!({ "type": "keyUp", "key": key, "windowsVirtualKeyCode": code }));
    }

    fn sound(&self, place: &str) {
        assert!(self.complaints.is_empty(), "{place}: {:#?}", self.complaints);
    }
}

/// The site of all strategies and some people, in a folder.
fn site(folder: &Path) -> (usize, Arc<Graph>) {
    let atlas = embedded();
    let strategies: Vec<_> = atlas.strategies.ids().collect();
    let people: Vec<_> = atlas.people.ids().take(30).collect();
    let graph = Graph::new(atlas.subset(&strategies, &people));
    let mut pages = 0;
    for file in Site::new(PageContext::new(&graph)).files() {
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, &file.text).expect("a file");
        pages += usize::from(path.extension().is_some_and(|end| end == "html"));
    }
    (pages, Arc::new(graph))
}

/// The lowest contrast of any text on the page with what is behind it.
const CONTRAST: &str = "(() => {
    const luminance = (c) => { const [r, g, b] = c.map((v) => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
    const parse = (text) => { const c = text.match(/[\\d.]+/g).map(Number); return text.startsWith('color(') ? c.map((v, i) => (i < 3 ? v * 255 : v)) : c; };
    const behind = (e) => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0) return c.slice(0, 3); } return [255, 255, 255]; };
    let lowest = 21;
    for (const e of document.querySelectorAll('body *')) {
        if (![...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim())) continue;
        const [a, b] = [parse(getComputedStyle(e).color).slice(0, 3), behind(e)].map(luminance);
        lowest = Math.min(lowest, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05));
    }
    return lowest; })()";

#[test]
fn the_site_works_in_a_browser() {
    if !is_here("chromium", &["--version"]) {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let (pages, graph) = site(folder.path());
    let home = format!("file://{}/index.html", folder.path().display());
    let mut browser = Browser::start();
    crawl(&mut browser, &home, pages);
    search(&mut browser, &home);
    results(&mut browser, &home);
    ranking(&mut browser, &home, &graph);
    fields(&mut browser, &home, &graph);
    lists(&mut browser, &home);
    previews(&mut browser, &home);
    looks(&mut browser, &home);
}

/// Every link of every page is followed once.
fn crawl(browser: &mut Browser, home: &str, pages: usize) {
    let mut known = BTreeSet::from([home.to_owned()]);
    let mut left = vec![home.to_owned()];
    while let Some(url) = left.pop() {
        browser.open(&url);
        browser.sound(&url);
        let page = browser.ask(
            "[document.title, document.querySelector('main h1') !== null, \
                                 getComputedStyle(document.querySelector('.skip')).position]",
        );
        assert!(page[0] != "" && page[1] == true && page[2] == "absolute", "{url}: {page}");
        assert_eq!(browser.ask(FITS), true, "{url} is wider than the window");
        let links = browser.ask(
            "[...document.links].map((link) => link.href).concat(document.forms[0].action).map((to) => to.split('#')[0])",
        );
        for link in links.as_array().expect("a list").iter().filter_map(Value::as_str) {
            if link.starts_with("file://") && link.rsplit('.').next() == Some("html") && known.insert(link.to_owned()) {
                left.push(link.to_owned());
            }
        }
    }
    // Only servers show the page for addresses that lead nowhere.
    assert_eq!(known.len(), pages - 1, "all pages can be reached");
}

/// The search is reached and used by keys alone, from any page, and finds what there is.
fn search(browser: &mut Browser, home: &str) {
    browser.open(&home.replace("index.html", "strategy/sabotage.html"));
    browser.key("Tab");
    assert_eq!(browser.ask("document.activeElement.className"), "skip", "the first stop skips to the content");
    browser.key("Enter");
    assert_eq!(browser.ask("document.activeElement.id"), "main");
    browser.key("/");
    assert_eq!(browser.ask("document.activeElement.id"), "q", "the slash goes to the search");
    for letter in ["p", "a", "u", "s", "e"] {
        browser.key(letter);
    }
    browser.events.clear();
    let all = browser.ask(
        "new Promise((done) => {
            const look = () => {
                const link = document.querySelector('#status a');
                if (link) done(link.getAttribute('href').split('/').pop()); else requestAnimationFrame(look);
            };
            look();
        })",
    );
    assert_eq!(all, "search.html#q=pause", "the results have an address of their own");
    browser.events.clear();
    browser.key("Enter");
    browser.wait("Page.loadEventFired");
    let path = browser.ask("location.pathname");
    assert!(path.as_str().is_some_and(|path| path.ends_with("/pause.html")), "one Enter opens the best hit: {path}");
}

/// The page of results finds names, long texts and misspelt words, and applies filters; arrows move among the results.
fn results(browser: &mut Browser, home: &str) {
    browser.open(&home.replace("index.html", "search.html?q=PAUSÉ"));
    let typed = |browser: &mut Browser, text: &str| {
        let script = format!(
            "document.getElementById('q').value = {text:?}; document.getElementById('q').dispatchEvent(new Event('input'))"
        );
        browser.ask(&script);
        browser.ask("new Promise((done) => setTimeout(done, 0))");
        browser
            .ask(
                "[...document.querySelectorAll('#results a')].map((link) => link.textContent).slice(0, 3)
                .concat(document.getElementById('status').textContent).join(' | ')",
            )
            .as_str()
            .map(str::to_owned)
            .unwrap_or_default()
    };
    let start =
        browser.ask("[document.querySelector('#results a').textContent, document.querySelector('#all').hidden]");
    assert_eq!((&start[0], &start[1]), (&"Pause".into(), &true.into()), "case and accents count for nothing");
    assert!(typed(browser, "zzzzzzzzz").starts_with("0 pages found."));
    assert!(typed(browser, "moratoria").contains("Pause"), "long texts are searched");
    let excerpt = browser.ask("document.querySelector('#results mark').textContent");
    assert_eq!(excerpt, "moratoria", "the excerpt marks what was found");
    let close = typed(browser, "sabotgae");
    assert!(close.starts_with("Sabotage") && close.contains("No page has “sabotgae”; showing “sabotage”"), "{close}");
    assert!(typed(browser, "kind:strategy lever:Speed pause").starts_with("Pause"));
    assert!(typed(browser, "lever:sped").contains("did you mean “lever:speed”?"));
    typed(browser, "pause");
    assert_eq!(browser.ask("location.hash"), "#q=pause", "the address says what is searched");
    browser.key("ArrowDown");
    assert_eq!(browser.ask("document.activeElement.textContent"), "Pause");
    browser.key("ArrowDown");
    browser.key("ArrowUp");
    browser.key("Escape");
    assert_eq!(browser.ask("document.activeElement.id"), "q");
    browser.sound("the search");
}

/// The first hit is the one of `stratlas search`.
fn ranking(browser: &mut Browser, home: &str, graph: &Arc<Graph>) {
    browser.open(&home.replace("index.html", "search.html"));
    browser.ask("new Promise((done) => setTimeout(done, 0))");
    let searcher = Searcher::new(Arc::clone(graph), Arc::new(SearchIndex::new(graph)));
    let records = ordered_records(graph);
    let step = (records.len() / 50).max(1);
    for place in records.iter().step_by(step) {
        let name = place.name(&graph.atlas);
        let start: String = name.chars().take(4).collect();
        for typed in [name.to_lowercase(), start.trim().to_lowercase()] {
            let query = Query::parse(&typed, graph);
            let results = searcher.run(&query, None, 1, &AtomicBool::new(false)).expect("a result");
            let expected = results.hits.first().map(|hit| hit.place.path(&graph.atlas) + ".html");
            let found = browser.ask(&format!("window.stratlasSearch({typed:?})[0]"));
            assert_eq!(found.as_str(), expected.as_deref(), "{typed}");
        }
    }
}

/// Every field finds what it finds in `stratlas search`, and those on reviews say that a site has none.
fn fields(browser: &mut Browser, home: &str, graph: &Arc<Graph>) {
    browser.open(&home.replace("index.html", "search.html"));
    browser.ask("new Promise((done) => setTimeout(done, 0))");
    let searcher = Searcher::new(Arc::clone(graph), Arc::new(SearchIndex::new(graph)));
    let mut asked = BTreeSet::new();
    for typed in FIELD_QUERIES {
        let query = Query::parse(typed, graph);
        assert!(query.faults().is_empty(), "{typed}: {:?}", query.faults());
        let results = searcher.run(&query, None, usize::MAX, &AtomicBool::new(false)).expect("a result");
        let expected: Vec<String> = results.hits.iter().map(|hit| hit.place.path(&graph.atlas) + ".html").collect();
        let of_record = "(file) => /^(strategy|person|tag|lever|scenario|portfolio|mechanism)\\//.test(file)";
        let found = browser.ask(&format!("window.stratlasSearch({typed:?}).filter({of_record})"));
        assert_eq!(found, json!(expected), "{typed}");
        asked.extend(
            typed
                .split_whitespace()
                .filter_map(|word| word.trim_start_matches('!').split_once(':'))
                .map(|(name, _)| name),
        );
    }
    for facet in Facet::all() {
        let name = facet.as_str();
        if !facet.is_on_reviews() {
            assert!(asked.contains(name), "no query has {name}");
            continue;
        }
        browser.open(&home.replace("index.html", &format!("search.html?q={name}:x")));
        browser.ask("new Promise((done) => setTimeout(done, 0))");
        let status = browser.ask("document.getElementById('status').textContent").to_string();
        assert!(status.contains("your own reviews, which no site has"), "{status}");
    }
}

/// Queries by each field, alone and together.
const FIELD_QUERIES: [&str; 31] = [
    "kind:position tag:pause",
    "kind:commitment",
    "kind:lever side:ai",
    "lever:speed pull:down,up",
    "acts-on:ai",
    "coercion:consent",
    "actor:humans",
    "horizon:pre-transition",
    "legitimacy:democratic",
    "scenario:decisive-advantage",
    "portfolio:forethought",
    "tag:pause stance:endorses",
    "!tag:pause kind:person",
    "stance:opposing",
    "expertise:deep vintage:pioneer",
    "recognition:household",
    "org:university",
    "profiled:no",
    "p-doom:yes sort:p-doom-high",
    "kind:person sort:passages",
    "category:researcher",
    "video:yes",
    "tentative:yes",
    "tag:acceleration tentative:no",
    "updated:>2025",
    "source:home",
    "source:passage !stance:opposing",
    "stated:<2020",
    "caveat:yes",
    "^yann",
    "'pause !kind:person",
];

/// The theme that a reader chooses stays on the next page, whatever the system prefers.
fn theme(browser: &mut Browser, page: &str) {
    let chosen =
        "[document.getElementById('theme').textContent, getComputedStyle(document.documentElement).colorScheme]";
    assert_eq!(browser.ask(chosen), json!(["Theme: auto", "dark"]));
    browser.ask("document.getElementById('theme').click()");
    assert_eq!(browser.ask(chosen), json!(["Theme: light", "light"]));
    browser.open(&page.replace("pause", "sabotage"));
    assert_eq!(browser.ask(chosen), json!(["Theme: light", "light"]), "the choice is remembered");
    browser.ask("document.getElementById('theme').click(), document.getElementById('theme').click()");
    assert_eq!(browser.ask(chosen), json!(["Theme: auto", "dark"]));
}

/// Lists and tables are filtered and sorted by scripts.
fn lists(browser: &mut Browser, home: &str) {
    browser.open(&home.replace("index.html", "people.html"));
    let shown = "[...document.querySelectorAll('.filter + ul.list > li:not([hidden])')].length";
    let all = browser.ask(shown).as_u64().expect("a number");
    browser.ask("(() => { const field = document.querySelector('.filter input'); field.value = 'professor'; field.dispatchEvent(new Event('input')); })()");
    let some = browser.ask(shown).as_u64().expect("a number");
    assert!(0 < some && some < all, "{some} of {all}");
    browser.ask("(() => { const order = document.querySelector('.filter select'); order.value = 'sources'; order.dispatchEvent(new Event('change')); })()");
    let figures = browser.ask(
        "[...document.querySelectorAll('.filter + ul.list > li')].map((row) => JSON.parse(row.dataset.sort).sources)",
    );
    let figures: Vec<u64> = figures.as_array().expect("a list").iter().filter_map(Value::as_u64).collect();
    assert!(figures.is_sorted_by(|a, b| a >= b) && figures[0] > figures[figures.len() - 1], "{figures:?}");
    browser.sound("the lists");
}

/// A pointer that rests on a link sees what is behind it, and Esc takes the preview away.
fn previews(browser: &mut Browser, home: &str) {
    browser.open(&home.replace("index.html", "strategy/sabotage.html"));
    let rest = |browser: &mut Browser, link: &str| {
        let script = format!(
            "document.querySelector({link:?}).dispatchEvent(new PointerEvent('pointerover', {{ bubbles: true, pointerType: 'mouse' }}))"
        );
        browser.ask(&script);
    };
    let seen = "new Promise((done) => {
        const preview = document.getElementById('preview');
        const look = () => preview.hidden ? requestAnimationFrame(look) : done(preview.textContent);
        look();
    })";
    rest(browser, "main a[href$='pause.html']");
    let text = browser.ask(seen);
    assert!(text.as_str().is_some_and(|text| text.starts_with("Pause strategy")), "{text}");
    browser.key("Escape");
    assert_eq!(browser.ask("document.getElementById('preview').hidden"), true);
    browser.sound("the previews");
}

/// Light and dark, wide and narrow, for eyes and for those who listen.
fn looks(browser: &mut Browser, home: &str) {
    let page = home.replace("index.html", "strategy/pause.html");
    let mut grounds = BTreeSet::new();
    for scheme in ["light", "dark"] {
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        browser.call("Emulation.setEmulatedMedia", &features);
        browser.open(&page);
        let lowest = browser.ask(CONTRAST).as_f64().expect("a number");
        assert!(lowest >= 4.5, "{scheme}: a contrast of {lowest:.2}");
        grounds.insert(browser.ask("getComputedStyle(document.body).backgroundColor").to_string());
    }
    assert_eq!(grounds.len(), 2, "light and dark differ");
    theme(browser, &page);
    for width in [1280, 1920] {
        let metrics = json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false });
        browser.call("Emulation.setDeviceMetricsOverride", &metrics);
        for page in [home, &page, &home.replace("index", "people"), &home.replace("index", "p-doom")] {
            browser.open(page);
            let share =
                browser.ask("document.querySelector('main article').getBoundingClientRect().width / innerWidth");
            assert!(share.as_f64().is_some_and(|share| share >= 0.8), "{page} uses {share} of {width} px");
        }
    }
    let small = json!({ "width": 320, "height": 640, "deviceScaleFactor": 1, "mobile": false });
    browser.call("Emulation.setDeviceMetricsOverride", &small);
    for kind in ["index", "tags", "board", "people", "matrix", "graph", "search", "timelines", "person/yann-lecun"] {
        browser.open(&home.replace("index", kind));
        assert_eq!(browser.ask(FITS), true, "{kind} fits a small screen");
    }
    browser.open(&page);
    assert_eq!(browser.ask(FITS), true, "it fits a small screen");
    let tree = browser.call("Accessibility.getFullAXTree", &json!({}));
    let roles: BTreeSet<&str> =
        tree["nodes"].as_array().expect("nodes").iter().filter_map(|node| node["role"]["value"].as_str()).collect();
    for role in ["banner", "navigation", "search", "main", "contentinfo", "heading", "searchbox"] {
        assert!(roles.contains(role), "{role} is not among {roles:?}");
    }
    browser.sound("the looks");
}
