//! Warns about sources that do not support their claim: home pages, impossible dates, and sources that belong to
//! another claim. A caveat on a source or on its position suppresses all of these but the warning about home pages.

use std::cmp::Ordering;

use super::Warnings;
use crate::data::load::raw::{Date, Person, Position, Source};
use crate::diagnostic::{Code, PendingDiagnostic};
use crate::model::is_home_page;

/// Warns about the sources of all claims of `person`.
pub(super) fn lint(person: &Person<'_>, warnings: &mut Warnings) {
    let of_numbers = || {
        let p_dooms = person.p_doom.iter().filter_map(|claim| claim.source.as_ref());
        p_dooms.chain(person.timeline.iter().filter_map(|claim| claim.source.as_ref()))
    };
    for position in &person.position {
        for source in &position.source {
            home_page(source, warnings);
            if position.caveat.is_none() {
                dates(source, person.updated.as_ref(), warnings);
            }
        }
        if position.caveat.is_none() {
            borrowed(position, of_numbers, warnings);
        }
    }
    for source in of_numbers() {
        home_page(source, warnings);
        dates(source, person.updated.as_ref(), warnings);
    }
}

fn home_page(source: &Source<'_>, warnings: &mut Warnings) {
    if let Some(url) = source.url.as_ref().filter(|url| is_home_page(&url.value)) {
        warnings.push(Code::HomePage, url.span, || {
            let message = "this source is the home page of a site, where nobody finds the passage";
            PendingDiagnostic::new(Code::HomePage, url.span, message).help("give the address of the page itself")
        });
    }
}

/// Warns if the date of the remark in `source` is before or after the publication of the source, or if one of the two
/// dates is after `updated`, the last update of the person's entry.
fn dates(source: &Source<'_>, updated: Option<&Date<'_>>, warnings: &mut Warnings) {
    if source.caveat.is_some() {
        return;
    }
    if let (Some(stated), Some(published)) = (&source.stated, &source.date) {
        let (code, relation) = match order(stated, published) {
            Ordering::Less => (Code::StatedBeforeSource, "before its source was published"),
            Ordering::Greater => (Code::StatedAfterSource, "after its source was published"),
            Ordering::Equal => (Code::StatedAfterSource, ""),
        };
        if !relation.is_empty() {
            warnings.push(code, stated.span, || {
                let message = format!("the remark is dated {}, {relation} in {}", stated.shown(), published.shown());
                PendingDiagnostic::new(code, stated.span, message)
                    .help("correct `stated` or `date`, or say in a `caveat` why they differ")
            });
        }
    }
    let latest = [&source.stated, &source.date].into_iter().flatten();
    for date in latest.filter(|date| updated.is_some_and(|updated| order(date, updated) == Ordering::Greater)) {
        warnings.push(Code::StatedAfterUpdate, date.span, || {
            let updated = updated.map(Date::shown).unwrap_or_default();
            let message = format!("{} is after {updated}, when the entry was last updated", date.shown());
            PendingDiagnostic::new(Code::StatedAfterUpdate, date.span, message).help("correct the date or `updated`")
        });
    }
}

/// Compares two dates by the parts that both of them have: a year is equal to each of its days.
fn order(a: &Date<'_>, b: &Date<'_>) -> Ordering {
    let known = a.value.len().min(b.value.len());
    a.value.as_bytes()[..known].cmp(&b.value.as_bytes()[..known])
}

/// Warns if all sources of `position` are sources of p(doom)s or timelines, which may not support a position on the
/// tag.
fn borrowed<'a, 't: 'a, I: Iterator<Item = &'a Source<'t>>>(
    position: &Position<'_>,
    of_numbers: impl Fn() -> I,
    warnings: &mut Warnings,
) {
    let is_borrowed = |source: &Source<'_>| {
        let url = source.url.as_ref().map(|url| &url.value);
        of_numbers().any(|other| match url {
            Some(url) => other.url.as_ref().is_some_and(|other| other.value == *url),
            None => other.url.is_none() && other.title.value == source.title.value,
        })
    };
    if !position.source.is_empty() && position.source.iter().all(is_borrowed) {
        warnings.push(Code::BorrowedSource, position.tag.span, || {
            let message =
                "every source of this position is one of a p(doom) or timeline, which may not support the tag";
            PendingDiagnostic::new(Code::BorrowedSource, position.tag.span, message)
                .help("add a source on the tag itself, or say in a `caveat` what the source supports")
        });
    }
}
