//! A request of no authority: its fields, and all of it once more before anything is made.

use std::collections::BTreeMap;
use std::path::PathBuf;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

use super::super::action::{Action, Verb};
use super::super::draw::{Row, rows};
use super::super::effect::{Effect, Event};
use super::super::equivalent;
use super::super::task::Job;
use super::Screen;
use super::form::{After, Form};
use super::new::review::Reading;
use super::page::head;
use super::path::{PathScreen, Purpose};
use crate::i18n::t;
use crate::op::asked::{Asked, Kept};
use crate::op::request::Store;
use crate::op::request::plain::{self, Plain};
use crate::op::shape::DryRun;

/// The fields, then the review.
pub(in crate::tui) struct PlainScreen {
    existing: Option<String>,
    out: Option<PathBuf>,
    form: Form,
    review: Option<Reading>,
}

impl PlainScreen {
    /// `existing`: the `ID` of a key that is there; else one is made.
    pub(in crate::tui) fn new(existing: Option<String>) -> Self {
        let form = Form::new(
            fields(existing.is_none()),
            None,
            &BTreeMap::new(),
            &plain::judge,
        );
        Self {
            existing,
            out: None,
            form,
            review: None,
        }
    }

    fn plain(&self) -> Plain {
        let values = self.form.values();
        let values = values.map(|(field, value)| (field.id.clone(), value.to_owned()));
        Plain {
            values: values.collect(),
            existing: self.existing.clone(),
            out: self.out.clone(),
        }
    }

    pub(super) fn actions(&self) -> Vec<Action> {
        if self.review.is_none() {
            return self.form.actions();
        }
        let folder = Action::letter('f', Verb::Folder, t!("tui-action-folder"));
        Reading::actions(t!("tui-enter-make"), vec![folder])
    }

    pub(super) fn update(&mut self, event: &Event) -> Effect {
        let make = |screen: &Self| Effect::Do(Job::MakePlain(Box::new(screen.plain())));
        match (&mut self.review, event) {
            (Some(_), Event::Did(Verb::Enter)) => return make(self),
            (Some(_), Event::Did(Verb::Folder)) => {
                let screen = PathScreen::new(Purpose::Folder);
                return Effect::Open(Box::new(Screen::Path(screen)));
            }
            (Some(reading), _) => {
                reading.update(event);
                return Effect::Stay;
            }
            (None, _) => {}
        }
        let width = match event {
            Event::Click { area, .. } => usize::from(area.width),
            _ => 80,
        };
        let page = self.form.page(above(width), width);
        match self.form.update(event, &page, &plain::judge) {
            After::Stay => Effect::Stay,
            After::Go => Effect::Do(Job::PlanPlain(Box::new(self.plain()))),
        }
    }

    /// What would be made.
    pub(in crate::tui) fn planned(&mut self, plan: &DryRun) {
        self.review = Some(Reading::plain(plan, &self.plain().input()));
    }

    /// From the review to the fields, from them out.
    pub(super) fn back(&mut self) -> Effect {
        match self.review.take() {
            Some(_) => Effect::Stay,
            None => Effect::Back,
        }
    }

    /// A folder was chosen for the file.
    pub(super) fn picked(&mut self, folder: PathBuf) -> Effect {
        self.out = Some(folder);
        Effect::Do(Job::PlanPlain(Box::new(self.plain())))
    }

    pub(super) fn command(&self) -> Option<String> {
        equivalent::of(&Job::MakePlain(Box::new(self.plain())))
    }

    pub(super) fn cursor(&self, area: Rect) -> Option<Position> {
        if self.review.is_some() {
            return None;
        }
        let width = usize::from(area.width);
        self.form.cursor(&self.form.page(above(width), width), area)
    }
}

fn above(width: usize) -> Vec<Row> {
    head(t!("tui-title-plain"), &t!("tui-plain-hint"), width)
}

/// The fields, those of a new key where one is made.
fn fields(makes_key: bool) -> Vec<Asked> {
    let parts = [
        ("CN", t!("tui-plain-cn"), t!("tui-plain-cn-hint")),
        ("O", t!("tui-plain-o"), t!("tui-plain-optional")),
        ("OU", t!("tui-plain-ou"), t!("tui-plain-optional")),
        ("L", t!("tui-plain-l"), t!("tui-plain-optional")),
        ("C", t!("tui-plain-c"), t!("tui-plain-c-hint")),
        ("GN", t!("tui-plain-gn"), t!("tui-plain-optional")),
        ("SN", t!("tui-plain-sn"), t!("tui-plain-optional")),
        (
            "serialNumber",
            t!("tui-plain-number"),
            t!("tui-plain-number-hint"),
        ),
        (plain::SAN, t!("tui-plain-san"), t!("tui-plain-san-hint")),
        (plain::KU, t!("tui-plain-ku"), t!("tui-plain-ku-hint")),
        (plain::EKU, t!("tui-plain-eku"), t!("tui-plain-eku-hint")),
    ];
    let mut fields: Vec<Asked> = parts
        .into_iter()
        .map(|(id, label, hint)| asked(id, label, hint))
        .collect();
    if makes_key {
        let stores = [Store::Token, Store::File, Store::Both];
        let stores = stores.iter().map(|store| store.name().to_owned()).collect();
        let store = asked(
            plain::STORE,
            t!("tui-plain-store"),
            t!("tui-plain-store-hint"),
        );
        fields.push(chosen(store, stores));
        let key = asked(plain::KEY, t!("tui-plain-key"), t!("tui-plain-key-hint"));
        fields.push(chosen(key, plain::key_types(Store::Token)));
        fields.push(asked(
            plain::LABEL,
            t!("tui-plain-label"),
            t!("tui-plain-label-hint"),
        ));
    }
    if let Some(name) = fields.first_mut() {
        name.needed = true;
    }
    fields
}

fn asked(id: &str, label: String, hint: String) -> Asked {
    Asked {
        id: id.to_owned(),
        label,
        hint: Some(hint),
        lookup: None,
        example: None,
        choices: Vec::new(),
        default: None,
        known: None,
        needed: false,
        twice: false,
        kept: Kept::WithCase,
        to_be_confirmed: false,
    }
}

/// One of several values, the first where none is chosen.
fn chosen(field: Asked, choices: Vec<String>) -> Asked {
    Asked {
        default: choices.first().cloned(),
        choices,
        ..field
    }
}

impl Widget for &PlainScreen {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let (width, height) = (usize::from(area.width), usize::from(area.height));
        if let Some(reading) = &self.review {
            rows(&reading.rows(width, height), None, area, buf);
        } else {
            let page = self.form.page(above(width), width);
            page.draw(self.form.chosen(), area, buf);
        }
    }
}
