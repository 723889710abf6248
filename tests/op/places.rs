//! A card of three fixed places, and what a token lists: by the fake engine.

use parafa::error::{Code, Failure};
use parafa::op::request::RequestInput;
use parafa::op::shape::RequestOutcome;
use parafa::token::{KeyId, TokenState};

use crate::fake::{Card, Fake};
use crate::kit::Kit;

fn kit() -> Kit {
    let mut kit = Kit::bare();
    let place = |id: u8, name: &str| (KeyId(vec![id]), name.to_owned());
    kit.habits.key_places = vec![place(1, "Sign"), place(2, "Decrypt"), place(3, "Login")];
    kit
}

fn request(kit: &Kit, fake: &Fake, place: Option<&str>) -> Result<RequestOutcome, Failure> {
    let input = RequestInput {
        key: Some("p256".to_owned()),
        place: place.map(str::to_owned),
        ..kit.input()
    };
    let checked = input.check()?;
    kit.run_over(fake.host(&kit.habits), |setting| checked.run(setting))
}

/// The keys as ids and seeds; those that the card makes begin at 101.
fn keys(fake: &Fake) -> Vec<(u8, u8)> {
    let card = fake.card.lock().unwrap();
    let mut keys: Vec<(u8, u8)> = card
        .keys
        .iter()
        .map(|(id, seed)| (id.0[0], *seed))
        .collect();
    keys.sort_unstable();
    keys
}

#[test]
fn with_all_places_used_nothing_is_made() {
    let (kit, fake) = (kit(), Fake::new(Card::with_keys(&[1, 2, 3])));
    let failure = request(&kit, &fake, None).unwrap_err();
    assert_eq!(failure.code, Code::TokenHasFixedPlaces);
    assert_eq!(failure.token_state, Some(TokenState::NothingChanged));
    assert_eq!(
        failure.args["places_used"],
        "Sign (01), Decrypt (02), Login (03)"
    );
    assert_eq!(failure.args["places_free"], "-");
    assert_eq!(failure.detail["used"].as_array().unwrap().len(), 3);
    assert_eq!(failure.detail["free"].as_array().unwrap().len(), 0);
    assert_eq!(fake.called("generate"), 0);
    assert_eq!(keys(&fake), [(1, 1), (2, 2), (3, 3)]);
}

#[test]
fn the_free_place_is_taken() {
    for (used, free) in [(&[1, 3][..], 2), (&[2, 3], 1), (&[1, 2], 3)] {
        let (kit, fake) = (kit(), Fake::new(Card::with_keys(used)));
        let made = request(&kit, &fake, None).unwrap();
        assert_eq!(made.keys[0].id.as_deref(), Some(&*format!("{free:02}")));
        assert_eq!(fake.called("generate"), 1);
        assert!(keys(&fake).contains(&(free, 101)));
        assert_eq!(keys(&fake).len(), 3);
    }
}

#[test]
fn a_used_place_wants_the_word() {
    let (mut kit, fake) = (kit(), Fake::new(Card::with_keys(&[1, 2, 3])));
    let failure = request(&kit, &fake, Some("Decrypt")).unwrap_err();
    assert_eq!(failure.code, Code::ConfirmationNeeded);
    assert_eq!(failure.token_state, Some(TokenState::NothingChanged));
    assert_eq!(fake.called("generate"), 0);
    let word = failure.detail["confirm"].as_str().unwrap().to_owned();
    assert_eq!(*kit.ask.words.lock().unwrap(), [word]);

    kit.ask.word = true;
    let made = request(&kit, &fake, Some("Decrypt")).unwrap();
    assert_eq!(made.keys[0].id.as_deref(), Some("02"));
    assert_eq!(keys(&fake), [(1, 1), (2, 101), (3, 3)]);
    assert!(!kit.ask.was_told(Code::KeyVanished));
    assert!(std::path::Path::new(&made.files[0].path).exists());
    let failure = request(&kit, &fake, Some("Fourth")).unwrap_err();
    assert_eq!(failure.code, Code::PlaceUnknown);
}

#[test]
fn another_key_that_goes_with_the_replaced_one_is_told() {
    let mut card = Card::with_keys(&[1, 2, 3]);
    card.forgets = vec![KeyId(vec![3])];
    let (mut kit, fake) = (kit(), Fake::new(card));
    kit.ask.word = true;
    let failure = request(&kit, &fake, Some("02")).unwrap_err();
    assert_eq!(failure.code, Code::KeyVanished);
    assert_eq!(failure.token_state, Some(TokenState::Changed));
    assert_eq!(std::fs::read_dir(kit.at("out")).unwrap().count(), 0);
}

#[test]
fn a_list_with_sha1_only_is_refused_before_the_pin() {
    // RSA would do here: key generation, and CKM_RSA_PKCS.
    for (rsa, named) in [(&[][..], "-"), (&[0x0, 0x1], "rsa2048, rsa3072, rsa4096")] {
        let mut card = Card::with_keys(&[]);
        card.mechanisms = [&[0x1040, 0x1042][..], rsa].concat();
        let (kit, fake) = (kit(), Fake::new(card));
        let failure = request(&kit, &fake, None).unwrap_err();
        assert_eq!(failure.code, Code::NoUsableMechanism);
        assert_eq!(failure.token_state, Some(TokenState::NothingChanged));
        assert_eq!(failure.args["types"], named);
        assert_eq!(fake.called("generate") + fake.called("login"), 0);
        assert!(kit.ask.asked.lock().unwrap().is_empty());
    }
}
