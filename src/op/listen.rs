//! What the card service tells while the program runs: which drivers need to be asked, and which cards none of them reads.
//!
//! A driver whose tokens are in readers is asked only after a reader changed. Where the card service tells nothing it is
//! asked every two seconds, as are drivers that need no card service; where the service hangs it is not asked at all (Q55).

use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use super::plug::{Plug, Seat, Unread, needs_readers, silence};
use super::shape::TokenRow;
use crate::child::{Host, HostState};
use crate::reader::{Told, Trouble, Watching};
use crate::registry::Reach;
use crate::token::{Fault, FaultKind};

/// How long an idle driver is left alone before it is asked whether a token came or went.
const PAUSE: Duration = Duration::from_secs(2);
/// For so long after a change drivers are asked again and again: a card takes its time.
const SETTLING: Duration = Duration::from_secs(5);

/// Listens to the card service.
pub struct Listening {
    plug: Plug,
    /// Dropped, it ends.
    _watching: Option<Watching>,
    heard: Receiver<Told>,
    told: Option<Told>,
    /// When a reader last changed.
    changed: Instant,
    /// What was said to be unread.
    said: Unread,
}

impl Listening {
    /// Begins to listen, where any of these drivers, or a card that none of them reads, makes it worth it.
    #[must_use]
    pub fn begin(plug: Option<&Plug>, hosts: &[Host]) -> Option<Self> {
        let plug = plug?.clone();
        let elsewhere = |host: &Host| host.habits.reach == Reach::Elsewhere;
        if !plug.whole && hosts.iter().all(elsewhere) {
            return None;
        }
        let (sender, heard) = channel();
        let watching = plug.watch(move |told| {
            let _ = sender.send(told);
        });
        let told = watching.as_ref().err().map(|error| {
            let text = error.to_string();
            Err(Trouble::Failed { text })
        });
        Some(Self {
            plug,
            _watching: watching.ok(),
            heard,
            told,
            changed: Instant::now(),
            said: Unread::default(),
        })
    }

    /// Takes in what was told; whether there was anything.
    pub fn hear(&mut self) -> bool {
        let Some(told) = self.heard.try_iter().last() else {
            return false;
        };
        self.told = Some(told);
        self.changed = Instant::now();
        true
    }

    /// Whether a driver has to wait until the card service has told something.
    #[must_use]
    pub fn holds_back(&self, host: &Host) -> bool {
        self.told.is_none() && needs_readers(host)
    }

    /// Why a driver is not asked at all.
    #[must_use]
    pub fn forbids(&self, host: &Host) -> Option<Fault> {
        let fault = self.told.as_ref().and_then(silence);
        fault.filter(|_| needs_readers(host))
    }

    /// Whether a driver that came back then is to be asked again; `seats`: where its tokens are.
    #[must_use]
    pub fn is_due(&self, host: &Host, seats: &[Seat], last: Instant) -> bool {
        if !self.tells_of(host, seats) {
            return is_time(last);
        }
        let settling = self.changed.elapsed() < SETTLING && is_time(last);
        last <= self.changed || settling
    }

    /// Whether the readers tell when its tokens come and go.
    fn tells_of(&self, host: &Host, seats: &[Seat]) -> bool {
        let Some(Ok(readers)) = &self.told else {
            return false;
        };
        let in_reader = |seat: &Seat| readers.iter().any(|reader| seat.is_reader(&reader.name));
        match host.habits.reach {
            Reach::Cards => true,
            Reach::Elsewhere => false,
            Reach::Unknown => !seats.is_empty() && seats.iter().all(in_reader),
        }
    }

    /// What is plugged in and shown by no driver, where it is other than what was said. A card that has just come is left
    /// to the drivers; `None`, too, while one is out.
    pub fn unread(&mut self, seats: &[Seat], out: bool) -> Option<Unread> {
        let told = self.told.as_ref().filter(|_| self.plug.whole)?;
        let unread = if out || self.changed.elapsed() < SETTLING {
            let mut still = self.said.clone();
            let there = self.plug.unread(told, &[]);
            still.cards.retain(|card| there.contains(card));
            still
        } else {
            self.plug.unread_here(told, seats)
        };
        (unread != self.said).then(|| {
            self.said = unread.clone();
            unread
        })
    }

    /// What is known of cards now.
    #[must_use]
    pub fn known(&self) -> Option<Known> {
        let (plug, told) = (self.plug.clone(), self.told.clone()?);
        Some(Known { plug, told })
    }
}

/// What the readers told, and what knows cards by it.
pub struct Known {
    plug: Plug,
    told: Told,
}

impl Known {
    /// Adds to tokens what their readers tell of their cards.
    pub fn complete(&self, rows: &mut [TokenRow]) {
        self.plug.complete(&self.told, rows);
    }
}

/// Whether a driver was not asked because the card service hung.
#[must_use]
pub fn was_left_alone(host: &Host) -> bool {
    let HostState::Failed(fault) = &host.state else {
        return false;
    };
    matches!(fault.kind, FaultKind::CardServiceSilent { .. })
}

/// Whether a driver may be asked again.
#[must_use]
pub fn is_time(last: Instant) -> bool {
    last.elapsed() >= PAUSE
}
