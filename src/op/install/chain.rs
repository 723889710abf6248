//! Certificates of authorities onto tokens.

use std::collections::BTreeSet;

use super::gather::Given;
use super::seek::Views;
use crate::child::Place;
use crate::error::Failure;
use crate::op::Setting;
use crate::op::shape::{AlreadyRow, InstallOutcome};
use crate::op::view::{Depth, View};
use crate::token::{Access, KeyId};

impl Setting<'_> {
    /// Authorities' certificates by themselves: onto the one token that has a certificate of theirs, else the one that is
    /// named, or the only one.
    pub(super) fn authorities_alone(
        &mut self,
        authorities: &[Given],
        views: &Views,
        outcome: &mut InstallOutcome,
    ) -> Result<(), Failure> {
        let issued: Vec<Place> = views.issued_by(authorities);
        let place = match issued.as_slice() {
            [only] => *only,
            _ => self.one_token()?,
        };
        for one in authorities {
            if let Some(seen) = views.seen(place, &one.certificate) {
                outcome.already.push(AlreadyRow {
                    file: one.file.clone(),
                    id: seen.object.id.as_ref().map(KeyId::hex),
                });
            }
        }
        self.put_authorities(&[place], authorities, views, outcome)
            .map_err(|(_, failure)| *failure)
    }

    /// Writes the authorities' certificates to each token that a certificate was put on. What shows there already needs no
    /// PIN. A failure comes with the file of the certificate that it is about.
    pub(super) fn put_authorities(
        &mut self,
        places: &[Place],
        chain: &[Given],
        views: &Views,
        outcome: &mut InstallOutcome,
    ) -> Result<(), (String, Box<Failure>)> {
        let of = |one: &Given| {
            let file = one.file.clone();
            move |failure| (file, Box::new(failure))
        };
        let unique: BTreeSet<Place> = places.iter().copied().collect();
        for place in unique {
            let mut wanted = chain.iter();
            let Some(first) = wanted.find(|one| views.seen(place, &one.certificate).is_none())
            else {
                continue;
            };
            let view = self.view_to_write(place).map_err(of(first))?;
            for one in chain {
                let written = self
                    .put_authority(place, &one.certificate, &view)
                    .map_err(of(one))?;
                outcome.chain_written += u32::from(written);
            }
        }
        Ok(())
    }

    fn view_to_write(&mut self, place: Place) -> Result<View, Failure> {
        self.may_write(place)?;
        self.journal_ready()?;
        let role = self.writing_role(place);
        self.unlock(place, role, Access::Write)?;
        self.view(place, Depth::Known)
    }
}
