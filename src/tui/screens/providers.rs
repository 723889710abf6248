//! Practices, pharmacies, companies: typed once, used for every certificate.

use std::collections::BTreeMap;
use std::sync::Arc;

use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

use super::super::action::{self, Action, Verb};
use super::super::draw::{Look, Row, labelled};
use super::super::effect::{Effect, Event};
use super::super::equivalent;
use super::super::order::{Catalogue, Kept};
use super::super::task::Job;
use super::Screen;
use super::form::{After, Form};
use super::lists::moved;
use super::new::Choose;
use super::page::{Page, head, text};
use crate::case::Provider;
use crate::error::Failure;
use crate::i18n::t;
use crate::op::asked::{self, Asked};
use crate::op::provider::{self, check_name};
use crate::op::values::Fit;
use crate::profile::Profiles;
use crate::sanitize;

/// All that are remembered.
pub(in crate::tui) struct Providers {
    catalogue: Catalogue,
    at: usize,
}

impl Providers {
    pub(in crate::tui) fn new(catalogue: Catalogue) -> Self {
        Self { catalogue, at: 0 }
    }

    /// What is remembered now.
    pub(in crate::tui) fn are(&mut self, catalogue: Catalogue) {
        self.catalogue = catalogue;
        let last = self.catalogue.providers.len().saturating_sub(1);
        self.at = self.at.min(last);
    }

    fn chosen(&self) -> Option<&Provider> {
        self.catalogue.providers.get(self.at)
    }

    pub(super) fn actions(&self) -> Vec<Action> {
        let nothing = self.chosen().is_none().then(|| t!("tui-providers-none"));
        let mut all = vec![
            Action::new(KeyCode::Enter, Verb::Enter, t!("tui-enter-correct"))
                .unless(nothing.clone()),
            Action::letter('n', Verb::New, t!("tui-action-add")),
            Action::letter('x', Verb::Forget, t!("tui-action-forget")).unless(nothing),
        ];
        all.extend(action::moving());
        all.extend(action::help_and_back());
        all
    }

    pub(super) fn update(&mut self, event: &Event) -> Effect {
        match event {
            Event::Did(Verb::Enter) => match self.chosen() {
                Some(provider) => open(ProviderScreen::correcting(&self.catalogue, provider)),
                None => Effect::Stay,
            },
            Event::Did(Verb::New) => open(ProviderScreen::adding(&self.catalogue)),
            Event::Did(Verb::Forget) => match self.chosen() {
                Some(provider) => Effect::Do(Job::Forget(provider.name.clone())),
                None => Effect::Stay,
            },
            Event::Did(verb) => {
                self.at = moved(self.at, *verb, self.catalogue.providers.len());
                Effect::Stay
            }
            Event::Click { row, area, .. } => {
                let page = self.page(usize::from(area.width));
                self.at = page.clicked(self.at, *area, *row).unwrap_or(self.at);
                Effect::Stay
            }
            Event::Letter(_) | Event::Key(_) | Event::Paste(_) => Effect::Stay,
        }
    }

    pub(super) fn command() -> String {
        "parafa provider list".to_owned()
    }

    fn page(&self, width: usize) -> Page {
        let all = self.catalogue.providers.iter().enumerate();
        let mut list: Vec<Row> = all
            .map(|(item, one)| Row::text(sanitize::line(&one.name)).item(item))
            .collect();
        if list.is_empty() {
            list.extend(text(&t!("tui-providers-none"), Look::Plain, width));
        }
        let mut below = vec![Row::text("")];
        if let Some(one) = self.chosen() {
            let values = provider::shown(&self.catalogue.profiles, one, &self.catalogue.language);
            below.extend(labelled(&values, width));
        }
        Page {
            head: head(t!("tui-title-providers"), &t!("tui-providers-hint"), width),
            list,
            below,
        }
    }
}

impl Widget for &Providers {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let page = self.page(usize::from(area.width));
        page.draw(self.at, area, buf);
    }
}

fn open(screen: ProviderScreen) -> Effect {
    Effect::Open(Box::new(Screen::Provider(Box::new(screen))))
}

/// One provider, whose values are corrected or typed anew.
pub(in crate::tui) struct ProviderScreen {
    catalogue: Catalogue,
    provider: Provider,
    new: bool,
    choose: Choose,
    chooses: bool,
    form: Option<Form>,
    typed: BTreeMap<String, String>,
}

impl ProviderScreen {
    /// What it is for comes first: it tells which fields there are.
    fn adding(catalogue: &Catalogue) -> Self {
        Self {
            choose: Choose::new(
                Arc::clone(&catalogue.profiles),
                &catalogue.language,
                t!("tui-title-fields-whose"),
            ),
            catalogue: catalogue.clone(),
            provider: Provider {
                name: String::new(),
                values: BTreeMap::new(),
            },
            new: true,
            chooses: true,
            form: None,
            typed: BTreeMap::new(),
        }
    }

    fn correcting(catalogue: &Catalogue, provider: &Provider) -> Self {
        let mut screen = Self::adding(catalogue);
        screen.provider = provider.clone();
        (screen.new, screen.chooses) = (false, false);
        screen.make_form(None);
        screen
    }

    /// The form, with the fields that the authority `id` asks.
    fn make_form(&mut self, id: Option<&str>) {
        let Catalogue {
            profiles, language, ..
        } = &self.catalogue;
        let profile = id.and_then(|id| profiles.get(id));
        let mut fields = provider::asked(profiles, &self.provider, profile, language);
        for field in &mut fields {
            // Whoever types it here wants it kept, and nothing must be complete.
            field.kept = asked::Kept::WithProvider;
            field.needed = false;
        }
        if self.new {
            fields.insert(0, name_field());
        }
        let whose = (!self.new).then(|| self.provider.name.clone());
        let form = Form::new(fields, whose, &self.typed, &|id, value| {
            judge(profiles, language, id, value)
        });
        self.form = Some(form);
    }

    pub(super) fn actions(&self) -> Vec<Action> {
        if self.chooses {
            return self.choose.actions();
        }
        let mut all = self.form.as_ref().map(Form::actions).unwrap_or_default();
        let more = Action::new(KeyCode::F(4), Verb::Fields, t!("tui-action-fields"));
        all.insert(1.min(all.len()), more);
        all
    }

    pub(super) fn update(&mut self, event: &Event) -> Effect {
        if self.chooses {
            if self.choose.update(event) {
                let id = self.choose.chosen().map(|it| it.id().to_owned());
                self.make_form(id.as_deref());
                self.chooses = false;
            }
            return Effect::Stay;
        }
        if *event == Event::Did(Verb::Fields) {
            self.keep_typed();
            self.chooses = true;
            return Effect::Stay;
        }
        let width = match event {
            Event::Click { area, .. } => usize::from(area.width),
            _ => 80,
        };
        let above = self.head(width);
        let Catalogue {
            profiles, language, ..
        } = &self.catalogue;
        let Some(form) = &mut self.form else {
            return Effect::Stay;
        };
        let page = form.page(above, width);
        let after = form.update(event, &page, &|id, value| {
            judge(profiles, language, id, value)
        });
        match after {
            After::Stay => Effect::Stay,
            After::Go => self.keep(),
        }
    }

    pub(super) fn command(&self) -> Option<String> {
        equivalent::of(&self.kept()?)
    }

    /// Keeps what is new in it.
    fn keep(&self) -> Effect {
        self.kept().map_or(Effect::Stay, Effect::Do)
    }

    fn kept(&self) -> Option<Job> {
        let form = self.form.as_ref()?;
        let mut values = form.values();
        let name = match values.find(|(field, _)| field.id == NAME) {
            Some((_, name)) => name.to_owned(),
            None => self.provider.name.clone(),
        };
        let named = format!("{NAME}=");
        let pairs = form.pairs().filter(|pair| !pair.starts_with(&named));
        Some(Job::Keep(Kept {
            name,
            pairs: pairs.collect(),
        }))
    }

    fn keep_typed(&mut self) {
        let values = self.form.iter().flat_map(Form::values);
        let values: Vec<(String, String)> = values
            .map(|(field, value)| (field.id.clone(), value.to_owned()))
            .collect();
        self.typed.extend(values);
    }

    /// From the list of authorities back to the form, where there is one.
    pub(super) fn back(&mut self) -> Effect {
        if self.chooses && self.form.is_some() {
            self.chooses = false;
            return Effect::Stay;
        }
        Effect::Back
    }

    fn head(&self, width: usize) -> Vec<Row> {
        let title = if self.new {
            t!("tui-title-provider-new")
        } else {
            t!(
                "tui-title-fields-of",
                name = sanitize::line(&self.provider.name)
            )
        };
        head(title, &t!("tui-provider-hint"), width)
    }

    fn page(&self, width: usize) -> (Page, usize) {
        match &self.form {
            Some(form) if !self.chooses => (form.page(self.head(width), width), form.chosen()),
            _ => (self.choose.page(width), self.choose.chosen_line()),
        }
    }

    pub(super) fn cursor(&self, area: Rect) -> Option<Position> {
        let width = usize::from(area.width);
        match &self.form {
            Some(form) if !self.chooses => form.cursor(&form.page(self.head(width), width), area),
            _ => Some(self.choose.cursor(area)),
        }
    }
}

impl Widget for &ProviderScreen {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let (page, chosen) = self.page(usize::from(area.width));
        page.draw(chosen, area, buf);
    }
}

/// No field's id: the name under which a provider is kept.
const NAME: &str = "";

fn name_field() -> Asked {
    Asked {
        id: NAME.to_owned(),
        label: t!("tui-provider-name"),
        hint: Some(t!("tui-provider-name-hint")),
        lookup: None,
        example: None,
        choices: Vec::new(),
        default: None,
        known: None,
        needed: true,
        twice: false,
        kept: asked::Kept::WithProvider,
        to_be_confirmed: false,
    }
}

fn judge(profiles: &Profiles, language: &str, id: &str, value: &str) -> Result<Fit, Failure> {
    if id != NAME {
        return provider::judge(profiles, id, value, language);
    }
    check_name(value).map(|()| Fit {
        value: value.to_owned(),
        doubts: Vec::new(),
    })
}
