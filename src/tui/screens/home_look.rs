//! What Home is told of drivers and tokens, as they are looked at: tokens come and go, and the chosen line stays.

use std::time::{Duration, Instant};

use super::super::draw::Look as Style;
use super::super::lookout::{Sight, Sighted};
use super::super::task::{Look, Pane};
use super::super::words;
use super::home::Home;
use super::home_lines::{Line, lines};
use crate::error::Failure;
use crate::i18n::t;
use crate::op::doubles;
use crate::op::plug::Unread;
use crate::op::shape::{ModuleRow, ModuleState, TokenRow, TokenRowState};
use crate::op::start::Running;
use crate::sanitize;
use crate::token::names_a_token;

/// How long a driver may look before it is said that it does.
pub(in crate::tui) const UNSAID: Duration = Duration::from_millis(900);
/// From then on it is called busy.
pub(super) const BUSY: Duration = Duration::from_secs(3);

/// In the place of a driver's number, of cards that none reads: after all others.
const NO_DRIVER: usize = usize::MAX;

/// A driver that is looking.
pub(in crate::tui) struct Asked {
    /// Which.
    pub driver: usize,
    /// Since when.
    pub since: Instant,
    /// The call that runs.
    pub running: Option<Running>,
}

impl Home {
    /// What is there now.
    pub(in crate::tui) fn looked(&mut self, look: Look) {
        self.change(|home| {
            home.asked.clear();
            home.doubles.clear();
            home.look = Some(look);
        });
    }

    /// Whom we ask now. What was seen before stands until something else is seen.
    pub(in crate::tui) fn asking(&mut self, look: Look) {
        self.change(|home| {
            let panes = home.look.take().map(|look| look.panes).unwrap_or_default();
            for driver in 0..look.modules.len() {
                if !home.asked.iter().any(|asked| asked.driver == driver) {
                    home.asked.push(Asked::new(driver));
                }
            }
            home.failures.clear();
            home.look = Some(Look { panes, ..look });
        });
    }

    /// A driver sees something.
    pub(in crate::tui) fn sight(&mut self, sight: Sight) {
        let driver = sight.driver;
        self.change(|home| {
            if !home.asked.iter().any(|asked| asked.driver == driver) {
                home.asked.push(Asked::new(driver));
            }
            match sight.what {
                Sighted::Tokens(rows) => home.tokens(driver, rows),
                Sighted::Token(pane) => home.read(Pane { driver, ..*pane }),
            }
        });
    }

    /// A driver has looked.
    pub(in crate::tui) fn back(
        &mut self,
        driver: usize,
        module: ModuleRow,
        failure: Option<Failure>,
    ) {
        self.change(|home| {
            home.asked.retain(|asked| asked.driver != driver);
            home.failures.retain(|(of, _)| *of != driver);
            home.failures
                .extend(failure.map(|failure| (driver, failure)));
            let well = module.state == ModuleState::Ok;
            for pane in home.all_mut().filter(|pane| pane.driver == driver) {
                pane.reading = false;
            }
            if !well {
                home.tokens(driver, Vec::new());
            }
            let Some(look) = home.look.as_mut() else {
                return;
            };
            if let Some(place) = look.modules.get_mut(driver) {
                *place = module;
            }
            let mut states = look.modules.iter().map(|module| module.state);
            let none = states.all(|state| state != ModuleState::Ok);
            let all = none && home.asked.is_empty() && !home.failures.is_empty();
            look.failure = all.then(|| home.failures.remove(0).1);
        });
    }

    /// What is plugged in and shown by no driver.
    pub(in crate::tui) fn unread(&mut self, unread: Unread) {
        self.change(|home| {
            home.devices = unread.devices;
            home.tokens(NO_DRIVER, unread.cards);
        });
    }

    /// A call is running: given back where it is not of a driver that looks by itself.
    pub(in crate::tui) fn running(&mut self, running: Running) -> Option<Running> {
        let modules = self.look.as_ref().map_or(&[][..], |look| &look.modules);
        let id = |asked: &Asked| modules.get(asked.driver).map(|module| &module.id);
        let mut asked = self.asked.iter_mut();
        match asked.find(|asked| id(asked) == Some(&running.module)) {
            Some(asked) => {
                asked.running = Some(running);
                None
            }
            None => Some(running),
        }
    }

    /// One token was looked at with its PIN. Its open intents are asked for anew by the next look.
    pub(in crate::tui) fn proved(&mut self, pane: Pane) {
        self.change(|home| {
            let same = |other: &&mut Pane| other.row.uri == pane.row.uri;
            let Some(place) = home.all_mut().find(same) else {
                return;
            };
            place.row = pane.row;
            // A look that was turned away takes nothing from the screen.
            if pane.show.is_some() {
                place.show = pane.show;
                place.failure = pane.failure;
            }
        });
    }

    /// All who look do so since then.
    #[cfg(test)]
    pub(in crate::tui) fn since(&mut self, since: Instant) {
        for asked in &mut self.asked {
            asked.since = since;
        }
    }

    /// The driver that has been looking for longest.
    pub(in crate::tui) fn asked(&self) -> Option<&Asked> {
        self.asked.iter().min_by_key(|asked| asked.since)
    }

    /// The name of the driver that is looking.
    pub(in crate::tui) fn driver(&self, asked: &Asked) -> String {
        let modules = self.look.as_ref().map(|look| &look.modules);
        let module = modules.and_then(|modules| modules.get(asked.driver));
        module.map_or_else(String::new, |module| sanitize::line(&module.name))
    }

    /// Since when a token's driver has been looking, where it is said.
    pub(super) fn busy_since(&self, pane: &Pane) -> Option<Duration> {
        let asked = self
            .asked
            .iter()
            .find(|asked| asked.driver == pane.driver)?;
        Some(asked.since.elapsed()).filter(|time| *time >= UNSAID)
    }

    /// How a token stands: a sign, a word, and how they look.
    pub(super) fn state_of(&self, pane: &Pane) -> (Style, String) {
        let state = match (self.busy_since(pane), &pane.failure, pane.row.state) {
            (Some(time), ..) if pane.reading || time >= BUSY => {
                let seconds = time.as_secs();
                return (Style::Warn, t!("tui-token-state-busy", seconds = seconds));
            }
            (_, Some(_), _) | (_, None, TokenRowState::Error) => {
                ("✗", t!("tui-token-state-failed"))
            }
            (_, None, TokenRowState::Unrecognised) => ("✗", t!("tui-token-state-unrecognised")),
            (_, None, TokenRowState::Uninitialised) => ("·", t!("tui-token-state-blank")),
            (_, None, TokenRowState::Ready) => match &pane.show {
                None => ("·", t!("tui-token-state-reading")),
                Some(_) if pane.reading => ("·", t!("tui-token-state-reading")),
                Some(show) => {
                    let all = show.identities.iter();
                    let count: usize = all.map(|identity| identity.certificates.len()).sum();
                    ("·", t!("tui-token-state-read", count = count))
                }
            },
        };
        let (sign, words) = state;
        let style = match sign {
            "✗" => Style::Bad,
            _ => Style::Dim,
        };
        (style, format!("{sign} {words}"))
    }

    fn all_mut(&mut self) -> impl Iterator<Item = &mut Pane> {
        let panes = self.look.as_mut().map(|look| &mut look.panes);
        panes.into_iter().flatten().chain(&mut self.doubles)
    }

    /// A driver's tokens, in place of those that it showed before; what was read of one that stays, stays.
    fn tokens(&mut self, driver: usize, rows: Vec<TokenRow>) {
        let (before, mut panes) = self.take_of(driver);
        let mut before: Vec<Option<Pane>> = before.into_iter().map(Some).collect();
        for row in rows {
            let same = |pane: &&mut Option<Pane>| {
                let pane = pane.as_ref().map(|pane| &pane.row);
                pane.is_some_and(|old| old.uri == row.uri && old.slot == row.slot)
            };
            let old = before.iter_mut().find(same).and_then(Option::take);
            let mut pane = Pane {
                driver,
                ..Pane::of(row)
            };
            pane.reading = pane.row.state == TokenRowState::Ready && old.is_none();
            if let Some(old) = old {
                pane.show = old.show;
                pane.failure = old.failure;
            }
            panes.push(pane);
        }
        self.put(panes);
    }

    /// One token, as far as it was read.
    fn read(&mut self, pane: Pane) {
        let same = |other: &Pane| other.driver == pane.driver && other.row.slot == pane.row.slot;
        // What was read before stands until as much is read again.
        let all = |pane: &Pane| pane.show.as_ref().map_or(0, |show| show.identities.len());
        let Some(place) = self.all_mut().find(|other| same(other)) else {
            return;
        };
        if pane.reading && all(place) > all(&pane) {
            place.reading = true;
        } else {
            *place = pane;
            // What was read tells that another driver shows it, too.
            let all: Vec<Pane> = self.take_all();
            self.put(all);
        }
    }

    /// A driver's tokens, and all others.
    fn take_of(&mut self, driver: usize) -> (Vec<Pane>, Vec<Pane>) {
        let all = self.take_all().into_iter();
        all.partition(|pane| pane.driver == driver)
    }

    fn take_all(&mut self) -> Vec<Pane> {
        let look = self.look.as_mut();
        let mut all = look.map(|look| std::mem::take(&mut look.panes));
        let all = all.get_or_insert_default();
        all.append(&mut self.doubles);
        std::mem::take(all)
    }

    /// Tokens in the order of their drivers; one that several show stands there once.
    fn put(&mut self, mut panes: Vec<Pane>) {
        panes.sort_by_key(|pane| pane.driver);
        let mut shown: Vec<Pane> = Vec::new();
        for pane in panes {
            match shown.iter_mut().find(|other| is_double(other, &pane)) {
                Some(first) => {
                    let module = pane.row.module.clone();
                    let also = &mut first.row.also_via;
                    also.extend(module.filter(|module| !also.contains(module)));
                    self.doubles.push(pane);
                }
                None => shown.push(pane),
            }
        }
        self.look.get_or_insert_default().panes = shown;
    }

    /// Changes what is known; the chosen token and the chosen line stay the chosen ones.
    pub(super) fn change(&mut self, change: impl FnOnce(&mut Self)) {
        let token = self.pane().map(|pane| (pane.row.uri.clone(), pane.driver));
        let line = lines(self).get(self.chosen).map(Line::key);
        change(self);
        let panes = self.look.as_ref().map_or(&[][..], |look| &look.panes);
        let same = |pane: &Pane| Some((pane.row.uri.clone(), pane.driver)) == token;
        let again = panes.iter().position(same);
        self.tab = again.unwrap_or(0);
        if again.is_none() && token.is_some() {
            self.chosen = 0;
        }
        // Whoever stands on the first line stays there: what is most important comes first.
        if self.chosen > 0 {
            let mut all = lines(self).into_iter();
            let found = all.position(|now| Some(now.key()) == line);
            // Another list begins at its beginning.
            let same_list = self.pane().is_some() == token.is_some();
            let stays = if same_list { self.chosen } else { 0 };
            self.chosen = found.unwrap_or(stays);
        }
        self.chosen = self.chosen.min(self.count().saturating_sub(1));
    }
}

/// Whether two drivers show the same token.
fn is_double(one: &Pane, other: &Pane) -> bool {
    let names = |pane: &Pane| {
        let row = &pane.row;
        (
            row.label.clone(),
            row.manufacturer.clone(),
            row.model.clone(),
            row.serial.clone(),
        )
    };
    let serial = one.row.serial.as_deref();
    let told = serial.is_some_and(names_a_token) && names(one) == names(other);
    let read = one.show.as_ref().zip(other.show.as_ref());
    let alike = told || read.is_some_and(|(one, other)| doubles::is_double(one, other));
    one.driver != other.driver && alike
}

impl Asked {
    /// From now on.
    fn new(driver: usize) -> Self {
        Self {
            driver,
            since: Instant::now(),
            running: None,
        }
    }

    /// What it does, in words, where the call is known.
    pub(in crate::tui) fn doing(&self) -> Option<String> {
        self.running.as_ref().map(words::running)
    }
}
