//! Which slot, and the words without which only a blank software slot goes.

use crate::ask::{Answer, TypedConfirmation};
use crate::child::Place;
use crate::error::{Args, Code, Failure};
use crate::op::Setting;
use crate::op::view::{Depth, View};
use crate::sanitize;
use crate::token::{Access, TokenState, names_a_token};

impl Setting<'_> {
    /// The only blank software slot, or the slot that was named or chosen.
    pub(super) fn slot_to_initialise(&mut self) -> Result<Place, Failure> {
        let all = self.places();
        let blank: Vec<Place> = all
            .iter()
            .copied()
            .filter(|place| self.is_blank_software(*place))
            .collect();
        let fit = match (&self.selector, blank.is_empty()) {
            (None, false) => blank,
            _ => all,
        };
        match fit.as_slice() {
            [only] => Ok(*only),
            [] => Err(self.no_token(&fit)),
            many => self.choose_token(many),
        }
    }

    pub(super) fn is_blank_software(&self, place: Place) -> bool {
        let software = self
            .tokens
            .slot(place)
            .is_some_and(|slot| slot.hardware == Some(false));
        let blank = self
            .tokens
            .token(place)
            .is_some_and(|token| !token.initialised);
        software && blank
    }

    /// Says what would go, and wants the serial number or the reader's name typed.
    pub(super) fn confirm_initialising(&mut self, place: Place) -> Result<(), Failure> {
        if self.is_blank_software(place) {
            return Ok(());
        }
        let visible = self.visible(place);
        let serial = self
            .tokens
            .token(place)
            .map(|token| token.id.serial.clone())
            .filter(|serial| names_a_token(serial));
        let word = serial.unwrap_or_else(|| self.reader_of(place));
        let word = sanitize::line(&word);
        let mut args = Args::new();
        args.insert("token", self.name_of(place));
        args.insert("names", visible);
        args.insert("word", word.clone());
        let answer = self.ask.confirm_typed(&TypedConfirmation {
            id: "cli-ask-init",
            args,
            word: word.clone(),
        });
        match answer {
            Answer::Yes => Ok(()),
            Answer::No => Err(Failure::new(Code::Declined).state(TokenState::NothingChanged)),
            Answer::Nobody => Err(Failure::new(Code::TokenNotBlank)
                .with("token", self.name_of(place))
                .with("word", &word)
                .detail("confirm", word)
                .state(TokenState::NothingChanged)),
        }
    }

    /// The holders of certificates that show without the PIN; `-` for none.
    fn visible(&mut self, place: Place) -> String {
        let view = if self.open_session(place, Access::Read).is_ok() {
            self.view_partly(place, Depth::Known).0
        } else {
            View::default()
        };
        if let Ok(engine) = self.tokens.engine(place) {
            // An open session would keep the token from being initialised.
            engine.close(place.slot);
        }
        let names: Vec<String> = view
            .certificates
            .iter()
            .map(|seen| seen.certificate.holder().unwrap_or_else(|| "-".to_owned()))
            .collect();
        if names.is_empty() {
            "-".to_owned()
        } else {
            sanitize::line(&names.join(", "))
        }
    }
}
