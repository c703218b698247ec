//! `stratlas review start` and `resume`: run the explorer with a review.

use std::sync::Arc;

use anyhow::{Result, anyhow, bail};
use clap::Args;

use crate::app::{ReviewRequest, ReviewScope};
use crate::graph::Graph;
use crate::model::Entity;
use crate::place::{Overview, Place};
use crate::review::{Advance, ReviewSession, Reviews, SessionStart};
use crate::runtime::{ReviewBegin, queue, today};

use super::super::explore::{self, ExploreArgs, StartAt};
use super::super::{context::CliContext, output, page_output::whole_number};
use super::record::{filled, word};

/// Arguments of `stratlas review start`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Args)]
pub(in crate::cli) struct StartArgs {
    /// Review these strategies, and the strategies of these portfolios and levers; of people and tags, their positions
    /// [default: every strategy]
    #[arg(value_name = "PLACE", conflicts_with_all = ["filter", "portfolio", "due"])]
    places: Vec<String>,
    /// Review the strategies that match this query; with `kind:position`, positions of people
    #[arg(long = "where", value_name = "QUERY", conflicts_with_all = ["portfolio", "due"])]
    filter: Option<String>,
    /// Review the strategies of this portfolio
    #[arg(long, value_name = "PORTFOLIO", conflicts_with = "due")]
    portfolio: Option<String>,
    /// Review what is due: the review date has passed, the text has changed, or the signal is watched
    #[arg(long)]
    due: bool,
    /// Settle what you have judged and reviewers disagree on: a card shows the verdicts of all, and its keys record the
    /// consensus
    #[arg(long, conflicts_with = "blind")]
    disputed: bool,
    /// The order of the cards: lever, due, information, disputed, random:SEED or name [default: due with --due,
    /// disputed with --disputed, else lever]
    #[arg(long, value_name = "ORDER")]
    order: Option<String>,
    /// Hide your own earlier verdicts until you have judged again
    #[arg(long)]
    blind: bool,
    /// Name the session [default: what selects its cards]
    #[arg(long, value_name = "NAME", value_parser = filled)]
    name: Option<String>,
    /// Show the next card at once after a stance, or after a confidence typed after it: stance or confidence
    #[arg(long, value_parser = word(Advance::parse, Advance::ALL))]
    advance: Option<Advance>,
    /// Review at most this many
    #[arg(long, value_name = "N", value_parser = whole_number(1..=usize::MAX))]
    limit: Option<usize>,
}

impl StartArgs {
    /// Returns the first place that the arguments name; `None` if they name none.
    pub(super) fn first(&self) -> Option<&str> {
        self.places.first().map(String::as_str)
    }

    fn request(&self, context: &CliContext, graph: &Graph) -> Result<ReviewRequest> {
        let scope = match (&self.filter, &self.portfolio) {
            (Some(query), _) => ReviewScope::Query(query.clone()),
            (_, Some(id)) => match Place::parse(&graph.atlas, &format!("portfolio/{id}"))? {
                place @ Place::Entity(Entity::Portfolio(_)) => ReviewScope::Places(vec![place]),
                _ => bail!("there is no portfolio `{id}`"),
            },
            _ if self.due => ReviewScope::Due,
            _ if self.places.is_empty() => ReviewScope::All,
            _ => {
                let places = self.places.iter().map(|path| Place::parse(&graph.atlas, path));
                ReviewScope::Places(places.collect::<Result<_, _>>()?)
            }
        };
        let usual = match (self.disputed, self.due) {
            (true, _) => "disputed",
            (false, true) => "due",
            (false, false) => "lever",
        };
        let order = self.order.clone().unwrap_or_else(|| usual.to_owned());
        let Self { disputed, blind, limit, .. } = *self;
        let advance = self.advance.or(context.config()?.advance);
        Ok(ReviewRequest { scope, disputed, order, blind, limit, name: self.name.clone(), advance })
    }

    /// Returns the queue of cards.
    fn queue(&self, context: &CliContext, graph: &Arc<Graph>, reviews: &Reviews) -> Result<SessionStart> {
        queue(graph, reviews, &self.request(context, graph)?, today()).map_err(|why| anyhow!(why))
    }
}

/// Returns the message that there is nothing to review.
fn nothing(args: &StartArgs) -> &'static str {
    if args.disputed {
        "of what you have judged, reviewers disagree on nothing here that is not settled; `stratlas review agree` compares \
         their verdicts"
    } else {
        "there is nothing to review"
    }
}

/// Starts a review in the explorer. If there are no arguments but an open session, the explorer lists the reviews to
/// resume or start instead. Returns the exit code.
pub(super) fn run(context: &CliContext, args: &StartArgs) -> Result<u8> {
    explore::explore(context, &ExploreArgs::default(), |graph, reviewing| {
        if *args == StartArgs::default() && reviewing.get().reviews.mine().open_session().is_some() {
            reviewing.get().begin = Some(ReviewBegin::Ask);
            return Ok(StartAt::Place(Place::Overview(Overview::Reviews)));
        }
        let start = args.queue(context, graph, &reviewing.get().reviews)?;
        if start.queue.is_empty() {
            output::warn(nothing(args));
            return Ok(StartAt::Nowhere);
        }
        reviewing.get().begin = Some(ReviewBegin::Start(start));
        Ok(StartAt::Place(Place::Overview(Overview::Reviews)))
    })
}

/// Arguments of `stratlas review resume`.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct ResumeArgs {
    /// The name or the id of the session [default: the one with the last entry]
    #[arg(value_name = "NAME")]
    name: Option<String>,
}

/// Resumes an open session in the explorer. Returns the exit code.
pub(super) fn resume(context: &CliContext, args: &ResumeArgs) -> Result<u8> {
    explore::explore(context, &ExploreArgs::default(), |_, reviewing| {
        let open = reviewing.get().reviews.mine().open_sessions();
        let is_meant = |session: &&&ReviewSession| {
            args.name.as_ref().is_none_or(|name| session.name == *name || session.id.to_string() == *name)
        };
        let Some(session) = open.iter().find(is_meant) else {
            let names = open.iter().map(|session| session.name.as_str());
            return match &args.name {
                Some(name) if !open.is_empty() => Err(output::not_found("open session", name, names)),
                _ => {
                    output::warn("there is no open session; `stratlas review` starts one");
                    Ok(StartAt::Nowhere)
                }
            };
        };
        reviewing.get().begin = Some(ReviewBegin::Resume(session.id));
        Ok(StartAt::Place(Place::Overview(Overview::Review)))
    })
}
