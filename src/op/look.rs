//! Looking at one token, with or without its PIN, as far as it can be read.

use super::Setting;
use super::tokens::stopped;
use super::view::{Depth, View};
use crate::child::Place;
use crate::error::{Code, Failure, Notice};
use crate::token::{Access, PinState, Role};

/// What was seen of a token.
#[derive(Default)]
pub(super) struct Looked {
    /// What was read.
    pub(super) view: View,
    /// Why it is not all.
    pub(super) cut: Option<Failure>,
}

impl Setting<'_> {
    /// Opens all tokens, and where they are logged in to makes sure that one PIN fits them; also why they are not all.
    pub(super) fn open_to_look(
        &mut self,
        login: bool,
    ) -> Result<(Vec<Place>, Option<Failure>), Failure> {
        let cut = stopped(self.open_tokens())?;
        let places = self.places();
        if places.is_empty() {
            self.tell_remote();
        }
        if login {
            self.one_pin_for(&places)?;
        }
        Ok((places, cut))
    }

    /// Reads a token that is initialised; what is under way on it is settled, or told. A log-in that fails is an error,
    /// a reading that is cut short leaves what it has.
    pub(super) fn look_through(
        &mut self,
        place: Place,
        login: bool,
        depth: Depth,
    ) -> Result<Looked, Failure> {
        let mut looked = Looked::default();
        if login && self.may_log_in(place, &mut looked) {
            self.unlock(place, Role::User, Access::Read)?;
            let _ = self.tokens.read_again(place);
        } else if let Err(failure) = self.open_session(place, Access::Read) {
            looked.cut.get_or_insert(failure);
            return Ok(looked);
        }
        let (view, cut) = self.view_partly(place, depth);
        if view.logged_in {
            self.settle(place, &view);
        } else {
            self.tell_unfinished(place);
        }
        looked.cut = looked.cut.or(cut);
        looked.view = view;
        Ok(looked)
    }

    /// Whether a log-in can be tried at all. One among several tokens that has no PIN, or a locked one, is listed as it
    /// stands: it takes nothing from the others.
    fn may_log_in(&mut self, place: Place, looked: &mut Looked) -> bool {
        let ready = |place: &Place| {
            let token = self.tokens.token(*place);
            token.is_some_and(|token| token.initialised)
        };
        if self.selector.is_some() || self.places().iter().filter(|place| ready(place)).count() < 2
        {
            return true;
        }
        let token = self.tokens.token(place);
        let is_locked = match token.map(|token| token.pin_state(Role::User)) {
            Some(PinState::NotSet) => false,
            Some(PinState::Locked) => true,
            _ => return true,
        };
        if is_locked {
            looked.cut = Some(self.pin_failure(Code::PinLocked, place, Role::User));
        }
        let notice = Notice::new(Code::ListedWithoutPin)
            .with("token", self.name_of(place))
            .with("state", if is_locked { "locked" } else { "not_set" });
        self.notice(notice);
        false
    }
}
