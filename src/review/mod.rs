//! Reviews: verdicts of reviewers on strategies, positions and commitments, and everything computed from them.
//!
//! A reviewer's journal is a set of [`Line`]s. The state, [`Reviews`], is computed from the lines and does not depend
//! on their order or on repetitions. This module does not access files or the clock: time is always an argument.
//! Subjects are identified by address (`strategy/pause`), which is stable across editions of the atlas.

mod acceptance;
mod activity;
mod agenda;
mod agreement;
mod blinding;
mod change;
mod consensus;
mod consensus_rows;
mod consistency;
mod dates;
mod digest;
mod due;
mod event;
mod fold;
mod forecast;
mod hiding;
mod history;
mod id;
mod identity;
mod independence;
mod line;
mod name;
mod pair_agreement;
mod queue;
mod report;
mod session;
mod session_summary;
mod settled;
mod stance_changes;
mod statistics;
mod subject;
mod successor;
mod summary;
mod text_body;
mod timestamp;
mod validate;
mod verdict;

pub use acceptance::{Acceptance, AcceptedSubject};
pub use activity::{Activity, BrierMonth, Drift, TimeLeft, duration_words};
pub use agenda::{Agenda, AgendaItem, waiting_words};
pub use agreement::{
    Agreement, Dispute, KindAgreement, KindFigures, MIN_SHARED, Rating, Ratings, SelfAgreement, disputes, unsettled,
};
pub use change::{Change, Edit};
pub use consensus::{Consensus, ConsensusRecord};
pub use consensus_rows::ConsensusRow;
pub use consistency::{
    Accepted, Between, Concentration, Conflicting, Consistency, Crux, GapCloser, Inconsistency, InconsistencyKind,
    MindChanger, NamedPortfolio, Reach, SinglePoint, Tension,
};
pub use dates::{BadDate, after, read_date};
pub use digest::Digest;
pub use due::{Due, DueItem, due, schedule};
pub use event::{Advance, Card, JournalEvent, Outcome, SessionStart};
pub use fold::Reviews;
pub use forecast::{Estimate, Forecast, Resolution};
pub use hiding::OthersPolicy;
pub use history::{Judged, ReviewerHistory, UserAction, VerdictStep};
pub use id::{BadId, LineId};
pub use identity::{IdentityScore, held_as, is_identity};
pub use independence::RatingBasis;
pub use line::{BadLine, Head, Line, LineParser, VERSION, WrittenLine};
pub use name::SharedName;
pub use pair_agreement::{FigureWithInterval, PairAgreement, PairFigures};
pub use queue::{BadOrder, Order, arrange, disputed};
pub use report::{
    AnsweredQuestion, ChangeRow, DueRow, ForecastRow, IdentityRow, LandedRow, Report, ReportScope, VerdictRow,
};
pub use session::{CardMark, ReviewSession, SessionProgress};
pub use session_summary::SessionSummary;
pub use settled::Settled;
pub use stance_changes::{StanceChange, StanceSnapshot, stance_changes};
pub use statistics::{
    Bin, Calibration, Kappa, Share, alpha_interval, alpha_nominal, calibration, cohen_kappa, median, raw_agreement,
};
pub use subject::{Subject, SubjectKind, UnknownSubject};
pub use text_body::TextBody;
pub use timestamp::{BadTimestamp, ZonedTimestamp};
pub use validate::{InvalidEntry, check_settled, check_until};
pub use verdict::{Answer, Check, ClaimCheck, Judgment, Percent, ReviewStance, Signal, Status, Threshold, Verdict};

#[cfg(test)]
pub(crate) mod test_journal;
#[cfg(test)]
mod tests;
