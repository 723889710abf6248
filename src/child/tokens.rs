//! All module hosts of a run: one child per module, opened side by side, each an [`Engine`].

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::first_fit::Search;
use super::ledger::Ledger;
use crate::registry::Reach;
use crate::token::{
    Engine, Fault, FaultKind, KeyId, Learnt, ModuleInfo, Slot, SlotId, TokenInfo, TokenState,
    Unwanted,
};

/// What the registry knows of a module that the operations must heed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // independent facts of the registry
pub struct Habits {
    /// Keys are made and objects written only by the officer (Q60).
    pub write_as_so: bool,
    /// A key that asks at each use takes the user's PIN.
    pub context_pin_is_user: bool,
    /// The token's fixed key places (Q57): id and name.
    pub key_places: Vec<(KeyId, String)>,
    /// The token chooses ids itself.
    pub chooses_ids: bool,
    /// How it comes to its tokens.
    pub reach: Reach,
    /// Its keys lie at a provider, with whom the person must be signed in (Q35).
    pub cloud: bool,
    /// The token keeps one certificate per key (Q59).
    pub one_certificate_per_key: bool,
}

/// Where a module's host stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HostState {
    /// Not asked yet.
    NotAsked,
    /// Loaded, initialised, its slots read.
    Ready,
    /// It failed.
    Failed(Fault),
    /// It is asked elsewhere, and comes back by [`Tokens::take_back`].
    Lent,
}

/// How long a module took to open, with the start of its process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opened {
    /// Loading and initialising.
    pub loaded: Duration,
    /// Listing its slots and reading each.
    pub listed: Duration,
}

/// One module.
pub struct Host {
    /// The registry's id, else the path as given.
    pub id: String,
    /// For people.
    pub name: String,
    /// The library's real path.
    pub path: String,
    /// Where it was found: `registry`, `p11-kit`, `option`, `environment`, `user`.
    pub source: String,
    /// What to heed.
    pub habits: Habits,
    /// Whether it was named with `-m`, so that its failure is the command's.
    pub named: bool,
    /// Where it stands.
    pub state: HostState,
    /// What it says of itself.
    pub info: Option<ModuleInfo>,
    /// Its slots with a token.
    pub slots: Vec<Slot>,
    /// How long it took to open, where it opened.
    pub opened: Option<Opened>,
    /// What was learnt of it by its version.
    known: Vec<(String, Learnt)>,
    /// `None` while it is lent.
    engine: Option<Ledger>,
}

impl Host {
    /// A module behind any engine; nothing is asked yet.
    #[must_use]
    pub fn new(id: &str, name: &str, path: &str, source: &str, engine: Box<dyn Engine>) -> Self {
        Self {
            id: id.to_owned(),
            name: name.to_owned(),
            path: path.to_owned(),
            source: source.to_owned(),
            habits: Habits::default(),
            named: false,
            state: HostState::NotAsked,
            info: None,
            slots: Vec::new(),
            opened: None,
            known: Vec::new(),
            engine: Some(Ledger::new(engine)),
        }
    }

    /// With the registry's knowledge.
    #[must_use]
    pub fn with_habits(mut self, habits: Habits) -> Self {
        self.habits = habits;
        self
    }

    /// With what earlier runs learnt of each of its versions; it counts once the module has told its own.
    #[must_use]
    pub fn with_known(mut self, known: Vec<(String, Learnt)>) -> Self {
        self.known = known;
        self
    }

    /// What earlier runs learnt of the version that is here; of any, where it does not answer.
    #[must_use]
    pub fn learnt_before(&self) -> Option<&Learnt> {
        let fits = |of: &str| self.info.as_ref().is_none_or(|info| info.version == of);
        let mut fitting = self.known.iter().rev().filter(|(of, _)| fits(of));
        fitting.next().map(|(_, learnt)| learnt)
    }

    /// Named with `-m`.
    #[must_use]
    pub fn named(mut self, named: bool) -> Self {
        self.named = named;
        self
    }

    /// One that failed before any process was started.
    #[must_use]
    pub fn failed(mut self, fault: Fault) -> Self {
        self.state = HostState::Failed(fault);
        self
    }

    /// Whether it answered in this run, or failed to.
    #[must_use]
    pub fn was_asked(&self) -> bool {
        self.info.is_some() || matches!(self.state, HostState::Failed(_))
    }

    fn open(&mut self) {
        if !matches!(self.state, HostState::NotAsked) {
            return;
        }
        let Some(engine) = self.engine.as_mut() else {
            return;
        };
        let begun = Instant::now();
        let mut loaded = Duration::ZERO;
        let opened = engine.module().and_then(|info| {
            self.info = Some(info);
            loaded = begun.elapsed();
            engine.slots()
        });
        match opened {
            Ok(slots) => {
                let listed = begun.elapsed().saturating_sub(loaded);
                self.opened = Some(Opened { loaded, listed });
                self.slots = slots;
                self.state = HostState::Ready;
                if let Some(learnt) = self.learnt_before().cloned() {
                    self.habits.write_as_so |= learnt.write_as_so;
                    self.habits.one_certificate_per_key |= learnt.one_certificate_per_key;
                }
            }
            Err(fault) => {
                engine.end();
                self.state = HostState::Failed(fault);
            }
        }
    }

    /// Lets what runs end early as soon as it is unwanted.
    fn unless(&mut self, unwanted: Option<Unwanted>) {
        if let Some(engine) = self.engine.as_mut() {
            engine.unless(unwanted);
        }
    }

    /// Reads the slots anew; one that failed, or was ended, is opened.
    fn refresh(&mut self) {
        let Some(engine) = self.engine.as_mut() else {
            return;
        };
        if matches!(self.state, HostState::Ready) {
            match engine.slots() {
                Ok(slots) => self.slots = slots,
                Err(fault) if fault.ends_host() || fault.kind == FaultKind::SessionLost => {
                    self.state = HostState::NotAsked;
                }
                Err(fault) => self.state = HostState::Failed(fault),
            }
        } else {
            self.state = HostState::NotAsked;
        }
        self.open();
    }

    /// Ends the module; it is asked anew when it is needed.
    fn end(&mut self) {
        if let Some(engine) = self.engine.as_mut() {
            engine.end();
            self.state = HostState::NotAsked;
            self.slots.clear();
        }
    }

    /// What stands in its place while it is lent: all that is known of it, and no slot.
    fn shell(&self) -> Self {
        Self {
            id: self.id.clone(),
            name: self.name.clone(),
            path: self.path.clone(),
            source: self.source.clone(),
            habits: self.habits.clone(),
            named: self.named,
            state: HostState::Lent,
            info: self.info.clone(),
            slots: Vec::new(),
            opened: self.opened,
            known: self.known.clone(),
            engine: None,
        }
    }
}

/// One token of one module, for as long as the run lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    host: usize,
    /// The slot.
    pub slot: SlotId,
}

impl Place {
    /// The place of its module among all.
    #[must_use]
    pub fn host(&self) -> usize {
        self.host
    }
}

/// All modules of a run.
#[derive(Default)]
pub struct Tokens {
    hosts: Vec<Host>,
}

impl Tokens {
    /// Over these modules; none is asked yet.
    #[must_use]
    pub fn new(hosts: Vec<Host>) -> Self {
        Self { hosts }
    }

    /// A new run begins: [`Tokens::left`] tells of what it changes.
    pub fn begin(&mut self) {
        for host in &mut self.hosts {
            if let Some(engine) = host.engine.as_mut() {
                engine.begin();
            }
        }
    }

    /// What this run has left on the tokens so far, whatever the call that failed last says of itself.
    #[must_use]
    pub fn left(&self) -> TokenState {
        let engines = self.hosts.iter().filter_map(|host| host.engine.as_ref());
        let states: Vec<TokenState> = engines.map(Ledger::state).collect();
        [TokenState::Changed, TokenState::Unknown]
            .into_iter()
            .find(|state| states.contains(state))
            .unwrap_or(TokenState::NothingChanged)
    }

    /// Opens all modules side by side. One that fails keeps its fault and hides no other.
    pub fn open(&mut self) {
        std::thread::scope(|scope| {
            for host in &mut self.hosts {
                scope.spawn(|| host.open());
            }
        });
    }

    /// Opens modules side by side until one has a token that fits. Those behind it in the order are let go at once; those
    /// before it, which are preferred, have a moment left. What was let go counts as not asked.
    pub fn open_until(&mut self, fits: &(dyn Fn(&Host, &Slot) -> bool + Sync)) {
        let search = Arc::new(Search::default());
        std::thread::scope(|scope| {
            for (index, host) in self.hosts.iter_mut().enumerate() {
                let search = Arc::clone(&search);
                scope.spawn(move || {
                    let asked = Arc::clone(&search);
                    host.unless(Some(Arc::new(move || asked.is_over_for(index))));
                    host.open();
                    host.unless(None);
                    if host.slots.iter().any(|slot| fits(host, slot)) {
                        search.found(index);
                    }
                    let let_go = matches!(&host.state, HostState::Failed(fault) if fault.kind == FaultKind::Interrupted);
                    if let_go && search.is_over_for(index) {
                        host.state = HostState::NotAsked;
                        host.info = None;
                    }
                });
            }
        });
    }

    /// Counts modules that were not asked yet as failed, so that they are not asked.
    pub fn leave_alone(&mut self, which: impl Fn(&Host) -> bool, fault: &Fault) {
        for host in &mut self.hosts {
            if host.state == HostState::NotAsked && which(host) {
                host.state = HostState::Failed(fault.clone());
            }
        }
    }

    /// Looks for tokens again: modules that failed are asked once more, slots are read anew.
    pub fn refresh(&mut self) {
        std::thread::scope(|scope| {
            for host in &mut self.hosts {
                scope.spawn(|| host.refresh());
            }
        });
    }

    /// The same without the modules that failed: none that hangs holds up what others can do.
    pub fn refresh_well(&mut self) {
        std::thread::scope(|scope| {
            let failed = |host: &Host| matches!(host.state, HostState::Failed(_));
            for host in self.hosts.iter_mut().filter(|host| !failed(host)) {
                scope.spawn(|| host.refresh());
            }
        });
    }

    /// Gives one module out, as the only one of a run of its own: it can be asked in another thread, however long it
    /// takes. Until it is back it stands here without slots. `None` where it is lent already.
    pub fn lend(&mut self, module: usize) -> Option<Self> {
        let host = self.hosts.get_mut(module)?;
        host.engine.as_ref()?;
        let shell = host.shell();
        Some(Self::new(vec![std::mem::replace(host, shell)]))
    }

    /// Takes back what [`Self::lend`] gave out.
    pub fn take_back(&mut self, module: usize, mut lent: Self) {
        if let (Some(place), Some(host)) = (self.hosts.get_mut(module), lent.hosts.pop()) {
            *place = host;
        }
    }

    /// Whether a module is lent now.
    #[must_use]
    pub fn is_lent(&self, module: usize) -> bool {
        let host = self.hosts.get(module);
        host.is_some_and(|host| host.engine.is_none())
    }

    /// All modules.
    #[must_use]
    pub fn hosts(&self) -> &[Host] {
        &self.hosts
    }

    /// Every slot with a token, over all modules.
    pub fn slots(&self) -> impl Iterator<Item = (Place, &Host, &Slot)> {
        self.hosts.iter().enumerate().flat_map(|(index, host)| {
            host.slots.iter().map(move |slot| {
                (
                    Place {
                        host: index,
                        slot: slot.id,
                    },
                    host,
                    slot,
                )
            })
        })
    }

    /// The module of a place.
    #[must_use]
    pub fn host(&self, place: Place) -> Option<&Host> {
        self.hosts.get(place.host)
    }

    /// The slot of a place.
    #[must_use]
    pub fn slot(&self, place: Place) -> Option<&Slot> {
        self.host(place)?
            .slots
            .iter()
            .find(|slot| slot.id == place.slot)
    }

    /// The token of a place, where it answered.
    #[must_use]
    pub fn token(&self, place: Place) -> Option<&TokenInfo> {
        self.slot(place)?.token.as_ref().ok()
    }

    /// The engine of a place.
    pub fn engine(&mut self, place: Place) -> Result<&mut dyn Engine, Fault> {
        match self
            .hosts
            .get_mut(place.host)
            .and_then(|host| host.engine.as_mut())
        {
            Some(engine) => Ok(engine),
            None => Err(Fault::new(FaultKind::SessionLost)),
        }
    }

    /// Reads a slot again, since flags change with every log-in.
    pub fn read_again(&mut self, place: Place) -> Result<(), Fault> {
        let host = self
            .hosts
            .get_mut(place.host)
            .ok_or_else(|| Fault::new(FaultKind::SessionLost))?;
        let engine = host.engine.as_mut();
        let engine = engine.ok_or_else(|| Fault::new(FaultKind::SessionLost))?;
        let fresh = engine.slot(place.slot)?;
        match host.slots.iter_mut().find(|slot| slot.id == place.slot) {
            Some(slot) => *slot = fresh,
            None => host.slots.push(fresh),
        }
        Ok(())
    }

    /// Before the first log-in of an operation: the hosts of other modules that see the same reader are ended. They
    /// come back with the next [`Tokens::refresh`].
    pub fn alone(&mut self, place: Place) {
        let Some(slot) = self.slot(place) else { return };
        let (reader, hardware) = (slot.description.clone(), slot.hardware);
        if hardware == Some(false) {
            return; // software tokens share no reader
        }
        for (index, host) in self.hosts.iter_mut().enumerate() {
            let ready = matches!(host.state, HostState::Ready);
            // A module without a slot may still hold the reader open: its readers cannot be told.
            let same =
                host.slots.is_empty() || host.slots.iter().any(|slot| slot.description == reader);
            if index != place.host && ready && same {
                host.end();
            }
        }
    }

    /// What this run learnt of each module: its path and the facts.
    pub fn learnt(&mut self) -> Vec<(String, Learnt)> {
        self.hosts
            .iter_mut()
            .filter(|host| matches!(host.state, HostState::Ready))
            .filter_map(|host| {
                let info = host.info.as_ref();
                let version = info.map(|info| info.version.clone()).unwrap_or_default();
                let learnt = host.engine.as_mut()?.learnt();
                Some((module_key(&host.path, &version), learnt))
            })
            .collect()
    }

    /// Ends all hosts, side by side: a module that takes its time to finalise delays no other.
    pub fn end(&mut self) {
        std::thread::scope(|scope| {
            for host in &mut self.hosts {
                scope.spawn(|| host.end());
            }
        });
    }
}

impl Drop for Tokens {
    fn drop(&mut self) {
        self.end();
    }
}

/// By what a module's learnt facts are kept: its file and version.
#[must_use]
pub fn module_key(path: &str, version: &str) -> String {
    format!("{path}#{version}")
}
