//! Several modules at once: none waits for another, and one that logs in is alone at its reader.

use std::time::Instant;

use parafa::child::{Host, HostState, Tokens};
use parafa::token::{FaultKind, Slot};
use parafa_faulty::TokenFile;

use crate::kit::{Kit, hosts_in, millis, within};

fn hardware() -> TokenFile {
    TokenFile::new("card").with(|token| token.hardware = true)
}

fn tokens(kits: &[&Kit]) -> Tokens {
    let host = |kit: &&Kit| {
        let path = &kit.setup.path;
        Host::new("faulty", "Faulty", path, "option", Box::new(kit.client()))
    };
    Tokens::new(kits.iter().map(host).collect())
}

#[test]
fn modules_are_opened_side_by_side() {
    let slow = |label| Kit::new(TokenFile::new(label)).script("C_Initialize=delay:1200");
    let (one, two) = (slow("one"), slow("two"));
    let mut tokens = tokens(&[&one, &two]);
    let begun = Instant::now();
    tokens.open();
    assert!(begun.elapsed() < millis(2300), "{:?}", begun.elapsed());
    assert_eq!(tokens.slots().count(), 2);
}

#[test]
fn a_module_that_fails_hides_no_other() {
    let bad = Kit::new(TokenFile::new("bad")).script("C_Initialize=crash");
    let good = Kit::new(TokenFile::new("good"));
    let mut tokens = tokens(&[&bad, &good]);
    tokens.open();
    assert!(matches!(
        &tokens.hosts()[0].state,
        HostState::Failed(fault) if matches!(fault.kind, FaultKind::Crashed { .. })
    ));
    assert_eq!(tokens.hosts()[1].state, HostState::Ready);
    assert_eq!(tokens.slots().count(), 1);
}

#[test]
fn who_logs_in_is_alone_at_a_reader() {
    let (one, two) = (Kit::new(hardware()), Kit::new(hardware()));
    let mut tokens = tokens(&[&one, &two]);
    tokens.open();
    let (place, _, _) = tokens.slots().next().unwrap();
    tokens.alone(place);
    assert!(within(millis(2000), || hosts_in(two.folder.path()).is_empty()));
    assert_eq!(hosts_in(one.folder.path()).len(), 1);
    assert_eq!(tokens.hosts()[0].state, HostState::Ready);
    assert_eq!(tokens.hosts()[1].state, HostState::NotAsked);
    assert_eq!(two.entered("C_Finalize").len(), 1);
    tokens.refresh();
    assert_eq!(tokens.hosts()[1].state, HostState::Ready, "it comes back");
    assert_eq!(tokens.slots().count(), 2);
}

#[test]
fn software_tokens_share_no_reader() {
    let soft = || Kit::new(TokenFile::new("soft"));
    let (one, two) = (soft(), soft());
    let mut tokens = tokens(&[&one, &two]);
    tokens.open();
    let (place, _, _) = tokens.slots().next().unwrap();
    tokens.alone(place);
    assert_eq!(tokens.hosts()[1].state, HostState::Ready);
    assert_eq!(hosts_in(two.folder.path()).len(), 1);
}

#[test]
fn a_module_whose_readers_cannot_be_told_is_ended_too() {
    let mut blind = Kit::new(hardware());
    let switch = blind.folder.path().join("removed");
    std::fs::write(&switch, "").unwrap();
    blind.set("FAULTY_REMOVED", &switch.display().to_string());
    let card = Kit::new(hardware());
    let mut tokens = tokens(&[&card, &blind]);
    tokens.open();
    assert!(tokens.hosts()[1].slots.is_empty());
    let (place, _, _) = tokens.slots().next().unwrap();
    tokens.alone(place);
    assert_eq!(tokens.hosts()[1].state, HostState::NotAsked);
    assert!(within(millis(2000), || hosts_in(blind.folder.path()).is_empty()));
}

#[test]
fn a_host_that_died_comes_back_with_the_next_refresh() {
    let kit = Kit::new(TokenFile::new("dies"));
    let once = kit.folder.path().join("once");
    let kit = kit.script(&format!(
        "C_GetTokenInfo@2=once-file:{}:crash",
        once.display()
    ));
    let mut tokens = tokens(&[&kit]);
    tokens.open();
    let (place, _, _) = tokens.slots().next().unwrap();
    assert!(tokens.read_again(place).unwrap_err().ends_host());
    tokens.refresh();
    assert_eq!(tokens.hosts()[0].state, HostState::Ready);
    assert_eq!(kit.entered("C_Initialize").len(), 2);
}

#[test]
fn dropping_all_ends_all() {
    let (one, two) = (Kit::new(hardware()), Kit::new(hardware()));
    let mut tokens = tokens(&[&one, &two]);
    tokens.open();
    drop(tokens);
    for kit in [&one, &two] {
        assert_eq!(kit.entered("C_Finalize").len(), 1);
        assert!(within(millis(1000), || hosts_in(kit.folder.path()).is_empty()));
    }
}

#[test]
fn a_search_ends_with_the_first_fit_and_lets_the_others_go() {
    let good = Kit::new(TokenFile::new("good"));
    let stuck = Kit::new(TokenFile::new("stuck")).script("C_Initialize=hang");
    let late = Kit::new(TokenFile::new("late")).script("C_GetSlotInfo=hang");
    let mut tokens = tokens(&[&good, &stuck, &late]);
    let begun = Instant::now();
    tokens.open_until(&|_, slot| labelled(slot, "good"));
    assert!(begun.elapsed() < millis(2500), "{:?}", begun.elapsed());
    for (index, kit) in [(1, &stuck), (2, &late)] {
        let host = &tokens.hosts()[index];
        assert_eq!(host.state, HostState::NotAsked);
        assert!(!host.was_asked());
        assert!(within(millis(2000), || hosts_in(kit.folder.path()).is_empty()));
    }
    assert_eq!(tokens.slots().count(), 1);
}

#[test]
fn a_preferred_module_has_a_moment_left_and_no_more() {
    let slow = Kit::new(TokenFile::new("slow")).script("C_Initialize=delay:700");
    let quick = Kit::new(TokenFile::new("quick"));
    let mut both = tokens(&[&slow, &quick]);
    both.open_until(&|_, slot| labelled(slot, "quick"));
    assert_eq!(both.hosts()[0].state, HostState::Ready);
    let stuck = Kit::new(TokenFile::new("stuck")).script("C_Initialize=hang");
    let mut both = tokens(&[&stuck, &quick]);
    let begun = Instant::now();
    both.open_until(&|_, slot| labelled(slot, "quick"));
    assert!(begun.elapsed() < millis(5000), "{:?}", begun.elapsed());
    assert_eq!(both.hosts()[0].state, HostState::NotAsked);
}

#[test]
fn a_search_without_a_fit_asks_all() {
    let slow = Kit::new(TokenFile::new("slow")).script("C_Initialize=delay:700");
    let bad = Kit::new(TokenFile::new("bad")).script("C_Initialize=crash");
    let mut tokens = tokens(&[&bad, &slow]);
    tokens.open_until(&|_, slot| labelled(slot, "nothing"));
    assert!(matches!(tokens.hosts()[0].state, HostState::Failed(_)));
    assert_eq!(tokens.hosts()[1].state, HostState::Ready);
    assert!(tokens.hosts().iter().all(Host::was_asked));
}

fn labelled(slot: &Slot, label: &str) -> bool {
    slot.token
        .as_ref()
        .is_ok_and(|token| token.id.label == label)
}
