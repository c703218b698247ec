//! Formats the agenda of reviews as an iCalendar file (RFC 5545).

use jiff::ToSpan;
use jiff::tz::TimeZone;

use crate::review::{Agenda, AgendaItem, ZonedTimestamp};
use crate::text;

/// Maximum length of a line in octets, without its end (RFC 5545, section 3.1).
const MAX_LINE: usize = 75;

/// Formats `agenda` as a calendar with an all-day event per review; `now` is the time of creation.
pub fn calendar(agenda: &Agenda, now: &ZonedTimestamp) -> String {
    let stamp = now.timestamp().to_zoned_datetime(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string();
    let mut out = String::new();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//stratlas//reviews//EN"] {
        add(&mut out, line);
    }
    for item in agenda.due.iter().chain(&agenda.coming) {
        event(&mut out, agenda, item, &stamp);
    }
    add(&mut out, "END:VCALENDAR");
    out
}

fn event(out: &mut String, agenda: &Agenda, item: &AgendaItem, stamp: &str) {
    let day = item.date.strftime("%Y%m%d");
    let end = item.date.saturating_add(1.day()).strftime("%Y%m%d");
    let id = format!("{day}-{}-{}@stratlas", item.subject, agenda.reviewer);
    add(out, "BEGIN:VEVENT");
    add(out, &format!("UID:{}", escape(&id)));
    add(out, &format!("DTSTAMP:{stamp}"));
    add(out, &format!("DTSTART;VALUE=DATE:{day}"));
    add(out, &format!("DTEND;VALUE=DATE:{end}"));
    add(out, &format!("SUMMARY:{}", escape(&format!("Review: {}", item.name))));
    if !item.why.is_empty() {
        add(out, &format!("DESCRIPTION:{}", escape(&item.why.join("; "))));
    }
    add(out, "TRANSP:TRANSPARENT");
    add(out, "END:VEVENT");
}

fn escape(value: &str) -> String {
    let mut escaped = String::new();
    for character in text::sanitize(value).chars() {
        if matches!(character, '\\' | ';' | ',') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// Adds `line` to the calendar, folded into lines of at most [`MAX_LINE`] octets.
fn add(out: &mut String, line: &str) {
    let mut length = 0;
    for character in line.chars() {
        if length + character.len_utf8() > MAX_LINE {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(character);
        length += character.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_calendar_has_an_event_for_each_review() {
        let item = AgendaItem {
            subject: "strategy/pause".to_owned(),
            name: "Pause; stop, or wait until every measurement that was promised has been made öffentlich".to_owned(),
            date: date(2026, 12, 31),
            why: vec!["its review date was 2026-12-31".to_owned()],
        };
        let agenda = Agenda { reviewer: "ada".to_owned(), made: date(2027, 1, 1), due: vec![item], coming: Vec::new() };
        let made = calendar(&agenda, &"2027-01-01T00:30:00+01:00".parse().unwrap());
        assert!(made.lines().all(|line| line.len() <= MAX_LINE) && made.ends_with("END:VCALENDAR\r\n"), "{made}");
        let unfolded = made.replace("\r\n ", "");
        for line in [
            "UID:20261231-strategy/pause-ada@stratlas",
            "DTSTAMP:20261231T233000Z",
            "DTSTART;VALUE=DATE:20261231",
            "DTEND;VALUE=DATE:20270101",
            "SUMMARY:Review: Pause\\; stop\\, or wait until every measurement that was promised has been made öffentlich",
        ] {
            assert!(unfolded.lines().any(|found| found == line), "{line}: {unfolded}");
        }
    }
}
