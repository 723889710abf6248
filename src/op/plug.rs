//! What is plugged in, besides what drivers tell: readers, cards, USB devices, and what they may be.

use std::sync::Arc;

use crate::child::{Host, HostState, Tokens};
use crate::reader::{Card, Device, Helper, Told, Trouble, Watching, devices};
use crate::registry::{Entry, Reach, Registry};
use crate::token::{Fault, FaultKind, PinState, Slot, slot_uri};

use super::Setting;
use super::shape::{DeviceRow, LooksLikeRow, PinRow, SoPinRow, TokenRow, TokenRowState};

/// Issuers that are named of one entry.
const ISSUERS: usize = 4;
/// Guesses that are told of one card.
const GUESSES: usize = 3;
/// PKCS#11 cuts the names of readers to so many bytes (`CK_SLOT_INFO`).
const CUT: usize = 64;
/// From so many bytes on a cut name is still taken for the reader's.
const LEAST: usize = 8;

/// Asks the system what is plugged in.
#[derive(Clone)]
pub struct Plug {
    /// The helper that asks the card service.
    pub helper: Helper,
    /// What is known of cards.
    pub registry: Arc<Registry>,
    /// The modules that are on this computer.
    pub installed: Vec<String>,
    /// Every known module is asked in this run, so that what none reads can be told.
    pub whole: bool,
}

/// What is plugged in and shown by no driver.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unread {
    /// Cards in readers.
    pub cards: Vec<TokenRow>,
    /// USB devices that look like tokens, where nothing else is there.
    pub devices: Vec<DeviceRow>,
}

/// A slot, as far as it tells where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    /// The slot's description: as a rule, the reader's name.
    pub description: String,
    /// In software: in no reader.
    pub software: bool,
}

impl Seat {
    /// Of a slot with a token.
    #[must_use]
    pub fn of(slot: &Slot, reach: Reach) -> Self {
        Self {
            description: slot.description.clone(),
            software: reach == Reach::Elsewhere || slot.hardware == Some(false),
        }
    }

    /// Of all slots with a token.
    #[must_use]
    pub fn all(tokens: &Tokens) -> Vec<Self> {
        let slots = tokens.slots();
        slots
            .map(|(_, host, slot)| Self::of(slot, host.habits.reach))
            .collect()
    }

    /// Whether it is this reader.
    #[must_use]
    pub fn is_reader(&self, reader: &str) -> bool {
        let (slot, reader) = (self.description.trim(), reader.trim());
        let cut = slot.len() >= LEAST
            && slot.len() + 4 > CUT
            && reader.len() > CUT
            && reader.starts_with(slot);
        slot == reader || cut
    }
}

/// Whether a module is asked only where the card service answers.
#[must_use]
pub fn needs_readers(host: &Host) -> bool {
    host.habits.reach == Reach::Cards
}

/// Why such a module was not asked, where the card service is silent (Q55).
#[must_use]
pub fn silence(told: &Told) -> Option<Fault> {
    match told {
        Err(Trouble::Silent { waited }) => {
            let millis = u64::try_from(waited.as_millis()).unwrap_or(u64::MAX);
            Some(Fault::new(FaultKind::CardServiceSilent { millis }))
        }
        _ => None,
    }
}

impl Setting<'_> {
    /// What the card service tells, asked once in a run.
    pub(super) fn told(&mut self) -> Option<&Told> {
        if self.told.is_none() {
            self.told = self.plug.map(|plug| plug.helper.look());
        }
        self.told.as_ref()
    }

    /// A card service that is silent would hold up every module that asks it (Q55): those are left alone.
    pub(super) fn heed_card_service(&mut self) {
        let asks = |host: &Host| needs_readers(host) && host.state == HostState::NotAsked;
        if !self.tokens.hosts().iter().any(asks) {
            return;
        }
        if let Some(fault) = self.told().and_then(silence) {
            self.tokens.leave_alone(needs_readers, &fault);
        }
    }
}

impl Plug {
    /// Is told of every change, until the answer is dropped.
    pub fn watch(&self, tell: impl FnMut(Told) + Send + 'static) -> std::io::Result<Watching> {
        Watching::begin(self.helper.clone(), tell)
    }

    /// The rows of the cards that no driver reads.
    #[must_use]
    pub fn unread(&self, told: &Told, seats: &[Seat]) -> Vec<TokenRow> {
        let Ok(readers) = told else {
            return Vec::new();
        };
        let seated = |reader: &str| seats.iter().any(|seat| seat.is_reader(reader));
        let named = |seat: &&Seat| readers.iter().any(|reader| seat.is_reader(&reader.name));
        // Of tokens whose driver does not name their reader, each may be one of these cards.
        if seats.iter().any(|seat| !seat.software && !named(&seat)) {
            return Vec::new();
        }
        let unread = readers.iter().filter(|reader| !seated(&reader.name));
        unread
            .filter_map(|reader| match &reader.card {
                Card::Present { .. } => Some(self.row(&reader.name, reader.card.atr())),
                Card::Mute | Card::Empty | Card::Unavailable => None,
            })
            .collect()
    }

    /// Adds to tokens what their readers tell of their cards.
    pub fn complete(&self, told: &Told, rows: &mut [TokenRow]) {
        let Ok(readers) = told else { return };
        for row in rows.iter_mut().filter(|row| row.module.is_some()) {
            let seat = Seat {
                description: row.card.clone().unwrap_or_default(),
                software: false,
            };
            let reader = readers.iter().find(|reader| seat.is_reader(&reader.name));
            row.atr = reader.and_then(|reader| reader.card.atr().map(str::to_owned));
            let unread = matches!(
                row.state,
                TokenRowState::Unrecognised | TokenRowState::Error
            );
            if let Some(atr) = row.atr.as_deref().filter(|_| unread) {
                row.looks_like = self.looks_like(atr);
            }
        }
    }

    /// What a card may be.
    #[must_use]
    pub fn looks_like(&self, atr: &str) -> Vec<LooksLikeRow> {
        let bytes = hex::decode(atr).unwrap_or_default();
        let found = self.registry.of_atr(&bytes).into_iter().take(GUESSES);
        found
            .map(|(entry, fact)| self.guess(entry, &fact.name))
            .collect()
    }

    /// What looks like a token among these devices, the best guesses first. A hint, no more: readers have such numbers, too.
    #[must_use]
    pub fn like_tokens(&self, devices: &[Device]) -> Vec<DeviceRow> {
        let rows = devices.iter().map(|device| DeviceRow {
            usb: format!("{:04x}:{:04x}", device.vendor, device.product),
            name: device.name.clone(),
            allowed: device.allowed,
            looks_like: self.device_like(device),
        });
        rows.filter(|row| !row.looks_like.is_empty()).collect()
    }

    /// What is plugged in and shown by no driver. `seats`: of all tokens that are shown.
    #[must_use]
    pub fn unread_here(&self, told: &Told, seats: &[Seat]) -> Unread {
        let cards = self.unread(told, seats);
        let nothing = cards.is_empty() && seats.iter().all(|seat| seat.software);
        let devices = if nothing { devices() } else { Vec::new() };
        Unread {
            devices: self.like_tokens(&devices),
            cards,
        }
    }

    /// What a USB device may be.
    fn device_like(&self, device: &Device) -> Vec<LooksLikeRow> {
        let found = self.registry.of_usb(device.vendor, device.product);
        let found = found.into_iter().take(GUESSES);
        found
            .map(|(entry, fact)| self.guess(entry, &fact.name))
            .collect()
    }

    fn guess(&self, entry: &Entry, token: &str) -> LooksLikeRow {
        let mut issuers: Vec<String> = Vec::new();
        for distributor in &entry.distributors {
            if issuers.len() < ISSUERS && !issuers.contains(&distributor.org) {
                issuers.push(distributor.org.clone());
            }
        }
        LooksLikeRow {
            module: entry.id.clone(),
            name: entry.name.clone(),
            token: token.to_owned(),
            installed: self.installed.contains(&entry.id),
            page: entry
                .downloads
                .first()
                .map(|download| download.url.as_ref().clone()),
            issuers,
        }
    }

    fn row(&self, reader: &str, atr: Option<&str>) -> TokenRow {
        TokenRow {
            uri: slot_uri(reader),
            module: None,
            slot: None,
            card: Some(reader.to_owned()),
            label: None,
            manufacturer: None,
            model: None,
            serial: None,
            state: TokenRowState::Unrecognised,
            pin: PinRow {
                state: PinState::Unknown,
                failed_here: 0,
                min: None,
                max: None,
                pinpad: None,
            },
            so_pin: SoPinRow {
                state: PinState::Unknown,
            },
            read_only: None,
            also_via: Vec::new(),
            atr: atr.map(str::to_owned),
            looks_like: atr.map(|atr| self.looks_like(atr)).unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::{Plug, Seat};
    use crate::reader::{Card, Device, Helper, Reader, Told, Trouble};
    use crate::registry::Registry;

    /// certSIGN's token.
    const ATR: &str = "3BFF9600008131FE4380318065B0855956FB12017882900088";

    fn plug(installed: &[&str]) -> Plug {
        Plug {
            helper: Helper::beside(Path::new("/none/parafa"), Vec::new()),
            registry: Arc::new(Registry::built_in().unwrap()),
            installed: installed.iter().map(|id| (*id).to_owned()).collect(),
            whole: true,
        }
    }

    fn reader(name: &str, card: Card) -> Reader {
        Reader {
            name: name.to_owned(),
            card,
            exclusive: false,
        }
    }

    fn card(name: &str) -> Reader {
        let atr = ATR.to_owned();
        reader(name, Card::Present { atr })
    }

    fn seat(description: &str, software: bool) -> Seat {
        Seat {
            description: description.to_owned(),
            software,
        }
    }

    fn unread(told: &[Reader], seats: &[Seat]) -> Vec<String> {
        let rows = plug(&[]).unread(&Ok(told.to_vec()), seats);
        rows.into_iter().filter_map(|row| row.card).collect()
    }

    #[test]
    fn a_card_in_whose_reader_no_driver_sees_a_token_is_unread() {
        let two = [card("Reader A 00 00"), card("Reader B 00 00")];
        let none: [&str; 0] = [];
        assert_eq!(unread(&two, &[]), ["Reader A 00 00", "Reader B 00 00"]);
        let a = seat("Reader A 00 00  ", false);
        assert_eq!(unread(&two, &[a]), ["Reader B 00 00"]);
        // A token in software is in no reader; one whose driver does not name its reader may be in each.
        assert_eq!(unread(&two, &[seat("SoftHSM slot", true)]).len(), 2);
        assert_eq!(unread(&two, &[seat("Virtual slot 1", false)]), none);
        for nothing in [Card::Empty, Card::Mute, Card::Unavailable] {
            assert_eq!(unread(&[reader("A", nothing)], &[]), none);
        }
        let silent: Told = Err(Trouble::Failed {
            text: String::new(),
        });
        assert!(plug(&[]).unread(&silent, &[]).is_empty());
    }

    #[test]
    fn a_long_name_of_a_reader_is_known_by_what_a_slot_has_room_for() {
        let long = "Thales Group SafeNet eToken 5110+ [SafeNet eToken 5110+ CC (940C)] 00 00";
        assert!(seat(&long[..64], false).is_reader(long));
        assert!(!seat(&long[..20], false).is_reader(long));
        assert!(!seat("", false).is_reader(long));
        assert!(!seat("Reader", false).is_reader("Reader 2"));
    }

    #[test]
    fn q56_usb_numbers_are_a_hint_where_nothing_else_shows() {
        let device = |vendor, product, allowed| Device {
            vendor,
            product,
            name: Some("Token JC".to_owned()),
            allowed,
        };
        let devices = [
            device(0x1d6b, 0x0002, None),
            device(0x0529, 0x0620, Some(false)),
        ];
        let rows = plug(&[]).like_tokens(&devices);
        assert_eq!(rows.len(), 1, "{rows:?}");
        assert_eq!(
            (rows[0].usb.as_str(), rows[0].allowed),
            ("0529:0620", Some(false))
        );
        assert_eq!(rows[0].looks_like[0].module, "safenet-sac");
        // A token, or a card, is there: no more is guessed.
        let told = Ok(vec![card("R")]);
        for seats in [vec![], vec![seat("Virtual slot 1", false)]] {
            let unread = plug(&[]).unread_here(&told, &seats);
            assert!(unread.devices.is_empty());
        }
    }

    #[test]
    fn what_a_card_may_be_says_whether_its_driver_is_here() {
        let told = Ok(vec![card("R")]);
        for (installed, there) in [(&[][..], false), (&["safenet-sac"][..], true)] {
            let rows = plug(installed).unread(&told, &[]);
            let like = &rows[0].looks_like[0];
            assert_eq!(
                (like.module.as_str(), like.installed),
                ("safenet-sac", there)
            );
            assert!(like.issuers.contains(&"certSIGN".to_owned()), "{like:?}");
            assert_eq!(rows[0].uri, "pkcs11:slot-description=R");
        }
    }
}
