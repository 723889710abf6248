//! A new certificate, step by step: what it is for, for whom, which, the fields, where the key shall live, and all of it once
//! more before anything is made. A renewal is the same, filled with the old data.

mod choose;
mod gather;
pub(in crate::tui) mod review;
mod which;
mod whom;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

use super::super::action::{Action, Verb};
use super::super::dialog::Dialog;
use super::super::draw::{Row, rows};
use super::super::effect::{Effect, Event};
use super::super::equivalent;
use super::super::order::{Catalogue, NextUp, Planned, Renewal};
use super::super::results;
use super::super::task::Job;
use super::Screen;
use super::form::{After, Form};
use super::page::{Page, head};
use super::path::{PathScreen, Purpose};
use crate::error::{Code, Failure};
use crate::i18n::t;
use crate::op::request::set::Gathered;
pub(super) use choose::Choose;
use gather::Whose;
use review::Reading;
use which::{Where, Which};
use whom::{Then, Whom};

/// The steps, and all that was said at each.
pub(in crate::tui) struct Wizard {
    catalogue: Catalogue,
    step: Step,
    renewal: Option<Old>,
    choose: Choose,
    whom: Whom,
    which: Option<Which>,
    /// What is known before the fields are asked.
    gathered: Option<Gathered>,
    forms: Vec<Form>,
    typed: BTreeMap<Whose, BTreeMap<String, String>>,
    place: Where,
    /// Another type of key than the usual one.
    key: Option<String>,
    folder: Option<PathBuf>,
    review: Option<(Reading, bool)>,
}

/// A certificate that is replaced.
struct Old {
    page: Reading,
    /// Its serial number, by which it is found again.
    serial: String,
    next: Begun,
}

impl Old {
    /// Whether nobody knows yet for whom it is.
    fn asks_whom(&self) -> bool {
        match &self.next {
            Begun::Set(gathered) => gathered.providers().is_empty(),
            Begun::Plain => false,
        }
    }
}

/// What a renewal goes on with.
enum Begun {
    /// With the old data.
    Set(Box<Gathered>),
    /// With a request of no authority.
    Plain,
}

/// Where we are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// The certificate that is replaced.
    Old,
    /// What is it for?
    Profile,
    /// For whom?
    Whom,
    /// Which of its certificates?
    Which,
    /// The fields of one provider.
    Fields(usize),
    /// Where shall the key live?
    Store,
    /// All of it once more.
    Review,
}

impl Wizard {
    /// From the beginning.
    pub(in crate::tui) fn new(catalogue: Catalogue) -> Self {
        let title = t!("tui-title-new");
        let choose = Choose::new(catalogue.profiles.clone(), &catalogue.language, title)
            .beginning_with(catalogue.purpose.as_deref());
        Self {
            whom: Whom::new(&catalogue.providers),
            choose,
            catalogue,
            step: Step::Profile,
            renewal: None,
            which: None,
            gathered: None,
            forms: Vec::new(),
            typed: BTreeMap::new(),
            place: Where::default(),
            key: None,
            folder: None,
            review: None,
        }
    }

    /// In place of a certificate; `None` where its case is open already.
    pub(in crate::tui) fn renewing(renewal: Renewal) -> Option<Self> {
        let (next, plan) = match renewal.next {
            NextUp::Set(gathered) => (Begun::Set(gathered), None),
            NextUp::Plain(plan) => (Begun::Plain, Some(plan)),
            NextUp::Case(_) => return None,
        };
        let old = Old {
            page: Reading::old(&renewal.outcome, plan.as_ref()),
            serial: renewal.outcome.replaces.serial.clone(),
            next,
        };
        Some(Self {
            step: Step::Old,
            renewal: Some(old),
            ..Self::new(renewal.catalogue)
        })
    }

    /// The steps in their order, as far as they are known now.
    fn path(&self) -> Vec<Step> {
        let mut path = match (&self.renewal, &self.which) {
            (Some(old), _) if old.asks_whom() => vec![Step::Old, Step::Whom],
            (Some(_), _) => vec![Step::Old],
            (None, Some(which)) if which.is_open() => {
                vec![Step::Profile, Step::Whom, Step::Which]
            }
            (None, _) => vec![Step::Profile, Step::Whom],
        };
        path.extend((0..self.forms.len()).map(Step::Fields));
        if self.store_is_open() {
            path.push(Step::Store);
        }
        path.push(Step::Review);
        path
    }

    pub(super) fn actions(&self) -> Vec<Action> {
        match self.step {
            Step::Old => {
                let enter = match self.renewal.as_ref().map(|old| &old.next) {
                    Some(Begun::Plain) => t!("tui-enter-make"),
                    _ => t!("tui-enter-go-on"),
                };
                Reading::actions(enter, Vec::new())
            }
            Step::Profile => self.choose.actions(),
            Step::Whom => self.whom.actions(),
            Step::Which => self.which.as_ref().map(Which::actions).unwrap_or_default(),
            Step::Fields(at) => self.forms.get(at).map(Form::actions).unwrap_or_default(),
            Step::Store => Where::actions(),
            Step::Review => {
                let makes = matches!(self.review, Some((_, true)));
                let enter = if makes {
                    t!("tui-enter-make")
                } else {
                    t!("tui-enter-open-case")
                };
                let folder = Action::letter('f', Verb::Folder, t!("tui-action-folder"));
                let one = (self.key_types().len() < 2).then(|| t!("tui-off-one-key"));
                let key = Action::letter('k', Verb::Key, t!("tui-action-key")).unless(one);
                Reading::actions(enter, vec![folder, key])
            }
        }
    }

    pub(super) fn update(&mut self, event: &Event) -> Effect {
        let goes = match self.step {
            Step::Old => {
                if let Some(old) = &mut self.renewal {
                    old.page.update(event);
                }
                matches!(event, Event::Did(Verb::Enter))
            }
            Step::Profile => self.choose.update(event),
            Step::Whom => match self.whom.update(event) {
                Then::Go => true,
                Then::Stay(effect) => return effect,
            },
            Step::Which => self.which.as_mut().is_some_and(|which| which.update(event)),
            Step::Fields(at) => self.update_form(at, event),
            Step::Store => self.place.update(event),
            Step::Review => return self.update_review(event),
        };
        if goes { self.go_on() } else { Effect::Stay }
    }

    /// What makes the same set, as far as it is known now.
    pub(super) fn command(&self) -> Option<String> {
        if let Some(old) = &self.renewal {
            return equivalent::of(&Job::Renew(old.serial.clone()));
        }
        match (&self.gathered, self.choose.chosen()) {
            (Some(_), _) => equivalent::of(&Job::Make(Box::new(self.order().ok()?))),
            (None, Some(profile)) => Some(format!("parafa request -p {}", profile.id())),
            (None, None) => None,
        }
    }

    fn update_review(&mut self, event: &Event) -> Effect {
        match event {
            Event::Did(Verb::Enter) => match self.order() {
                Ok(order) => return Effect::Do(Job::Make(Box::new(order))),
                Err(failure) => return self.refused(&failure),
            },
            Event::Did(Verb::Folder) => {
                let screen = PathScreen::new(Purpose::Folder);
                return Effect::Open(Box::new(Screen::Path(screen)));
            }
            Event::Did(Verb::Key) => {
                self.next_key();
                return self.plan();
            }
            _ => {}
        }
        if let Some((reading, _)) = &mut self.review {
            reading.update(event);
        }
        Effect::Stay
    }

    /// On to the next step; what was said until now is taken in before the fields are asked.
    fn go_on(&mut self) -> Effect {
        if self.step == Step::Profile {
            let profile = self.choose.chosen().cloned();
            let same = self.which.as_ref().map(|which| which.profile.as_str());
            if let Some(profile) = profile.filter(|it| same != Some(it.id())) {
                self.which = Some(Which::new(&profile, &self.catalogue.language));
                self.forms.clear();
            }
        }
        if let Some(Begun::Plain) = self.renewal.as_ref().map(|old| &old.next) {
            let serial = self.renewal.as_ref().map(|old| old.serial.clone());
            return Effect::Do(Job::RenewPlain(serial.unwrap_or_default()));
        }
        let last_before_fields = match &self.which {
            _ if self.renewal.as_ref().is_some_and(Old::asks_whom) => Step::Whom,
            _ if self.renewal.is_some() => Step::Old,
            Some(which) if which.is_open() => Step::Which,
            _ => Step::Whom,
        };
        if self.step == last_before_fields
            && let Err(failure) = self.gather()
        {
            return self.refused(&failure);
        }
        let path = self.path();
        let here = path.iter().position(|step| *step == self.step);
        match path.get(here.map_or(0, |at| at + 1)) {
            Some(Step::Review) | None => self.plan(),
            Some(next) => {
                self.step = *next;
                Effect::Stay
            }
        }
    }

    /// Asks the worker what would be made.
    fn plan(&mut self) -> Effect {
        match self.order() {
            Ok(order) => Effect::Do(Job::Plan(Box::new(order))),
            Err(failure) => self.refused(&failure),
        }
    }

    /// What would be made: it is shown before anything is.
    pub(in crate::tui) fn planned(&mut self, planned: &Planned) {
        let profile = self.gathered.as_ref().map(Gathered::profile);
        let Some(profile) = profile.and_then(|id| self.catalogue.profiles.get(id)) else {
            return;
        };
        let reading = Reading::plan(planned, profile, &self.catalogue.language);
        self.review = Some((reading, planned.makes_keys));
        self.step = Step::Review;
    }

    /// A step back; from the first one out.
    pub(super) fn back(&mut self) -> Effect {
        if let Step::Fields(at) = self.step {
            self.keep_typed(at);
        }
        let path = self.path();
        let here = path.iter().position(|step| *step == self.step);
        match here.and_then(|at| path.get(at.checked_sub(1)?)) {
            Some(before) => {
                self.step = *before;
                Effect::Stay
            }
            None => Effect::Back,
        }
    }

    /// A folder was chosen for the files.
    pub(super) fn picked(&mut self, folder: PathBuf) -> Effect {
        self.folder = Some(folder);
        self.plan()
    }

    /// Goes to what a refusal names.
    pub(in crate::tui) fn failed(&mut self, failure: &Failure) {
        let named = failure.detail.get("field").and_then(|value| value.as_str());
        if let Some(field) = named {
            let at = self.forms.iter_mut().position(|form| form.show(field));
            self.step = at.map_or(self.step, Step::Fields);
        }
        if failure.code == Code::NotForThisRequest && self.store_is_open() {
            self.step = Step::Store;
        }
        // A folder that cannot be used is not tried again.
        let of_folder = [Code::OutNotWritable, Code::FileExists, Code::FileNotFound];
        if of_folder.contains(&failure.code) && self.folder.is_some() {
            self.folder = None;
        }
    }

    fn refused(&mut self, failure: &Failure) -> Effect {
        self.failed(failure);
        let dialog: Dialog = results::failure(failure, &[]);
        Effect::Say(dialog)
    }

    fn update_form(&mut self, at: usize, event: &Event) -> bool {
        let width = match event {
            Event::Click { area, .. } => usize::from(area.width),
            _ => 80,
        };
        let profiles = Arc::clone(&self.catalogue.profiles);
        let Ok(draft) = gather::draft(&profiles, self.gathered.as_ref()) else {
            return false;
        };
        let head = self.form_head(at, width);
        let Some(form) = self.forms.get_mut(at) else {
            return false;
        };
        let page = form.page(head, width);
        let after = form.update(event, &page, &|id, value| draft.judge(id, value));
        if after == After::Go {
            self.keep_typed(at);
        }
        after == After::Go
    }

    fn form_head(&self, at: usize, width: usize) -> Vec<Row> {
        let whose = self.forms.get(at).and_then(|form| form.whose.as_deref());
        let title = match whose {
            Some(name) => t!("tui-title-fields-of", name = crate::sanitize::line(name)),
            None => t!("tui-title-fields"),
        };
        head(title, &t!("tui-fields-hint"), width)
    }

    /// The page of this step, and its chosen line; `None` where it is only read.
    fn page(&self, width: usize) -> Option<(Page, usize)> {
        Some(match self.step {
            Step::Profile => (self.choose.page(width), self.choose.chosen_line()),
            Step::Whom => (self.whom.page(width), self.whom.chosen_line()),
            Step::Which => {
                let which = self.which.as_ref()?;
                (which.page(width), which.chosen_line())
            }
            Step::Fields(at) => {
                let form = self.forms.get(at)?;
                (form.page(self.form_head(at, width), width), form.chosen())
            }
            Step::Store => (Where::page(width), self.place.chosen_line()),
            Step::Old | Step::Review => return None,
        })
    }

    pub(super) fn cursor(&self, area: Rect) -> Option<Position> {
        let width = usize::from(area.width);
        match self.step {
            Step::Profile => Some(self.choose.cursor(area)),
            Step::Whom => self.whom.cursor(area),
            Step::Fields(at) => {
                let form = self.forms.get(at)?;
                form.cursor(&form.page(self.form_head(at, width), width), area)
            }
            _ => None,
        }
    }
}

impl Widget for &Wizard {
    fn render(self, area: Rect, buf: &mut Buffer) {
        if let Some((page, chosen)) = self.page(usize::from(area.width)) {
            page.draw(chosen, area, buf);
            return;
        }
        let reading = match self.step {
            Step::Old => self.renewal.as_ref().map(|old| &old.page),
            _ => self.review.as_ref().map(|(reading, _)| reading),
        };
        if let Some(reading) = reading {
            let size = (usize::from(area.width), usize::from(area.height));
            rows(&reading.rows(size.0, size.1), None, area, buf);
        }
    }
}
