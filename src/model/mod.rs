//! Data types of an atlas. All references are resolved: where one record refers to another, it contains a typed id, and
//! the record with that id exists.
//!
//! Texts are safe to print: loading replaces control and bidi characters (see `data`).

mod atlas;
mod bookmarks;
mod date;
mod entity;
mod id;
mod mechanism;
mod overlay;
mod people;
mod person;
mod shared_sort;
mod strategy;
mod subset;
mod user_portfolio;
mod vocabulary;
mod words;

pub use atlas::{About, Atlas, Captions, Provenance};
pub use bookmarks::{Bookmarks, TrailSummary};
pub use date::is_date;
pub use entity::{Entity, Kind};
pub use id::{
    AdversaryId, AxisValueId, DomainId, ExpertiseId, Id, LeverId, Named, PersonId, PortfolioId, ReasonId,
    RecognitionId, ScenarioId, SharedClaimId, StrategyId, Table, TagId, TopicId, VintageId,
};
pub use mechanism::{Mechanism, MechanismText, RelationKind};
pub use overlay::OverlayEntry;
pub use people::{BlockIds, People, PeopleBlock, PersonNames, PersonTiers, PersonView};
pub use person::{
    Affiliation, DoomClaim, Fidelity, Medium, Person, Placement, Position, Profile, Source, SourceDepth, Stance,
    TimelineClaim, is_home_page,
};
pub use shared_sort::{SharedSort, first_bytes};
pub use strategy::{Analogue, Commitment, Coordinates, Meaning, Overshoot, Strategy};
pub use user_portfolio::{CurrentPortfolio, PortfolioChange, SavedPortfolio, UserPortfolios};
pub use vocabulary::{
    Adversary, Axis, AxisText, AxisValue, Claim, Domain, Identity, IdentityBinding, IdentityQuestion, Lever, Portfolio,
    PortfolioShare, Pull, Reason, Scenario, Side, Tag, Tier, Topic,
};
pub(crate) use words::words;
