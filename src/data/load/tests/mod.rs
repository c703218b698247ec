//! Every kind of diagnostic: its position and its message.

mod files;
mod hostile;
mod keys;
mod lint;
mod overlay;
mod references;
mod report;
mod values;

use super::*;

/// A valid atlas with two related strategies.
const BASE: &str = r#"
title = "Small"
[[lever]]
id = "speed"
name = "Speed"
side = "mixed"
up = "Faster"
down = "Slower"
description = "How fast."
[[axis]]
id = "acts-on"
name = "Acts on"
description = "What."
value = [{ id = "world", name = "World", description = "All of it." }]
[[axis]]
id = "coercion"
name = "Coercion"
description = "How much."
value = [{ id = "consent", name = "Consent", description = "None." }]
[[axis]]
id = "actor-in-control"
name = "Actor"
description = "Who."
value = [{ id = "humans", name = "Humans", description = "Us." }]
[[axis]]
id = "time-horizon"
name = "Horizon"
description = "When."
value = [{ id = "now", name = "Now", description = "At once." }]
[[axis]]
id = "legitimacy-source"
name = "Legitimacy"
description = "By whose leave."
value = [{ id = "self", name = "Self", description = "One's own." }]
[[expertise]]
id = "builder"
label = "Frontier builder"
short = "Builds"
criterion = "Builds."
[[recognition]]
id = "famous"
label = "Famous"
short = "Known"
criterion = "Known."
[[tag]]
id = "pause"
name = "Pause"
gloss = "Stop"
strategy = "pause"
[[strategy]]
id = "pause"
name = "Pause"
thesis = "Stop."
mechanism = "Stop."
falsification = "Going on is safe."
coordinates = { lever = "speed", pull = "down", acts_on = "world", coercion = "consent", actor_in_control = "humans", time_horizon = "now", legitimacy_source = "self" }
relations = { conflicts = ["go"] }
[[strategy]]
id = "go"
name = "Go"
thesis = "Go."
mechanism = "Go."
falsification = "Going on is not safe."
coordinates = { lever = "speed", pull = "up", acts_on = "world", coercion = "consent", actor_in_control = "humans", time_horizon = "now", legitimacy_source = "self" }
relations = { conflicts = ["pause"] }
[[person]]
id = "ann"
name = "Ann"
tagline = "Ann"
summary = "Ann."
position = [{ tag = "pause", stance = "endorses", claim = "Stop." }]
"#;

/// A strategy in a separate file, without its last line; its coordinates are on line 5.
const WAIT: &str = r#"id = "wait"
name = "Wait"
thesis = "Wait."
mechanism = "Wait."
coordinates = { lever = "speed", pull = "down", acts_on = "world", coercion = "consent", actor_in_control = "humans", time_horizon = "now", legitimacy_source = "self" }
falsification = "None."
"#;

/// Returns the diagnostics of `text` next to the valid atlas, in short form.
fn found(text: &str) -> Vec<String> {
    found_in(&[("base.toml", BASE), ("x.toml", text)])
}

fn found_in(texts: &[(&str, &str)]) -> Vec<String> {
    let loaded = load_texts(texts.iter().copied());
    assert_eq!(loaded.atlas.is_none(), loaded.errors() > 0, "an atlas comes without errors and only then");
    let short = |diagnostic: Diagnostic| {
        let Diagnostic { code, file, line, column, message, help, note, .. } = diagnostic;
        let more: Vec<String> = [help, note].into_iter().flatten().map(|text| format!(" ({text})")).collect();
        let more = more.concat();
        let file = if file == "x.toml" { String::new() } else { format!("{file}:") };
        format!("{file}{line}:{column} {}: {message}{more}", code.as_str())
    };
    loaded.diagnostics.into_iter().map(short).collect()
}

fn person(rest: &str) -> String {
    format!("[[person]]\nid = \"bob\"\nname = \"Bob\"\ntagline = \"Bob\"\nsummary = \"Bob.\"\n{rest}")
}
