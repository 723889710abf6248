//! What the readers tell decides when drivers are asked, and shows cards that none reads.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crossterm::event::KeyCode;

use super::engine::World;
use super::live::count;
use super::walk::Walk;
use super::{drawn, key, keys, text};
use crate::op::plug::Plug;
use crate::reader::fake::FakeHelper;
use crate::reader::{Card, Reader};
use crate::registry::{Reach, Registry};

/// certSIGN's token.
const ATR: &str = "3BFF9600008131FE4380318065B0855956FB12017882900088";

fn plug(fake: &FakeHelper) -> Plug {
    Plug {
        helper: fake.helper(),
        registry: Arc::new(Registry::built_in().unwrap()),
        installed: Vec::new(),
        whole: true,
    }
}

fn card(name: &str) -> Reader {
    Reader {
        name: name.to_owned(),
        card: Card::Present {
            atr: ATR.to_owned(),
        },
        exclusive: false,
    }
}

fn empty(name: &str) -> Reader {
    Reader {
        card: Card::Empty,
        ..card(name)
    }
}

fn asked_until(walk: &mut Walk, more_than: usize, most: Duration) -> bool {
    let begun = Instant::now();
    while begun.elapsed() < most {
        if count(walk, "slots") > more_than {
            return true;
        }
        walk.for_a_while(Duration::from_millis(50));
    }
    false
}

#[test]
fn a_driver_of_readers_is_asked_only_after_a_reader_changed() {
    let (fake, world) = (FakeHelper::new(), World::default());
    fake.readers(&[card("Reader")]);
    for reach in [Reach::Cards, Reach::Unknown] {
        let token = [(Some("Card"), world.clone())];
        let mut walk = Walk::beside_readers(plug(&fake), reach, &token);
        walk.until("Keys show only after the PIN");
        walk.for_a_while(Duration::from_secs(8));
        let before = count(&walk, "slots");
        walk.for_a_while(Duration::from_secs(5));
        assert_eq!(count(&walk, "slots"), before, "{reach:?}");
        fake.readers(&[card("Reader"), empty(&format!("Other {reach:?}"))]);
        assert!(
            asked_until(&mut walk, before, Duration::from_secs(3)),
            "{reach:?}"
        );
    }
}

#[test]
fn a_token_that_comes_and_goes_is_seen_by_its_reader() {
    let (fake, world) = (FakeHelper::new(), World::default());
    world.pull();
    fake.readers(&[empty("Reader")]);
    let token = [(Some("Card"), world.clone())];
    let mut walk = Walk::beside_readers(plug(&fake), Reach::Cards, &token);
    walk.until("No token is plugged in.");
    walk.for_a_while(Duration::from_secs(8));
    world.plug();
    walk.for_a_while(Duration::from_secs(3));
    assert!(!text(&walk.app).contains("[Card]"), "nobody said so");
    fake.readers(&[card("Reader")]);
    walk.until("[Card]");
    world.pull();
    fake.readers(&[empty("Reader")]);
    walk.until("No token is plugged in.");
}

#[test]
fn q56_a_driver_that_needs_no_reader_is_asked_all_the_time() {
    let (fake, world) = (FakeHelper::new(), World::default());
    fake.readers(&[]);
    let token = [(Some("Soft"), world)];
    let mut walk = Walk::beside_readers(plug(&fake), Reach::Elsewhere, &token);
    walk.until("Keys show only after the PIN");
    walk.for_a_while(Duration::from_secs(8));
    let before = count(&walk, "slots");
    assert!(asked_until(&mut walk, before, Duration::from_secs(4)));
}

#[test]
fn q55_where_the_card_service_hangs_no_driver_of_readers_is_asked() {
    let (fake, card_world) = (FakeHelper::quiet(), World::default());
    let token = [(Some("Card"), card_world)];
    let mut walk = Walk::beside_readers(plug(&fake), Reach::Cards, &token);
    walk.until("The smart-card service of this computer did not answer");
    assert_eq!(count(&walk, "module"), 0);
    // It comes round: the helper, started anew, hears of readers.
    fake.readers(&[card("Reader")]);
    walk.until("[Card]");
}

#[test]
fn a_card_that_no_driver_reads_is_named_and_goes_by_itself() {
    let (fake, world) = (FakeHelper::new(), World::default());
    fake.readers(&[card("Reader"), card("Other reader 00")]);
    let token = [(Some("Card"), world)];
    let mut walk = Walk::beside_readers(plug(&fake), Reach::Cards, &token);
    walk.until("[Card]");
    walk.until("Other reader 00");
    key(&mut walk.app, KeyCode::Tab);
    walk.until("[Other reader 00]");
    for (width, height) in [(80, 24), (120, 40)] {
        let screen = drawn(&walk.app, width, height).to_string();
        insta::assert_snapshot!(format!("unread_card_{width}x{height}"), screen);
    }
    // Nothing can be done with it but ask why.
    keys(&mut walk.app, "p");
    walk.for_a_while(Duration::from_millis(300));
    assert!(text(&walk.app).contains("[Other reader 00]"));
    assert_eq!(count(&walk, "login"), 0);
    fake.readers(&[card("Reader")]);
    walk.until("Keys show only after the PIN");
    assert!(!text(&walk.app).contains("Other reader"));
}

#[test]
fn why_a_token_is_not_seen_is_said_and_written_for_the_helpdesk() {
    let (fake, world) = (FakeHelper::new(), World::default());
    world.pull();
    fake.readers(&[card("Reader 00")]);
    let token = [(Some("Card"), world)];
    let mut walk = Walk::beside_readers(plug(&fake), Reach::Cards, &token);
    walk.until("No token is plugged in.");
    keys(&mut walk.app, "w");
    walk.until("The likely reason");
    walk.until("P181  This looks like eToken 5110");
    for (width, height) in [(80, 24), (120, 40)] {
        let screen = drawn(&walk.app, width, height).to_string();
        insta::assert_snapshot!(format!("doctor_{width}x{height}"), screen);
    }
    keys(&mut walk.app, "b");
    walk.until("Into which new file for the helpdesk?");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bundle.json");
    keys(&mut walk.app, file.to_str().unwrap());
    key(&mut walk.app, KeyCode::Enter);
    walk.until("Written for the helpdesk");
    let bundle = std::fs::read_to_string(&file).unwrap();
    assert!(bundle.contains("\"driver_missing\""), "{bundle}");
}
