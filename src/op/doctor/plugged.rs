//! The card service, its readers, their cards, and USB devices.

use super::{DoctorOutcome, ReaderRow, Severity, Step};
use crate::child::Tokens;
use crate::error::{Args, Code};
use crate::op::plug::{Plug, Seat};
use crate::op::shape::DeviceRow;
use crate::reader::{Card, Reader, Told, Trouble};

impl DoctorOutcome {
    /// What is plugged in, whatever drivers see of it.
    pub(super) fn plugged(&mut self, plug: &Plug, told: &Told, tokens: &Tokens) {
        let seats = Seat::all(tokens);
        let readers = match told {
            Ok(readers) => readers.as_slice(),
            Err(trouble) => {
                let (severity, code, args) = of_trouble(trouble);
                self.add(Step::Service, severity, code, &args);
                &[]
            }
        };
        for reader in readers {
            self.reader(plug, reader);
        }
        let unread = plug.unread_here(told, &seats);
        for device in &unread.devices {
            self.device(device);
        }
        self.devices = unread.devices;
        if told.is_ok() && readers.is_empty() && self.devices.is_empty() {
            self.add(Step::Reader, Severity::Error, Code::NoReader, &Args::new());
        }
        let empty = readers.iter().all(|reader| reader.card == Card::Empty);
        if !readers.is_empty() && empty {
            let names: Vec<&str> = readers.iter().map(|reader| reader.name.as_str()).collect();
            let args = Args::from([("names", names.join(", "))]);
            self.add(Step::Card, Severity::Error, Code::NoCard, &args);
        }
        for card in &unread.cards {
            let name = card.card.clone().unwrap_or_default();
            if !self.looks_like(&card.looks_like, tokens) {
                let atr = card.atr.clone().unwrap_or_else(|| "-".to_owned());
                let args = Args::from([("name", name), ("text", atr)]);
                self.add(Step::Card, Severity::Error, Code::CardUnknown, &args);
            }
        }
    }

    fn reader(&mut self, plug: &Plug, reader: &Reader) {
        let atr = reader.card.atr().map(str::to_owned);
        let name = || Args::from([("name", reader.name.clone())]);
        let (card, code) = match reader.card {
            Card::Empty => ("empty", None),
            Card::Present { .. } => ("present", None),
            Card::Mute => ("mute", Some((Step::Card, Code::CardMute))),
            Card::Unavailable => ("unavailable", Some((Step::Reader, Code::ReaderUnavailable))),
        };
        if let Some((step, code)) = code {
            self.add(step, Severity::Error, code, &name());
        }
        if reader.exclusive {
            self.add(Step::Card, Severity::Warning, Code::CardExclusive, &name());
        }
        self.readers.push(ReaderRow {
            name: reader.name.clone(),
            card: card.to_owned(),
            looks_like: atr
                .as_deref()
                .map(|atr| plug.looks_like(atr))
                .unwrap_or_default(),
            atr,
            exclusive: reader.exclusive,
        });
    }

    fn device(&mut self, device: &DeviceRow) {
        let name = device.name.clone().unwrap_or_else(|| "-".to_owned());
        let args = Args::from([("name", name), ("text", device.usb.clone())]);
        let code = match device.allowed {
            Some(false) => Code::DeviceDenied,
            _ => Code::DeviceWithoutReader,
        };
        self.add(Step::Reader, Severity::Error, code, &args);
    }
}

fn of_trouble(trouble: &Trouble) -> (Severity, Code, Args) {
    let text = |text: &String| Args::from([("text", text.clone())]);
    match trouble {
        // Nothing is known then; drivers may see the token all the same.
        Trouble::HelperMissing { path } => {
            let args = Args::from([("path", path.clone())]);
            (Severity::Warning, Code::CardHelperMissing, args)
        }
        Trouble::Failed { text: words } => {
            (Severity::Warning, Code::CardServiceFailed, text(words))
        }
        Trouble::LibraryMissing { text: words } => {
            (Severity::Error, Code::CardLibraryMissing, text(words))
        }
        Trouble::NoService { text: words } => {
            (Severity::Error, Code::CardServiceMissing, text(words))
        }
        Trouble::Denied { text: words } => (Severity::Error, Code::CardServiceDenied, text(words)),
        Trouble::Silent { waited } => {
            let args = Args::from([("seconds", waited.as_secs().to_string())]);
            (Severity::Error, Code::CardServiceSilent, args)
        }
    }
}
