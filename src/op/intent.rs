//! What stands in the journal before a token is changed: what, where, by whom.

use super::Setting;
use super::setting::journal_failure;
use crate::child::Place;
use crate::error::{Code, Failure};
use crate::journal::{Intent, Operation, Owner};
use crate::token::TokenState;

impl Setting<'_> {
    /// The lock by which others see that this run is alive; the driver's process learns of it, too.
    pub(super) fn owner(&mut self, place: Place) -> Result<Owner, Failure> {
        let Some(paths) = self.paths else {
            return Err(Failure::new(Code::JournalUnwritable)
                .with("path", "-")
                .with("text", "-"));
        };
        let owner = Owner::take(paths).map_err(|error| journal_failure(&error))?;
        if let Ok(engine) = self.tokens.engine(place) {
            engine.owned(Some(owner.path()));
        }
        Ok(owner)
    }

    /// The intent of an operation on a token that shows, to be filled in and begun.
    pub(super) fn intent_on(
        &self,
        place: Place,
        operation: Operation,
        owner: &Owner,
    ) -> Result<Intent, Failure> {
        let Some(token) = self.tokens.token(place).map(|token| token.id.clone()) else {
            return Err(Failure::new(Code::TokenRemoved).state(TokenState::NothingChanged));
        };
        Ok(Intent::new(operation, token, &self.path_of(place), owner))
    }

    /// The file of a place's module.
    pub(super) fn path_of(&self, place: Place) -> String {
        let host = self.tokens.host(place);
        host.map(|host| host.path.clone()).unwrap_or_default()
    }
}
