//! Looking at tokens: each driver in a thread of its own, so that a slow one keeps nobody waiting. What is seen is told
//! as it comes; the driver itself comes back to the worker, which alone does what changes a token.
//!
//! Whether tokens came or went is asked of drivers that stand idle and answered well, when the readers say so
//! ([`Listening`]), or every two seconds where they do not.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::core::Core;
use super::core::reading::{self, Seen};
use super::message::Message;
use super::task::{Gone, Pane};
use super::todo::Ahead;
use super::watch::Stopping;
use crate::child::Tokens;
use crate::error::{Failure, Notice};
use crate::op::listen::{self, Known, Listening};
use crate::op::plug::Seat;
use crate::op::shape::{ModuleRow, ModuleState, TokenRow, module_row};
use crate::paths::Paths;
use crate::token::{Fault, SlotId, TokenId, names_a_token};

/// A quiet question that took longer was seen by the person: that it is over is told, too.
const SLOW: Duration = Duration::from_millis(500);

/// What a driver's thread sees.
pub(super) struct Sight {
    /// Which driver.
    pub driver: usize,
    /// What.
    pub what: Sighted,
}

/// The same.
pub(super) enum Sighted {
    /// All its tokens, nothing read of them yet.
    Tokens(Vec<TokenRow>),
    /// One of them, as far as it was read.
    Token(Box<Pane>),
}

/// A driver is done.
pub(super) struct Back {
    /// Which.
    pub driver: usize,
    /// How it stands.
    pub module: ModuleRow,
    /// Why nothing could be looked at.
    pub failure: Option<Failure>,
    /// What was noticed.
    pub notices: Vec<Notice>,
    /// What lies ahead now.
    pub ahead: Ahead,
}

/// Who reads a token that several drivers see: the first of them in the registry's order.
type Claims = Arc<Mutex<Vec<(TokenId, usize)>>>;

/// Sends drivers out to look, and takes them back.
pub(super) struct Lookout {
    sender: Sender<Message>,
    home: Sender<Returned>,
    returned: Receiver<Returned>,
    drivers: Vec<Driver>,
    claims: Claims,
    readers: Option<Listening>,
}

/// What is kept of a driver between its looks.
#[derive(Default)]
struct Driver {
    /// What was told last.
    seen: Seen,
    /// Where those tokens are.
    seats: Vec<Seat>,
    /// When it came back.
    last: Option<Instant>,
    /// It is to look at everything once more.
    again: bool,
}

/// How thoroughly a driver looks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Thoroughness {
    /// The driver is started anew, and everything is read.
    Anew,
    /// Everything is read.
    All,
    /// Only tokens that were not there before.
    New,
}

/// A driver that comes back.
struct Returned {
    driver: usize,
    tokens: Tokens,
    seen: Seen,
    seats: Vec<Seat>,
    /// Something to tell.
    news: bool,
    failure: Option<Failure>,
    notices: Vec<Notice>,
}

impl Lookout {
    /// Tells this loop.
    pub(super) fn new(sender: Sender<Message>) -> Self {
        let (home, returned) = channel();
        Self {
            sender,
            home,
            returned,
            drivers: Vec::new(),
            claims: Claims::default(),
            readers: None,
        }
    }

    /// Sends every driver out to look at everything; one that is still out does it again.
    pub(super) fn look(&mut self, core: &mut Core, thoroughness: Thoroughness) {
        let count = core.tokens.hosts().len();
        self.drivers.resize_with(count, Driver::default);
        if self.readers.is_none() {
            self.readers = Listening::begin(core.plug.as_ref(), core.tokens.hosts());
        }
        for driver in 0..count {
            self.send(core, driver, thoroughness);
        }
    }

    /// Other drivers stand there from now on; none of those before is out.
    pub(super) fn forget(&mut self) {
        self.drivers.clear();
        self.claims = Claims::default();
        self.readers = None;
    }

    /// Asks idle drivers that answered well whether a token came or went.
    pub(super) fn ask_idle(&mut self, core: &mut Core) {
        self.listen(core);
        for driver in 0..self.drivers.len() {
            let host = core.tokens.hosts().get(driver);
            let well = host.filter(|host| module_row(host).state == ModuleState::Ok);
            let kept = self.drivers.get(driver);
            let last = kept.and_then(|kept| Some((kept, kept.last?)));
            let due = well.zip(last).is_some_and(|(host, (kept, last))| {
                let readers = self.readers.as_ref();
                readers.map_or_else(
                    || listen::is_time(last),
                    |readers| readers.is_due(host, &kept.seats, last),
                )
            });
            if due {
                self.send(core, driver, Thoroughness::New);
            }
        }
        let out = Self::is_out(core);
        if let Some(readers) = &mut self.readers {
            let seats: Vec<Seat> = self
                .drivers
                .iter()
                .flat_map(|it| it.seats.clone())
                .collect();
            if let Some(unread) = readers.unread(&seats, out) {
                let _ = self.sender.send(Message::Unread(Box::new(unread)));
            }
        }
    }

    /// Hears the card service: drivers that waited for it go out, and where it hangs the others end.
    fn listen(&mut self, core: &mut Core) {
        if !self.readers.as_mut().is_some_and(Listening::hear) {
            return;
        }
        for driver in 0..self.drivers.len() {
            let Some(host) = core.tokens.hosts().get(driver) else {
                continue;
            };
            let left_alone = listen::was_left_alone(host);
            let waits = self.drivers.get(driver).is_some_and(|it| it.again);
            let forbidden = self.readers.as_ref().and_then(|it| it.forbids(host));
            let out = core.tokens.is_lent(driver);
            match forbidden {
                Some(fault) if !out && !left_alone => self.leave_alone(core, driver, &fault),
                None if !out && (waits || left_alone) => {
                    self.send(core, driver, Thoroughness::All);
                }
                _ => {}
            }
        }
    }

    /// A driver is not asked, and its tokens are no longer told.
    fn leave_alone(&mut self, core: &mut Core, driver: usize, fault: &Fault) {
        let Some(mut tokens) = core.tokens.lend(driver) else {
            return;
        };
        let id = tokens.hosts().first().map(|host| host.id.clone());
        tokens.end();
        tokens.leave_alone(|_| true, fault);
        let returned = Returned {
            driver,
            tokens,
            seen: Seen::default(),
            seats: Vec::new(),
            news: true,
            failure: id.map(|id| Failure::from_fault(fault.clone(), &id)),
            notices: Vec::new(),
        };
        if let Some(kept) = self.drivers.get_mut(driver) {
            kept.again = false;
        }
        self.back(core, returned);
    }

    /// Whether a driver is out.
    pub(super) fn is_out(core: &Core) -> bool {
        (0..core.tokens.hosts().len()).any(|driver| core.tokens.is_lent(driver))
    }

    /// Takes back who has returned.
    pub(super) fn take_back(&mut self, core: &mut Core) {
        while let Ok(returned) = self.returned.try_recv() {
            self.back(core, returned);
        }
    }

    /// Waits for all who are out; `false` where the person does not.
    pub(super) fn wait(&mut self, core: &mut Core, stopping: &Stopping) -> bool {
        while Self::is_out(core) {
            if stopping.job_stops() || stopping.program_stops() {
                return false;
            }
            match self.returned.recv_timeout(Duration::from_millis(50)) {
                Ok(returned) => self.back(core, returned),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return false,
            }
        }
        true
    }

    fn back(&mut self, core: &mut Core, returned: Returned) {
        let Returned {
            driver,
            tokens,
            seen,
            seats,
            news,
            failure,
            notices,
        } = returned;
        core.tokens.take_back(driver, tokens);
        let gone = self.settle(driver, seen, seats);
        if news && let Some(host) = core.tokens.hosts().get(driver) {
            let module = module_row(host);
            let ahead = core.ahead();
            let back = Back {
                driver,
                module,
                failure,
                notices,
                ahead,
            };
            let _ = self.sender.send(Message::Back(Box::new(back)));
        }
        for (other, of_other) in self.drivers.iter_mut().enumerate() {
            let sees = |id: &TokenId| of_other.seen.iter().any(|(_, it)| it.as_ref() == Some(id));
            // What one driver no longer shows is now for the other that sees it, too.
            of_other.again |= other != driver && gone.iter().any(sees);
        }
        for other in 0..self.drivers.len() {
            if self.drivers.get(other).is_some_and(|it| it.again) && !core.tokens.is_lent(other) {
                self.send(core, other, Thoroughness::All);
            }
        }
    }

    /// Keeps what was seen; the tokens that are gone.
    fn settle(&mut self, driver: usize, seen: Seen, seats: Vec<Seat>) -> Vec<TokenId> {
        let Some(kept) = self.drivers.get_mut(driver) else {
            return Vec::new();
        };
        kept.last = Some(Instant::now());
        kept.seats = seats;
        let before = std::mem::replace(&mut kept.seen, seen);
        let now = &kept.seen;
        let ids = before.into_iter().filter_map(|(_, id)| id);
        ids.filter(|id| !now.iter().any(|(_, it)| it.as_ref() == Some(id)))
            .collect()
    }

    fn send(&mut self, core: &mut Core, driver: usize, thoroughness: Thoroughness) {
        let Some(kept) = self.drivers.get_mut(driver) else {
            return;
        };
        if let (Some(readers), Some(host)) = (&self.readers, core.tokens.hosts().get(driver)) {
            if readers.holds_back(host) {
                kept.again = true;
                return;
            }
            if let Some(fault) = readers.forbids(host) {
                self.leave_alone(core, driver, &fault);
                return;
            }
        }
        let Some(tokens) = core.tokens.lend(driver) else {
            kept.again |= thoroughness != Thoroughness::New;
            return;
        };
        kept.again = false;
        let errand = Errand {
            driver,
            tokens,
            paths: core.paths.clone(),
            before: kept.seen.clone(),
            readers: self.readers.as_ref().and_then(Listening::known),
            thoroughness,
            claims: Arc::clone(&self.claims),
            sender: self.sender.clone(),
        };
        let home = self.home.clone();
        let gone = Gone(self.sender.clone());
        let spawned = std::thread::Builder::new()
            .name("parafa-look".to_owned())
            .spawn(move || {
                let returned = errand.run();
                drop(gone);
                let _ = home.send(returned);
            });
        if let Err(error) = spawned {
            tracing::error!(%error, "no thread to look");
            let _ = self.sender.send(Message::Closed);
        }
    }
}

/// One driver on its way.
struct Errand {
    driver: usize,
    tokens: Tokens,
    paths: Option<Paths>,
    before: Seen,
    readers: Option<Known>,
    thoroughness: Thoroughness,
    claims: Claims,
    sender: Sender<Message>,
}

impl Errand {
    fn run(mut self) -> Returned {
        let begun = Instant::now();
        if self.thoroughness == Thoroughness::Anew {
            self.tokens.end();
        }
        self.tokens.refresh();
        let seen = reading::seen(&self.tokens);
        let well = |tokens: &Tokens| {
            let mut hosts = tokens.hosts().iter();
            hosts.all(|host| module_row(host).state == ModuleState::Ok)
        };
        let changed = seen != self.before || !well(&self.tokens);
        let mut returned = Returned {
            driver: self.driver,
            seats: Seat::all(&self.tokens),
            seen,
            news: true,
            failure: None,
            notices: Vec::new(),
            tokens: Tokens::default(),
        };
        if changed || self.thoroughness != Thoroughness::New {
            self.read(&mut returned);
        } else {
            returned.news = begun.elapsed() >= SLOW;
        }
        returned.tokens = self.tokens;
        returned
    }

    /// Tells what is there, then what is on it, token by token.
    fn read(&mut self, returned: &mut Returned) {
        let ours = self.claim(&returned.seen);
        let mut reading = reading::Reading::new(&mut self.tokens, self.paths.as_ref());
        let (driver, sender) = (self.driver, &self.sender);
        let tell = |what| {
            let _ = sender.send(Message::Sight(Box::new(Sight { driver, what })));
        };
        let rows = match reading.rows() {
            Ok((rows, cut)) => {
                returned.failure = cut;
                let mut rows = rows;
                if let Some(known) = &self.readers {
                    known.complete(&mut rows);
                }
                rows
            }
            Err(failure) => {
                returned.failure = Some(failure);
                Vec::new()
            }
        };
        tell(Sighted::Tokens(rows.clone()));
        for row in rows {
            let is = |(slot, _): &&(SlotId, Option<TokenId>)| Some(slot.0) == row.slot;
            let known = self.before.iter().find(is) == returned.seen.iter().find(is);
            let skipped = known && self.thoroughness == Thoroughness::New;
            let own = row.slot.is_some_and(|slot| ours.contains(&SlotId(slot)));
            if !skipped && own {
                let part = |pane| tell(Sighted::Token(Box::new(pane)));
                part(reading.token(&row, &part));
            }
        }
        returned.notices = reading.ended();
    }

    /// The slots whose tokens are for this driver to read.
    fn claim(&self, seen: &Seen) -> Vec<SlotId> {
        let mut claims = self.claims.lock().unwrap_or_else(PoisonError::into_inner);
        let here = |id: &TokenId| seen.iter().any(|(_, it)| it.as_ref() == Some(id));
        claims.retain(|(id, driver)| *driver != self.driver || here(id));
        let mut ours = Vec::new();
        for (slot, id) in seen {
            let named = id.as_ref().filter(|id| names_a_token(&id.serial));
            let claim = named.map(|id| (id, claims.iter_mut().find(|(it, _)| it == id)));
            match claim {
                Some((_, Some((_, driver)))) if *driver < self.driver => continue,
                Some((_, Some((_, driver)))) => *driver = self.driver,
                Some((id, None)) => claims.push((id.clone(), self.driver)),
                None => {}
            }
            ours.push(*slot);
        }
        ours
    }
}
